"""Cases of one file → without those that repeat an earlier one: pages often hold a second copy for phones or printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from validator.model import Case, Observation


def without_copies(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Each report once, parts numbered anew; `report_twice` (number: how many copies) says what was left out.

    A copy has every table and figure, as printed, of an earlier report, and names no other organ or year.
    """
    kept: list[Case] = []
    copies: list[int] = []
    for case in cases:
        first = next((i for i, other in enumerate(kept) if _is_copy(case, other)), None)
        if first is None:
            kept.append(replace(case, part=len(kept) + 1))
            copies.append(0)
        else:
            copies[first] += 1
    return tuple(_told(case, number) if number else case for case, number in zip(kept, copies, strict=True))


def _is_copy(case: Case, other: Case) -> bool:
    if not case.cells or case.edition != other.edition:
        return False
    known = all(mine in (None, its) for mine, its in ((case.organ, other.organ), (case.report_year, other.report_year)))
    return known and [(c.key, c.raw) for c in case.cells] == [(c.key, c.raw) for c in other.cells]


def _told(case: Case, copies: int) -> Case:
    return replace(case, observations=(*case.observations, Observation("report_twice", number=copies)))
