"""一项办理结果大于收件

查什么：申请处理表的每一列：等式不能判定时，任何一项办理结果是否大于新收与上年结转之和。
为什么：办理结果只能出自新收和结转的申请（表头的勾稽关系），一项就不会比全部收件还多。等式能判定的，由等式来查，这里不重复。
错例：自然人新收 5、上年结转 0，予以公开 50，总计一行缺失。
正例：自然人新收 50、上年结转 5，予以公开 36。
怎么改：核对这一格和新收、上年结转。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict, at, cell_name
from validator.checks.stated import Stated
from validator.model import Defect, Severity

CODE = "C307"
TITLE = "一项办理结果大于收件"
SEVERITY: Severity = "warning"
ITEM = "列"

_TABLE, _NEW, _BEFORE = "requests", "new", "carried_in"
_NO_RESULTS = (_NEW, _BEFORE)


def examine(facts: Facts) -> Verdict:
    """Items: columns whose receipts are known."""
    if _TABLE not in facts.sums:
        return Verdict()
    figures = facts.stated(_TABLE)
    columns = [c for c in facts.forms[_TABLE].column_keys if _receipts(figures, c) is not None]
    undecided = _undecided(facts)
    beyond = [(row, c) for c in columns if c in undecided and (row := _largest_beyond(c, figures, facts))]
    defects = (_defect(beyond, figures, facts),) if beyond else ()
    return Verdict(defects, len(columns) - len(beyond), len(beyond))


def _receipts(figures: Stated, column: str) -> int | None:
    new, before = figures.get((_NEW, column)), figures.get((_BEFORE, column))
    return None if new is None or before is None else int(new + before)


def _undecided(facts: Facts) -> set[str]:
    """Columns in which an identity could not be judged, and none is broken."""
    sums = facts.blanks[_TABLE].sums
    every = [(i.at, s) for i, s in zip(sums.compiled.identities, sums.status, strict=True) if i.axis == "rows"]
    return {at for at, s in every if s == "open"} - {at for at, s in every if s == "fail"}


def _largest_beyond(column: str, figures: Stated, facts: Facts) -> str | None:
    """The row of the largest result, if it is larger than the receipts."""
    rows = [row for row in facts.forms[_TABLE].row_keys if row not in _NO_RESULTS]
    results = {row: int(value) for row in rows if (value := figures.get((row, column)))}
    row = max(results, key=lambda key: results[key], default=None)
    return row if row is not None and results[row] > (_receipts(figures, column) or 0) else None


def _defect(beyond: Sequence[tuple[str, str]], figures: Stated, facts: Facts) -> Defect:
    form = facts.forms[_TABLE]
    cells = tuple(facts.cells[_TABLE, row, column] for row, column in beyond)
    named = "；".join(
        f"{cell_name(form, cell.row, cell.column)}是 {figures[cell.row, cell.column]}{at(cell.place)}，"
        f"新收与上年结转一共只有 {_receipts(figures, cell.column)}"
        for cell in cells
    )
    return Defect(f"{named}。请核对这一格和新收、上年结转。", _TABLE, cells, basis=form.basis, key="results")
