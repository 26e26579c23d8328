"""Rows of cells with spans → Grid: the table algorithm of the HTML standard, with caps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from validator.limits import MAX_CELLS, MAX_COLSPAN, MAX_COLUMNS, MAX_ROWS, MAX_ROWSPAN
from validator.model import Grid, GridCell, Place

#: Tables of more cells than the form has are laid out anew each time: what is kept stays small.
_USUAL = 1_000


class Source(Struct, frozen=True, gc=False):
    """One cell as the file writes it. Rowspan 0 reaches to the end of the table; other spans below 1 count as 1."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    place: Place | None = None


Spans = tuple[tuple[tuple[int, int], ...], ...]
Spot = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where the cells of a table come to lie: (row, number in it, column, rowspan, colspan)."""

    spots: tuple[Spot, ...]
    index: tuple[tuple[int, ...], ...]
    width: int
    cut: bool


def lay_out(rows: Sequence[Sequence[Source]]) -> tuple[Grid, bool]:
    """The grid of `rows`, and whether a cap of limits.py cut something off.

    A cell goes to the first free column of its row and covers free columns only: where it would overlap a cell
    from above it ends, so that no place has two cells. Rows beyond the last cell of the table do not exist.
    """
    spans = tuple([tuple([(source.rowspan, source.colspan) for source in row]) for row in rows])
    shape = _known_shape(spans) if sum(map(len, spans)) <= _USUAL else _shape(spans)
    cells = [
        GridCell(row, column, rowspan, colspan, (source := rows[row][number]).text, source.place)
        for row, number, column, rowspan, colspan in shape.spots
    ]
    return Grid(tuple(cells), shape.index, shape.width), shape.cut


@lru_cache(maxsize=256)
def _known_shape(spans: Spans) -> _Shape:
    """Offices print the same few shapes: each is laid out once."""
    return _shape(spans)


def _shape(spans: Spans) -> _Shape:
    height = max((r + 1 for r, row in enumerate(spans) if row), default=0)
    cut = height > MAX_ROWS
    height = min(height, MAX_ROWS)
    columns = min(MAX_COLUMNS, MAX_CELLS // max(1, height))
    taken_until = [0] * columns  # for each column the first row that is free again
    spots: list[Spot] = []
    for r in range(height):
        placed, row_cut = _place_row(spans[r], r, height, taken_until)
        spots += placed
        cut = cut or row_cut
    bare = Grid.of(GridCell(row, column, rowspan, colspan, "") for row, _, column, rowspan, colspan in spots)
    return _Shape(tuple(spots), bare.index, bare.width, cut)


def _place_row(row: Sequence[tuple[int, int]], r: int, height: int, taken_until: list[int]) -> tuple[list[Spot], bool]:
    """The cells of row `r`; takes their columns in `taken_until`. True if a cap cut a span or a cell."""
    columns = len(taken_until)
    spots: list[Spot] = []
    cut = False
    x = 0
    for number, (down, across) in enumerate(row):
        while x < columns and taken_until[x] > r:
            x += 1
        if x == columns:
            return spots, True
        wanted = max(1, across)
        end = min(x + wanted, x + MAX_COLSPAN, columns)
        rowspan = height if down == 0 else min(max(1, down), MAX_ROWSPAN)
        cut = cut or end < x + wanted or down > MAX_ROWSPAN
        right, bottom = x, min(r + rowspan, height)
        while right < end and taken_until[right] <= r:
            taken_until[right] = bottom
            right += 1
        spots.append((r, number, x, bottom - r, right - x))
        x = end
    return spots, cut
