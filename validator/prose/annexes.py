"""Where another paper begins behind a report: what it says is of others, or of other work, and no prose of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validator.model import Paragraph
from validator.prose.claims_window import plain
from validator.prose.titles_sought import Found
from validator.words import TITLES

#: 附件, 附录：…, 附件1 on a line of its own.
_MARK = re.compile(r"附(?:[件录表](?:[\d一二三四五六]{1,2})?[：、.]?|：)[^。]{0,40}")
#: So many letters with a full stop are prose: below a list of attached files stand only an organ and a date.
_PROSE = 16

_FEE = "处理费"


def behind(paragraphs: Sequence[Paragraph], titles: Sequence[Found]) -> int:
    """The index of the first paragraph of another paper, behind the last section; all of them, if there is none.

    It begins with 附件 and goes on in sentences, or prints the title of the first section again behind the text.
    """
    last, title = next((found for found in titles if found[1].number == len(TITLES)), (len(paragraphs), None))
    if title is None:
        return len(paragraphs)
    said = last + 1 if title.rest else last + 2  # right below its title the section has not said anything yet
    first = [at for at, heading in titles if heading.number == 1 and heading.sure]
    again = (at for at in first if first[0] < last < at and any(map(_is_prose, paragraphs[first[0] : at])))
    marks = (at for at in range(said, len(paragraphs)) if _begins(paragraphs, at))
    return min(next(again, len(paragraphs)), next(marks, len(paragraphs)))


def _begins(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a line opens an annex of prose; a fee that is told of nowhere above belongs to the last section."""
    if "附" not in paragraphs[at].text[:8] or not _MARK.fullmatch(plain(paragraphs[at].text).strip()):
        return False
    fees = [i for i, p in enumerate(paragraphs) if _FEE in p.text]
    return any(map(_is_prose, paragraphs[at + 1 :])) and (not fees or fees[0] < at)


def _is_prose(paragraph: Paragraph) -> bool:
    return "。" in paragraph.text and len(paragraph.text) >= _PROSE
