"""The sheet of a workbook that adds up its others, as add-ins and offices make it: 汇总, 合计."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from validator.between.rollup_parts import choose_parts
from validator.model import Case

#: Of a part of them too (部门小计): beside it another total counts these twice.
_TOTAL = re.compile("汇总|合计|总计|总表|小计")
#: Fewer make no sum.
_FEWEST = 2


def is_total(case: Case) -> bool:
    """Whether all its tables stand in sheets that say that they add up others."""
    sheets = [t.place.sheet for t in case.tables if t.found and t.place and t.place.sheet]
    return bool(sheets) and all(map(_TOTAL.search, sheets))


def added_up(cases: Sequence[Case]) -> Mapping[tuple[str, int], tuple[Case, ...]]:
    """The parts of every report that adds up the others of its file, by its (path, part).

    Only where one sheet is a total, and the reports of its year beside it are several that can be added up without
    exception: nobody has said that they belong together.
    """
    files: dict[str, list[Case]] = defaultdict(list)
    for path in {case.path for case in cases if case.part > 1}:
        files[path] = []
    for case in cases:
        if case.path in files:
            files[case.path].append(case)
    found = ((whole, _parts(whole, inside)) for inside in files.values() for whole in _lone(filter(is_total, inside)))
    return {(whole.path, whole.part): parts for whole, parts in found if len(parts) >= _FEWEST}


def _lone(totals: Iterable[Case]) -> Sequence[Case]:
    found = list(totals)
    return found if len(found) == 1 else ()


def _parts(whole: Case, inside: Sequence[Case]) -> tuple[Case, ...]:
    beside = [case for case in inside if case is not whole and case.report_year == whole.report_year]
    chosen, unread = choose_parts(whole, beside, inside) if beside else ((), ())
    return () if unread else chosen
