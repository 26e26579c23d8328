"""Traditional → simplified characters, only where a text has any: most reports never load the converter."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import cast

#: The traditional characters of the mandated labels and titles (usual, Taiwan, Hong Kong); a test derives them anew.
MARKERS = frozenset(
    "係內動務區檔問單國執報審對屬廢強後採據數於會條業構機權決沒況減為無爲獲現當發確祕穩範糾納組結經維總織繳繼續罰舉萬處補製複規計訟訪許訴詢認請議護費購轉辦這進過開關項題額類體"
)
_ANY_MARKER = re.compile(f"[{''.join(sorted(MARKERS))}]")


@cache
def _convert() -> Callable[[str], str]:
    from opencc import OpenCC

    return cast(Callable[[str], str], OpenCC("t2s").convert)


def simplified(text: str) -> str:
    """`text` with traditional characters replaced, if it has one that a mandated label would have."""
    return text if is_simplified(text) else _convert()(text)


def is_simplified(text: str) -> bool:
    """Whether `text` has no traditional character that a mandated label would have."""
    return _ANY_MARKER.search(text) is None
