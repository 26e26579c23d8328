"""The signature under a report: lines with the organ's name, the day, or both, below the last section's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.identity.organ import as_organ
from validator.identity.title_words import plain
from validator.model import Paragraph

_DATE = re.compile(
    r"\(?(?:20\d\d|二[〇○零O0一二三四五六七八九]{3})[年.\-/][\d一二三四五六七八九十]{1,2}(?:月|[.\-/])(?:[\d一二三四五六七八九十]{1,3}日?)?\)?$"
)
#: A signature stands in the last lines, and its own are short.
_FOOT, _LONGEST = 6, 45


@dataclass(frozen=True, slots=True)
class Signed:
    """A line of a signature: the organ that it names, if it names one, and whether it holds a date."""

    organ: str | None
    dated: bool
    line: Paragraph


def without_signature(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """`paragraphs`, the last of a report, without the lines of its signature; each is looked at when it is asked for."""
    yield from paragraphs[:-_FOOT]
    yield from (line for line in paragraphs[-_FOOT:] if not _signed(line))


def signatories(paragraphs: Sequence[Paragraph]) -> tuple[Signed, ...]:
    """The lines that name who signed: on the line of the date, or on those right beside it."""
    if not any(_is_dated(line) for line in paragraphs[-_FOOT:]):
        return ()
    lines = [_signed(line) for line in paragraphs[-_FOOT:]]
    day = next((at for at in range(len(lines) - 1, -1, -1) if (line := lines[at]) and line.dated), None)
    if day is None:
        return ()
    start = day
    while start and lines[start - 1]:
        start -= 1
    beside = lines[start : day + 2]
    return tuple(line for line in beside if line and line.organ)


def _is_dated(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= _LONGEST and _DATE.search(plain(paragraph.text)) is not None


def _signed(paragraph: Paragraph) -> Signed | None:
    if len(paragraph.text) > _LONGEST:
        return None
    text = plain(paragraph.text)
    date = _DATE.search(text)
    head = text[: date.start()] if date else text
    organ = as_organ(head) if head else None
    return Signed(organ, date is not None, paragraph) if organ or (date and not head) else None
