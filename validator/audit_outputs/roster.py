"""Whose report was not seen: a list of those who owe one, held against the reports that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from validator.audit_outputs.roster_hints import Hints, Seen
from validator.identity.same_organ import organ_key


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that an organ owes; `year` None: for every year of which any listed organ has one."""

    organ: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """A report that was not seen, of `year` if any is known; `maybe`: the path of one that may be it, for a person to look at."""

    organ: str
    year: int | None
    maybe: str | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """How many organs are listed, and which reports are not there: the latest year first, then as listed."""

    organs: int
    absent: tuple[Absent, ...]


def held_against(owed: Sequence[Owed], seen: Iterable[Seen]) -> Roster:
    """The list, held against what there is. A name that only may be the same, and a file that only bears it, is no proof.

    Where no year is listed, and no listed organ has a report, the years are those of the other reports.
    """
    there: dict[str, set[int | None]] = {organ_key(one.organ): set() for one in owed}
    hints, others = Hints(dict.fromkeys(one.organ for one in owed)), set[int | None]()
    for report in seen:
        years = there.get(organ_key(report.organ)) if report.is_sure and report.organ else None
        if report.year and years is not None:
            years.add(report.year)
        else:
            hints.add(report)
            others.update([report.year] if report.year else ())
    due = _due(owed, set().union(*there.values()) or others or {None})
    gone = (
        Absent(organ, year, hints.path(organ, year)) for (key, year), organ in due.items() if year not in there[key]
    )
    return Roster(len(there), tuple(sorted(gone, key=lambda one: -(one.year or 0))))


def _due(owed: Sequence[Owed], every: Collection[int | None]) -> Mapping[tuple[str, int | None], str]:
    """By organ and year the name as it is listed first; `every`: the years that are asked for where none is listed."""
    due: dict[tuple[str, int | None], str] = {}
    for one in owed:
        for year in [one.year] if one.year else every:
            due.setdefault((organ_key(one.organ), year), one.organ)
    return due
