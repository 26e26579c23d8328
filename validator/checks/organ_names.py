"""Names that an organ goes by in its own report: its office, a shorter name."""

from __future__ import annotations

import re

from validator.identity.same_organ import may_be_same, organ_key

#: An office that signs for its organ, or for the government; some governments leave it to these bureaus.
_OFFICE = re.compile(
    r"(?:(?:党政|综合|行政|秘书|政务公开|政务和?信息公开|政府信息公开|信息公开|政务|公开)*(?:工作)?(?:领导小组|协调小组)?(?:办公室|办|科|股))$"
)
_IN_CHARGE = re.compile(r"政务服务|行政审批|数据|政务公开|信息公开")
_TOWN = re.compile("(?<=[镇乡])政府$")
_KIND = re.compile(r"(?:总局|分局|局|厅|委|管委会|办公室|中心|支队|大队|总队|处|站|所)$")
#: Characters that say what kind of organ it is, and of which place's.
_COMMON = re.compile("人民政府|政府|办公室|街道|[省市县区镇乡村局厅委办分会()（）]")


def may_stand_for(named: str, organ: str) -> bool:
    """Whether nothing speaks against the name being that of the organ, of an office of it, or short for it."""
    if may_be_same(named, organ):
        return True
    one, other = (_TOWN.sub("", organ_key(name)) for name in (named, organ))
    if one.startswith(other) or other.startswith(one) or other.endswith(one):
        return True
    if _IN_CHARGE.search(one) and other.endswith(("政府", "委")):
        return True
    office = _OFFICE.sub("", one)
    if office != one and (len(office) < 2 or office in other):
        return True
    short, long = sorted((_KIND.sub("", one), _KIND.sub("", other)), key=len)
    return _is_short_for(short, long)


def _is_short_for(short: str, long: str) -> bool:
    """Whether its characters stand in the longer name in this order: 住建, 住房和城乡建设."""
    rest = iter(long)
    return bool(short) and all(character in rest for character in short)


def is_spelled_from(named: str, organ: str) -> bool:
    """Whether one name has no character, but those that organs have in common, that the other has not: in any order."""
    short, long = sorted((_COMMON.sub("", named), _COMMON.sub("", organ)), key=len)
    return set(short) <= set(long)
