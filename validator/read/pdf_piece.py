"""The cells of one table on one page, and what is proved of them by looking at whole rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from validator.model import BESIDE as BESIDE
from validator.read.pdf_lines import Line
from validator.read.pdf_page import Box

#: A Han character; a list mark at the head of a label.
HAN = re.compile(r"[\u3400-\u9fff]")
MARK = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+[、.．,]|\d+[、.．,)）:：]|第二十条)"
)

SCATTERED = "一个单元格里不止一个数字"
UNEVEN = "表格线围不成单元格"
SHIFTED = "标签和数字不在同一行"
CUT_OFF = "表格超出纸边，右边没有印全：请把打印设置改为“将所有列打印在一页”，重新导出"


@dataclass(frozen=True, slots=True)
class PdfCell:
    """One cell on its page: rows and columns [first, stop), its text, its box, why its figure is doubted ("": proved).

    `whole`: its outline is a rectangle; `figure`: it holds a number; `first` and `last` are lines of its text, kept for
    rows that a page break cuts in two.
    """

    top: int
    left: int
    bottom: int
    right: int
    text: str
    page: int
    box: Box
    doubt: str = ""
    whole: bool = True
    figure: bool = False
    first: Line | None = None
    last: Line | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A table, or what one page holds of it. `ruled`: its columns lie between lines, so they are the same on each page."""

    xs: tuple[float, ...]
    height: int  # rows
    cells: tuple[PdfCell, ...]
    box: Box
    page: int
    ruled: bool = True

    def row(self, number: int) -> list[PdfCell]:
        """The cells that cover row `number`, from left to right."""
        return sorted((c for c in self.cells if c.top <= number < c.bottom), key=lambda c: c.left)


def proved(cells: Sequence[PdfCell], height: int) -> Iterator[PdfCell]:
    """The cells with the doubts that arise from the rows they stand in. `height`: rows of the table."""
    doubts: dict[PdfCell, str] = {}
    for number in range(height):
        row = sorted((c for c in cells if c.top <= number < c.bottom), key=lambda c: c.left)
        for c, why in _row_doubts(row):
            doubts.setdefault(c, why)
    for c in cells:
        yield replace(c, doubt=doubts[c]) if c in doubts and not c.doubt else c


def _row_doubts(row: Sequence[PdfCell]) -> Iterator[tuple[PdfCell, str]]:
    """Figures must begin and end with their label; one over several lines is believed beside others on one line."""
    leaf = max((i for i, c in enumerate(row) if HAN.search(c.text)), default=-1)
    right = row[leaf + 1 :]
    figures = [c for c in right if c.figure]
    if not figures:
        return
    spans = {(c.top, c.bottom) for c in right} | {(row[leaf].top, row[leaf].bottom) for _ in range(leaf >= 0)}
    single = any(c.first is c.last for c in figures)
    for c in right:
        if not c.whole:
            yield c, UNEVEN
        elif len(spans) > 1:
            yield c, SHIFTED
        elif c.figure and c.first is not c.last and not single:
            yield c, SCATTERED


def doubted(piece: Piece, why: str) -> Piece:
    """The piece with every cell in doubt that holds a figure, or is blank right of a label: its figure may be cut off."""
    rows = [piece.row(n) for n in range(piece.height)]
    found = {c for row in rows if any(c.text for c in row) for c in right_of_label(row) if c.figure or not c.text}
    return replace(piece, cells=tuple(replace(c, doubt=c.doubt or why) if c in found else c for c in piece.cells))


def right_of_label(row: Sequence[PdfCell]) -> Sequence[PdfCell]:
    """The cells of a row right of its last label; all of them where it has none."""
    leaf = max((i for i, c in enumerate(row) if HAN.search(c.text)), default=-1)
    return row[leaf + 1 :]
