"""Cases → verdicts, in a worker: the second half of the sentence over a batch, as the settings want it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from validator.audit.codec import decode_case
from validator.audit.store import VerdictRow
from validator.audit.task import Begin
from validator.audit_outputs.lines import finding_lines, report_line
from validator.baseline import apply
from validator.baseline_file import Entry
from validator.between.links import ALONE, Links
from validator.checks.selection import Selection
from validator.findings import reweighed
from validator.model import Case, Report, Severity, Unreadable
from validator.pipeline import judge, unreadable
from validator.report.json import audit_entry, encode, entry_of_lines

_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """What is left out of the reports, and how severe their findings are."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


#: Nothing is left out.
ALL = Settings()


@dataclass(frozen=True, slots=True)
class Item:
    """A report to be judged. `own`, `previous` and `parts` are places in the cases of its task.

    `key`: all that its verdict depends on; `organ`, `year`: what the manifest says where the report does not;
    `baseline`: the entries on its organ; `refused`: why it is not judged at all (F rule, message).
    """

    name: str
    number: int
    key: bytes
    own: int
    previous: int | None = None
    parts: tuple[int, ...] = ()
    links: Links = ALONE  # without the cases that are given by place
    organ: str | None = None
    year: int | None = None
    baseline: tuple[Entry, ...] = ()
    refused: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class JudgeTask:
    """A batch of reports; `cases` as (name of the file, stored case), each once.

    `entries`: whether their entries are wanted, which take longer than the lines.
    """

    items: tuple[Item, ...]
    cases: tuple[tuple[str, bytes], ...]
    settings: Settings
    entries: bool = True

    @property
    def at_once(self) -> int:
        """All of them are one step, and take far less than reading one file may."""
        return 1

    def run(self, begin: Begin) -> Sequence[VerdictRow]:
        """Judge them in order, all at once."""
        begin("")
        case = cache(lambda place: decode_case(*self.cases[place]))
        own = [_told(item, case(item.own)) for item in self.items]
        judged = {item.own for item in self.items}
        compared = cache(lambda place: case(place) if place in judged else _figures_only(case(place)))
        links = {(c.path, c.part): _linked(item, compared) for item, c in zip(self.items, own, strict=True)}
        reports = judge(own, links, Selection(self.settings.select, self.settings.ignore))
        return [_row(item, report, self) for item, report in zip(self.items, reports, strict=True)]

    def alone(self) -> Sequence[JudgeTask]:
        """A task for each report, with the cases that it is compared with."""
        return [_single(self, item) for item in self.items]

    def without(self, place: str, why: Unreadable) -> JudgeTask | None:
        """The one report is told to be unreadable."""
        (item,) = self.items
        return None if item.refused else replace(self, items=(replace(item, refused=(why.rule, why.message)),))


def _single(task: JudgeTask, item: Item) -> JudgeTask:
    places = [item.own, *(() if item.previous is None else (item.previous,)), *item.parts]
    at = {place: number for number, place in enumerate(dict.fromkeys(places))}
    previous = None if item.previous is None else at[item.previous]
    moved = replace(item, own=at[item.own], previous=previous, parts=tuple(at[place] for place in item.parts))
    return replace(task, items=(moved,), cases=tuple(task.cases[place] for place in at))


def _told(item: Item, case: Case) -> Case:
    """The case, completed by what the manifest says."""
    if item.refused is not None:
        return replace(unreadable(case.path, Unreadable(*item.refused), case.sha256), part=case.part)
    if item.organ is not None and case.organ is None:
        case = replace(case, organ=item.organ)
    if item.year is not None and case.report_year is None:
        case = replace(case, report_year=item.year, year_from="manifest")
    return case


def _figures_only(case: Case) -> Case:
    """What a report is compared with is never its prose, and reading that would take as long as judging it."""
    return replace(case, paragraphs=())


def _linked(item: Item, case: Callable[[int], Case]) -> Links:
    previous = None if item.previous is None else case(item.previous)
    return replace(item.links, previous=previous, parts=tuple(case(place) for place in item.parts))


def _row(item: Item, judged: Report, task: JudgeTask) -> VerdictRow:
    done = apply(item.baseline, [reweighed(judged, task.settings.severity)])
    (report,) = done.reports
    one = audit_entry(report) if task.entries else entry_of_lines(report)
    severities = [finding.severity for finding in report.findings]
    return VerdictRow(
        item.name,
        item.number,
        item.key,
        report.status,
        severities.count("error"),
        severities.count("warning"),
        severities.count("notice"),
        sum(done.quiet.values()),
        report_line(one),
        zlib.compress(b"".join(finding_lines(one)), _LEVEL),
        zlib.compress(encode(one), _LEVEL) if task.entries else b"",
    )
