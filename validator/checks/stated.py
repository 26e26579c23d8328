"""What the cells of a table state as numbers, for comparisons between tables and between reports."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from validator.checks.arithmetic import MULTIPLES, Sums
from validator.checks.facts import Facts
from validator.form import Line
from validator.model import Cell

Spot = tuple[str, str]  # row, column
Stated = Mapping[Spot, Decimal | None]

#: How many yuan one of each unit is.
YUAN: Mapping[str, int] = {
    "元": 1,
    "千元": 1_000,
    "万": 10_000,
    "万元": 10_000,
    "萬元": 10_000,
    "亿": 100_000_000,
    "亿元": 100_000_000,
}


def stated(facts: Facts, key: str) -> Stated:
    """The figures of table `key`: blank and dash are 0, a blank total is what its details give; None: not known.

    Not known is what is no number, what is blank under a bare total, and all of a section that nobody filled in.
    Amounts are in the unit of their column. Empty if the table was not found.
    """
    if key in facts.sums:
        return _of_sums(facts.blanks[key].sums, _under_bare_totals(facts, key))
    unfilled = key in facts.forms and _is_unfilled(facts, facts.forms[key].section)
    cells = facts.by_table.get(key, ())
    return {(c.row, c.column): None if unfilled else _value(c, facts.column(c)) for c in cells}


def _is_unfilled(facts: Facts, section: int) -> bool:
    """Whether nothing is printed in any table of a section: then nothing is stated, not even 0."""
    return all(c.kind == "blank" for c in facts.cells.values() if facts.forms[c.table].section == section)


def _of_sums(sums: Sums, unknown: set[Spot]) -> Stated:
    every = zip(sums.compiled.cells, sums.values, strict=True)
    return {
        spot: None if i in sums.unknown or spot in unknown else Decimal(value) for i, (spot, value) in enumerate(every)
    }


def _under_bare_totals(facts: Facts, key: str) -> set[Spot]:
    blanks = facts.blanks[key]
    every = blanks.sums.compiled.identities
    return {(row, column) for i in blanks.bare for _, row, column in every[i].right}


def _value(cell: Cell, column: Line) -> Decimal | None:
    if cell.kind in ("blank", "dash"):
        return Decimal(0)
    if cell.value is None or column.holds == "amount":
        return _amount(cell, column)
    whole = cell.value == cell.value.to_integral_value() and (cell.value >= 0 or column.holds == "signed")
    return cell.value * MULTIPLES.get(cell.unit or "", 1) if whole else None


def _amount(cell: Cell, column: Line) -> Decimal | None:
    """Money in the unit of the column; where the form declares none, in yuan if the cell has a unit."""
    if cell.value is None or cell.unit in (None, column.unit):
        return cell.value
    if cell.unit not in YUAN:
        return None
    return cell.value * YUAN[cell.unit] / YUAN[column.unit or "元"]
