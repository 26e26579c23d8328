"""Pieces of one table on following pages → one table: columns agreed, rows and labels cut by the page break joined."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from validator.read.pdf_piece import HAN, MARK, PdfCell, Piece
from validator.read.pdf_wrap import is_wrapped

#: How far the sides, and the columns, of two pieces may lie apart. Points.
_SIDE, _COLUMN = 8.0, 4.5
#: So much of the columns of the piece that has fewer must be columns of the other.
_SHARED = 0.4

_MOST_HEADER = 6
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Cut:
    """The last row above a page break and the first row below it."""

    above: Sequence[PdfCell]
    below: Sequence[PdfCell]


def goes_on(above: Piece, below: Piece) -> bool:
    """Whether `below`, at the head of the next page, has the columns of `above` at the foot of its page."""
    shift = below.box[0] - above.box[0]
    if not (above.ruled and below.ruled):
        return False
    if below.page != above.cells[-1].page + 1 or abs(below.box[2] - above.box[2] - shift) > _SIDE:
        return False
    inner = [x - shift for x in below.xs[1:-1]], above.xs[1:-1]
    few, many = sorted(inner, key=len)
    shared = sum(any(abs(x - y) <= _COLUMN for y in many) for x in few)
    return shared >= _SHARED * len(few) and (len(few) > 0 or len(many) == 0)


def stitched(above: Piece, below: Piece) -> Piece:
    """One piece of both, in the columns of both; rows go on counting, a header that is printed again is left out."""
    upper, lower = _in_common_columns(above, _without_header(above, below))
    cut = _Cut(upper.row(upper.height - 1), lower.row(0))
    head, halves = _is_one_header(cut), _is_one_row(cut)
    shift = upper.height - (head or halves)
    pairs = {
        c: partner
        for c in cut.above
        if (partner := _partner(c, cut.below))
        and (head or (halves and _is_low(c, partner)) or _is_one_label(c, partner, cut))
    }
    kept = [_grown(c, pairs[c], shift) if c in pairs else c for c in upper.cells]
    taken = set(pairs.values())
    moved = [_moved(c, shift) for c in lower.cells if c not in taken]
    return replace(upper, height=shift + lower.height, cells=(*kept, *moved))


def _without_header(above: Piece, below: Piece) -> Piece:
    """`below` without the rows in which the header of `above` is printed again."""
    for rows in range(min(_MOST_HEADER, below.height - 1), 0, -1):
        head = [(c.top, c.bottom, c.text) for c in below.cells if c.top < rows]
        same = head == [(c.top, c.bottom, c.text) for c in above.cells if c.top < rows]
        if same and all(bottom <= rows for _, bottom, _ in head) and any(HAN.search(text) for *_, text in head):
            rest = tuple(_moved(c, -rows) for c in below.cells if c.top >= rows)
            return replace(below, height=below.height - rows, cells=rest)
    return below


def _in_common_columns(above: Piece, below: Piece) -> tuple[Piece, Piece]:
    shift = below.box[0] - above.box[0]
    xs = list(above.xs)
    place = [above.xs[0], *[x - shift for x in below.xs[1:-1]], above.xs[-1]]
    for x in place:
        if not any(abs(x - y) <= _COLUMN for y in xs):
            xs.append(x)
    xs.sort()
    return _on(above, dict(enumerate(map(xs.index, above.xs))), xs), _on(below, _nearest(place, xs), xs)


def _nearest(place: Sequence[float], xs: Sequence[float]) -> dict[int, int]:
    return {i: min(range(len(xs)), key=lambda k: abs(xs[k] - x)) for i, x in enumerate(place)}


def _on(found: Piece, column: Mapping[int, int], xs: Sequence[float]) -> Piece:
    cells = tuple(replace(c, left=column[c.left], right=column[c.right]) for c in found.cells)
    return replace(found, xs=tuple(xs), cells=cells)


def _partner(cell: PdfCell, below: Sequence[PdfCell]) -> PdfCell | None:
    return next((c for c in below if (c.left, c.right) == (cell.left, cell.right)), None)


def _is_one_header(cut: _Cut) -> bool:
    """Whether the row above is one of names alone, and the one below holds the rest of some of them and nothing else."""
    names, rest = cut.above[1:], [c for c in cut.below if c.text]
    if not names or not all(_is_name(c) for c in (*names, *rest)) or cut.below[0] in rest:
        return False
    pairs = [(_partner(c, cut.above), c) for c in cut.below]
    return len(rest) > 1 and all(above is not None and below.bottom == 1 for above, below in pairs)


def _is_name(cell: PdfCell) -> bool:
    return HAN.search(cell.text) is not None and not MARK.match(cell.text) and not _DIGIT.search(cell.text)


def _is_one_row(cut: _Cut) -> bool:
    """Whether the rows at both sides of the break are halves of one: same cells, a label that goes on, figures once."""
    leaf = max((c.left for c in (*cut.above, *cut.below) if HAN.search(c.text)), default=-1)
    above, below = ([c for c in row if c.left >= leaf] for row in (cut.above, cut.below))
    if leaf < 0 or not above or [(c.left, c.right) for c in above] != [(c.left, c.right) for c in below]:
        return False
    named, *figures = zip(above, below, strict=True)
    headings = [(a, b) for a in cut.above if (b := _partner(a, cut.below)) and a.left <= leaf and _is_low(a, b)]
    if named not in headings or not all(_may_go_on(a, b) for a, b in headings) or _has_stray(cut):
        return False
    if any(a.text and b.text for a, b in figures):
        return False
    upper, lower = any(a.text for a, _ in figures), any(b.text for _, b in figures)
    begins, ends = named[0].text, named[1].text
    return not (upper and lower) or bool(begins and ends)


def _has_stray(cut: _Cut) -> bool:
    """Whether a filled cell of one row has no counterpart on the other side."""
    pairs = ((cut.above, cut.below), (cut.below, cut.above))
    return any(c.text and c.bottom - c.top == 1 and not _partner(c, other) for row, other in pairs for c in row)


def _is_low(above: PdfCell, below: PdfCell) -> bool:
    """A cell of one row on both sides: no merged heading."""
    return above.bottom - above.top == 1 and below.bottom - below.top == 1


def _may_go_on(above: PdfCell, below: PdfCell) -> bool:
    """Whether the text below can be the rest of the text above: no list mark, and the line above was full."""
    if not above.text or not below.text:
        return True
    if MARK.match(below.text) or not HAN.search(below.text) or above.last is None or below.first is None:
        return False
    return is_wrapped(above.last, below.first, above.box[2] - above.box[0])


def _is_one_label(above: PdfCell, below: PdfCell, cut: _Cut) -> bool:
    """Whether a merged heading goes on left of the label below the break: not begun anew, not printed again."""
    merged = above.bottom - above.top > 1 or below.bottom - below.top > 1
    if not merged or MARK.match(below.text) or above.text == below.text != "":
        return False
    if below.text and not HAN.search(below.text):
        return False
    return any(c.left >= below.right and HAN.search(c.text) for c in cut.below)


def _grown(above: PdfCell, below: PdfCell, shift: int) -> PdfCell:
    return replace(
        above,
        text=above.text + below.text,
        bottom=below.bottom + shift,
        doubt=above.doubt or below.doubt,
        last=below.last or above.last,
    )


def _moved(cell: PdfCell, shift: int) -> PdfCell:
    return replace(cell, top=cell.top + shift, bottom=cell.bottom + shift)
