"""Sheets with tables side by side → one grid for each, in order: an empty column parts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validator.model import Block, Grid
from validator.numerals import read_figure
from validator.tables.segment import is_single_header
from validator.words import recognise, vocabulary

#: So many row labels beside figures make a table that can stand alone.
_ROWS = 2


def parted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with such sheets parted. A column that is empty inside a table does not part it."""
    return tuple(piece for block in blocks for piece in (_parted(block) if isinstance(block, Grid) else (block,)))


def _parted(grid: Grid) -> Iterator[Grid]:
    gutters = _gutters(grid) if all(cell.place and cell.place.where for cell in grid.cells) else []
    start = 0
    for gutter in gutters:
        if _stands_alone(grid, start, gutter) and _stands_alone(grid, gutter, grid.width):
            yield _columns(grid, start, gutter)
            start = gutter
    yield _columns(grid, start, grid.width) if start else grid


def _gutters(grid: Grid) -> list[int]:
    """Columns without any text, the last of neighbours. What stands alone in its row, a title, may reach over them."""
    rows: dict[int, int] = {}
    filled = [cell for cell in grid.cells if cell.text.strip()]
    for cell in filled:
        rows[cell.row] = rows.get(cell.row, 0) + 1
    taken = {c for cell in filled for c in range(cell.column, cell.right if rows[cell.row] > 1 else cell.column + 1)}
    return [c for c in range(1, grid.width) if c not in taken and c + 1 in taken]


def _stands_alone(grid: Grid, start: int, stop: int) -> bool:
    """Whether some columns hold figures and labels of rows, or the heads of a table with one row of figures."""
    texts = [cell.text for cell in grid.cells if start <= cell.column < stop and cell.text.strip()]
    if not any(read_figure(text).kind == "number" for text in texts):
        return False
    labels = {word.label for text in texts if (word := recognise(text)) and vocabulary().is_a(word.label, "row")}
    return len(labels) >= _ROWS or is_single_header(texts)


def _columns(grid: Grid, start: int, stop: int) -> Grid:
    return Grid.of((cell for cell in grid.cells if start <= cell.column < stop), grid.sheet)
