"""Rows of cells with spans → Grid: the table algorithm of the HTML standard, with caps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from validator.limits import MAX_CELLS, MAX_COLSPAN, MAX_COLUMNS, MAX_ROWS, MAX_ROWSPAN
from validator.model import Grid, GridCell, Place


@dataclass(frozen=True, slots=True)
class Source:
    """One cell as the file writes it. Rowspan 0 reaches to the end of the table; other spans below 1 count as 1."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    place: Place | None = None


def lay_out(rows: Sequence[Sequence[Source]]) -> tuple[Grid, bool]:
    """The grid of `rows`, and whether a cap of limits.py cut something off.

    A cell goes to the first free column of its row and covers free columns only: where it would overlap a cell
    from above it ends, so that no place has two cells. Rows beyond the last cell of the table do not exist.
    """
    height = max((r + 1 for r, row in enumerate(rows) if row), default=0)
    cut = height > MAX_ROWS
    height = min(height, MAX_ROWS)
    columns = min(MAX_COLUMNS, MAX_CELLS // max(1, height))
    taken_until = [0] * columns  # for each column the first row that is free again
    cells: list[GridCell] = []
    for r in range(height):
        placed, row_cut = _place_row(rows[r], r, height, taken_until)
        cells += placed
        cut = cut or row_cut
    return Grid.of(cells), cut


def _place_row(row: Sequence[Source], r: int, height: int, taken_until: list[int]) -> tuple[list[GridCell], bool]:
    """The cells of row `r`; takes their columns in `taken_until`. True if a cap cut a span or a cell."""
    columns = len(taken_until)
    cells: list[GridCell] = []
    cut = False
    x = 0
    for source in row:
        while x < columns and taken_until[x] > r:
            x += 1
        if x == columns:
            return cells, True
        wanted = max(1, source.colspan)
        end = min(x + wanted, x + MAX_COLSPAN, columns)
        rowspan = height if source.rowspan == 0 else min(max(1, source.rowspan), MAX_ROWSPAN)
        cut = cut or end < x + wanted or source.rowspan > MAX_ROWSPAN
        right, bottom = x, min(r + rowspan, height)
        while right < end and taken_until[right] <= r:
            taken_until[right] = bottom
            right += 1
        cells.append(GridCell(r, x, bottom - r, right - x, source.text, source.place))
        x = end
    return cells, cut
