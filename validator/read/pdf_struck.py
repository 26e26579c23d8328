"""Text that is struck out: a free line through the middle of its glyphs, which begins and ends with them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from validator.model import Observation, Place
from validator.read.pdf_lines import lines
from validator.read.pdf_page import Glyph, Page, Segment, rounded
from validator.read.pdf_rules import Rule, rules

#: Where a line strikes a glyph out, as shares of the height of its ink from the top: lines under and over text lie outside.
_HIGHEST, _LOWEST = 0.2, 0.85
#: How far the line may reach beyond the glyphs, in their sizes: blanks are struck out with the words.
_BEYOND = 1.2
#: The line through a small digit. Points.
_SHORTEST = 1.5
#: Lines that meet in a table end so near to each other; the text of a cell begins further away. Points.
_MEETING = 0.8
#: Ink lower than this share of the size (一, -) does not say where its middle is.
_FLAT = 0.3
_QUOTED = 20  # characters that are told


def without_struck(page: Page) -> tuple[Page, tuple[Observation, ...]]:
    """The page without struck-out text and its lines, and what was left out (`struck_text`, one for each line of text).

    Glyphs under a line that may as well be a table's stay, marked as crossed. Raises Unreadable F004: too many lines.
    """
    drawn = rules(page.segments, page.number, _SHORTEST)
    struck, crossed, strokes = set[Glyph](), set[Glyph](), list[Rule]()
    for rule, run in _under_lines(page, drawn.across):
        through = {glyph for glyph in run if _is_through(rule, glyph)}
        if not through:
            continue
        if _is_theirs(rule, run) and not _meets(rule, drawn.down):
            strokes.append(rule)
            struck |= through | {glyph for glyph in run if _is_flat(glyph)}
        else:
            crossed |= through
    if not struck and not crossed:
        return page, ()
    rest = tuple(replace(g, crossed=True) if g in crossed else g for g in page.glyphs if g not in struck)
    kept = tuple(s for s in page.segments if not any(_is_of(s, stroke) for stroke in strokes))
    return replace(page, glyphs=rest, segments=kept), tuple(_notes(struck, page))


def _under_lines(page: Page, across: Sequence[Rule]) -> Iterator[tuple[Rule, list[Glyph]]]:
    """Every line, and the glyphs that it passes between baseline and head."""
    glyphs = sorted((glyph for glyph in page.glyphs if glyph.turn == 0), key=lambda glyph: glyph.base[1])
    bases = [glyph.base[1] for glyph in glyphs]
    most = max((glyph.size for glyph in glyphs), default=0.0)
    for rule in across:
        near = glyphs[bisect_left(bases, rule.at) : bisect_right(bases, rule.at + most)]
        yield rule, [glyph for glyph in near if _is_under(rule, glyph)]


def _is_theirs(rule: Rule, run: Sequence[Glyph]) -> bool:
    """Whether the line begins and ends with the glyphs: a line of a table reaches further."""
    slack = _BEYOND * max(g.size for g in run)
    begins, ends = min(g.body[0] for g in run), max(g.body[2] for g in run)
    return rule.start >= begins - slack and rule.stop <= ends + slack


def _meets(rule: Rule, down: Sequence[Rule]) -> bool:
    """Whether the line begins or ends at a vertical one, as the lines of tables do."""
    beside = (v.at for v in down if v.start - _MEETING <= rule.at <= v.stop + _MEETING)
    return any(abs(at - rule.start) <= _MEETING or abs(at - rule.stop) <= _MEETING for at in beside)


def _is_under(rule: Rule, glyph: Glyph) -> bool:
    along = rule.start <= (glyph.body[0] + glyph.body[2]) / 2 <= rule.stop
    return along and 0 <= glyph.base[1] - rule.at <= glyph.size


def _is_through(rule: Rule, glyph: Glyph) -> bool:
    top, bottom = glyph.ink[1], glyph.ink[3]
    return bottom > top and _HIGHEST <= (rule.at - top) / (bottom - top) <= _LOWEST


def _is_of(segment: Segment, stroke: Rule) -> bool:
    level = segment.y0 == segment.y1 and abs(segment.y0 - stroke.at) <= 1.0
    return level and stroke.start - 0.1 <= segment.x0 and segment.x1 <= stroke.stop + 0.1


def _is_flat(glyph: Glyph) -> bool:
    return glyph.ink[3] - glyph.ink[1] < _FLAT * glyph.size


def _notes(struck: set[Glyph], page: Page) -> Iterator[Observation]:
    for line in lines(struck):
        place = Place(f"第{page.number}页", page=page.number, box=rounded(line.box))
        yield Observation("struck_text", text=line.text[:_QUOTED], number=1, place=place)
