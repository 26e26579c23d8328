"""Document → parts: one for each report in the file, with what its text says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from validator.model import Block, Document, Grid, Paragraph, Part, Place, Stream
from validator.numerals import tidy
from validator.title import as_title, identify
from validator.words import recognise, unmarked, vocabulary

#: The first row of the application matrix: every report has it once.
_ANCHOR = "本年新收政府信息公开申请数量"
#: 填报单位： with the name in the next cell.
_FIELD = re.compile(r"(?:单位|机关|机构|部门|主体)(?:名称|全称)?\s*[:：]$")
#: A title may share its row with so few cells of an office's own.
_HELPERS = 4
_FIRST_SECTION = "总体情况"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text, wherever the file keeps it, and the block and token that it stands in."""

    text: str
    place: Place
    block: int
    token: int = 0


def split_parts(document: Document, file_name: str) -> tuple[Part, ...]:
    """Cut where a second report begins. `file_name` is the last witness for the year."""
    pieces = _cut(document.blocks)
    return tuple(
        _part(number, blocks, document if number == 1 else Document(document.reader, blocks), file_name)
        for number, blocks in enumerate(pieces, 1)
    )


def _part(number: int, blocks: tuple[Block, ...], source: Document, file_name: str) -> Part:
    texts = [line.text for line in text_lines(blocks)]
    sections = vocabulary().sections
    body = next((i for i, text in enumerate(texts) if len(text) < 40 and unmarked(text) in sections), None)
    found = identify(texts, source.meta, file_name, body)
    return Part(number, blocks, found.title is not None, found.title, found.organ, found.year, found.year_from)


def text_lines(blocks: Sequence[Block]) -> Iterator[TextLine]:
    """Paragraphs, cells that are alone in their row, and lines of a text that hold one cell."""
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield TextLine(block.text, block.place, number)
        elif isinstance(block, Grid):
            yield from _lone_cells(block, number)
        elif isinstance(block, Stream):
            for at, token in enumerate(block.tokens):
                if token.alone and tidy(token.text):
                    yield TextLine(tidy(token.text), token.place, number, at)


def _lone_cells(grid: Grid, number: int) -> Iterator[TextLine]:
    rows: dict[int, list[int]] = {}
    for at, cell in enumerate(grid.cells):
        if tidy(cell.text):
            rows.setdefault(cell.row, []).append(at)
    for cells in rows.values():
        first = tidy(grid.cells[cells[0]].text)
        if len(cells) == 1 or (len(cells) <= _HELPERS and as_title(first)):
            cell = grid.cells[cells[0]]
            yield TextLine(tidy(cell.text), cell.place or Place(), number)
        elif len(cells) <= 2 * _HELPERS and _FIELD.search(first):
            cell = grid.cells[cells[0]]
            yield TextLine(first + tidy(grid.cells[cells[1]].text), cell.place or Place(), number)


# ---------------------------------------------------------------- several reports in one file


def _cut(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    anchors = list(_anchors(blocks))
    if len(anchors) < 2:
        return [blocks]
    lines = list(text_lines(blocks))
    cuts = [cut for above, below in pairwise(anchors) if (cut := _boundary(blocks, lines, above, below)) is not None]
    return _slices(blocks, cuts)


Position = tuple[int, int]  # block, token


def _anchors(blocks: Sequence[Block]) -> Iterator[Position]:
    """Where an application matrix begins."""
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            if any(_is_anchor(cell.text) for cell in block.cells):
                yield number, 0
        elif isinstance(block, Stream):
            yield from ((number, at) for at, token in enumerate(block.tokens) if _is_anchor(token.text))


def _is_anchor(text: str) -> bool:
    if "新收" not in text:
        return False
    word = recognise(text)
    return word is not None and word.label.startswith(_ANCHOR[:6])


def _boundary(blocks: Sequence[Block], lines: Sequence[TextLine], above: Position, below: Position) -> Position | None:
    """The last title between two matrices, else the last 一、总体情况, else the sheet on which a table comes again."""
    between = [line for line in lines if above < (line.block, line.token) < below]
    titles = [line for line in between if as_title(line.text)]
    sections = [line for line in between if unmarked(line.text) == _FIRST_SECTION]
    for found in (titles, sections):
        if found:
            return found[-1].block, found[-1].token
    return _sheet_boundary(blocks, above[0], below[0])


def _sheet_boundary(blocks: Sequence[Block], above: int, below: int) -> Position | None:
    seen = _labels(blocks[above - 1]) | _labels(blocks[above]) if above else _labels(blocks[above])
    for number in range(above + 1, below + 1):
        block = blocks[number]
        if isinstance(block, Grid) and block.sheet is not None and _labels(block) & seen:
            return number, 0
    return None


def _labels(block: Block) -> set[str]:
    if not isinstance(block, Grid) or block.sheet is None:
        return set()
    names = ("规章", "行政许可", "行政处罚", _ANCHOR, "结果维持")
    return {w.label for cell in block.cells if (w := recognise(cell.text)) and w.label in names}


def _slices(blocks: tuple[Block, ...], cuts: Sequence[Position]) -> list[tuple[Block, ...]]:
    pieces: list[tuple[Block, ...]] = []
    start: Position = (0, 0)
    for stop in (*cuts, (len(blocks), 0)):
        pieces.append(tuple(_slice(blocks, start, stop)))
        start = stop
    return pieces


def _slice(blocks: Sequence[Block], start: Position, stop: Position) -> Iterator[Block]:
    for number in range(start[0], min(stop[0] + 1, len(blocks))):
        block = blocks[number]
        if isinstance(block, Stream):
            first = start[1] if number == start[0] else 0
            last = stop[1] if number == stop[0] else len(block.tokens)
            if first < last:
                yield Stream(block.tokens[first:last])
        elif number < stop[0]:
            yield block
