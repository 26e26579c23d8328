"""Glyphs → lines of text in reading order, with the doubts that their positions raise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from validator.read.pdf_page import Box, Glyph, Turn

#: Baselines nearer than this share of the size are one line.
_ONE_LINE = 0.5
#: Gaps, as shares of the size: between Latin words, and from where any neighbours stand apart.
_WORD, _APART = 0.15, 0.6
#: The widest padding of cells, left and right together. Points.
PADDING = 13.0
#: A figure is only broken over lines where so many digits filled the first one.
_BROKEN_AFTER = 2
_LEADING = 0.8
#: Two glyphs that share more than this of the narrower one are printed over each other.
_OVER = 0.45


@dataclass(frozen=True)
class Line:
    """One line: its glyphs from left to right as they read."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def text(self) -> str:
        """The characters, a blank where neighbours stand apart."""
        parts = [self.glyphs[0].text]
        for one, other in pairwise(self.glyphs):
            parts.append((" " if _is_gap(one, other) else "") + other.text)
        return "".join(parts)

    @property
    def size(self) -> float:
        """Size of its largest glyph, in points."""
        return max(glyph.size for glyph in self.glyphs)

    @cached_property
    def box(self) -> Box:
        """The box around the line, as it reads."""
        boxes = [glyph.body for glyph in self.glyphs]
        return (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )

    def pieces(self, gap: float) -> list[Line]:
        """Cut where neighbours stand more than `gap` sizes apart."""
        cut: list[list[Glyph]] = [[self.glyphs[0]]]
        for one, other in pairwise(self.glyphs):
            if other.body[0] - one.body[2] > gap * max(one.size, other.size):
                cut.append([])
            cut[-1].append(other)
        return [Line(tuple(glyphs)) for glyphs in cut]


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Upright text first, then text turned on its side, each from top to bottom as it reads."""
    turned: dict[Turn, list[Glyph]] = {}
    for glyph in glyphs:
        turned.setdefault(glyph.turn, []).append(glyph)
    return [line for turn in sorted(turned) for line in _level([_read(g, turn) for g in turned[turn]])]


def _read(glyph: Glyph, turn: Turn) -> Glyph:
    """The glyph as it lies when its text is turned upright."""
    if not turn:
        return glyph
    return replace(glyph, ink=_laid(glyph.ink, turn), body=_laid(glyph.body, turn), base=_point(*glyph.base, turn))


def _point(x: float, y: float, turn: Turn) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _laid(box: Box, turn: Turn) -> Box:
    (a, b), (c, d) = _point(box[0], box[1], turn), _point(box[2], box[3], turn)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _level(glyphs: Sequence[Glyph]) -> list[Line]:
    """Cluster by baseline: a glyph joins the line whose baseline is nearest, if it is near enough."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base[1]):
        last = rows[-1][-1] if rows else None
        if last is not None and glyph.base[1] - last.base[1] <= _ONE_LINE * min(last.size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [Line(tuple(sorted(row, key=lambda g: (g.body[0], g.base[1])))) for row in rows]


def _is_gap(one: Glyph, other: Glyph) -> bool:
    gap = (other.body[0] - one.body[2]) / max(one.size, other.size, 0.1)
    narrow = one.text.isascii() and other.text.isascii()
    return gap > (_WORD if narrow else _APART)


def joined(found: Sequence[Line], room: float) -> str:
    """The text of a cell: a line that fills the `room` of the cell goes on in the next, another ends there."""
    text = ""
    for line, following in zip(found, [*found[1:], None], strict=True):
        text += line.text
        if following is not None and _is_latin(line, following) and not is_full(line, following, room):
            text += " "
    return text


def _is_latin(line: Line, following: Line) -> bool:
    return line.text[-1].isascii() and following.text[0].isascii()


def is_full(line: Line, following: Line, room: float) -> bool:
    """Whether the first character of the next line would not have gone on this one. `room`: width of the cell in points."""
    first = following.glyphs[0]
    return (line.box[2] - line.box[0]) + (first.body[2] - first.body[0]) > room - PADDING


def is_digit(glyph: Glyph) -> bool:
    """Whether the glyph can be part of a figure."""
    return any(unicodedata.category(c) == "Nd" or c in ".,+-−．，" for c in glyph.text)


def overlap(found: Sequence[Line]) -> bool:
    """Whether glyphs of one line are printed over each other."""
    for line in found:
        for one, other in pairwise(line.glyphs):
            narrower = min(one.body[2] - one.body[0], other.body[2] - other.body[0])
            if narrower > 0 and one.body[2] - other.body[0] > _OVER * narrower:
                return True
    return False


def apart(found: Sequence[Line]) -> bool:
    """Whether what should be one figure stands as several on one line."""
    return any(len(line.pieces(_APART)) > 1 for line in found)


def broken(found: Sequence[Line], room: float) -> bool:
    """Whether the lines can be one figure that was too long for its cell: every line but the last is full."""
    return all(
        len(line.glyphs) >= max(_BROKEN_AFTER, len(following.glyphs))
        and is_full(line, following, room)
        and following.box[1] - line.box[3] <= _LEADING * line.size
        for line, following in pairwise(found)
    )
