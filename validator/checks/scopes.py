"""Whose figures a sentence tells: those of the report's organ, or of others."""

from __future__ import annotations

import re
from collections.abc import Mapping

from validator.identity.scope import without_scope

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
#: A room of an organ is a part of it.
_ROOM = re.compile("[科股]$|科室$")
#: So much of a name tells organs of one kind apart: 民政局.
_SHORTEST = 3


def counts_others(scope: str, organ: str | None) -> bool:
    """Whether the words `scope` of a sentence ("" for none) name other organs than `organ`, or only a part of it."""
    name = without_scope(organ or "")
    if not scope:
        return False
    if scope[0] == "各" or _ROOM.search(scope):
        return True
    if "政府办" in scope or "办公" in scope:
        return _OFFICE.search(name) is None
    if scope[0] not in "全我":
        alike = any(scope.endswith(end) and pattern.search(name) for end, pattern in _ALIKE.items())
        return not (alike and _names(scope, name))
    level = next((c for c in scope if c in _LEVELS), None)
    own = _GOVERNMENT.search(name) is not None and _OFFICE.search(name) is None
    return not (own and level is not None and level in name)


def _names(scope: str, name: str) -> bool:
    """Whether the end of `scope` is `name`, or a shorter form of it (发改局); words before it are of the sentence.

    A level before it (市教育局) has to be of the name too.
    """
    ends = (scope[at:] for at in range(len(scope)) if at == 0 or scope[at - 1] not in _LEVELS)
    return any(len(end) >= min(_SHORTEST, len(scope)) and _is_short_for(end, name) for end in ends)


def _is_short_for(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name` in this order."""
    rest = iter(name)
    return all(character in rest for character in short)
