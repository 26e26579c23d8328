"""逾期未缴费，却没有说明收费情况

查什么：2021年版申请处理表「（六）其他处理」2.逾期未缴费不为 0 时，正文有没有提到信息处理费。
为什么：有人逾期未缴费，说明发出过收费通知；发出收费通知的件数、总金额和实际收取的总金额应在第六部分报告（国办函〔2020〕109号；国办公开办函〔2021〕30号 六）。
错例：逾期未缴费 2 件，第六部分只写“无”。
正例：逾期未缴费 2 件，第六部分写明发出收费通知的件数、总金额和实际收取的金额。
怎么改：在第六部分补上信息处理费的情况；没有发出过收费通知的，改正表里的数。
"""

from __future__ import annotations

from decimal import Decimal

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity

CODE = "C308"
TITLE = "逾期未缴费而没有收费说明"
SEVERITY: Severity = "notice"
ITEM = "报告"

_TABLE, _ROW, _SECTION = "requests", "other.fee_unpaid", 6
_WORDS = ("处理费", "收费通知", "缴费通知")
_BASIS = "国办函〔2020〕109号；国办公开办函〔2021〕30号 六"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if it has the row and a section six that could tell."""
    form = facts.forms.get(_TABLE)
    if form is None or _ROW not in form.row_keys or facts.outline.section(_SECTION) is None:
        return Verdict()
    row = [cell for cell in facts.by_table[_TABLE] if cell.row == _ROW and cell.value]
    cell = max(row, key=lambda cell: cell.value or Decimal(0), default=None)
    if cell is None or any(word in p.text for p in facts.case.paragraphs for word in _WORDS):
        return Verdict(passed=1)
    text = (
        f"「{form.row(_ROW).short}」有 {cell.value} 件{at(cell.place)}，正文却没有提到信息处理费。"
        "请在第六部分补上收费情况；没有发出过收费通知的，改正表里的数。"
    )
    return Verdict((Defect(text, _TABLE, (cell,), basis=_BASIS, key="fee"),), failed=1)
