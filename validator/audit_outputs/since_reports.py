"""Which report of an earlier audit is which of this one: the one in its place, or where it is gone the one of its name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

import msgspec

from validator.model import Severity, Status

Name = tuple[str, int] | None
Reports = Callable[[], Iterable["Told"]]


class _Line(msgspec.Struct, frozen=True):
    path: str
    part: int
    organ: str | None
    year: int | None

    @property
    def name(self) -> Name:
        """Whose report of which year it is; None where either is not known."""
        return (self.organ, self.year) if self.organ and self.year else None


class Told(_Line, frozen=True, kw_only=True):
    """A line of reports.jsonl. `unseen`: how codes of rules begin, and the tables, that were not looked at."""

    status: Status
    unseen: str = ""


class Found(_Line, frozen=True, kw_only=True):
    """A line of findings.jsonl, as far as it is compared and listed."""

    rule: str
    severity: Severity
    message: str
    fingerprint: str
    table: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a report was told to be."""

    status: str
    unseen: str


#: Several reports of one name that differ.
_UNCLEAR = Verdict("", "")


@dataclass(frozen=True, slots=True)
class Side:
    """The verdicts of one audit by place and name, and again by name or place of those that the other has not there."""

    placed: dict[int, Verdict]
    moved: dict[int, Verdict]

    def of(self, one: Told | Found) -> Verdict | None:
        """What the report was told to be; None if it is not there. Of unlike ones of its name, an unclear verdict."""
        if (there := self.placed.get(_placed(one))) is not None:
            return there
        if one.name is None:
            return self.moved.get(hash((one.path, one.part)))
        return self.moved.get(hash(one.name)) or self.placed.get(hash((one.path, one.part, None)))


def sides(before: Reports, after: Reports) -> tuple[Side, Side]:
    """Both audits, each ready to be asked for a report of the other."""
    verdicts: dict[tuple[str, str], Verdict] = {}  # few, and each of them once
    was, now = ({_placed(one): _verdict(one, verdicts) for one in every()} for every in (before, after))
    return Side(was, _moved(before, now, was)), Side(now, _moved(after, was, now))


def _moved(every: Reports, there: Collection[int], verdicts: dict[int, Verdict]) -> dict[int, Verdict]:
    found: dict[int, Verdict] = {}
    for one in every():
        if _placed(one) in there:
            continue
        verdict = verdicts[_placed(one)]
        for key in (hash((one.path, one.part)), *((hash(one.name),) if one.name else ())):
            found[key] = verdict if found.get(key, verdict) is verdict else _UNCLEAR
    return found


def _verdict(one: Told, verdicts: dict[tuple[str, str], Verdict]) -> Verdict:
    return verdicts.setdefault((one.status, one.unseen), Verdict(one.status, one.unseen))


def _placed(one: Told | Found) -> int:
    """A number takes less memory than the words."""
    return hash((one.path, one.part, one.name))
