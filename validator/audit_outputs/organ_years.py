"""Organs × years: what became of the report that each organ owes for each year, and where none is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from validator.audit_outputs.report_rows import FILLED
from validator.report.json import Entry
from validator.report.sheet_cells import Graded, Value
from validator.report.states import VERDICTS

#: Years that are shown, the latest: more columns on a page make letters that nobody reads.
MOST_YEARS = 9
#: Between two years of which there are reports.
_GAP = Graded("缺", "warning")
_WORST_LAST = ("not_applicable", "passed", "incomplete", "failed", "unreadable")
_RANKS = len(_WORST_LAST)


@dataclass(frozen=True, slots=True)
class OrganYears:
    """Organ → year → how many reports, times `_RANKS`, and the worst verdict as its place in the order: one small number.

    `years`: every year there is, once: equal numbers that were read one by one take memory each. Filled by `by_year`.
    """

    found: dict[str, dict[int, int]] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)


def by_year(entries: Iterable[Entry], seen: OrganYears) -> Iterator[Entry]:
    """The same entries, each noted under its organ and year on its way; one without either is in no place."""
    for one in entries:
        organ, year, rank = one["organ"], one["report_year"], _WORST_LAST.index(one["status"])
        if organ and year:
            years = seen.found.setdefault(organ, {})
            count, worst = divmod(years.get(year, 0), _RANKS)
            years[seen.years.setdefault(year, year)] = (count + 1) * _RANKS + max(worst, rank)
        yield one


def years_of(seen: OrganYears) -> Sequence[int]:
    """The latest years of which there is any report, oldest first."""
    return sorted(seen.years)[-MOST_YEARS:]


def organ_rows(seen: OrganYears, organs: Iterable[str]) -> Iterator[tuple[Value, ...]]:
    """One row for each of `organs` of which a year is known: its name, then a cell a year."""
    columns = years_of(seen)
    for organ in organs:
        if years := seen.found.get(organ):
            yield organ, *(_cell(years, year) for year in columns)


def _cell(years: Mapping[int, int], year: int) -> Value:
    """The worst verdict; a gap is one only between reports: before the first and after the last nobody knows."""
    if year not in years:
        return _GAP if min(years) < year < max(years) else None
    count, rank = divmod(years[year], _RANKS)
    status = _WORST_LAST[rank]
    told = VERDICTS[status] + (f"（共 {count} 份）" if count > 1 else "")
    return Graded(told, FILLED[status]) if status in FILLED else told
