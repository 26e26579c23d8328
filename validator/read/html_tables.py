"""Tokens of a page → paragraphs, data tables, pictures and attachments. Tables that only lay out dissolve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from validator.limits import MAX_CELLS
from validator.model import Attachment, Block, Grid, Image, Observation, Paragraph, Place, Unreadable
from validator.numerals import tidy
from validator.read.html_marks import CellStart, Mark, Token
from validator.read.html_text import BREAK, seen_text
from validator.read.marked import merged
from validator.read.spans import Source, lay_out

Item = str | Grid | Image | Attachment | Observation

_Cell = tuple[CellStart, list[Item]]

#: A cell with more characters than this holds running text: in a table of one column, and in any other.
_LONG_ALONE = 80
_LONG = 500
_MAX_NESTING = 64
_TOO_NESTED = f"网页中的表格嵌套超过 {_MAX_NESTING} 层，无法处理。请将正文另存为 .docx 或文本后再检查。"
_TOO_MANY = f"网页中的单元格超过 {MAX_CELLS} 个，无法处理。请只保留年度报告的内容后再检查。"


@dataclass(frozen=True, slots=True)
class _Open:
    """A table being read: what stands outside its cells, its rows, what cells of them hold
    that are not plain text, and the content that it interrupts.
    """

    aside: list[Item]
    rows: list[list[_Cell | Source]]
    contents: list[list[Item]]
    outer: list[Item]


def assemble(tokens: Iterable[Token]) -> tuple[tuple[Block, ...], tuple[Observation, ...]]:
    """The blocks in document order, `spans_cut` for each table that a cap cut, and what the tokens tell, merged.

    Raises Unreadable("F004") for more cells or deeper tables than any page has.
    """
    return _number(_settle_all(tokens))


def _settle_all(tokens: Iterable[Token]) -> list[Item]:
    content: list[Item] = []
    tables: list[_Open] = []
    cells = 0
    for token in tokens:
        if isinstance(token, str):
            content.append(token)
        elif isinstance(token, Mark):
            content = _turn(token, content, tables)
        elif isinstance(token, CellStart):
            content = []
            tables[-1].rows[-1].append((token, content))
            tables[-1].contents.append(content)
            cells += 1
        elif isinstance(token, tuple):
            tables[-1].rows.append(list(token))
            content = tables[-1].aside
            cells += len(token)
        else:
            content.append(token)
        if cells > MAX_CELLS:
            raise Unreadable("F004", _TOO_MANY)
    return content


def _turn(mark: Mark, content: list[Item], tables: list[_Open]) -> list[Item]:
    """Follow one mark of a table; returns the list that takes what comes next."""
    if mark is Mark.TABLE:
        tables.append(_Open([], [], [], content))
        if len(tables) > _MAX_NESTING:
            raise Unreadable("F004", _TOO_NESTED)
    elif mark is Mark.ROW:
        tables[-1].rows.append([])
    elif mark is Mark.TABLE_END:
        table = tables.pop()
        table.outer.extend(_settled(table))
        return table.outer
    return tables[-1].aside


def _settled(table: _Open) -> list[Item]:
    """A data table as its grid; a table that only lays out as the content of its cells."""
    others = [item for items in table.contents for item in items if not isinstance(item, str)]
    if any(isinstance(item, Grid) for item in others) or _is_running_text(table):
        return [BREAK, *table.aside, *chain.from_iterable(_dissolved(cell) for row in table.rows for cell in row)]
    rows = [[cell if isinstance(cell, Source) else _source(*cell) for cell in row] for row in table.rows]
    if not any(tidy(source.text) for row in rows for source in row):
        return [BREAK, *table.aside, *others, BREAK]
    grid, cut = lay_out(rows)
    told = [item for item in table.aside if isinstance(item, Observation)]
    aside = [item for item in table.aside if not isinstance(item, Observation)]
    return [BREAK, *aside, BREAK, grid, *([Observation("spans_cut")] if cut else []), *told, *others]


def _source(start: CellStart, items: Sequence[Item]) -> Source:
    return Source(seen_text([item for item in items if isinstance(item, str)]), start.rowspan, start.colspan)


def _dissolved(cell: _Cell | Source) -> Iterable[Item]:
    """What a cell holds, on lines of its own."""
    return (BREAK, cell.text, BREAK) if isinstance(cell, Source) else (BREAK, *cell[1], BREAK)


def _is_running_text(table: _Open) -> bool:
    """One cell only, or cells too long for figures and labels, which a plain one never is."""
    widths = list(map(len, table.rows))
    if sum(widths) == 1:
        return True
    most = _LONG_ALONE if max(widths, default=0) <= 1 else _LONG
    return any(_is_longer(items, most) for items in table.contents)


def _is_longer(items: Sequence[Item], most: int) -> bool:
    length = 0
    for item in items:
        if isinstance(item, str):
            length += len(item.strip())
            if length > most:
                return True
    return False


def _number(items: Sequence[Item]) -> tuple[tuple[Block, ...], tuple[Observation, ...]]:
    """Give every block its place, counted from 1 for each sort."""
    blocks: list[Block] = []
    observations: list[Observation] = []
    counts: dict[type, int] = dict.fromkeys((str, Grid, Image, Attachment), 0)
    for item in _in_lines(items):
        if isinstance(item, Observation):
            observations.append(_observed(item, blocks, counts))
            continue
        counts[type(item)] += 1
        blocks.append(_placed(item, counts[type(item)]))
    return tuple(blocks), merged(observations)


def _observed(seen: Observation, blocks: Sequence[Block], counts: Mapping[type, int]) -> Observation:
    """An observation with its place: the table or the paragraph that it follows."""
    table = Place(f"表{counts[Grid]}")
    if seen.kind == "spans_cut":
        return replace(seen, number=counts[Grid], place=table)
    if blocks and isinstance(blocks[-1], Grid):
        return replace(seen, place=table)
    return replace(seen, place=Place(f"第{counts[str]}段") if counts[str] else None)


def _placed(item: str | Grid | Image | Attachment, number: int) -> Block:
    if isinstance(item, str):
        return Paragraph(item, Place(f"第{number}段"))
    if isinstance(item, Image):
        return replace(item, place=Place(f"第{number}张图片"))
    if isinstance(item, Attachment):
        return replace(item, place=Place(f"第{number}个附件"))
    return item


def _in_lines(items: Iterable[Item]) -> Iterable[Item]:
    """The strings joined up to each BREAK, blank lines left out; a picture comes after the line that it stands in."""
    line: list[str] = []
    held: list[Item] = []
    for item in chain(items, (BREAK,)):
        if not isinstance(item, str):
            held.append(item)
            if not isinstance(item, Grid):
                continue
        elif item is not BREAK:
            line.append(item)
            continue
        if line and tidy(text := seen_text(line)):
            yield text
        yield from held
        line, held = [], []
