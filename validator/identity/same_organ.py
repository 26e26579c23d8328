"""Whether two names are of one organ: 云桥市人民政府办公室 and 云桥市府办 are, 云桥市教育局 and 教育局 may be."""

from __future__ import annotations

import re
from functools import lru_cache

from validator.identity.scope import names_scope, without_scope
from validator.identity.title_words import plain

#: Wordings of one thing, in this order; what is left over tells organs apart.
_SAME = (
    (re.compile(r"[()\[\]〔〕“”\"'·、,，]"), ""),
    (re.compile(r"人民政府"), "政府"),
    (re.compile(r"(?<!政)府办(?=$|公)"), "政府办"),
    (re.compile(r"办公[厅室]$|(?<=政府)办$"), "办公室"),
    (re.compile(r"发展和?改革"), "发改"),
    (re.compile(r"管理委员会$|管委$"), "管委会"),
    (re.compile(r"委员会$"), "委"),
    (re.compile(r"街道办事处$|街道办$"), "街道"),
)
#: A place whose name belongs to hardly any other: districts (区) and townships share theirs.
_PLACE = re.compile(r"^[^区街镇乡]{2,8}?(?:省|(?<!城)市(?!场|政|容)|自治区|县|州|盟|旗)[一-鿿]")
#: Places of which several bear one name.
_DISTRICT = re.compile(r"^[一-鿿]{1,8}?(?:区|镇|乡|街道)(?:[一-鿿]|$)")
_SHORTEST = 3


@lru_cache(maxsize=8192)
def organ_key(name: str) -> str:
    """The name without what differs from year to year in the naming of one organ."""
    key = plain(name)
    for wording, same in _SAME:
        key = wording.sub(same, key)
    return key


def may_be_same(one: str | None, other: str | None) -> bool:
    """Whether nothing speaks against the two being one organ: unknown, alike, or one named without its region.

    Two scopes of one organ are not one; one that names none may have any.
    """
    if not one or not other:
        return True
    if not (names_scope(one) and names_scope(other)):
        one, other = without_scope(one), without_scope(other)
    first, second = organ_key(one), organ_key(other)
    if first == second:
        return True
    return (first.endswith(second) or second.endswith(first)) and min(len(first), len(second)) >= _SHORTEST


@lru_cache(maxsize=8192)
def names_place(name: str) -> bool:
    """Whether the name begins with a place, so that no other organ is likely to bear it."""
    return _PLACE.match(plain(name)) is not None


@lru_cache(maxsize=8192)
def names_district(name: str) -> bool:
    """Whether the name begins with a place of which there may be several: a district, a township."""
    return _DISTRICT.match(plain(name)) is not None
