"""数字的写法不规范

查什么：数字是否用了全角、千位分隔符，或数字中间有空格。照样参加加总，每张表只报一次。空格不在千位上的（如“4 5”）可能是两个数挤在一格，逐格报为疑似。
为什么：每格应填一个数（国办公开办函〔2019〕60号、〔2021〕30号）；这样写的数字电子表格常当作文字，自动汇总时会漏掉。
错例：１２；1,234；1 234。
正例：12；1234。
怎么改：改成半角数字，去掉逗号和空格。
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validator.checks.facts import Facts, Verdict, at, cell_name
from validator.checks.odd_cells import cells_listed, judge_odd
from validator.model import Cell, Defect, Severity

CODE = "V103"
TITLE = "数字的写法不规范"
SEVERITY: Severity = "notice"
ITEM = "单元格"

_STYLES: Mapping[str, str] = {"full_width": "全角字符", "separator": "千位分隔符", "space": "数字中间的空格"}


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    odd = [cell for cell in facts.unusual if not {"gap", *_STYLES}.isdisjoint(cell.marks)]
    plain = judge_odd([cell for cell in odd if "gap" not in cell.marks], facts, lambda cells: _fault(cells, facts))
    gaps = tuple(_gap(cell, facts) for cell in odd if "gap" in cell.marks)
    return Verdict(plain.defects + gaps, len(facts.cells) - len(odd), len(odd))


def _fault(cells: Sequence[Cell], facts: Facts) -> str:
    styles = "、".join(name for mark, name in _STYLES.items() if any(mark in cell.marks for cell in cells))
    return (
        f"的数字用了{styles}：{cells_listed(cells, facts, True)}。"
        "已按相应的数字核对；请改成半角数字，中间不加逗号和空格。"
    )


def _gap(cell: Cell, facts: Facts) -> Defect:
    """A blank that is no separator of thousands: one figure, or two that ran into one cell."""
    text = (
        f"{cell_name(facts.forms[cell.table], cell.row, cell.column)}{at(cell.place)}写的是“{cell.raw}”，"
        f"已按 {cell.value} 核对；也可能是两个数挤在一格。请核对后改成一个数。"
    )
    return Defect(text, cell.table, (cell,), severity="warning", key=f"{cell.row}.{cell.column}")
