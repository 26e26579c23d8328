"""Corrections that a person tries out: a Case with some cells typed anew. The file itself is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from validator.model import Case, Cell
from validator.numerals import read_figure


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person types into one cell: `raw` is read as if it were printed there."""

    table: str
    row: str
    column: str
    raw: str

    @property
    def key(self) -> tuple[str, str, str]:
        """(table, row, column)."""
        return (self.table, self.row, self.column)


class NoSuchCell(ValueError):
    """An edit of a cell that the report does not have; the message names its table, row and column."""


def edited(case: Case, edits: Sequence[Edit]) -> Case:
    """The case with these cells typed anew; of two edits of one cell the later holds. Raises NoSuchCell."""
    if not edits:
        return case
    typed = {edit.key: edit.raw for edit in edits}
    if strange := typed.keys() - {cell.key for cell in case.cells}:
        raise NoSuchCell(".".join(min(strange)))
    cells = (_typed(cell, typed[cell.key]) if cell.key in typed else cell for cell in case.cells)
    return replace(case, cells=tuple(cells))


def changed(case: Case, edits: Sequence[Edit]) -> list[tuple[Cell, str]]:
    """The cells that the edits really change, in the order of the report, each as printed and with what is typed."""
    typed = {edit.key: edit.raw for edit in edits}
    return [(cell, typed[cell.key]) for cell in case.cells if cell.key in typed and typed[cell.key] != cell.raw]


def _typed(cell: Cell, raw: str) -> Cell:
    """Typed by a person: whatever was doubtful about how it was recognised is settled."""
    if raw == cell.raw:
        return cell
    figure = read_figure(raw)
    return structs.replace(
        cell,
        raw=raw,
        kind=figure.kind,
        value=figure.value,
        unit=figure.unit,
        marks=figure.marks,
        origin="printed",
        confidence=None,
        readings=(),
    )
