"""单元格里是文字

查什么：应填数字的单元格里是否写了文字。每格报一次；有关等式的其他各格都有数、并且推出同一个数时，列出应填的数。
为什么：每格应填一个数，没有发生的填 0（国办公开办函〔2019〕60号、〔2021〕30号）；写了文字，有关等式就不能判定，也无法汇总。
错例：「（一）予以公开」行「自然人」列写“若干”。
正例：填 5；没有的填 0。
怎么改：改填数字；说明性的文字写在表外。
"""

from __future__ import annotations

from decimal import Decimal

from validator.checks.facts import Facts, Verdict, at, cell_name
from validator.model import Cell, Change, Defect, Repair, Severity

CODE = "V001"
TITLE = "单元格里是文字"
SEVERITY: Severity = "error"
ITEM = "单元格"

#: What is printed is shown up to so many characters.
_LONGEST = 20


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    odd = [cell for cell in facts.unusual if cell.kind == "text"]
    defects = tuple(unusable(cell, facts, "不是数字", "请改填数字") for cell in odd)
    return Verdict(defects, len(facts.cells) - len(odd), len(odd))


def unusable(cell: Cell, facts: Facts, fault: str, advice: str) -> Defect:
    """A cell that no sum may use, with the value due where the identities tell it.

    `fault` and `advice` are Chinese clauses without a full stop.
    """
    form = facts.forms[cell.table]
    shown = cell.raw if len(cell.raw) <= _LONGEST else f"{cell.raw[:_LONGEST]}…"
    due = due_value(cell, facts)
    hint = f"；按等式推算应为 {due}" if due is not None else "，没有发生的填 0"
    was = cell.raw if cell.value is None else cell.value
    changes = () if due is None else (Change(*cell.key, was, Decimal(due)),)
    return Defect(
        f"{cell_name(form, cell.row, cell.column)}{at(cell.place)}填的是“{shown}”，{fault}。{advice}{hint}。",
        cell.table,
        (cell,),
        repairs=(Repair(1, "按等式推算", changes),) if changes else (),
        basis=form.basis,
        key=f"{cell.row}.{cell.column}",
    )


def due_value(cell: Cell, facts: Facts) -> int | None:
    """The count that every identity gives in which this cell is the only unknown; None if there is none or they differ."""
    sums = facts.sums.get(cell.table)
    if sums is None:
        return None
    where = (cell.row, cell.column)
    unknown = {sums.compiled.cells[i] for i in sums.unknown}
    found: set[Decimal] = set()
    for identity, residual in zip(sums.compiled.identities, sums.residual, strict=True):
        factors = {(row, column): factor for factor, row, column in identity.terms}
        if unknown & factors.keys() == {where}:
            found.add(Decimal(-residual) / factors[where])
    due = found.pop() if len(found) == 1 else None
    return int(due) if due is not None and due >= 0 and due == due.to_integral_value() else None
