"""Lines of a whole file → how its running text is set: sides, distance of lines, indents. One measure for each width of page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from validator.read.pdf_layout import Layout
from validator.read.pdf_lines import Line
from validator.read.pdf_wrap import HANGING

#: Lines that begin so near to each other begin at one side; a line that ends so near to the right side is full. Sizes of type.
_ONE_SIDE, _FULL = 0.5, 2.0
#: Lines that are all shorter than this part of the tables do not say where text ends.
_TOLD = 0.7
#: Ends nearer to the right side than this lie on it: such text is justified.
_FLUSH = 0.15
#: Of the full lines so many lie on the right side where text is justified.
_MOST = 0.7
#: An indent of the first line, in sizes.
_INDENT = (1.2, 3.2)
#: A line so long has no room for a paragraph of its own beside it.
_LONG = 0.8
#: A distance of lines is common if it comes so often as the commonest does, at least.
_COMMON = 0.25
#: How far the text of a table's cell stands from its border, at the least. Points.
_PADDING = 5.0


@dataclass(frozen=True, slots=True)
class Measure:
    """Where text begins and ends, in points from the left of the page.

    `pitch`: between baselines inside a paragraph, in sizes (0: unknown); `indented`: paragraphs begin further right;
    `justified`: full lines end at the right side.
    """

    left: float
    right: float
    pitch: float
    indented: bool
    justified: bool


def measures(layouts: Sequence[Layout], left_out: set[Line]) -> Mapping[int, Measure]:
    """The measure for every width of page in whole points."""
    found: dict[int, list[Layout]] = {}
    for layout in layouts:
        found.setdefault(page_width(layout), []).append(layout)
    return {width: _measure(alike, left_out) for width, alike in found.items()}


def page_width(layout: Layout) -> int:
    """The key of `measures`."""
    return round(layout.page.width)


def _measure(layouts: Sequence[Layout], left_out: set[Line]) -> Measure:
    pages = [[line for line in layout.lines if line not in left_out] for layout in layouts]
    every = [line for page in pages for line in page]
    tables = [piece.box for layout in layouts for piece in layout.pieces]
    left = _left(every, min((box[0] + _PADDING for box in tables), default=0.0))
    right = _right(every, left, max((box[2] - _PADDING for box in tables), default=0.0))
    long = [line for line in every if line.box[2] - line.box[0] >= _LONG * (right - left)]
    near = [line for line in long if line.box[2] >= right - _FULL * line.size]
    flush = sum(line.box[2] >= right - _FLUSH * line.size for line in near)
    first, last = _INDENT
    begun = sum(first * line.size <= line.box[0] - left <= last * line.size for line in long)
    return Measure(left, right, _pitch(pages, set(long)), begun > 1, len(near) > 2 and flush >= _MOST * len(near))


def _left(lines: Sequence[Line], otherwise: float) -> float:
    """Where at least two lines begin and no more than one begins before them."""
    starts = sorted(line.box[0] for line in lines)
    size = max((line.size for line in lines), default=0.0)
    return next((one for one, other in pairwise(starts) if other - one <= _ONE_SIDE * size), otherwise)


def _right(lines: Sequence[Line], left: float, table: float) -> float:
    """Where the furthest line ends that begins at the left side; hanging punctuation is beyond it. Short lines do not say."""
    begun = [line for line in lines if line.box[0] - left <= _INDENT[1] * line.size]
    furthest = max(map(_end, begun), default=0.0)
    return furthest if furthest - left > _TOLD * (table - left) else max(furthest, table)


def _end(line: Line) -> float:
    """The right side of the last character that may not hang out."""
    whole = line.glyphs
    return whole[-2].body[2] if len(whole) > 1 and whole[-1].text in HANGING else whole[-1].body[2]


def _pitch(pages: Iterable[Sequence[Line]], long: set[Line]) -> float:
    """The smallest of the common distances from a long line to the next, in sizes: paragraphs may stand farther apart."""
    steps = Counter(
        round((below.glyphs[0].base[1] - above.glyphs[0].base[1]) / above.size, 2)
        for page in pages
        for above, below in pairwise(page)
        if above in long and abs(above.size - below.size) < 0.1 * above.size
    )
    least = _COMMON * max(steps.values(), default=0)
    return min((step for step, count in steps.items() if count >= least), default=0.0)
