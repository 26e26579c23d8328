"""Text (.txt .md) → one cell stream: tabs, pipes, Markdown and drawn tables, a cell a line; a line of prose is one too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validator.limits import MAX_CELLS
from validator.model import Document, Place, Stream, Token, Unreadable
from validator.read.encoding import decode

_PIPES = str.maketrans(dict.fromkeys("｜│┃║∣┆┇┊┋╎╏", "|"))
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
#: What pages dress their text in, left over in a text that was taken from one.
_DRESS = re.compile(r"</?(?:title|center|div|p|span|font|b|strong|h[1-6])\b[^<>\n]*>|<!--[^<\n]*-->", re.IGNORECASE)
_DASHES = re.compile(r":?(?:-{2,}|={2,}):?")
_DASHED = frozenset("|+-=: \t\r\f\v\u3000")
#: Lines of box drawing; the diagonals are none, and an upright line is a pipe by now.
_LEVEL = frozenset("─━┄┅┈┉╌╍═")
_STROKE = re.compile("[\u2500-\u2570\u2574-\u257f]")
_BETWEEN = frozenset("| \t\r\f\v\u3000")
#: A reading in Latin letters, one of them with its tone; a text with so many of them is full of them.
_READING = re.compile(
    r"(?<=[\u4e00-\u9fff])\((?=[a-zü]*[āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ])[a-zāáǎàōóǒòēéěèīíǐìūúǔùüǖǘǚǜ]{1,7}\)"
)
_READINGS = 5
_LOST_SPACE = re.compile(r"(?m)(?:^|(?<=[|\t]))[ \t]*\? (?=\d)")
_SHORT = 5  # fewer level strokes than this, alone in a line, may be a dash for no figure


def read(data: bytes, name: str) -> Document:
    """Bytes in any encoding that `decode` knows → Document. Raises Unreadable (F001, F002, F004)."""
    text = _without_readings(_DRESS.sub("", decode(data))).translate(_PIPES)
    lines = text.splitlines()
    tokens: list[Token] = []
    for token in _tokens(lines):
        tokens.append(token)
        if len(tokens) > MAX_CELLS:
            raise Unreadable("F004", f"「{name}」超过 {MAX_CELLS} 个单元格，请只保留年度报告正文后再检查。")
    if tokens and not tokens[-1].text.strip() and not text.endswith(("|", "\n", "\r")):
        tokens.pop()  # nothing says that the cell ends here, so it is none
    return Document("text", (Stream(tuple(tokens)),))


def _without_readings(text: str) -> str:
    """Without the readings that some sites put behind characters, 項(xiàng), and the ? that they make of a hard space."""
    if len(_READING.findall(text)) < _READINGS:
        return text
    return _LOST_SPACE.sub("", _READING.sub("", text))


def _tokens(lines: Sequence[str]) -> Iterator[Token]:
    drawn = frozenset(at for at, line in enumerate(lines) if _is_drawn(line))
    ruled = _ruled(lines, drawn)
    row = at = 0
    plain = False  # the last filled line is a cell whose bar may stand on the next
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        if not line.strip(" \r\n\f\v"):
            row = 0
            continue
        closed, plain = plain and line.strip() == "|", not ("|" in line or "\t" in line)
        if closed or at - 1 in drawn or (at - 1 in ruled and _is_rule(line)):
            continue
        if "|" in line:
            yield from _piped(line, number, at - 1 in ruled)
        elif line.startswith("\t") and "\t" not in line[1:]:
            row = row or number
            text, at = _continued(line[1:], lines, at)
            yield Token(_lines(text), _at(number), row)
        elif "\t" in line.strip("\r\n"):
            yield from _cells(line.split("\t"), number)
        else:
            row = 0
            yield Token(_lines(line), _at(number), alone=True)


def _at(line: int, column: int | None = None) -> Place:
    where = f"第{line}行" if column is None else f"第{line}行第{column}列"
    return Place(where, line=line, column=column)


def _cells(texts: Sequence[str], number: int) -> Iterator[Token]:
    """The cells of one line: a row by itself if it prints more than one of them."""
    if len(texts) == 1:
        yield Token(_lines(texts[0]), _at(number))
        return
    row = number if sum(bool(t.strip()) for t in texts) > 1 else 0
    for column, text in enumerate(texts, 1):
        yield Token(_lines(text), _at(number, column), row)


def _lines(text: str) -> str:
    """A cell's text with the line breaks that Markdown can only write as a tag."""
    return _BREAK.sub("\n", text) if "<" in text else text


def _piped(line: str, number: int, ruled: bool) -> Iterator[Token]:
    """A cell ends at its pipe; in a ruled table the first pipe is a border and ends nothing."""
    texts = line.split("|")
    if not texts[-1].strip():
        texts.pop()
    if ruled and texts and not texts[0].strip():
        texts.pop(0)
    yield from _cells(texts, number)


def _is_rule(line: str) -> bool:
    """Whether a line of dashes divides rows: `|---|:--:|`, `+----+----+`; never one without a corner or a pipe."""
    if not _DASHED.issuperset(line) or not ("|" in line or "+" in line):
        return False
    cells = line.replace("+", "|").strip().strip("|").split("|")
    return all(_DASHES.fullmatch(cell.strip()) for cell in cells)


def _is_drawn(line: str) -> bool:
    """Whether a line of box drawing divides rows: `├──┼──┤`, or level strokes from edge to edge."""
    if not _STROKE.search(line):
        return False
    strokes = frozenset(line) - _BETWEEN
    if not all(map(_STROKE.match, strokes)):
        return False
    return not strokes <= _LEVEL or ("|" not in line and len(line.strip()) >= _SHORT)


def _ruled(lines: Sequence[str], drawn: frozenset[int]) -> frozenset[int]:
    """Lines of ruled tables: runs of piped lines and rules, of which one is a rule."""
    found: set[int] = set()
    run: list[int] = []
    rules = 0
    for at, line in enumerate([*lines, ""]):
        rule = at in drawn or _is_rule(line)
        if rule or "|" in line:
            run.append(at)
            rules += rule
        else:
            found.update(run if rules and len(run) > rules else ())
            run, rules = [], 0
    return frozenset(found)


def _continued(text: str, lines: Sequence[str], at: int) -> tuple[str, int]:
    """A cell that goes on in lines without a tab: 本年新 / 制作数量."""
    while at < len(lines) and lines[at].strip() and "\t" not in lines[at] and "|" not in lines[at]:
        text += "\n" + lines[at]
        at += 1
    return text, at
