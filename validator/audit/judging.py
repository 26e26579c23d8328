"""What is to be judged, and as the user wants it: the task for a worker. Here no rule is loaded: the process that gives out work needs none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from validator.audit.store import VerdictRow
from validator.audit.task import Begin
from validator.baseline_file import Entry
from validator.between.links import ALONE, Links
from validator.between.sketch import COMPARING
from validator.model import Severity, Unreadable


@dataclass(frozen=True, slots=True)
class Settings:
    """What is left out of the reports, and how severe their findings are."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    @property
    def compared(self) -> bool:
        """Whether any rule is wanted that compares reports by what they are like."""
        chosen = [code for code in COMPARING if not self.select or code.startswith(self.select)]
        return not all(code.startswith(self.ignore) for code in chosen)


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
        from validator.audit.judge_batch import verdicts

        return verdicts(self, begin)

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
