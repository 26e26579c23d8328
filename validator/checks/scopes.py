"""Whose figures a sentence tells: those of the report's organ, or of others."""

from __future__ import annotations

import re
from collections.abc import Mapping

_GOVERNMENT = re.compile(r"政府$|街道办事处$|管委会$|管理委员会$|[省市县区州盟旗镇乡]$|街道$")
_OFFICE = re.compile(r"办公[室厅]$")
_LEVELS = "省市县区州盟旗镇乡街"
#: What the full name of an organ holds that a sentence calls so.
_ALIKE: Mapping[str, re.Pattern[str]] = {
    "局": re.compile("局$"),
    "委": re.compile("委$|委员会$"),
    "厅": re.compile("厅$"),
    "办": re.compile("办$|办公[室厅]$"),
    "镇": re.compile("镇"),
    "乡": re.compile("乡"),
    "街道": re.compile("街道"),
    "街道办事处": re.compile("街道"),
    "管委会": re.compile("管委会$|管理委员会$"),
    "中心": re.compile("中心$"),
}


def counts_others(scope: str, organ: str | None) -> bool:
    """Whether the words `scope` of a sentence ("" for none) name other organs than `organ`, or only a part of it."""
    name = organ or ""
    if not scope:
        return False
    if "政府办" in scope or "办公" in scope:
        return _OFFICE.search(name) is None
    if scope[0] not in "全我":
        return not any(scope.endswith(end) and pattern.search(name) for end, pattern in _ALIKE.items())
    level = next((c for c in scope if c in _LEVELS), None)
    own = _GOVERNMENT.search(name) is not None and _OFFICE.search(name) is None
    return not (own and level is not None and level in name)
