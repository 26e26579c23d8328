"""Located tables → cells: the long form, each figure with its kind, exact value and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from validator.alignment import Alignment
from validator.locate import Located
from validator.model import Cell, GridCell, Place, TableReading
from validator.numerals import read_figure, tidy


def melt(located: Located) -> tuple[tuple[TableReading, ...], tuple[Cell, ...]]:
    """Every mandated table of the edition (found or not), and the cells of those found, in printed order."""
    if located.edition is None:
        return (), ()
    readings = tuple(_reading(key, located) for key in located.edition.table_keys)
    cells = tuple(cell for _, found in located.tables.values() for cell in _cells(found, located.numbers))
    return readings, cells


def _reading(key: str, located: Located) -> TableReading:
    if key not in located.tables:
        return TableReading(key, False)
    edition, found = located.tables[key]
    return TableReading(key, True, _table_place(found, located.numbers), edition.key, found.rows, found.open_rows)


def _table_place(found: Alignment, numbers: Mapping[int, int]) -> Place:
    first = next(iter(found.cells.values()), None)
    if first is not None and first.place is not None:
        return first.place
    return Place(f"表{numbers.get(found.source, 1)}")


def _cells(found: Alignment, numbers: Mapping[int, int]) -> Iterator[Cell]:
    number = numbers.get(found.source, 1)
    for (row, column), source in found.cells.items():
        if source.formula:
            yield Cell(found.table.key, row, column, source.text, "formula", None, _place(source, number))
            continue
        figure = read_figure(source.text)
        yield Cell(
            found.table.key,
            row,
            column,
            tidy(source.text),
            figure.kind,
            figure.value,
            _place(source, number),
            figure.unit,
            figure.marks,
            "printed" if source.confidence is None else "recognised",
            source.confidence,
            source.readings,
        )


def _place(source: GridCell, number: int) -> Place:
    """表2 第27行第4列, unless the source has a place of its own (年报!D31, 第212行)."""
    where = f"表{number} 第{source.row + 1}行第{source.column + 1}列"
    if source.place is None:
        return Place(where)
    return source.place if source.place.where else source.place.spell(where)
