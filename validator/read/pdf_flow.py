"""One page → what stands on it in reading order: tables, paragraphs, rows of text without rules, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.read.pdf_labels import is_figure
from validator.read.pdf_layout import Layout
from validator.read.pdf_lines import Line
from validator.read.pdf_measure import Measure
from validator.read.pdf_page import Page, middle
from validator.read.pdf_paragraphs import Text, is_title, text
from validator.read.pdf_piece import Piece
from validator.read.pdf_unruled import COLUMN_GAP, unruled

#: The part of a page at its head and foot in which page numbers and running titles stand.
_MARGIN = 0.1
_PAGE_NUMBER = re.compile(r"[-—–－·.\s]*(?:第|Page)?\s*\d{1,4}\s*页?(?:\s*[/／,，共of]+\s*\d{1,4}\s*页?)?[-—–－·.\s]*")
#: A picture that covers less of the page is a seal or a logo.
_PICTURE = 0.1
#: A table without rules: so many columns in so many lines, with at most so many lines between.
_COLUMNS, _ROWS, _BETWEEN = 3, 2, 9


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


def items(layout: Layout, left_out: set[Line], measure: Measure) -> Iterator[Item]:
    """Tables and text from top to bottom; a page without text is a picture. `measure`: how text is set on such pages."""
    if not layout.page.glyphs:
        if layout.page.pictures or layout.page.drawings:
            yield Picture()
        return
    rest = [line for line in layout.lines if line not in left_out]
    for table in sorted(layout.pieces, key=lambda t: (t.box[1], t.box[0])):
        above = [line for line in rest if middle(line.box)[1] < table.box[1]]
        yield from _texts(above, layout.page.number, measure)
        yield table
        rest = rest[len(above) :]
    yield from _texts(rest, layout.page.number, measure)
    size = layout.page.width * layout.page.height
    if any((box[2] - box[0]) * (box[3] - box[1]) > _PICTURE * size for box in layout.page.pictures):
        yield Picture()


def _texts(found: Sequence[Line], page: int, measure: Measure) -> Iterator[Text | Unsure | Piece]:
    """Runs of lines in columns apart from running text."""
    start = 0
    for first, last in _runs(found):
        if first > start:
            yield text(found[start:first], measure)
        run = found[first : last + 1]
        yield unruled(run, page) or Unsure(tuple(run))
        start = last + 1
    if start < len(found):
        yield text(found[start:], measure)


def _runs(found: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """First and last line of every stretch in columns; what stands close above and below belongs to it."""
    runs: list[list[int]] = []
    for i, line in enumerate(found):
        if not _is_row(line):
            continue
        if runs and i - runs[-1][-1] <= _BETWEEN and not any(map(is_title, found[runs[-1][-1] : i])):
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in (run for run in runs if len(run) >= _ROWS or _is_headed(found, run[0])):
        first, last = run[0], run[-1]
        while first > 0 and not is_title(found[first - 1]) and len(found[first - 1].pieces(COLUMN_GAP)) > 1:
            first -= 1
        while last + 1 < len(found) and not is_title(found[last + 1]) and _is_close(found[last], found[last + 1]):
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


def _is_close(line: Line, following: Line) -> bool:
    """Whether the next line is the rest of a label: short, and no farther away than lines of one text."""
    short = following.box[2] - following.box[0] < 12 * following.size
    return short and following.glyphs[0].base[1] - line.glyphs[0].base[1] < 1.9 * line.size
