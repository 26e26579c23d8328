"""One page → its ruled tables, and the lines of text outside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from validator.read.pdf_lattice import Lattice, lattices
from validator.read.pdf_lines import Line, lines
from validator.read.pdf_page import Box, Glyph, Page, Segment, middle, refuse_page
from validator.read.pdf_piece import CUT_OFF, Piece, doubted
from validator.read.pdf_rules import frames, rules
from validator.read.pdf_table import piece

#: Text that hangs out of a table cut by the page break begins within so many sizes below it.
_HANGING = 1.6
#: A coloured cell is at least so many points high and wide, and a table without lines has at least so many.
_SMALLEST, _COLOURED = 5.0, 2
#: A coloured area that covers more of the page is its background.
_LARGEST = 0.4
_MOST_TABLES = 200
#: A table that comes so near to the edge of the page goes on beyond it. Points.
_EDGE = 2.0


@dataclass(frozen=True, slots=True)
class Layout:
    """A page taken apart: its tables, and its lines outside them from top to bottom."""

    page: Page
    pieces: tuple[Piece, ...]
    lines: tuple[Line, ...]


def lay_out(page: Page) -> Layout:
    """Find the tables of a page; what is inside none of them is running text. Raises Unreadable F004."""
    rest, pieces, kept = list(page.glyphs), list[Piece](), list[Box]()
    ruled = sorted(_lattices(page.segments, page), key=lambda made: _size(_box(made)))
    found = (*ruled, *_coloured(page))
    if len(found) > _MOST_TABLES:
        raise refuse_page(page.number)
    for made in found:
        whole = _with_hanging(made, rest, page)
        inside = [glyph for glyph in rest if _holds(_box(whole), middle(glyph.ink))]
        if not inside or any(_holds(_box(whole), middle(other)) for other in kept):
            continue
        kept.append(_box(whole))
        filled = piece(whole, inside, page.number)
        pieces.append(doubted(filled, CUT_OFF) if _is_cut(made, page) else filled)
        taken = set(map(id, inside))
        rest = [glyph for glyph in rest if id(glyph) not in taken]
    # What is printed across the page (watermarks, notes in the margin) is no running text.
    upright = [glyph for glyph in rest if glyph.turn == 0]
    return Layout(page, tuple(pieces), tuple(lines(upright)))


def _lattices(segments: Iterable[Segment], page: Page) -> list[Lattice]:
    return [made for frame in frames(rules(segments, page.number)) for made in lattices(frame)]


def _coloured(page: Page) -> list[Lattice]:
    """Tables whose cells are coloured areas side by side, without any line."""
    most = _LARGEST * page.width * page.height
    cells = [b for b in page.fills if min(b[2] - b[0], b[3] - b[1]) > _SMALLEST and _size(b) < most]
    if len(cells) < _COLOURED:
        return []
    sides = (side for b in cells for side in _outline(b))
    return [made for made in _lattices(sides, page) if len(made.areas) >= _COLOURED and len(made.xs) > 2]


def _outline(box: Box) -> tuple[Segment, Segment, Segment, Segment]:
    x0, y0, x1, y1 = box
    return Segment(x0, y0, x1, y0), Segment(x0, y1, x1, y1), Segment(x0, y0, x0, y1), Segment(x1, y0, x1, y1)


def _box(made: Lattice) -> Box:
    return made.xs[0], made.ys[0], made.xs[-1], made.ys[-1]


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _is_cut(made: Lattice, page: Page) -> bool:
    """Whether the page shows only a part of the table's width."""
    return made.open_right or made.xs[0] < _EDGE or made.xs[-1] > page.width - _EDGE


def _with_hanging(made: Lattice, glyphs: Sequence[Glyph], page: Page) -> Lattice:
    """Some programs print the last line of a cell below a table that the page break leaves open: it is still the cell's."""
    if not made.open_below:
        return made
    x0, _, x1, foot = _box(made)
    below = [g for g in glyphs if x0 <= middle(g.ink)[0] <= x1 and middle(g.ink)[1] > foot]
    near = [g for g in below if g.base[1] - foot <= _HANGING * g.size and not g.text.isdigit()]
    last = max((g.body[3] for g in near), default=foot)
    if len(near) != sum(g.body[1] < last for g in below) or last > page.height:
        return made
    return replace(made, ys=(*made.ys[:-1], max(last, foot)))
