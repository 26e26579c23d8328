"""Identities as formulas of a sheet: totals that add themselves up, differences, and when a cell is to turn red."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from openpyxl.utils import get_column_letter

from validator.form import Identity, Table, Term, identities
from validator.report.table_layout import Spot

Refs = Mapping[Spot, tuple[int, int]]  # figure → its row and column on the sheet, from 1


def is_sum(form: Table, identity: Identity) -> bool:
    """Whether it says what a total is, rather than that two sides balance."""
    if len(identity.left) != 1:
        return False
    _, row, column = identity.left[0]
    return form.column(column).sums if identity.axis == "columns" else form.row(row).sums


def totals(form: Table, refs: Refs) -> dict[Spot, str]:
    """Every total → its formula, blank as long as what it adds up is. The corner adds up its row."""
    found: dict[Spot, str] = {}
    for identity in identities(form):
        if is_sum(form, identity):
            _, row, column = identity.left[0]
            parts = cells(identity.right, refs)
            if identity.axis == "columns" or (row, column) not in found:
                found[row, column] = f'=IF(COUNT({parts})=0,"",SUM({parts}))'
    return found


def balances(form: Table) -> tuple[Identity, ...]:
    """The identities that are no sums: their last term is typed and may disagree."""
    return tuple(identity for identity in identities(form) if not is_sum(form, identity))


def red_rules(form: Table, refs: Refs) -> Iterator[tuple[Spot, str]]:
    """(cell, condition) for each identity: a sum turns its total red, a balance its last term."""
    for identity in identities(form):
        _, row, column = identity.left[0] if is_sum(form, identity) else identity.right[-1]
        every = cells((*identity.left, *identity.right), refs)
        left, right = cells(identity.left, refs), cells(identity.right, refs)
        yield (row, column), f"AND(COUNT({every})>0,SUM({left})<>SUM({right}))"


def cells(terms: Sequence[Term], refs: Refs) -> str:
    """The cells of terms as the arguments of SUM: neighbours as a range, fixed, so that rules can be shared."""
    return ",".join(_ranges([refs[row, column] for _, row, column in terms]))


def _ranges(spots: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Runs down a column, or else along a row."""
    down = len({column for _, column in spots}) == 1
    for _, run in groupby(enumerate(spots), key=lambda at: at[1][0 if down else 1] - at[0]):
        held = [spot for _, spot in run]
        first, last = name(*held[0]), name(*held[-1])
        yield first if first == last else f"{first}:{last}"


def name(row: int, column: int) -> str:
    """`$D$31` for row 31, column 4."""
    return f"${get_column_letter(column)}${row}"
