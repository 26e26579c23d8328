"""增减栏照抄了处理决定数量

查什么：2019年版第二十条第（五）、（六）项：凡不是 0 的行，本年增/减是否都与处理决定数量相同。不是 0 的行只有一行而数字又小的，可能是巧合，不报。
为什么：“本年增/减”填的是项目数量的增减，“处理决定数量”填的是办理件数（国办公开办函〔2019〕60号 二），各行都相同，多半是一个数填了两栏。
错例：行政许可增/减 486、处理决定 486，行政处罚增/减 6、处理决定 6。
正例：行政许可增/减 -1、处理决定 486，行政处罚增/减 0、处理决定 6。
怎么改：本年增/减改填项目数量的增减，没有增减的填 0。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, listed
from validator.checks.item_rows import item_rows, many
from validator.model import Defect, Severity

CODE = "C304"
TITLE = "增减栏与处理决定数量相同"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if any of its rows has both columns."""
    rows = item_rows(facts)
    if not rows:
        return Verdict()
    filled = [row for row in rows if row.change or row.decisions]
    if not many([row.decisions for row in filled]) or any(row.change != row.decisions for row in filled):
        return Verdict(passed=1)
    labels = [facts.forms[row.table].row(row.row).label for row in filled]
    text = (
        f"{listed(labels)}各行的“本年增/减”都与“处理决定数量”相同，像是一个数填了两栏。"
        "“本年增/减”是项目数量的增减，请核对；没有增减的填 0。"
    )
    cells = tuple(facts.cells[row.table, row.row, column] for row in filled for column in ("change", "decisions"))
    return Verdict((Defect(text, filled[0].table, cells, basis=facts.forms[filled[0].table].basis),), failed=1)
