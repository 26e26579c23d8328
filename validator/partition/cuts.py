"""Blocks → the blocks of each report: where one report of a file ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from validator.identity.title import as_title
from validator.model import Block, Grid, Stream
from validator.partition.first_rows import STARTS, anchor_rows, is_anchor, kinds
from validator.partition.lines import TextLine, text_lines
from validator.partition.owners import NOBODY, Mark, owner_at
from validator.partition.restarts import restarts
from validator.partition.slices import Piece, Position, slices
from validator.words import unmarked

_FIRST_SECTION = "总体情况"


def cut(blocks: Piece, named: Sequence[Mark] = ()) -> list[Piece]:
    """The blocks of each report in the file; all blocks together where there is one report or none.

    `named`: where sheets say whose figures stand there.
    """
    anchors = list(_anchors(blocks))
    begun = [] if named else restarts(blocks)
    between = _between(blocks, named, anchors, begun) if len(anchors) > 1 else []
    cuts = sorted({*between, *begun})
    return list(slices(blocks, cuts)) if cuts else [blocks]


def _between(
    blocks: Piece, named: Sequence[Mark], anchors: Sequence[Position], begun: Sequence[Position]
) -> list[Position]:
    """A cut between each two matrices between which no report is known to begin."""
    due = [(above, below) for above, below in pairwise(anchors) if not any(above < at < below for at in begun)]
    lines = list(text_lines(blocks)) if due else []
    signed = _signatures(named, anchors)
    between = (_behind(signed, *pair) or _boundary(blocks, lines, *pair) for pair in due)
    return [found for found in between if found]


def _anchors(blocks: Sequence[Block]) -> Iterator[Position]:
    """Where an application matrix, which every report has once, begins."""
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            yield from ((number, row) for row in anchor_rows(block))
        elif isinstance(block, Stream):
            yield from ((number, at) for at, token in enumerate(block.tokens) if is_anchor(token.text))


def _signatures(named: Sequence[Mark], anchors: Sequence[Position]) -> list[Position]:
    """Where names stand, if they stand below their tables: behind the last one too, and above none."""
    found = [mark.at for mark in named if mark.source in ("field", "name")]
    below = owner_at(named, anchors[0]) == NOBODY and any(at > anchors[-1] for at in found)
    return found if below else []


def _behind(signed: Sequence[Position], above: Position, below: Position) -> Position | None:
    """Behind the last signature between two matrices."""
    own = [at for at in signed if above < at < below]
    return (own[-1][0], own[-1][1] + 1) if own else None


def _boundary(blocks: Sequence[Block], lines: Sequence[TextLine], above: Position, below: Position) -> Position | None:
    """The last title between two matrices, else the last 一、总体情况, else where a table comes again."""
    between = [line for line in lines if above < (line.block, line.token) < below]
    titles = [line for line in between if as_title(line.text)]
    sections = [line for line in between if unmarked(line.text) == _FIRST_SECTION]
    for found in (titles, sections):
        if found:
            return found[-1].block, found[-1].token
    return _set_again(blocks[above[0]], above, below) if above[0] == below[0] else _table_again(blocks, above, below)


def _table_again(blocks: Sequence[Block], above: Position, below: Position) -> Position | None:
    """The sheet on which a table comes again."""
    seen = set().union(*(_labels(blocks[number]) for number in range(max(above[0] - 1, 0), above[0] + 1)))
    for number in range(above[0] + 1, below[0] + 1):
        if _labels(blocks[number]) & seen:
            return number, 0
    return None


def _labels(block: Block) -> set[str]:
    return set(kinds(block)) if isinstance(block, Grid) and block.sheet is not None else set()


def _set_again(grid: Block, above: Position, below: Position) -> Position | None:
    """The row behind the last blank one above a second set of tables: a matrix alone may be last year's."""
    found = kinds(grid) if isinstance(grid, Grid) else {}
    if not isinstance(grid, Grid) or any(len(rows) < 2 for rows in found.values()):
        return None
    first = min((row for kind in STARTS for row in found.get(kind, ()) if above[1] < row < below[1]), default=None)
    filled = {cell.row for cell in grid.cells if cell.text.strip()}
    blank = [row for row in range(above[1], first or 0) if row not in filled]
    return (above[0], blank[-1] + 1) if blank else None
