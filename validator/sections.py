"""The six sections: their mandated titles, and how like one of them a printed line is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from validator.words import NUMERALS, TITLES, normal

_MARK = re.compile(rf"([{NUMERALS}])[、.,:]?")
#: Wordings that all mean the same title.
_DROPPED = re.compile(r"因|被申请|提起|的|政府信息公开(?:工作)?|[、,，.。:;；]|及(?=改进)|和(?=改进)|和(?=行政诉讼)")
_LONGEST = 45
#: So few letters added, lost or exchanged are a slip; more is another wording.
_SLIP = 1
#: A line with more changes than this share of the title is no such title.
_UNLIKE = 0.35


@dataclass(frozen=True, slots=True)
class Likeness:
    """Section `number` (1-6); whether the title is the mandated one, or differs by a slip of the pen."""

    number: int
    same: bool
    slip: bool


def compare(text: str) -> Likeness | None:
    """How like the title of its own number a line is; None if it is no section's title."""
    line = normal(text)
    mark = _MARK.match(line)
    if mark is None or len(line) > _LONGEST:
        return None
    number = NUMERALS.index(mark[1]) + 1
    printed, due = (_DROPPED.sub("", _MARK.sub("", t, count=1)) for t in (line, normal(TITLES[number - 1])))
    distance = Levenshtein.distance(printed, due)
    if distance > _UNLIKE * len(due):
        return None
    return Likeness(number, distance == 0, 0 < distance <= _SLIP)
