"""Lattice × glyphs → the cells of one table on one page, each proved: what lines and text do not agree on is doubted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from validator.read.pdf_lattice import Lattice
from validator.read.pdf_lines import Line, apart, broken, is_digit, joined, lines, overlap
from validator.read.pdf_page import Box, Glyph, middle
from validator.read.pdf_piece import SCATTERED, PdfCell, Piece

#: How far a figure may reach over the lines of its cell: sideways as a share of its size, up and down of its height.
_SIDEWAYS, _UPWARDS = 0.12, 0.25
#: A unit behind a figure has at most so many characters.
_UNIT = 2
#: Digits nearer than this share of their size belong to one figure.
_ONE_FIGURE = 0.15
#: Digits whose feet are nearer than this stand on one line; points.
_LEVEL = 1.0

CROSSED = "数字压在表格线上"
OVERPRINTED = "数字重叠印在一起"
UNMAPPED = "数字的字符编码不明"
OUTSIDE = "表格里有数字不在任何单元格中"


def piece(found: Lattice, glyphs: Sequence[Glyph], page: int) -> Piece:
    """Fill the lattice with the glyphs inside it."""
    held: dict[int, list[Glyph]] = {}
    home: dict[int, int] = {}
    for number, glyph in enumerate(glyphs):
        at = _cell_at(found, glyph)
        home[number] = at
        held.setdefault(at, []).append(glyph)
    doubts = _crossings(found, glyphs, home)
    lost = OUTSIDE if any(is_digit(glyph) for glyph in held.get(-1, ())) else ""
    cells = tuple(
        _cell(found, number, held.get(number, ()), doubts.get(number, "") or lost, page)
        for number in range(len(found.areas))
    )
    return Piece(found.xs, len(found.ys) - 1, cells, (found.xs[0], found.ys[0], found.xs[-1], found.ys[-1]), page)


def _cell_at(found: Lattice, glyph: Glyph) -> int:
    x, y = middle(glyph.ink)
    row, column = bisect_right(found.ys, y) - 1, bisect_right(found.xs, x) - 1
    if not (0 <= row < len(found.at) and 0 <= column < len(found.at[0])):
        return -1
    return found.at[row][column]


def _cell(found: Lattice, number: int, glyphs: Sequence[Glyph], doubt: str, page: int) -> PdfCell:
    area = found.areas[number]
    box = found.box(area)
    read = lines(glyphs)
    room = box[2] - box[0] if not any(glyph.turn % 2 for glyph in glyphs) else box[3] - box[1]
    if _is_figure(glyphs):
        doubt = doubt or _doubt(read, glyphs, room)
    text = joined(read, room) if read else ""
    first, last = (read[0], read[-1]) if read else (None, None)
    return PdfCell(
        area.top,
        area.left,
        area.bottom,
        area.right,
        text,
        page,
        box,
        doubt=doubt,
        whole=area.whole,
        figure=_is_figure(glyphs),
        first=first,
        last=last,
    )


def _is_figure(glyphs: Sequence[Glyph]) -> bool:
    """Digits, or characters of which the file does not say what they are, with at most a unit besides."""
    figures = sum(is_digit(glyph) or not glyph.sure for glyph in glyphs)
    return figures > 0 and len(glyphs) - figures <= _UNIT


def _doubt(read: Sequence[Line], glyphs: Sequence[Glyph], room: float) -> str:
    if not all(glyph.sure for glyph in glyphs):
        return UNMAPPED
    if overlap(read):
        return OVERPRINTED
    return "" if broken(read, room) and not apart(read) else SCATTERED


def _crossings(found: Lattice, glyphs: Sequence[Glyph], home: Mapping[int, int]) -> dict[int, str]:
    """Cells whose figures reach over a line, or run on into the next cell."""
    doubts: dict[int, str] = {}
    ends: list[tuple[Glyph, int]] = []
    for number, glyph in enumerate(glyphs):
        if home[number] < 0 or not is_digit(glyph):
            continue
        ends.append((glyph, home[number]))
        if glyph.crossed or not _is_inside(glyph, found.box(found.areas[home[number]])):
            doubts[home[number]] = CROSSED
    for level in _levels([end for end in ends if not end[0].turn]):
        for (one, here), (other, there) in pairwise(level):
            if here != there and other.body[0] - one.body[2] < _ONE_FIGURE * one.size:
                doubts[here] = doubts[there] = CROSSED
    return doubts


def _levels(ends: Sequence[tuple[Glyph, int]]) -> Iterator[Sequence[tuple[Glyph, int]]]:
    """Digits whose feet stand at one height, each run from left to right."""
    run: list[tuple[Glyph, int]] = []
    for end in sorted(ends, key=lambda end: end[0].base[1]):
        if run and end[0].base[1] - run[-1][0].base[1] >= _LEVEL:
            yield sorted(run, key=lambda end: end[0].body[0])
            run = []
        run.append(end)
    yield sorted(run, key=lambda end: end[0].body[0])


def _is_inside(glyph: Glyph, box: Box) -> bool:
    x0, y0, x1, y1 = glyph.ink
    side, rise = _SIDEWAYS * glyph.size + 0.5, _UPWARDS * (y1 - y0) + 0.5
    return box[0] - side <= x0 and x1 <= box[2] + side and box[1] - rise <= y0 and y1 <= box[3] + rise
