"""Blocks → the mandated tables as read; a layout that was seen before is not aligned anew.

Where a figure stands hangs on labels and spans, not on the figure. So the layout of a report, its figures left out,
is aligned once, twice over with other figures in their places; where both come to the same, every report that is laid
out so is read from that pattern. Reports of one office, or of one publishing system, are laid out alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validator.form import Edition
from validator.model import Block, Cell, Grid, GridCell, Observation, Paragraph, Place, Stream, TableReading
from validator.numerals import read_figure
from validator.tables.locate import locate, named_years, section_of
from validator.tables.melt import as_cell, melt
from validator.words import recognise

#: Stands for a figure in a layout; no text of a file holds it.
_FIGURE = "\0"
#: Layouts are kept for tables of about the size of the form; columns counted from 1 to this are no figures.
_MOST_CELLS = 2_000
_NUMBERED = "5"


@dataclass(frozen=True, slots=True)
class Tables:
    """The edition that is printed, every mandated table of it, the cells of those found, and what was odd."""

    edition: Edition | None
    readings: tuple[TableReading, ...]
    cells: tuple[Cell, ...]
    observations: tuple[Observation, ...]


_Spots = tuple[tuple[int, int, int, int], ...]
_GridLayout = tuple[_Spots, tuple[tuple[int, ...], ...], int, str | None, tuple[str, ...]]
_Layout = tuple[str | _GridLayout, ...]
_Figures = Callable[[int], str]  # number of a cell → the figure put into it


@dataclass(frozen=True, slots=True)
class _Pattern:
    """`spots`: table, row and column, number of the grid, number of the cell in it, and the cell's place."""

    tables: Tables
    spots: tuple[tuple[str, str, str, int, int, Place], ...]


def read_tables(blocks: Sequence[Block], year: int | None, wanted: str | None = None) -> Tables:
    """The same as `locate` and `melt` give, in the order of the form. `year` and `wanted` as in `locate`."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    layout = _layout(blocks, grids)
    pattern = _pattern(layout, year, wanted) if layout else None
    if pattern is None:
        return _read(blocks, year, wanted)
    found = pattern.tables
    cells = [as_cell(t, row, column, grids[g].cells[i], place) for t, row, column, g, i, place in pattern.spots]
    return Tables(found.edition, found.readings, tuple(cells), found.observations)


def _read(blocks: Sequence[Block], year: int | None, wanted: str | None) -> Tables:
    located = locate(blocks, year, wanted)
    readings, cells = melt(located)
    return Tables(located.edition, readings, cells, located.observations)


# ---------------------------------------------------------------- what a layout is


def _layout(blocks: Sequence[Block], grids: Sequence[Grid]) -> _Layout | None:
    """All that alignment looks at but the figures; None for text, and for grids whose cells carry more than text."""
    if not grids or sum(len(grid.cells) for grid in grids) > _MOST_CELLS:
        return None
    if any(isinstance(block, Stream) for block in blocks) or any(map(_carries_more, grids)):
        return None
    return tuple(_outline(blocks))


def _carries_more(grid: Grid) -> bool:
    more = [c for c in grid.cells if c.place or c.unproved or c.formula or c.readings or c.confidence is not None]
    return bool(more)


def _outline(blocks: Sequence[Block]) -> Iterator[str | _GridLayout]:
    """Grids, the titles of sections, and of the line above a grid its label, or the years that it names."""
    above = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            above = block.text
            if section_of(above):
                yield above
        elif isinstance(block, Grid):
            if above and not section_of(above):
                yield above if recognise(above) else "".join(f"{year}年" for year in named_years(above)) or "。"
            yield _grid_layout(block)
            above = ""


def _grid_layout(grid: Grid) -> _GridLayout:
    texts = [_FIGURE if read_figure(cell.text).kind == "number" else cell.text for cell in grid.cells]
    spots = tuple([(cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells])
    for numbers in _numbering(grid):
        for number in numbers:
            texts[number] = grid.cells[number].text
    return spots, grid.index, grid.width, grid.sheet, tuple(texts)


def _numbering(grid: Grid) -> Iterator[list[int]]:
    """Rows of column numbers, which are no figures."""
    cells = grid.cells
    texts = [cell.text.strip() for cell in cells]
    long = {cell.row for cell, text in zip(cells, texts, strict=True) if text == _NUMBERED}
    for start in [i for i, text in enumerate(texts) if text == "1" and cells[i].row in long]:
        row = [i for i in range(start, len(cells)) if cells[i].row == cells[start].row]
        if len(row) >= int(_NUMBERED) and all(texts[i] == str(n) for n, i in enumerate(row, 1)):
            yield row


# ---------------------------------------------------------------- reading a layout once


@lru_cache(maxsize=256)
def _pattern(layout: _Layout, year: int | None, wanted: str | None) -> _Pattern | None:
    """Where every figure stands; None where that hangs on the figures, or where alignment made cells of its own."""
    alike, apart = (_learned(layout, figures, year, wanted) for figures in (_all_alike, _all_apart))
    return alike if alike is not None and alike == apart else None


def _all_alike(_: int) -> str:
    return "7"


def _all_apart(number: int) -> str:
    return str(1001 + 2 * number)


def _learned(layout: _Layout, figures: _Figures, year: int | None, wanted: str | None) -> _Pattern | None:
    """Read the layout with `figures` in it."""
    blocks = [Paragraph(e, Place()) if isinstance(e, str) else _grid(e, figures) for e in layout]
    grids = [block for block in blocks if isinstance(block, Grid)]
    at = {id(cell): (g, i) for g, grid in enumerate(grids) for i, cell in enumerate(grid.cells)}
    located = locate(blocks, year, wanted)
    if any(seen.kind == "table_twice" for seen in located.observations):  # it quotes the line above, which is left out
        return None
    placed = [
        (found.table.key, *key, cell, source.place(cell))
        for _, found in located.tables.values()
        for key, (cell, source) in found.cells.items()
    ]
    if any(id(cell) not in at for *_, cell, _ in placed):
        return None
    spots = tuple((table, row, column, *at[id(cell)], place) for table, row, column, cell, place in placed)
    return _Pattern(Tables(located.edition, melt(located)[0], (), located.observations), spots)


def _grid(layout: _GridLayout, figures: _Figures) -> Grid:
    spots, index, width, sheet, texts = layout
    filled = [figures(i) if text == _FIGURE else text for i, text in enumerate(texts)]
    cells = tuple(GridCell(*spot, text) for spot, text in zip(spots, filled, strict=True))
    return Grid(cells, index, width, sheet)
