"""One page → what stands on it in reading order: tables, paragraphs, rows of text without rules, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from validator.read.pdf_labels import is_figure
from validator.read.pdf_layout import Layout
from validator.read.pdf_lines import Line
from validator.read.pdf_page import Page, middle
from validator.read.pdf_piece import Piece
from validator.read.pdf_unruled import COLUMN_GAP, unruled

#: The part of a page at its head and foot in which page numbers and running titles stand.
_MARGIN = 0.1
_PAGE_NUMBER = re.compile(r"[-—–－·.\s]*(?:第|Page)?\s*\d{1,4}\s*页?(?:\s*[/／,，共of]+\s*\d{1,4}\s*页?)?[-—–－·.\s]*")
#: A picture that covers less of the page is a seal or a logo.
_PICTURE = 0.1
#: A table without rules: so many columns in so many lines, with at most so many lines between.
_COLUMNS, _ROWS, _BETWEEN = 3, 2, 9
#: A title of a section parts two tables.
_TITLE = re.compile(r"[一二三四五六七八九十]+、.{2,28}(?:情况|事项)")


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs that follow each other on one page, and where text begins and ends on that page."""

    paragraphs: tuple[tuple[Line, ...], ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Unsure:
    """Lines whose pieces stand in columns, without rules, so that nobody can tell which belong together."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture large enough to hold a table, or a page without any text."""


Item = Piece | Text | Unsure | Picture


def furniture(layouts: Sequence[Layout]) -> set[Line]:
    """Page numbers, and from the second time on the lines that come again at the head or foot of pages."""
    seen: dict[str, list[Line]] = {}
    found: set[Line] = set()
    for layout in layouts:
        for line in layout.lines:
            if not _is_marginal(line, layout.page):
                continue
            if _PAGE_NUMBER.fullmatch(line.text):
                found.add(line)
            else:
                seen.setdefault(re.sub(r"\d+", "#", line.text), []).append(line)
    return found | {line for same in seen.values() for line in same[1:]}


def _is_marginal(line: Line, page: Page) -> bool:
    _, top, _, bottom = line.box
    return bottom < _MARGIN * page.height or top > (1 - _MARGIN) * page.height


def items(layout: Layout, left_out: set[Line]) -> Iterator[Item]:
    """Tables and text from top to bottom; a page without text is a picture."""
    if not layout.page.glyphs:
        if layout.page.pictures or layout.page.drawings:
            yield Picture()
        return
    rest = [line for line in layout.lines if line not in left_out]
    sides = min((line.box[0] for line in rest), default=0.0), max((line.box[2] for line in rest), default=0.0)
    for table in sorted(layout.pieces, key=lambda t: (t.box[1], t.box[0])):
        above = [line for line in rest if middle(line.box)[1] < table.box[1]]
        yield from _texts(above, layout.page.number, sides)
        yield table
        rest = rest[len(above) :]
    yield from _texts(rest, layout.page.number, sides)
    size = layout.page.width * layout.page.height
    if any((box[2] - box[0]) * (box[3] - box[1]) > _PICTURE * size for box in layout.page.pictures):
        yield Picture()


def _texts(found: Sequence[Line], page: int, sides: tuple[float, float]) -> Iterator[Text | Unsure | Piece]:
    """Runs of lines in columns apart from running text."""
    start = 0
    for first, last in _runs(found):
        if first > start:
            yield text(found[start:first], sides)
        run = found[first : last + 1]
        yield unruled(run, page) or Unsure(tuple(run))
        start = last + 1
    if start < len(found):
        yield text(found[start:], sides)


def _runs(found: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """First and last line of every stretch in columns; what stands close above and below belongs to it."""
    runs: list[list[int]] = []
    for i, line in enumerate(found):
        if not _is_row(line):
            continue
        if runs and i - runs[-1][-1] <= _BETWEEN and not any(map(_is_title, found[runs[-1][-1] : i])):
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in (run for run in runs if len(run) >= _ROWS or _is_headed(found, run[0])):
        first, last = run[0], run[-1]
        while first > 0 and not _is_title(found[first - 1]) and len(found[first - 1].pieces(COLUMN_GAP)) > 1:
            first -= 1
        while last + 1 < len(found) and not _is_title(found[last + 1]) and _is_close(found[last], found[last + 1]):
            last += 1
        yield first, last


def _is_row(line: Line) -> bool:
    """Pieces in columns, or a label with one figure."""
    pieces = line.pieces(COLUMN_GAP)
    return len(pieces) >= _COLUMNS or (len(pieces) == _COLUMNS - 1 and is_figure(pieces[-1]))


def _is_headed(found: Sequence[Line], row: int) -> bool:
    """Whether the line above, too, has one piece over each of the row."""
    pieces = found[row].pieces(COLUMN_GAP)
    return row > 0 and len(pieces) == len(found[row - 1].pieces(COLUMN_GAP)) == _COLUMNS - 1


def _is_title(line: Line) -> bool:
    return _TITLE.fullmatch(line.text.strip()) is not None


def _is_close(line: Line, following: Line) -> bool:
    """Whether the next line is the rest of a label: short, and no farther away than lines of one text."""
    short = following.box[2] - following.box[0] < 12 * following.size
    return short and following.glyphs[0].base[1] - line.glyphs[0].base[1] < 1.9 * line.size


def text(found: Sequence[Line], sides: tuple[float, float]) -> Text:
    """Lines → paragraphs: a line goes on in the next if it reaches the right side and the next is not indented."""
    whole: list[list[Line]] = []
    for line in found:
        above = whole[-1][-1] if whole else None
        near = above is not None and line.box[1] - above.box[3] <= 1.6 * above.size
        if above is not None and near and _runs_on(above, line, sides[1], sides[0]):
            whole[-1].append(line)
        else:
            whole.append([line])
    return Text(tuple(map(tuple, whole)), *sides)


def _runs_on(line: Line, following: Line, right: float, left: float) -> bool:
    same = abs(following.size - line.size) <= 0.15 * line.size
    return same and line.box[2] >= right - 1.7 * line.size and following.box[0] <= left + 0.8 * line.size


def over_page(above: Text, below: Text) -> tuple[Text, Text]:
    """Two texts with a page break between: the paragraph that goes on below it is whole above it."""
    last, first = above.paragraphs[-1], below.paragraphs[0]
    if not _runs_on(last[-1], first[0], above.right, below.left):
        return above, below
    whole = replace(above, paragraphs=(*above.paragraphs[:-1], (*last, *first)))
    return whole, replace(below, paragraphs=below.paragraphs[1:])
