"""Located tables → cells: the long form, each figure with its kind, exact value and place."""

from __future__ import annotations

from collections.abc import Iterator

from validator.model import COMPUTED, Cell, GridCell, Place, TableReading
from validator.numerals import read_figure, tidy
from validator.tables.alignment import Alignment
from validator.tables.locate import Located


def melt(located: Located) -> tuple[tuple[TableReading, ...], tuple[Cell, ...]]:
    """Every mandated table of the edition (found or not), and the cells of those found, in printed order."""
    if located.edition is None:
        return (), ()
    readings = tuple(_reading(key, located) for key in located.edition.table_keys)
    cells = tuple(cell for _, found in located.tables.values() for cell in _cells(found))
    return readings, cells


def _reading(key: str, located: Located) -> TableReading:
    if key not in located.tables:
        return TableReading(key, False)
    edition, found = located.tables[key]
    return TableReading(key, True, _table_place(found), edition.key, found.rows, found.open_rows)


def _table_place(found: Alignment) -> Place:
    first = next(iter(found.cells.values()), None)
    return first[1].table(first[0]) if first else Place(f"表{found.source.number}")


def _cells(found: Alignment) -> Iterator[Cell]:
    for (row, column), (cell, source) in found.cells.items():
        yield as_cell(found.table.key, row, column, cell, source.place(cell))


def as_cell(table: str, row: str, column: str, cell: GridCell, place: Place) -> Cell:
    """One source cell as the figure of (`table`, `row`, `column`), printed at `place`."""
    if cell.formula:
        return Cell(table, row, column, cell.text, "formula", None, place)
    figure = read_figure(cell.text)
    return Cell(
        table,
        row,
        column,
        tidy(cell.text),
        figure.kind,
        figure.value,
        place,
        figure.unit,
        (*figure.marks, COMPUTED) if cell.computed else figure.marks,
        "printed" if cell.confidence is None else "recognised",
        cell.confidence,
        cell.readings,
    )
