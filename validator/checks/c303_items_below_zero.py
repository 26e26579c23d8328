"""项目数量减到了零以下

查什么：2019年版第二十条第（五）、（六）、（八）项的每一行：上一年项目数量加上本年增/减，是否小于 0。
为什么：“本年增/减”是项目数量的增减（国办公开办函〔2019〕60号 二），减去的不会比原有的多。
错例：上一年项目数量 3，本年增/减 -5。
正例：上一年项目数量 9，本年增/减 -5。
怎么改：核对两个数和正负号。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity

CODE = "C303"
TITLE = "项目数量减到了零以下"
SEVERITY: Severity = "warning"
ITEM = "行"

_STOCK, _CHANGE = "previous_items", "change"


def examine(facts: Facts) -> Verdict:
    """Items: rows of the tables that have these columns, where both figures are known."""
    defects: list[Defect] = []
    known = 0
    for key, form in facts.forms.items():
        figures = facts.stated(key) if _CHANGE in form.column_keys else {}
        for row in form.row_keys if figures else ():
            stock, change = figures.get((row, _STOCK)), figures.get((row, _CHANGE))
            if stock is not None and change is not None:
                known += 1
                defects += [_defect(key, row, int(stock), int(change), facts)] if stock + change < 0 else []
    return Verdict(tuple(defects), known - len(defects), len(defects))


def _defect(key: str, row: str, stock: int, change: int, facts: Facts) -> Defect:
    form = facts.forms[key]
    cells = tuple(facts.cells[key, row, column] for column in (_STOCK, _CHANGE))
    text = (
        f"「{form.row(row).label}」上一年项目数量 {stock}{at(cells[0].place)}，本年增/减 {change}{at(cells[1].place)}，"
        f"合起来是 {stock + change}，小于 0。请核对这两个数和正负号。"
    )
    return Defect(text, key, cells, basis=form.basis, key=row)
