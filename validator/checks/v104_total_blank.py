"""总计空白

查什么：「总计」「（七）总计」等合计单元格空着，而它所合计的各格加起来不是 0。全表只报一次，逐格列出应填的数。
为什么：空白按 0 参加计算，合计空着等于说合计是 0，与明细矛盾。
错例：「（一）予以公开」行自然人 258、商业企业 12，总计空白。
正例：总计填 270。
怎么改：把列出的数填进空着的总计格。
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from validator.checks.facts import Facts, Verdict, at, short_name, table_name
from validator.checks.spelling import broken
from validator.form import Table
from validator.model import Cell, Change, Defect, Repair, Severity

CODE = "V104"
TITLE = "总计空白"
SEVERITY: Severity = "error"
ITEM = "合计单元格"

#: So many cells are named one by one; the rest are counted.
_NAMED = 6


def examine(facts: Facts) -> Verdict:
    """Items: total cells of tables with identities."""
    defects = tuple(d for key in facts.sums if (d := _defect(key, facts)))
    totals = sum(_totals(form) for key, form in facts.forms.items() if key in facts.sums)
    failed = sum(len(d.cells) for d in defects)
    return Verdict(defects, totals - failed, failed)


@cache
def _totals(form: Table) -> int:
    """How many cells of the table are totals."""
    return sum(row.sums or column.sums for row in form.rows for column in form.columns)


def _defect(key: str, facts: Facts) -> Defect | None:
    sums = facts.sums[key]
    blanks = facts.blanks[key]
    if not blanks.due:
        return None
    form = facts.forms[key]
    keys = [(*sums.compiled.cells[i], due) for i, due in blanks.due]
    cells = tuple(facts.cells[key, row, column] for row, column, _ in keys)
    named = "；".join(
        f"{short_name(form, row, column)}应填 {due}{at(cell.place)}" for (row, column, due), cell in _shown(keys, cells)
    )
    rest = f"；等共 {len(keys)} 格" if len(keys) > _NAMED else ""
    text = f"{table_name(key, facts)}有 {len(keys)} 个合计单元格空着，而明细之和不是 0：{named}{rest}。"
    changes = tuple(Change(key, row, column, None, Decimal(due)) for row, column, due in keys)
    return Defect(
        text,
        key,
        cells,
        tuple(broken(sums, i) for i in blanks.mended),
        (Repair(1, "按明细加总填入", changes),),
        basis=form.basis,
        key="blank_totals",
    )


def _shown(keys: list[tuple[str, str, int]], cells: tuple[Cell, ...]) -> list[tuple[tuple[str, str, int], Cell]]:
    return list(zip(keys, cells, strict=True))[:_NAMED]
