"""Whose report was not seen: a list of those who owe one, held against the reports that there are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from validator.identity.same_organ import may_be_same, organ_key

_A_YEAR = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that an organ owes; `year` None: for every year of which any listed organ has one."""

    organ: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A report that there is; `is_sure`: it was read, and is one."""

    path: str
    organ: str | None
    year: int | None
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Absent:
    """A report that was not seen; `maybe`: the path of one that may be it, for a person to look at."""

    organ: str
    year: int
    maybe: str | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """How many organs are listed, and which reports are not there: the latest year first, then as listed."""

    organs: int
    absent: tuple[Absent, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """Key of an organ → years of its reports; by year the reports of organs that are not listed; those of unsure origin."""

    years: Mapping[str, set[int]]
    others: Mapping[int, list[Seen]] = field(default_factory=lambda: defaultdict(list))
    unsure: list[Seen] = field(default_factory=list)


def held_against(owed: Sequence[Owed], seen: Iterable[Seen]) -> Roster:
    """The list, held against what there is. A name that only may be the same, and a file that only bears it, is no proof."""
    known = _Known({organ_key(one.organ): set() for one in owed})
    for report in seen:
        _enter(known, report)
    every = sorted(set().union(*known.years.values()))
    absent = [
        Absent(one.organ, year, _maybe(one.organ, year, known))
        for one in owed
        for year in ([one.year] if one.year else every)
        if year not in known.years[organ_key(one.organ)]
    ]
    return Roster(len(known.years), tuple(sorted(absent, key=lambda one: -one.year)))


def _enter(known: _Known, report: Seen) -> None:
    if not (report.is_sure and report.organ and report.year):
        known.unsure.append(report)
    elif (years := known.years.get(organ_key(report.organ))) is not None:
        years.add(report.year)
    else:
        known.others[report.year].append(report)


def _maybe(organ: str, year: int, known: _Known) -> str | None:
    return next(_alike(organ, year, known), None)


def _alike(organ: str, year: int, known: _Known) -> Iterator[str]:
    yield from (one.path for one in known.others.get(year, ()) if may_be_same(organ, one.organ))
    yield from (one.path for one in known.unsure if one.year in (None, year) and _bears(one, organ, year))


def _bears(one: Seen, organ: str, year: int) -> bool:
    """Whether the report says that it is this organ's, or its path does; a path that names other years alone is not it."""
    if not (one.organ and organ_key(one.organ) == organ_key(organ)) and organ not in one.path:
        return False
    named = _A_YEAR.findall(one.path)
    return one.year == year or not named or str(year) in named
