"""A table that lost its merged cells: rows of different lengths, in which nothing says what stands above what."""

from __future__ import annotations

from collections import Counter

from validator.model import Grid, Place, Stream, Token

#: Fewer rows than these may differ in length by chance.
_ROWS = 3
#: So many different lengths, or so many of which each comes again, are no slip in one row.
_LENGTHS = 3
_REPEATED = 2


def is_ragged(grid: Grid) -> bool:
    """Whether no cell reaches over others and rows end where they like: labels have to tell what the cells are."""
    if any(c.rowspan > 1 or c.colspan > 1 or c.unproved or c.confidence is not None for c in grid.cells):
        return False
    lengths: Counter[int] = Counter()
    for row in grid.index:
        length = sum(i >= 0 for i in row)
        if any(i < 0 for i in row[:length]):
            return False  # a row with a gap is set out by columns
        lengths[length] += any(grid.cells[i].text.strip() for i in row[:length])
    lengths = +lengths
    mixed = len(lengths) >= _LENGTHS or sum(count > 1 for count in lengths.values()) >= _REPEATED
    return lengths.total() >= _ROWS and mixed


def as_stream(grid: Grid, number: int) -> Stream:
    """The cells in reading order, each with its printed row; `number`: N of its 表N."""
    tokens = []
    for at in range(len(grid.index)):
        cells = grid.row(at)
        for cell in cells:
            where = f"表{number} 第{cell.row + 1}行第{cell.column + 1}列"
            place = cell.place or Place()
            named = place if place.where else place.spell(where)
            tokens.append(Token(cell.text, named, at + 1 if len(cells) > 1 else 0))
    return Stream(tuple(tokens))
