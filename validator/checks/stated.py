"""What the cells of a table state as numbers, for comparisons between tables and between reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from validator.checks.arithmetic import MULTIPLES
from validator.checks.blanks import Blanks
from validator.form import Line, Table
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


def figures_of(
    forms: Mapping[str, Table], cells: Mapping[str, Sequence[Cell]], blanks: Mapping[str, Blanks]
) -> dict[str, Stated]:
    """The figures of every table: blank and dash are 0, a blank total is what its details give; None: not known.

    Not known is what is no number, what is blank under a bare total, and all of a section that nobody filled in.
    Amounts are in the unit of their column. `cells` and `blanks` (of the tables with identities) by table.
    """
    filled = {form.section for key, form in forms.items() if any(c.kind != "blank" for c in cells.get(key, ()))}
    return {
        key: _of_sums(blanks[key]) if key in blanks else _of_cells(form, cells.get(key, ()), form.section in filled)
        for key, form in forms.items()
    }


def _of_cells(form: Table, cells: Sequence[Cell], filled: bool) -> Stated:
    return {(c.row, c.column): _value(c, form.column(c.column)) if filled else None for c in cells}


def _of_sums(blanks: Blanks) -> Stated:
    sums = blanks.sums
    found = dict(_all_nil(sums.compiled.cells))
    found.update((cell, Decimal(n)) for cell, n in zip(sums.compiled.cells, sums.values, strict=True) if n)
    bare = [(row, column) for i in blanks.bare for _, row, column in sums.compiled.identities[i].right]
    found.update(dict.fromkeys([*(sums.compiled.cells[i] for i in sums.unknown), *bare]))
    return found


@lru_cache(maxsize=64)  # printed forms are few, and most of their figures are 0
def _all_nil(cells: tuple[Spot, ...]) -> Mapping[Spot, Decimal | None]:
    return dict.fromkeys(cells, Decimal(0))


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
