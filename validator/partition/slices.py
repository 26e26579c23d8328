"""Blocks → consecutive pieces, cut at positions: streams between tokens, grids between rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from validator.model import Block, Grid, Stream

Position = tuple[int, int]  # block; token, or row of a grid
Piece = tuple[Block, ...]


def slices(blocks: Piece, cuts: Sequence[Position]) -> Iterator[Piece]:
    """The blocks before, between and behind `cuts`, which are in order; a block that is no run of rows stays whole."""
    start: Position = (0, 0)
    for stop in (*cuts, (len(blocks), 0)):
        yield tuple(_slice(blocks, start, stop))
        start = stop


def _slice(blocks: Sequence[Block], start: Position, stop: Position) -> Iterator[Block]:
    for number in range(start[0], min(stop[0] + 1, len(blocks))):
        block = blocks[number]
        first = start[1] if number == start[0] else 0
        if isinstance(block, Stream):
            last = stop[1] if number == stop[0] else len(block.tokens)
            if first < last:
                yield Stream(block.tokens[first:last])
        elif isinstance(block, Grid):
            last = stop[1] if number == stop[0] else len(block.index)
            if first < last:
                yield _rows(block, first, last)
        elif number < stop[0]:
            yield block


def _rows(grid: Grid, first: int, last: int) -> Grid:
    """The cells that begin in some rows of a grid; numbered anew only where each tells its own place."""
    if first == 0 and last >= len(grid.index):
        return grid
    found = [cell for cell in grid.cells if first <= cell.row < last]
    if all(cell.place and cell.place.where for cell in found):
        found = [structs.replace(cell, row=cell.row - first) for cell in found]
    return Grid.of(found, grid.sheet)
