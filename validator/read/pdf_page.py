"""One PDF page → glyphs, rules and pictures in the frame in which it is read: points, origin at the top left."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from validator.model import Unreadable

Box = tuple[float, float, float, float]  # left, top, right, bottom
Turn = int  # quarter turns clockwise by which text is turned

#: Bounds on one page; a page of a report has some thousand glyphs and some hundred lines.
MAX_GLYPHS = 60_000
MAX_OBJECTS = 100_000
MAX_SEGMENTS = 200_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character. `ink` is what is black; `body` its advance and line height; `base` its baseline.

    `sure` is False where the file does not say for certain which character it is; `crossed` is True where a
    line goes through its middle.
    """

    text: str
    ink: Box
    body: Box
    base: tuple[float, float]
    size: float
    turn: Turn = 0
    sure: bool = True
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A drawn straight line along an axis, or the middle of a thin filled rectangle. A dot is one in both directions."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on one page. `fills` are coloured areas that are no lines, `pictures` the boxes of images."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    segments: tuple[Segment, ...]
    fills: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    drawings: int = 0  # how many paths, curves included


def refuse_page(number: int) -> Unreadable:
    """The error for a page beyond the bounds."""
    return Unreadable("F004", f"第{number}页的内容过多，未读取。请用 Word/WPS 原稿检查，或另存为只含年度报告的 PDF。")


def upright(page: Page) -> Page:
    """The page turned so that most of its text reads from left to right: a table printed sideways stands up."""
    turns = Counter(glyph.turn for glyph in page.glyphs)
    most = max(turns, key=lambda turn: turns[turn], default=0)
    if not most or turns[most] * 5 < len(page.glyphs) * 3:
        return page
    size = (page.width, page.height)
    return replace(
        page,
        width=size[most % 2],
        height=size[1 - most % 2],
        glyphs=tuple(_turned_glyph(glyph, most, size) for glyph in page.glyphs),
        segments=tuple(Segment(*_box((s.x0, s.y0, s.x1, s.y1), most, size)) for s in page.segments),
        fills=tuple(_box(box, most, size) for box in page.fills),
        pictures=tuple(_box(box, most, size) for box in page.pictures),
    )


def _turned_glyph(glyph: Glyph, turn: Turn, size: tuple[float, float]) -> Glyph:
    return replace(
        glyph,
        ink=_box(glyph.ink, turn, size),
        body=_box(glyph.body, turn, size),
        base=turned_back(glyph.base, turn, size),
        turn=(glyph.turn - turn) % 4,
    )


def _box(box: Box, turn: Turn, size: tuple[float, float]) -> Box:
    corners = (turned_back((box[0], box[1]), turn, size), turned_back((box[2], box[3]), turn, size))
    return around(corners)


def turned_back(point: tuple[float, float], turn: Turn, size: tuple[float, float]) -> tuple[float, float]:
    """A point of a page of `size` after the page was turned back by `turn` quarters."""
    (x, y), (width, height) = point, size
    return ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[turn % 4]


def around(points: Sequence[tuple[float, float]]) -> Box:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def quarter(angle: float) -> Turn:
    """Radians clockwise → the nearest number of quarter turns."""
    return round(angle / (math.pi / 2)) % 4


def middle(box: Box) -> tuple[float, float]:
    """The centre of a box."""
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def rounded(box: Box) -> Box:
    """A box to a tenth of a point: finer differences are noise."""
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
