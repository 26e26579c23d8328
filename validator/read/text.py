"""Text (.txt .md) → one cell stream: tabs, pipes, Markdown tables, a cell a line; every line of prose is a cell too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validator.limits import MAX_CELLS
from validator.model import Document, Place, Stream, Token, Unreadable
from validator.read.encoding import decode

_PIPES = str.maketrans("｜│┃∣", "||||")
_RULE = re.compile(r"\s*\|?(\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*")


def read(data: bytes, name: str) -> Document:
    """Bytes in any encoding that `decode` knows → Document. Raises Unreadable (F001, F002, F004)."""
    lines = decode(data).translate(_PIPES).splitlines()
    tokens: list[Token] = []
    for token in _tokens(lines):
        tokens.append(token)
        if len(tokens) > MAX_CELLS:
            raise Unreadable("F004", f"「{name}」超过 {MAX_CELLS} 个单元格，请只保留年度报告正文后再检查。")
    return Document("text", (Stream(tuple(tokens)),))


def _tokens(lines: Sequence[str]) -> Iterator[Token]:
    ruled = _ruled(lines)
    row = at = 0
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        if not line.strip(" \r\n\f\v"):
            row = 0
        elif "|" in line:
            yield from _piped(line, number, at - 1 in ruled)
        elif line.startswith("\t") and "\t" not in line[1:]:
            row = row or number
            text, at = _continued(line[1:], lines, at)
            yield Token(text, _at(number), row)
        elif "\t" in line.strip("\r\n"):
            yield from _cells(line.split("\t"), number)
        else:
            row = 0
            yield Token(line, _at(number), alone=True)


def _at(line: int, column: int | None = None) -> Place:
    where = f"第{line}行" if column is None else f"第{line}行第{column}列"
    return Place(where, line=line, column=column)


def _cells(texts: Sequence[str], number: int) -> Iterator[Token]:
    """The cells of one line: a row by itself if it prints more than one of them."""
    if len(texts) == 1:
        yield Token(texts[0], _at(number))
        return
    row = number if sum(bool(t.strip()) for t in texts) > 1 else 0
    for column, text in enumerate(texts, 1):
        yield Token(text, _at(number, column), row)


def _piped(line: str, number: int, ruled: bool) -> Iterator[Token]:
    """A cell ends at its pipe; in a Markdown table the first pipe is a border and ends nothing."""
    if ruled and _RULE.fullmatch(line):
        return
    texts = line.split("|")
    if not texts[-1].strip():
        texts.pop()
    if ruled and texts and not texts[0].strip():
        texts.pop(0)
    yield from _cells(texts, number)


def _ruled(lines: Sequence[str]) -> frozenset[int]:
    """Lines of Markdown tables: runs of piped lines of which one is a rule of dashes."""
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate([*lines, ""]):
        if "|" in line:
            run.append(at)
        else:
            if any(_RULE.fullmatch(lines[i]) for i in run):
                found.update(run)
            run = []
    return frozenset(found)


def _continued(text: str, lines: Sequence[str], at: int) -> tuple[str, int]:
    """A cell that goes on in lines without a tab: 本年新 / 制作数量."""
    while at < len(lines) and lines[at].strip() and "\t" not in lines[at] and "|" not in lines[at]:
        text += "\n" + lines[at]
        at += 1
    return text, at
