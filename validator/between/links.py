"""What a case is compared with: last year's report of the same organ, and the reports that should sum to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from validator.model import Case, Place

#: Why a report that was looked at as last year's does not fit, or fits only in part.
Why = Literal["unreadable", "no_tables", "year_unknown", "own_year_unknown", "year", "organ", "rivals", "itself"]


@dataclass(frozen=True, slots=True)
class Unfit:
    """A report that was named as last year's, or could be it, and what speaks against it."""

    case: Case
    why: Why


#: What two reports share: all bytes; organ and year; prose, or all figures, of last year's report or of another organ's.
Sort = Literal["file", "organ_year", "prose_before", "prose_other", "figures_before", "figures_other"]


@dataclass(frozen=True, slots=True)
class Pair:
    """The report `key` (path, part) is told to be like the report `other`.

    `shared` of the `sentences` that were compared stand in both; both are 0 where no sentences were compared.
    """

    sort: Sort
    key: tuple[str, int]
    other: tuple[str, int]
    shared: int = 0
    sentences: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """`previous`: last year's report; `named`: the user named it; `certain`: organ and years are beyond doubt.

    `unfit`: reports that do not fit as last year's, of many rivals the first ones; `rivals`: how many there are.
    `parts`: the reports that should sum to this one; `parts_unread`: those that cannot be added up, each as a path
    with the reason; `parts_assumed`: nobody named them, they stand in one workbook with it.
    `similar`: reports that this one is like, the likest first; None: they were not looked for.
    `missing`: the years between the organ's report before this one and this, of which there is no report.
    """

    previous: Case | None = None
    named: bool = False
    certain: bool = False
    unfit: tuple[Unfit, ...] = ()
    parts: tuple[Case, ...] = ()
    parts_unread: tuple[str, ...] = ()
    parts_assumed: bool = False
    similar: tuple[Pair, ...] | None = None
    missing: tuple[int, ...] = ()
    rivals: int = 0


#: Nothing to compare with.
ALONE = Links()
#: No case is compared with any other.
NO_LINKS: Mapping[tuple[str, int], Links] = MappingProxyType({})


def figures(case: Case) -> dict[tuple[str, str, str], Decimal | None]:
    """What the cells state, to tell two copies of one report from two reports."""
    return {cell.key: cell.value for cell in case.cells}


def label(case: Case, place: Place | None = None) -> str:
    """The report as a person finds it: its path, which of several in the file it is, and a place in it."""
    return f"{named(case.path, case.part)}{f'，{place.where}' if place and place.where else ''}"


def named(path: str, part: int) -> str:
    """A report by its path, and which of several in the file it is."""
    return path if part == 1 else f"{path}（第 {part} 份）"
