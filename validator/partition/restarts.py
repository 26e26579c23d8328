"""Where a report of another organ, or of another year, begins in a text, be each of them broken off before its tables."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.identity.organ import as_organ
from validator.identity.same_organ import may_be_same
from validator.identity.title import as_title, period_of
from validator.identity.title_words import plain, year_of
from validator.identity.told import opens_report, publishes, told_organs, told_year
from validator.model import Block, Paragraph, Stream
from validator.numerals import tidy
from validator.partition.lines import TextLine, text_lines
from validator.partition.slices import Position
from validator.words import TITLES, unmarked

#: The title of the first section, under the form and before it.
_RUN_IN = TITLES[0]
_FIRST = frozenset({unmarked(_RUN_IN), "概述"})
#: Its sections behind the first, and what the second is about, under the form and before it.
_LATER = re.compile(r"[二三四五六][、.]")
_SECOND = "主动公开"
_LONGEST = 12
#: What a catalogue begins with, and how many cells it may have.
_NUMBER = re.compile(r"\W*索引号")
_CATALOGUE = 40
_LONGEST_FIELD = 80
_ENDS = ("况", "況", "述")
_LIST = frozenset("(（0123456789")
#: So long is a paragraph of prose, and so many lines below the title of its section the first one stands.
_LEAST = 30
_BELOW = 8
#: A report is looked for among so many above it, of which it may be a copy.
_COPIES = 8
#: A title stands no more lines above the first section than this.
_ABOVE = 15


@dataclass(frozen=True, slots=True)
class _Start:
    """The line with which a report begins, and what it says of it."""

    line: int
    organ: str | None
    year: int | None


def restarts(blocks: Sequence[Block]) -> list[Position]:
    """Where a second report and those behind it begin: with a title, or a sentence that publishes it, above its first
    section, which name another organ or another year than the report above; without these, with its first section, where
    other prose stands below it. A copy of the same report is none, nor is another paper in or behind its last section.
    """
    if sum(map(_heads, _texts(blocks))) < 2:
        return []
    lines = list(text_lines(blocks))
    heads = [at for at, line in enumerate(lines) if _heads(line.text)]
    found = [lines[at] for at in _begins(lines, heads)]
    return [(line.block, _with_catalogue(blocks[line.block], line.token)) for line in found]


def _with_catalogue(block: Block, at: int) -> int:
    """Where the table with which a catalogue describes the report begins, if one stands right above."""
    if not isinstance(block, Stream):
        return at
    for i in range(at - 1, max(at - _CATALOGUE, 0) - 1, -1):
        text = block.tokens[i].text
        if _NUMBER.match("".join(text.split())):
            return i
        if len(text) > _LONGEST_FIELD or _heads(text):
            break
    return at


def _begins(lines: Sequence[TextLine], heads: Sequence[int]) -> Iterator[int]:
    """The lines with which reports begin, but for the first."""
    last: _Start | None = None
    opened: deque[str] = deque(maxlen=_COPIES)
    later = False
    for above, at, below in zip((-1, *heads), heads, (*heads[1:], len(lines)), strict=False):
        start, prose = _start(lines, above, at), _prose(lines, at)
        later = later or any(_LATER.match(line.text.lstrip()) for line in lines[above + 1 : at])
        if opened and start is None and not _is_report(lines[at:below], later):
            continue
        again = not prose or any(prose in other or other in prose for other in opened)
        if opened and not again and _is_other(start, last):
            yield start.line if start else at
        opened.extend([prose] if prose else [])
        last, later = start or _Start(at, None, None), False


def _is_report(below: Sequence[TextLine], later: bool) -> bool:
    """Whether a first section that nothing announces begins a report: its second section shows it, or, where none stands
    below, that no `later` one stands above: else it is that of another paper.
    """
    if not below[0].text.lstrip().startswith("一"):
        return False
    second = next((line.text for line in below if line.text.lstrip().startswith("二、")), None)
    return _SECOND in second if second else not later


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Stream):
            yield from (token.text for token in block.tokens if token.alone)


def _heads(text: str) -> bool:
    """Whether a line is the title of the first section, or holds it behind the sentence that publishes the report."""
    if len(text) > _LONGEST:
        return _RUN_IN in text and publishes(text.partition(_RUN_IN)[0])
    marked = text.lstrip()[:1] not in _LIST  # （一）总体情况 is a part of any section
    return marked and text.rstrip()[-1:] in _ENDS and unmarked(tidy(text)) in _FIRST


def _start(lines: Sequence[TextLine], above: int, at: int) -> _Start | None:
    """The first of the titles, or else of the opening sentences, that stand close above line `at`."""
    near = range(max(above + 1, at - _ABOVE), at + (len(lines[at].text) > _LONGEST))
    titles = [number for number in near if as_title(lines[number].text)]
    if titles:
        return _titled(lines, titles, above)
    told = [n for n in near if publishes(text := lines[n].text) or opens_report([text])]
    if not told:
        return None
    texts = [lines[number].text for number in told]
    return _Start(told[0], next(told_organs(texts), None), told_year(texts) or period_of(texts))


def _titled(lines: Sequence[TextLine], titles: Sequence[int], above: int) -> _Start:
    """The organ may stand on a line of its own, above its title or between two."""
    found = [title for number in titles if (title := as_title(lines[number].text))]
    organ = next(filter(None, map(as_organ, found)), None)
    year = next(filter(None, map(year_of, found)), None)
    first = titles[0]
    beside = [n for n in range(max(first - 1, above + 1), titles[-1]) if not organ and as_organ(lines[n].text)]
    organ = as_organ(lines[beside[0]].text) if beside else organ
    return _Start(min([first, *beside]), organ, year)


def _prose(lines: Sequence[TextLine], head: int) -> str:
    """The first long paragraph below a first section's title, without blanks: tables of contents have none."""
    below = (plain(line.text) for line in lines[head : head + _BELOW])
    return next((text for text in below if len(text) >= _LEAST and "。" in text), "")


def _is_other(start: _Start | None, above: _Start | None) -> bool:
    """Whether not the same report comes again; one organ may be named in full once and in short the other time."""
    if start is None or above is None or not (start.organ and above.organ):
        return True
    if start.year and above.year and start.year != above.year:
        return True
    return not may_be_same(start.organ, above.organ)
