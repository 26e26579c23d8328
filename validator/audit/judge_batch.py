"""Cases → verdicts, in a worker: the second half of the sentence over a batch, as the settings want it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from validator.audit.codec import decode_case
from validator.audit.judging import Item, JudgeTask
from validator.audit.store import VerdictRow
from validator.audit.task import Begin
from validator.audit_outputs.lines import finding_lines, report_line
from validator.baseline import apply
from validator.between.links import Links
from validator.checks.selection import Selection
from validator.findings import reweighed
from validator.model import Case, Report, Unreadable
from validator.pipeline import judge, unreadable
from validator.report.json import audit_entry, encode, entry_of_lines
from validator.unseen import unseen

_LEVEL = 1


def verdicts(task: JudgeTask, begin: Begin) -> Sequence[VerdictRow]:
    """Judge the reports of a task in order, all at once; `begin` is told once."""
    begin("")
    case = cache(lambda place: decode_case(*task.cases[place]))
    own = [_told(item, case(item.own)) for item in task.items]
    judged = {item.own for item in task.items}
    compared = cache(lambda place: case(place) if place in judged else _figures_only(case(place)))
    links = {(c.path, c.part): _linked(item, compared) for item, c in zip(task.items, own, strict=True)}
    reports = judge(own, links, Selection(task.settings.select, task.settings.ignore))
    return [_row(item, report, task) for item, report in zip(task.items, reports, strict=True)]


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
        b"" if item.refused else item.key,  # no key is that: the next run tries again
        report.status,
        severities.count("error"),
        severities.count("warning"),
        severities.count("notice"),
        sum(done.quiet.values()),
        " ".join(unseen(report)),
        report_line(one),
        zlib.compress(b"".join(finding_lines(one)), _LEVEL),
        zlib.compress(encode(one), _LEVEL) if task.entries else b"",
    )
