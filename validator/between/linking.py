"""Cases → Links: which report is whose last year's, and which reports sum to a consolidated one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from validator.between.link_index import (
    CaseIndex,
    Group,
    Index,
    folder_of,
    group_of,
    has_tables,
    indexed,
    is_town,
    shelf_of,
    sought,
)
from validator.between.links import ALONE, Links, Unfit, Why
from validator.between.rollup_parts import choose_parts
from validator.between.sure_year import is_sure
from validator.between.total_sheet import added_up
from validator.identity.same_organ import may_be_same, names_district, names_place, organ_key
from validator.model import Case

#: Years that may be missing between two reports; the form itself is not much older.
_LONGEST_GAP = 8


def links_for(
    cases: Sequence[Case], previous: Sequence[Case] = (), parts: Sequence[Case] = ()
) -> dict[tuple[str, int], Links]:
    """What each case is compared with, by (path, part); cases without any link are left out.

    `previous` and `parts` are what the user named; last year's report is otherwise looked for among `cases`, and
    taken only if it is the only one of that organ and year. Parts are told in the order of their paths; where none are
    named, a sheet that adds up the others of its workbook has these.
    """
    index, parts = indexed(cases), sorted(parts, key=_by_path)  # in whatever order they were given
    within = {} if parts else added_up(cases)
    found: dict[tuple[str, int], Links] = {}
    for case in cases:
        if case.reader is None:
            continue
        years = _named(case, previous, index) if previous else automatic(case, index)
        if len(cases) == 1 and any(_is_itself(case, given) for given in previous) and years == Links(named=True):
            years = replace(years, unfit=(Unfit(case, "itself"),))
        chosen, unread = choose_parts(case, parts, cases) if parts else ((), ())
        own = within.get((case.path, case.part), ())
        link = replace(years, parts=chosen or own, parts_unread=unread, parts_assumed=bool(own))
        if link != ALONE:
            found[case.path, case.part] = link
    return found


def _by_path(case: Case) -> tuple[tuple[str, ...], int]:
    return PurePath(case.path).parts, case.part


# ---------------------------------------------------------------- named by the user


def _named(case: Case, previous: Sequence[Case], index: CaseIndex) -> Links:
    """The first named report that fits; else what can be found among the cases; else why none fits."""
    judged = [(given, _against(case, given)) for given in previous if not _is_itself(case, given)]
    fitting = [given for given, why in judged if why is None]
    if fitting:
        return Links(fitting[0], named=True, certain=is_sure(case) and is_sure(fitting[0]))
    other = [given for given, why in judged if why == "organ"]
    found = automatic(case, index)
    if found.previous or (other and len(index.by_organ) > 1):
        return found
    if other:
        return Links(other[0], named=True, unfit=(Unfit(other[0], "organ"),))
    return Links(named=True, unfit=tuple(Unfit(given, why) for given, why in judged if why))


def _against(case: Case, given: Case) -> Why | None:
    """What speaks against `given` being last year's report of the same organ."""
    if given.reader is None:
        return "unreadable"
    if not has_tables(given):
        return "no_tables"
    if given.report_year is None:
        return "year_unknown"
    if case.report_year is None:
        return "own_year_unknown"
    if given.report_year != case.report_year - 1:
        return "year"
    return None if may_be_same(case.organ, given.organ) else "organ"


def _is_itself(case: Case, given: Case) -> bool:
    return given.path == case.path and given.part == case.part


# ---------------------------------------------------------------- found among the cases


def automatic(case: Case, index: Index) -> Links:
    """Last year's report of the same organ, if there is one only; several with unlike figures are told as rivals."""
    known = sought(case)
    if not case.organ or known is None:
        return ALONE
    organ, year = known
    candidates = _candidates(case, case.organ, year, index)
    if candidates is None:
        return Links(missing=_missing(case, case.organ, year, index))
    first = candidates.cases[0]
    if not candidates.alike:
        named = tuple(Unfit(candidate, "rivals") for candidate in candidates.cases)
        return Links(unfit=named, rivals=candidates.number)
    sure = names_place(case.organ) and organ_key(first.organ or "") == organ
    return Links(first, certain=sure and is_sure(case) and is_sure(first))


def _missing(case: Case, organ: str, year: int, index: Index) -> tuple[int, ...]:
    """The years between an earlier report of the organ and this one, of which there is none."""
    earlier = (before for before in range(year - 2, year - 2 - _LONGEST_GAP, -1) if before in index.years)
    last = next((before for before in earlier if _candidates(case, organ, before + 1, index)), year)
    return tuple(range(last + 1, year))


def _candidates(case: Case, organ: str, year: int, index: Index) -> Group | None:
    """Of the year before, and of the same name; how far they may lie apart depends on how many organs may bear it."""
    key, folder = organ_key(organ), folder_of(case.path)
    if not names_place(organ) and not (names_district(organ) and _is_alone(case, key, index)):
        near = index.in_folder(key, year - 1, folder)
    elif is_town(organ):
        near = index.on_shelf(key, year - 1, shelf_of(folder))
    else:
        near = index.of(key, year - 1)
    return near or _longer_or_shorter(organ, index.beside(folder, year - 1))


def _is_alone(case: Case, key: str, index: Index) -> bool:
    """Whether no other report of its year bears the name."""
    own = index.of(key, case.report_year) if case.report_year is not None else None
    return own is not None and own.number == 1


def _longer_or_shorter(organ: str, beside: Sequence[Case]) -> Group | None:
    """The one report in a small folder whose organ is named with its region, or without it; none if there are more."""
    found = [c for c in beside if may_be_same(organ, c.organ)]
    return group_of(found) if len(found) == 1 else None
