"""金额的单位

查什么：金额栏的单位是否清楚。表头规定了单位（万元）的，格里又写了别的单位为疑似，并给出折算后的数；写了同一单位为提示。表头没有规定单位的，格里写了单位为提示，没有单位（0 除外）也为提示。
为什么：2021年版收费金额以万元为单位（国办公开办函〔2021〕30号）；2019年版采购总金额没有规定单位，不写明就差一万倍。
错例：收费金额（单位：万元）一格填“251000元”；采购总金额填 52.15，不知是元还是万元。
正例：收费金额填 25.1；采购总金额在表外注明单位。
怎么改：有规定单位的，折算后只填数字；没有规定单位的，核对并在表头或表外注明单位。
"""

from __future__ import annotations

from decimal import Decimal

from validator.checks.facts import Facts, Verdict, at, cell_name
from validator.checks.stated import YUAN
from validator.model import Cell, Defect, Severity

CODE = "V108"
TITLE = "金额的单位"
SEVERITY: Severity = "notice"
ITEM = "金额单元格"


def examine(facts: Facts) -> Verdict:
    """Items: cells of columns that hold amounts of money."""
    money = [key for key, form in facts.forms.items() if any(column.holds == "amount" for column in form.columns)]
    amounts = [cell for key in money for cell in facts.by_table[key] if facts.column(cell).holds == "amount"]
    defects = tuple(d for cell in amounts if (d := _judge(cell, facts)))
    return Verdict(defects, len(amounts) - len(defects), len(defects))


def _judge(cell: Cell, facts: Facts) -> Defect | None:
    if cell.value is None:
        return None
    column, form = facts.column(cell), facts.forms[cell.table]
    header = next((o.text for o in facts.seen.get("amount_unit", ()) if o.columns == (cell.column,)), None)
    unit = column.unit or header
    fault = _declared(cell, unit, cell.value) if unit else _undeclared(cell)
    if not fault:
        return None
    foreign = unit is not None and not _same(cell.unit, unit)
    return Defect(
        f"{cell_name(form, cell.row, cell.column)}{at(cell.place)}填的是“{cell.raw}”，{fault}",
        cell.table,
        (cell,),
        severity="warning" if foreign else None,
        basis=form.basis,
        key=f"{cell.row}.{cell.column}",
    )


def _declared(cell: Cell, unit: str, value: Decimal) -> str:
    """What is wrong in a column whose header gives the unit; "" if nothing is."""
    if cell.unit is None:
        return ""
    if _same(cell.unit, unit):
        return f"表头已写明单位（{unit}）。请删去单位，只填数字。"
    if cell.unit not in YUAN or unit not in YUAN:
        return f"而本列的单位是{unit}。请核对金额，以{unit}为单位，只填数字。"
    return f"而本列的单位是{unit}；{cell.raw} = {_plain(value * YUAN[cell.unit] / YUAN[unit])} {unit}。请核对后填折算后的数字。"


def _undeclared(cell: Cell) -> str:
    """What is to be said in a column for which the form gives no unit; "" if nothing is."""
    if cell.unit is not None:
        return "格里写了单位。请只填数字，单位在表头或表外注明。"
    return "单位不明（元或万元）。请核对，并在表头或表外注明单位。" if cell.value else ""


def _same(printed: str | None, declared: str) -> bool:
    return printed == declared or (printed is not None and printed in YUAN and YUAN[printed] == YUAN.get(declared))


def _plain(value: Decimal) -> str:
    """25.1, not 25.100 and not 2.51E+1."""
    return f"{value.normalize():f}"
