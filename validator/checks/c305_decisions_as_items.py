"""处理决定数量等于项目数量

查什么：2019年版第二十条第（五）、（六）项：凡不是 0 的行，处理决定数量是否都等于上一年项目数量＋本年增/减。不是 0 的行只有一行而数字又小的，可能是巧合，不报。
为什么：“处理决定数量”填的是本年作出决定的件数，不是年末的项目数量（国办公开办函〔2019〕60号 二）；各行都相等，多半是理解错了。
错例：行政许可上一年项目 9、增/减 -1、处理决定 8；行政处罚上一年项目 14、增/减 2、处理决定 16。
正例：行政许可上一年项目 9、增/减 -1、处理决定 486。
怎么改：处理决定数量改填本年作出许可、处罚、强制等决定的件数。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, listed
from validator.checks.item_rows import item_rows, many
from validator.model import Defect, Severity

CODE = "C305"
TITLE = "处理决定数量等于项目数量"
SEVERITY: Severity = "notice"
ITEM = "报告"

_COLUMNS = ("previous_items", "change", "decisions")


def examine(facts: Facts) -> Verdict:
    """Items: the report, if any of its rows has these columns."""
    rows = item_rows(facts)
    if not rows:
        return Verdict()
    filled = [row for row in rows if row.items or row.change or row.decisions]
    misread = all(row.decisions == row.items + row.change for row in filled)
    # Without items of last year this is C304's: a column filled twice.
    if not many([row.decisions for row in filled]) or not misread or not any(row.items for row in filled):
        return Verdict(passed=1)
    labels = [facts.forms[row.table].row(row.row).label for row in filled]
    text = (
        f"{listed(labels)}各行的“处理决定数量”都等于上一年项目数量加本年增/减，像是填成了年末的项目数量。"
        "请核对，改填本年作出决定的件数。"
    )
    cells = tuple(facts.cells[row.table, row.row, column] for row in filled for column in _COLUMNS)
    return Verdict((Defect(text, filled[0].table, cells, basis=facts.forms[filled[0].table].basis),), failed=1)
