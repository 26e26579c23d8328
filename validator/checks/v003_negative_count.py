"""件数填了负数

查什么：填件数、项数的单元格里是否有负数。每格报一次；能由等式推出唯一的数时，列出应填的数。「本年增/减」可以是负数，不在此列；带小数的负数按小数报。
为什么：件数、项数不会少于 0（国办公开办函〔2019〕60号、〔2021〕30号）；负数的格不参加加总，有关等式不能判定。
错例：「四、结转下年度继续办理」行「自然人」列填 -1。
正例：填 0 或正整数。
怎么改：核对原始数据后改正；为了凑平合计而填的负数，应改正真正有错的格。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.v001_text_in_cell import unusable
from validator.model import Cell, Severity

CODE = "V003"
TITLE = "件数填了负数"
SEVERITY: Severity = "error"
ITEM = "单元格"


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    odd = [cell for cell in facts.unusual if _is_negative(cell) and facts.column(cell).holds == "count"]
    defects = tuple(unusable(cell, facts, "件数不能是负数", "请核对后改正") for cell in odd)
    return Verdict(defects, len(facts.cells) - len(odd), len(odd))


def _is_negative(cell: Cell) -> bool:
    return cell.value is not None and cell.value < 0 and cell.value == cell.value.to_integral_value()
