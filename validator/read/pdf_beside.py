"""Tables whose columns are printed on pages side by side: they are never put together by guess, their figures are doubted."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import product

from validator.read.pdf_layout import Layout
from validator.read.pdf_piece import BESIDE, HAN, Piece, doubted

#: Rows of one sheet lie at the same height on every page. Points.
_LEVEL = 1.5
#: So many rows at the same heights, the second time without labels, are no chance.
_ROWS = 2

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where the rows of a piece lie, and those with figures; whether labels stand in these; texts above them; head and foot."""

    every: frozenset[Span]
    figures: frozenset[Span]
    labelled: bool
    head: tuple[str, ...]
    extent: Span


def side_by_side(layouts: Sequence[Layout]) -> list[Layout]:
    """The layouts; doubted are the figures of tables that go on, without labels, at the same heights of a later page."""
    pieces = [piece for layout in layouts for piece in layout.pieces]
    rows = [_rows(piece) for piece in pieces]
    bare = [n for n, found in enumerate(rows) if found.figures and not found.labelled]
    pairs = [(one, two) for one, two in product(range(len(pieces)), bare) if pieces[one].page < pieces[two].page]
    sure = [(one, two) for one, two in pairs if _is_beside(rows[one], rows[two])]
    likely = [(one, two) for one, two in pairs if sure and _looks_beside(rows[one], rows[two])]
    cut = {n for one, two in (*sure, *likely) for n in ((one,) if rows[one].labelled else (one, two))}
    found = iter([doubted(piece, BESIDE) if n in cut else piece for n, piece in enumerate(pieces)])
    return [replace(layout, pieces=tuple(next(found) for _ in layout.pieces)) for layout in layouts]


def _rows(piece: Piece) -> _Rows:
    figures = {c.top for c in piece.cells if c.figure}
    labelled = any(HAN.search(c.text) and figures & set(range(c.top, c.bottom)) for c in piece.cells)
    return _Rows(
        frozenset((c.box[1], c.box[3]) for c in piece.cells),
        frozenset((c.box[1], c.box[3]) for c in piece.cells if c.figure),
        labelled or not figures,
        tuple(c.text for c in piece.cells if c.bottom <= min(figures, default=0)),
        (piece.box[1], piece.box[3]),
    )


def _is_beside(left: _Rows, right: _Rows) -> bool:
    """Rows of one sheet lie at the same heights; a table without labels has another header on the other page."""
    if left.labelled:
        return len(right.figures) >= _ROWS and _lie_among(right.figures, left.every)
    alike = len(left.figures) == len(right.figures) and _lie_among(right.figures, left.figures)
    return alike and _differ(left, right)


def _looks_beside(left: _Rows, right: _Rows) -> bool:
    """One row may lie so by chance: it counts only in a file where other tables are cut for certain."""
    return _lie_among({right.extent}, {left.extent}) and _lie_among(right.figures, left.every) and _differ(left, right)


def _differ(left: _Rows, right: _Rows) -> bool:
    return bool(left.head and right.head) and left.head != right.head


def _lie_among(spans: Set[Span], others: Set[Span]) -> bool:
    """Whether every span is one of the others."""
    return all(any(abs(a - c) <= _LEVEL and abs(b - d) <= _LEVEL for c, d in others) for a, b in spans)
