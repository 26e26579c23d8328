"""Whose figures a report counts, in brackets behind its organ: 云桥海关(本级机关) and 云桥海关(含隶属海关) report apart."""

from __future__ import annotations

import re

_SCOPE = re.compile(
    r"(?<=.)[(（](?:[局厅署]?机关|本级机关|机关本级|本级|本机关|本部|汇总|全?[省市县区州盟旗]?系统|不?(?:含|包括|包含)[^()（）]{1,20})[)）]$"
)


def without_scope(name: str) -> str:
    """A name without such a bracket."""
    return _SCOPE.sub("", name)


def names_scope(name: str) -> bool:
    """Whether a name ends with such a bracket."""
    return _SCOPE.search(name) is not None
