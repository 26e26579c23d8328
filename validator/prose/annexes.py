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


def behind(paragraphs: Sequence[Paragraph], titles: Sequence[Found]) -> int:
    """The index of the first paragraph of another paper, behind the last section; all of them, if there is none.

    It begins with 附件 and goes on in sentences, or prints the title of the first section again.
    """
    last = next((at for at, heading in titles if heading.number == len(TITLES)), None)
    if last is None:
        return len(paragraphs)
    first = [at for at, heading in titles if heading.number == 1 and heading.sure]
    again = (at for at in first if first[0] < last < at)
    marks = (at for at in range(last + 1, len(paragraphs)) if _begins(paragraphs, at))
    return min(next(again, len(paragraphs)), next(marks, len(paragraphs)))


def _begins(paragraphs: Sequence[Paragraph], at: int) -> bool:
    if "附" not in paragraphs[at].text[:8] or not _MARK.fullmatch(plain(paragraphs[at].text).strip()):
        return False
    return any("。" in p.text and len(p.text) >= _PROSE for p in paragraphs[at + 1 :])
