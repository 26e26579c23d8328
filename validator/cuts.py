"""Blocks → pieces: where one report of a file ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from validator.lines import TextLine, text_lines
from validator.model import Block, Grid, Stream
from validator.owners import Mark, Owner, Position, changes, marks, owner_at
from validator.title import as_title
from validator.words import recognise, unmarked

#: The first row of the application matrix: every report has it once. Beginnings and ends of the other tables.
_ANCHOR = "本年新收政府信息公开申请数量"
_STARTS = frozenset({"规章", "行政许可", "行政处罚"})
_KINDS = _STARTS | {_ANCHOR, "结果维持"}
_FIRST_SECTION = "总体情况"

Piece = tuple[Block, ...]


def cut(blocks: Piece) -> list[Piece]:
    """The blocks of each report in the file; all blocks together where there is one report or none."""
    anchors = list(_anchors(blocks))
    if len(anchors) < 2:
        return [blocks]
    lines = list(text_lines(blocks))
    named = marks(blocks, lines) if all(isinstance(blocks[at], Grid) for at, _ in anchors) else []
    if pieces := _table_by_table(blocks, named, anchors):
        return pieces
    headed = owner_at(named, anchors[0]) != (None, None)
    between = (
        _owner_change(named, above, below, headed) or _boundary(blocks, lines, above, below)
        for above, below in pairwise(anchors)
    )
    return list(_slices(blocks, [found for found in between if found]))


def _anchors(blocks: Sequence[Block]) -> Iterator[Position]:
    """Where an application matrix begins."""
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            rows = dict.fromkeys(cell.row for cell in block.cells if _is_anchor(cell.text))
            yield from ((number, row) for row in rows)
        elif isinstance(block, Stream):
            yield from ((number, at) for at, token in enumerate(block.tokens) if _is_anchor(token.text))


def _is_anchor(text: str) -> bool:
    if "新收" not in text:
        return False
    word = recognise(text)
    return word is not None and word.label.startswith(_ANCHOR[:6])


def _boundary(blocks: Sequence[Block], lines: Sequence[TextLine], above: Position, below: Position) -> Position | None:
    """The last title between two matrices, else the last 一、总体情况, else where a table comes again."""
    between = [line for line in lines if above < (line.block, line.token) < below]
    titles = [line for line in between if as_title(line.text)]
    sections = [line for line in between if unmarked(line.text) == _FIRST_SECTION]
    for found in (titles, sections):
        if found:
            return found[-1].block, found[-1].token
    return _table_again(blocks, above, below)


def _owner_change(named: Sequence[Mark], above: Position, below: Position, headed: bool) -> Position | None:
    """Where another owner is named between two matrices. Not `headed`: names stand below their tables."""
    if headed:
        return next(changes(named, above, below), None)
    own = [mark.at for mark in named if above < mark.at < below]
    return (own[-1][0], own[-1][1] + 1) if own else None


def _table_again(blocks: Sequence[Block], above: Position, below: Position) -> Position | None:
    """The sheet on which a table comes again, or the row of one sheet where all of them do."""
    if above[0] == below[0]:
        return _set_again(blocks[above[0]], above, below)
    seen = set().union(*(_labels(blocks[number]) for number in range(max(above[0] - 1, 0), above[0] + 1)))
    for number in range(above[0] + 1, below[0] + 1):
        block = blocks[number]
        if isinstance(block, Grid) and block.sheet is not None and _labels(block) & seen:
            return number, 0
    return None


def _labels(block: Block) -> set[str]:
    return set(_kinds(block)) if isinstance(block, Grid) and block.sheet is not None else set()


def _kinds(grid: Grid) -> dict[str, list[int]]:
    """The rows in which each kind of table shows itself."""
    found: dict[str, list[int]] = {}
    for cell in grid.cells:
        if (word := recognise(cell.text)) and word.label in _KINDS:
            found.setdefault(word.label, []).append(cell.row)
    return found


def _set_again(grid: Block, above: Position, below: Position) -> Position | None:
    """The first row, behind a blank one, of a second set of tables: a matrix alone may be last year's."""
    kinds = _kinds(grid) if isinstance(grid, Grid) else {}
    if not isinstance(grid, Grid) or not all(len(set(rows)) > 1 for kind, rows in kinds.items() if kind in _KINDS):
        return None
    first = min((row for kind in _STARTS for row in kinds.get(kind, ()) if above[1] < row < below[1]), default=None)
    if first is None:
        return None
    filled = {cell.row for cell in grid.cells if cell.text.strip()}
    blank = [row for row in range(above[1], first) if row not in filled]
    return (above[0], blank[-1] + 1) if blank else None


# ---------------------------------------------------------------- one sheet a table, all organs on it


def _table_by_table(blocks: Piece, named: Sequence[Mark], anchors: Sequence[Position]) -> list[Piece]:
    """Pieces gathered by owner, where owners come back and each has one matrix; nothing where they do not."""
    start = named[0].at if named else (0, 0)
    if owner_at(named, anchors[0]) == (None, None):
        return []
    cuts = list(dict.fromkeys(changes(named, start, (len(blocks), 0))))
    owners = [owner_at(named, _before(at)) for at in (*cuts, (len(blocks), 0))]
    if len(set(owners)) == len(owners):
        return []
    held = [owners[sum(at <= anchor for at in cuts)] for anchor in anchors]
    if sorted(map(str, held)) != sorted(map(str, set(owners))):
        return []
    gathered: dict[Owner, list[Block]] = {}
    for owner, piece in zip(owners, _slices(blocks, cuts), strict=True):
        gathered.setdefault(owner, []).extend(piece)
    return [tuple(piece) for piece in gathered.values()]


def _before(at: Position) -> Position:
    return at[0], at[1] - 1


# ---------------------------------------------------------------- cutting


def _slices(blocks: Piece, cuts: Sequence[Position]) -> Iterator[Piece]:
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
        found = [replace(cell, row=cell.row - first) for cell in found]
    return Grid.of(found, grid.sheet)
