"""What the cells that a claim names add up to, in each reading of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from validator.checks.facts import Facts
from validator.checks.stated import YUAN, Stated
from validator.form import Table
from validator.model import Cell, Claim, Reading


@lru_cache(maxsize=1024)  # forms are few, and so are the names that sentences have for their rows
def rows_named(form: Table, name: str) -> tuple[str, ...]:
    """The row of that key, or the rows of the group of that key."""
    return tuple(key for key in form.row_keys if key == name or key.startswith(f"{name}."))


def other_sums(claim: Claim, form: Table, figures: Stated) -> Iterator[Decimal]:
    """What other readings give. 0 is 0 in every reading."""
    readings = [(rows, claim.columns) for rows in claim.readings] if claim.value else []
    for rows, columns in (*readings, *((claim.rows, (column,)) for column in claim.also)):
        due = sum_of(rows, columns, form, figures)
        if due is not None:
            yield due


def sums_of(readings: Iterable[Reading], columns: tuple[str, ...], form: Table, figures: Stated) -> list[Decimal]:
    """What each of several readings gives in `columns`, those left out that are not known."""
    return [due for rows in readings if (due := sum_of(rows, columns, form, figures)) is not None]


def sum_of(rows: Reading, columns: tuple[str, ...], form: Table, figures: Stated) -> Decimal | None:
    """Rows, or groups of rows, in `columns` added up; None where one of `figures`, the table's of `form`, is not known."""
    total = Decimal(0)
    for sign, name in rows:
        spots = [(row, column) for row in rows_named(form, name) for column in columns]
        values = [figures[spot] for spot in spots if spot in figures]
        if not values:
            return None
        for value in values:
            if value is None:
                return None
            total += value if sign > 0 else -value
    return total


def agrees(claim: Claim, due: Decimal) -> bool:
    """Whether the number is `due`: equal; a rounded or cut number within one unit of its last printed digit, be it of the text or of the table."""
    if claim.table != "art20_8":
        return claim.value == due if claim.step == 1 else abs(claim.value - due) < claim.step
    unit = YUAN["万元"]
    return abs(claim.value - due * unit) < max(claim.step, _last_digit(due) * unit)


def _last_digit(value: Decimal) -> Decimal:
    """One unit of the last printed digit: 0.01 for 27.95."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal(1)


def cells_of(claim: Claim, facts: Facts) -> Iterator[Cell]:
    """The printed cells that the words of the claim name."""
    form = facts.forms[claim.table]
    rows = {row for _, name in claim.rows for row in rows_named(form, name)}
    return (cell for cell in facts.by_table[claim.table] if cell.column in claim.columns and cell.row in rows)


def is_blank_total(cell: Cell, figures: Stated, facts: Facts) -> bool:
    """A total that was left blank beside figures that give none: it states nothing."""
    if cell.kind != "blank" or figures[cell.row, cell.column] or not facts.column(cell).sums:
        return False
    return any(value for (row, _), value in figures.items() if row == cell.row)
