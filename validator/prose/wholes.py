"""Which number of a sentence is taken apart by what follows it: 收到 45 件（上年结转 3 件），其中 …: the 45."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validator.prose.claims_window import Window
from validator.prose.numbers_in_text import count_alike

#: What is told beside a whole, between it and its parts: 收到 45 件，上年结转 3 件，其中….
_ASIDE = re.compile("结转|转结|接转|上一?年|去年|[较比增减]")
_CLAUSE_END = re.compile("[，；。：（）]")


def whole_at(spread: Sequence[Window], at: int) -> int:
    """Where the whole stands, if `at` is the last number before its parts: asides of the same unit are passed over."""
    while _is_aside(*spread[at : at + 2]):
        before = next((i for i in range(at - 1, -1, -1) if spread[i].mention.unit != "%"), None)
        if before is None or not count_alike(spread[before].mention, spread[at].mention):
            break
        at = before
    return at


def _is_aside(window: Window, following: Window) -> bool:
    words = window.clause + _CLAUSE_END.split(following.between)[0]
    return window.bracketed or _ASIDE.search(words) is not None
