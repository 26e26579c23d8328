"""What carries the words of such a report and is none: the form itself, a list of reports, a few rows in other papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validator.identity.organ import as_organ
from validator.identity.title import as_title
from validator.identity.title_words import plain, year_of
from validator.model import Block, Cell, Grid, Image, Observation, Paragraph, Part, Stream, TableReading
from validator.prose.sections import heading_of

#: 中华人民共和国政府信息公开工作年度报告格式（试行）, 关于印发…格式》的通知, at the end of a short line.
_FORM = re.compile(r"(?:报告|年报)(?:参考)?(?:格式|模板|样式|表样)(?:\(试行\))?(?:》的通知)?$")
_LONGEST = 120
#: So many titles of different reports, and no section of one, are a list.
_LISTED = 3
#: No more rows than these of all that are mandated may stand in any paper on such work.
_FEW = 5
#: What only such reports print above those rows.
_OWN = re.compile(r"第二十条|政府信息公开行政复议")
#: More rows than these of a table, under its own header, are a piece of it: the first two of 申请处理 any paper may quote.
_QUOTED = {"disputes": 0, "requests": 2}


def no_report(part: Part, tables: Sequence[TableReading], cells: Sequence[Cell]) -> Observation | None:
    """`blank_form`, `list_page` or `stray_rows` (`number` of them), if the part is one of these; else None."""
    rows = sum(len(table.rows) for table in tables)
    own = any(len(table.rows) > _QUOTED.get(table.key, _FEW) for table in tables)
    if part.titled:
        return Observation("list_page") if not rows and _is_list(part) else None
    if not any(cell.kind == "number" for cell in cells) and _names_form(part):
        return Observation("blank_form")
    return Observation("stray_rows", number=rows) if 0 < rows <= _FEW and not own and _is_other(part) else None


def _names_form(part: Part) -> bool:
    short = (p.text for p in part.paragraphs if len(p.text) <= _LONGEST and "公" in p.text)
    return any(_FORM.search(plain(text)) for text in short)


def _is_list(part: Part) -> bool:
    titles = filter(None, map(as_title, _texts(part.blocks)))
    named = {(as_organ(title), year_of(title)) for title in titles}
    return len(named) >= _LISTED and not any(heading_of(p.text) for p in part.paragraphs)


def _is_other(part: Part) -> bool:
    """Whether nothing but those rows belongs to such a report: no section, no banner, no picture that may hold more."""
    if any(isinstance(block, Image) for block in part.blocks):
        return False
    sure = (heading for p in part.paragraphs if (heading := heading_of(p.text)) and heading.sure)
    return not any(heading.number > 1 for heading in sure) and not any(map(_OWN.search, _texts(part.blocks)))


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.text)
        elif isinstance(block, Grid):
            yield from (plain(cell.text) for cell in block.cells)
        elif isinstance(block, Stream):
            yield from (plain(token.text) for token in block.tokens)
