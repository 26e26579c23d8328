"""Rows of the 2019 form that print items, their change and the decisions taken: the columns that are easily mixed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from validator.checks.facts import Facts

#: A lone row that agrees by chance holds a small number.
_MANY = 10


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One row whose three figures are known."""

    table: str
    row: str
    items: Decimal
    change: Decimal
    decisions: Decimal


def item_rows(facts: Facts) -> tuple[ItemRow, ...]:
    """Every such row, in printed order."""
    return tuple(_rows(facts))


def _rows(facts: Facts) -> Iterator[ItemRow]:
    for key, form in facts.forms.items():
        if "change" not in form.column_keys or "decisions" not in form.column_keys:
            continue
        figures = facts.stated(key)
        for row in form.row_keys:
            a, b, c = (figures.get((row, column)) for column in ("previous_items", "change", "decisions"))
            if a is not None and b is not None and c is not None:
                yield ItemRow(key, row, a, b, c)


def many(figures: Sequence[Decimal]) -> bool:
    """Whether so many figures, or such large ones, agree that it is hardly by chance."""
    filled = [figure for figure in figures if figure]
    return len(filled) > 1 or any(figure >= _MANY for figure in filled)
