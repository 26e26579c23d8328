"""A text that is only a piece of a report: it breaks off before its last table, or begins behind its first."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from validator.form import Edition
from validator.model import Block, Observation, Stream, TableReading, Token
from validator.numerals import read_figure, tidy
from validator.partition.lines import text_lines
from validator.schema import editions
from validator.tables.locate import section_of
from validator.tables.structure import printed_form
from validator.words import normal, recognise, unmarked, vocabulary

#: A sentence that is not finished: long, with a comma in it, and no mark at its end. Footers of pages have none either.
_SENTENCE = 12
_UNFINISHED = re.compile(r".*[，,、：:].*[^。！？!?；;：:.…)）》”\"]", re.DOTALL)
#: Or a sentence behind another one, but for what stands in a line's end where lines were joined: a signature, a date.
_BEHIND = re.compile(
    r".*[。；;][^。；;！？!?：:.…)）》”\"]*[^。！？!?；;：:.…)）》”\"局厅委会府处办室院部日]", re.DOTALL
)
#: A part of a section, of which there is nothing but its number and its name, or the beginning of one; or of a sentence.
_PART = re.compile(
    r"[(（][一二三四五六七八九十]{1,2}[)）](?!.*[无没])[^。！？!?；;：:.…]{1,12}|[一二三四五六七八九]是[^。！？!?；;：:.…]{4,}"
)
#: A list mark, or the beginning of one.
_MARK = re.compile(r"\(?[一二三四五六七八九十\d]{0,2}[.)]?")
#: The section behind the tables that another one follows.
_PENULTIMATE = 5
#: The last section before which no table stands.
_NO_TABLE = 2
_FOOTER = re.compile(
    r"版权|备案|ICP|主办|承办|标识码|邮编|邮政编码|电话|上一篇|下一篇|附件|日期|时间|来源|编辑|作者|浏览|联系|[|｜]"
)


def cut_off(
    blocks: Sequence[Block], edition: Edition | None, tables: Sequence[TableReading], titled: bool
) -> tuple[Observation, ...]:
    """`cut_off`: tables of the form (`tables`) that lie before the beginning ("start") or beyond the end ("end") of the text.

    At the end also the table in which the text breaks off, and how many of its rows (`number`) are not there. A text
    without tables is a piece of a report if it is `titled` as one, or has come to the section that begins with tables.
    """
    if not blocks or not all(isinstance(block, Stream) for block in blocks):
        return ()
    at = [i for i, table in enumerate(tables) if table.found]
    rows = _rows_left(tables[at[-1]], edition) if at and edition else 0
    last = _last(blocks)
    broken = last is not None and _breaks_off(last)
    if not broken and (not at or at[0] == 0):
        return ()
    titles = {number for line in text_lines(blocks) if (number := section_of(line.text))}
    missing = [_Missing(t.key, edition.table(t.key).section) for t in tables] if edition else []
    if not missing and not (titled or _NO_TABLE in titles):
        return ()
    start, title = _start(missing, at, tables, titles), max(titles, default=0)
    if last is None or not broken:
        return tuple(start)
    words = _words(last, tables[at[-1]], edition) if at and edition else tidy(last.text)
    return (*start, *(replace(o, text=words) for o in _end(last, missing, at, rows, title)))


@dataclass(frozen=True, slots=True)
class _Missing:
    """A table of the form, and the section that it belongs to."""

    key: str
    section: int


def _start(
    due: Sequence[_Missing], at: Sequence[int], tables: Sequence[TableReading], titles: Container[int]
) -> Iterator[Observation]:
    """Tables before the first one, where no section before its own has a title."""
    gone = due[: at[0]] if at else ()
    if gone and not any(number in titles for number in range(1, due[at[0]].section)):
        first = tables[at[0]]
        yield Observation("cut_off", first.key, note="start", place=first.place, tables=tuple(t.key for t in gone))


def _end(last: Token, due: Sequence[_Missing], at: Sequence[int], rows: int, title: int) -> Iterator[Observation]:
    """Tables behind the last one, and rows of it, where no later section has a title (`title`: the last that has)."""
    gone = tuple(t.key for t in due[at[-1] + 1 if at else 0 :] if t.section >= title)
    cut = due[at[-1]].key if rows and title <= due[at[-1]].section else None
    whole = bool(due) and len(at) == len(due) and not rows
    if gone or cut or (whole and title == _PENULTIMATE) or (not due and title <= _NO_TABLE):
        left = rows if cut else 0
        yield Observation("cut_off", cut, text=tidy(last.text), note="end", number=left, place=last.place, tables=gone)


def _words(last: Token, table: TableReading, edition: Edition) -> str:
    """The last words; of a figure, the row that it stands in."""
    if read_figure(last.text).kind == "text" or not table.rows:
        return tidy(last.text)
    return edition.table(table.key).row(table.rows[-1]).label


def _rows_left(table: TableReading, edition: Edition) -> int:
    """How many rows are missing at the end of a table."""
    mandated = printed_form(edition.table(table.key), table.rows).row_keys
    return len(mandated) - 1 - max((i for i, key in enumerate(mandated) if key in table.rows), default=-1)


def _last(blocks: Sequence[Block]) -> Token | None:
    tokens = (t for b in reversed(blocks) if isinstance(b, Stream) for t in reversed(b.tokens))
    return next((token for token in tokens if tidy(token.text)), None)


def _breaks_off(last: Token) -> bool:
    """Whether the last words belong to a table, are the beginning of one of its labels, or of a sentence."""
    text = tidy(last.text)
    if read_figure(text).kind != "text" or recognise(text) or _begins_label(text):
        return True
    unfinished = len(text) >= _SENTENCE and (_UNFINISHED.fullmatch(text) or _BEHIND.fullmatch(text))
    return bool(unfinished or _PART.fullmatch(text)) and not _FOOTER.search(text)


def _begins_label(text: str) -> bool:
    bare = unmarked(text)
    begins = bool(bare) and any(label.startswith(bare) for label in vocabulary().roles)
    return begins or bare in _second_halves() or _MARK.fullmatch(normal(text)) is not None


@cache
def _second_halves() -> frozenset[str]:
    """What pages print on the second line of a column's name: 商业 … 企业."""
    named = (unmarked(c.label) for e in editions().values() for table in e.tables for c in table.columns)
    return frozenset(label[at:] for label in named for at in range(2, len(label) - 1))
