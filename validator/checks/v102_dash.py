"""用“/”“无”等代替 0

查什么：单元格里是否填了“/”“-”“—”“无”“不适用”。按 0 计算，每张表只报一次。
为什么：没有发生的应填 0（国办公开办函〔2019〕60号、〔2021〕30号）；符号无法自动汇总，含义也不明确。
错例：「规章」行各格填“/”。
正例：填 0。
怎么改：把这些符号改成 0。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict
from validator.checks.odd_cells import cells_listed, judge_odd
from validator.model import Cell, Severity

CODE = "V102"
TITLE = "用“/”“无”等代替 0"
SEVERITY: Severity = "notice"
ITEM = "单元格"

_NAMED = 4


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    odd = [cell for cell in facts.unusual if cell.kind == "dash"]
    return judge_odd(odd, facts, lambda cells: _fault(cells, facts))


def _fault(cells: Sequence[Cell], facts: Facts) -> str:
    marks = "".join(f"“{raw}”" for raw in list(dict.fromkeys(cell.raw for cell in cells))[:_NAMED])
    return f"填的是{marks}，按 0 计算：{cells_listed(cells, facts)}。没有发生的请填 0。"
