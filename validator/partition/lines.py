"""Blocks → lines of running text, wherever the file keeps them, and the header blocks of sheets: 单位：…, 年度：…."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from validator.identity.organ import as_organ, field_organ
from validator.identity.title import as_title, field_year
from validator.model import Block, Grid, GridCell, Paragraph, Place, Stream
from validator.numerals import PADDING, tidy

#: A title may share its row with so few cells of an office's own; a header block has no more cells in a row.
_HELPERS = 4
_FIELDS = 8
#: The name of a field, whose value stands in the next cell: with a colon, or in full.
_NAMES = r"(?:单位|机关|机构|部门|主体|年度|年份)(?:名称|全称)?"
_BEFORE_COLON = re.compile(rf"{_NAMES}\s*[:：]$")
_IN_FULL = re.compile(rf"(?:填报|填表|编制|报告|报送|发布|公开|行政|统计|所属|数据)*{_NAMES}")
_LONGEST_NAME = 12
#: What stands before the title in the table with which a catalogue of public information describes a page.
_OF_TITLE = frozenset({"标题", "名称", "信息名称", "文件名称", "信息标题", "文件标题", "公开标题"})
#: What a field has somewhere; nearly every figure and label has nothing of it.
_MAY_NAME = re.compile("[:：﹕︓]|单位|机关|机构|部门|主体|年[度份]")
_COLON = re.compile("[:：﹕︓]")
_DIGIT = re.compile(r"\d")


class TextLine(Struct, frozen=True, gc=False):
    """A line of running text, and the block, and the token or row in it, that it stands in."""

    text: str
    place: Place
    block: int
    token: int = 0


def text_lines(blocks: Sequence[Block]) -> Iterator[TextLine]:
    """Paragraphs, cells that are alone in their row, fields of header blocks, and lines of a text that hold one cell."""
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield TextLine(block.text, block.place, number)
        elif isinstance(block, Grid):
            yield from _lone_cells(block, number)
        elif isinstance(block, Stream):
            yield from _lone_tokens(block, number)


def _lone_tokens(stream: Stream, number: int) -> Iterator[TextLine]:
    before = ""
    for at, token in enumerate(stream.tokens):
        if (token.alone and tidy(token.text)) or _is_title_of(before, token.text):
            yield TextLine(tidy(token.text), token.place, number, at)
        before = token.text


def _lone_cells(grid: Grid, number: int) -> Iterator[TextLine]:
    rows: defaultdict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.text.strip(PADDING):
            rows[cell.row].append(cell)
    for row, cells in rows.items():
        if len(cells) > _FIELDS:
            continue
        if len(cells) == 1 or (len(cells) <= _HELPERS and as_title(tidy(cells[0].text))):
            yield TextLine(tidy(cells[0].text), cells[0].place or Place(), number, row)
        elif titles := [cell for name, cell in pairwise(cells) if _is_title_of(name.text, cell.text)]:
            yield TextLine(tidy(titles[0].text), titles[0].place or Place(), number, row)
        elif _may_name("\n".join([cell.text for cell in cells])):
            for cell, text in _fields(cells):
                yield TextLine(text, cell.place or Place(), number, row)


def _is_title_of(name: str, text: str) -> bool:
    """Whether `text` is the title of such a report, as a catalogue states it behind 标题."""
    named = len(name) <= _LONGEST_NAME and "".join(name.split()).rstrip(":：") in _OF_TITLE
    return named and as_title(tidy(text)) is not None


def _fields(cells: Sequence[GridCell]) -> Iterator[tuple[GridCell, str]]:
    """The fields of one row, each as 名称：值 with the cell where it begins."""
    texts = [tidy(cell.text) for cell in cells]
    for at, text in enumerate(texts):
        if not _may_name(text):
            continue
        following = texts[at + 1] if at + 1 < len(texts) else ""
        if _states(text):
            yield cells[at], text
        elif field := _across(text, following):
            yield cells[at], field


def _may_name(text: str) -> bool:
    """Whether a field may stand in `text`: a name of one, or a year with its number."""
    return _MAY_NAME.search(text) is not None or ("年" in text and _DIGIT.search(text) is not None)


def _across(name: str, value: str) -> str | None:
    """A name with a colon and whatever stands behind it; one without a colon only where a value of its kind does."""
    if not value or len(name) > _LONGEST_NAME:
        return None
    if _BEFORE_COLON.search(name):
        return name + value
    field = f"{name}：{value}"
    return field if _IN_FULL.fullmatch(name) and _states(field) else None


def _states(text: str) -> bool:
    """Whether a field names an organ or a year."""
    if not _COLON.search(text) and not ("年" in text and _DIGIT.search(text)):
        return False
    named = field_organ(text)
    return field_year(text) is not None or (named is not None and as_organ(named) is not None)
