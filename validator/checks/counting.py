"""What the A rules share: their tally is the identities of their own code."""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.prose import breaks_off_in, out_of_sight
from validator.checks.reasons import BORDERS_LOST, CUT_OFF, ROWS_UNCLEAR

_WHY_OPEN = "等式里有单元格未填、缺失、不是数字，或只有总计没有明细"
_NO_TABLE = "未找到表格"


def count(code: str, table: str, facts: Facts) -> Verdict:
    """Tally of the identities of rule `code` in `table`; their defects come from the diagnosis, one for each cause."""
    sums = facts.sums.get(table)
    if sums is None:
        expected = facts.edition is not None and table in facts.edition.table_keys
        return Verdict(open=1, why_open=_why(table, facts, _NO_TABLE)) if expected else Verdict()
    bare = facts.blanks[table].bare
    status = ["open" if i in bare else sums.status[i] for i in sums.compiled.of_rule.get(code, ())]
    opened = status.count("open")
    return Verdict(
        (), status.count("pass"), status.count("fail"), opened, _why(table, facts, _WHY_OPEN) if opened else None
    )


def _why(table: str, facts: Facts, otherwise: str) -> str:
    """Why identities of `table` are open: the reason that is told of its rows, if one is."""
    if table in out_of_sight(facts) or breaks_off_in(table, facts):
        return CUT_OFF
    if any(seen.table == table for seen in facts.seen.get("borders_lost", ())):
        return BORDERS_LOST
    found = facts.found.get(table)
    return ROWS_UNCLEAR if found is not None and found.open_rows and facts.case.reader == "text" else otherwise
