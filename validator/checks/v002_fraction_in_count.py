"""件数填了小数

查什么：填件数、项数的单元格里是否有小数。每格报一次；能由等式推出唯一的数时，列出应填的数。金额栏不在此列。
为什么：件数、项数只能是整数（国办公开办函〔2019〕60号、〔2021〕30号）；有小数的格不参加加总，有关等式不能判定。
错例：「行政许可」行「本年处理决定数量」列填 1.5。
正例：填 15000，不写 1.5（万件）。
怎么改：改填整数。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.v001_text_in_cell import unusable
from validator.model import Cell, Severity

CODE = "V002"
TITLE = "件数填了小数"
SEVERITY: Severity = "error"
ITEM = "单元格"


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    odd = [cell for cell in facts.unusual if _is_fraction(cell) and facts.column(cell).holds != "amount"]
    defects = tuple(unusable(cell, facts, "应是整数", "请改填整数") for cell in odd)
    return Verdict(defects, len(facts.cells) - len(odd), len(odd))


def _is_fraction(cell: Cell) -> bool:
    return cell.value is not None and cell.value != cell.value.to_integral_value()
