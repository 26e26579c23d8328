"""落款机关与标题不同

查什么：报告末尾的落款（与日期在一行或上下相邻的机关名称）与标题里的机关是不是同一个。简称、办公室和政务公开机构代本机关落款、几个机关联合落款其中有标题机关的，不报。
为什么：年度报告由编制机关公布（《条例》第四十九条）；套用别的机关的稿子时，容易漏改落款。
错例：标题是“清源县教育局”，落款是“清河县教育局”。
正例：标题是“清源县人民政府”，落款是“清源县人民政府办公室”。
怎么改：核对后改正标题或落款；确由另一机关代为落款的，可以不改。
"""

from __future__ import annotations

import re

from validator.checks.facts import Facts, Verdict, at
from validator.identity.organ import as_organ
from validator.identity.same_organ import may_be_same, organ_key
from validator.model import Defect, Severity
from validator.prose.signature import signatories

CODE = "D206"
TITLE = "落款机关与标题不同"
SEVERITY: Severity = "warning"
ITEM = "落款机关"

#: An office that signs for its organ, or for the government; some governments leave it to these bureaus.
_OFFICE = re.compile(
    r"(?:(?:党政|综合|行政|秘书|政务公开|政务和?信息公开|政府信息公开|信息公开|政务|公开)*(?:工作)?(?:领导小组|协调小组)?(?:办公室|办|科|股))$"
)
_IN_CHARGE = re.compile(r"政务服务|行政审批|数据|政务公开|信息公开")
_TOWN = re.compile("(?<=[镇乡])政府$")
_KIND = re.compile(r"(?:总局|分局|局|厅|委|管委会|办公室|中心|支队|大队|总队|处|站|所)$")


def examine(facts: Facts) -> Verdict:
    """Items: a signature beside a date, under a title that names an organ."""
    if not (facts.case.titled and facts.found and facts.outline.sections):
        return Verdict()
    organ = as_organ(facts.case.title or "")
    lines = signatories(facts.outline.sections[-1].paragraphs) if organ else ()
    signed = [line for line in lines if "网" not in (line.organ or "")]  # a site's own name
    if organ is None or not signed:
        return Verdict()
    if any(_may_sign(line.organ or "", organ) for line in signed):
        return Verdict(passed=1)
    last = signed[-1]
    text = (
        f"标题里的机关是「{organ}」，落款却是「{last.organ}」{at(last.line.place)}。"
        "请核对后改正标题或落款；确由另一机关代为落款的，可以不改。"
    )
    return Verdict((Defect(text, evidence=last.line.text, place=last.line.place, key="signatory"),), failed=1)


def _may_sign(signatory: str, organ: str) -> bool:
    """Whether nothing speaks against the signatory being the organ, an office of it, or short for it."""
    if may_be_same(signatory, organ):
        return True
    one, other = (_TOWN.sub("", organ_key(name)) for name in (signatory, organ))
    if one.startswith(other) or other.startswith(one) or other.endswith(one):
        return True
    if _IN_CHARGE.search(one) and other.endswith(("政府", "委")):
        return True
    office = _OFFICE.sub("", one)
    if office != one and (len(office) < 2 or other.startswith(office)):
        return True
    short, long = sorted((_KIND.sub("", one), _KIND.sub("", other)), key=len)
    return _is_short_for(short, long)


def _is_short_for(short: str, long: str) -> bool:
    """Whether its characters stand in the longer name in this order: 住建, 住房和城乡建设."""
    rest = iter(long)
    return bool(short) and all(character in rest for character in short)
