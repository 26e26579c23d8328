"""How a text begins: nearly every sentence begins as no label does, and need not be put into normal form to tell."""

from __future__ import annotations

import re
from collections.abc import Set

from validator.han import is_simplified

_NUMERAL = "一二三四五六七八九十"
#: List marks as `words.unmarked` takes them off, as far as they are written plainly, and behind them two Chinese
#: characters, or one: these the normal form leaves as they are. No label begins with a mark.
_START = re.compile(
    rf"\s*(?>(?:[(（][{_NUMERAL}\d]{{1,3}}[)）]|[{_NUMERAL}]{{1,3}}[、.．,，:：·]|\d{{1,2}}[、.．,，:：)）·]?){{0,2}})"
    "([一-鿿][一-鿿]?)"
)


def is_foreign(text: str, starts: Set[str]) -> bool:
    """Whether `text` is certainly none of the labels that begin with `starts` (the first one and the first two characters)."""
    begun = _START.match(text)
    return begun is not None and begun[1] not in starts and is_simplified(text)
