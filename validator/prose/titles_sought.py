"""Sections whose titles were not found at once: under the mark of a list, under none, or under another title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from validator.model import Paragraph
from validator.prose.sections import Heading, likeness, list_number
from validator.words import TITLES

Found = tuple[int, Heading]  # position of the paragraph, what its title says

#: So many titles have to be there before a second look tells anything.
_ENOUGH = 4
_LONGEST = 45
#: Sections without a table: what stands under another title there can only be their prose.
WRITTEN = (1, 5, 6)
#: A sentence, however like the title: 无其他需要报告的事项.
_SAID = re.compile(r"[。；;！!？?]|无|没有|未|暂")
#: Headings that stand beside the six, or belonged to the older outline.
_BESIDE = re.compile(r"附[件表录]|咨询|减免|支出|申诉")


def completed(paragraphs: Sequence[Paragraph], chosen: Sequence[Found]) -> list[Found]:
    """`chosen`, in printed order, with a title for each missing section that a line between its neighbours can head."""
    every = list(chosen)
    if len({heading.number for _, heading in every if heading.number and heading.sure}) < _ENOUGH:
        return every
    for number in range(1, len(TITLES) + 1):
        if all(heading.number != number for _, heading in every):
            start, stop = _between(number, every, len(paragraphs))
            title = _like(number, paragraphs, start, stop) or _in_place(number, every, start, stop)
            if title is not None:
                every = sorted((*(f for f in every if f[0] != title[0]), title), key=lambda found: found[0])
    return every


def _between(number: int, every: Sequence[Found], end: int) -> tuple[int, int]:
    """Positions of the titles (-1, `end`: none) between which section `number` belongs."""
    start = max((at for at, heading in every if 0 < heading.number < number), default=-1)
    return start, min((at for at, heading in every if heading.number > number), default=end)


def _like(number: int, paragraphs: Sequence[Paragraph], start: int, stop: int) -> Found | None:
    """The last line that is like the title, with the right number or none: above section one a list may name it too."""
    for at in range(stop - 1, start, -1):
        text = paragraphs[at].text
        if len(text) > _LONGEST or _SAID.search(text) or not likeness(text, number):
            continue
        mark = list_number(text)
        if mark in (0, number):
            return at, Heading(number, mark, True, text)
    return None


def _in_place(number: int, every: Sequence[Found], start: int, stop: int) -> Found | None:
    """The heading that stands, rightly numbered, where section `number` belongs: 五、下一步工作打算."""
    if number not in WRITTEN:
        return None
    due = {number, next((heading.mark for at, heading in every if at == start), 0) + 1}
    for at, heading in every:
        named = heading.number or heading.mark not in due or _BESIDE.search(heading.title)
        if start < at < stop and not named:
            return at, replace(heading, number=number)
    return None
