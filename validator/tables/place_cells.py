"""Body × heads → one cell under each head: by the grid columns they cover, else in order where the counts agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from validator.model import GridCell
from validator.numerals import read_figure
from validator.tables.segment import Body, Head

#: So many rows make cells beyond the header a column.
_ROWS_OF_A_COLUMN = 3

Placed = tuple[tuple[GridCell, ...] | None, str | None]


def place_cells(body: Body, heads: Sequence[Head]) -> Placed:
    """(one cell for each head, or None if they cannot be told apart; what was odd: an observation's kind).

    A row in which the text breaks off has cells for the first heads only.
    """
    if body.broken:
        return body.cells, None
    if not body.counted:
        return None, "row_unproved" if any(cell.unproved for cell in body.cells) else "row_uncounted"
    under = _by_overlap(body.cells, heads)
    if under is not None:
        return under, None
    for candidates in _candidates(body, heads):
        if len(candidates) == len(heads):
            return candidates, "spans_differ"
    return None, "row_width"


def _by_overlap(cells: Sequence[GridCell], heads: Sequence[Head]) -> tuple[GridCell, ...] | None:
    """Each head covers exactly one cell, no filled cell lies under two heads or between them."""
    if len(cells) == len(heads) and all(map(_fits, cells, heads)):
        return tuple(cells)
    taken: list[GridCell] = []
    for head in heads:
        found = [c for c in cells if c.column < head.stop and head.start < c.right]
        filled = [c for c in found if c.text.strip()] or found[:1]
        if not filled or len({c.text.strip() for c in filled}) != 1:
            return None
        if len(found) > 1 and any(_reaches_out(c, head) for c in found):
            return None
        taken.append(filled[0])
    shared = [c for c in taken if c.text.strip()]
    if len({id(c) for c in shared}) != len(shared):
        return None
    covered = {c for head in heads for c in range(head.start, head.stop)}
    apart = [c for c in cells if c.text.strip() and covered.isdisjoint(range(c.column, c.right))]
    return None if any(not _is_outside(c, heads) for c in apart) else tuple(taken)


def _fits(cell: GridCell, head: Head) -> bool:
    return cell.column == head.start and cell.column + cell.colspan == head.stop


def _is_outside(cell: GridCell, heads: Sequence[Head]) -> bool:
    """A word left of the first column: 件数."""
    return cell.right <= min(h.start for h in heads) and read_figure(cell.text).kind == "text"


def without_check_columns(bodies: Sequence[Body], heads: Sequence[Head]) -> tuple[Body, ...]:
    """Without cells right of the last column, where most rows have them: a column of the office's own, for checking.

    In a single row such a cell may as well be one too many, which shifts all others: it stays.
    """
    stop = max((h.stop for h in heads), default=0)
    beyond = [any(c.column >= stop and c.text.strip() for c in body.cells) for body in bodies]
    if not heads or sum(beyond) < _ROWS_OF_A_COLUMN or 2 * sum(beyond) < len(bodies):
        return tuple(bodies)
    return tuple(replace(body, cells=tuple(c for c in body.cells if c.column < stop)) for body in bodies)


def _reaches_out(cell: GridCell, head: Head) -> bool:
    return cell.column < head.start or cell.right > head.stop


def _candidates(body: Body, heads: Sequence[Head]) -> list[tuple[GridCell, ...]]:
    """The row's cells in order: all of them, or without blank pads beyond the header."""
    start = min((h.start for h in heads), default=0)
    stop = max((h.stop for h in heads), default=0)
    inside = tuple(c for c in body.cells if c.text.strip() or (c.right > start and c.column < stop))
    return [body.cells, inside]
