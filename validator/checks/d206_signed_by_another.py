"""落款机关与标题不同

查什么：报告末尾的落款（与日期在一行或上下相邻的机关名称）与标题里的机关是不是同一个。简称、办公室和政务公开机构代本机关落款、几个机关联合落款其中有标题机关的，不报。
为什么：年度报告由编制机关公布（《条例》第四十九条）；套用别的机关的稿子时，容易漏改落款。
错例：标题是“清源县教育局”，落款是“清河县教育局”。
正例：标题是“清源县人民政府”，落款是“清源县人民政府办公室”。
怎么改：核对后改正标题或落款；确由另一机关代为落款的，可以不改。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.checks.organ_names import may_stand_for
from validator.identity.organ import as_organ
from validator.model import Defect, Severity
from validator.prose.signature import signatories

CODE = "D206"
TITLE = "落款机关与标题不同"
SEVERITY: Severity = "warning"
ITEM = "落款机关"


def examine(facts: Facts) -> Verdict:
    """Items: a signature beside a date, under a title that names an organ."""
    if not (facts.case.titled and facts.found and facts.outline.sections):
        return Verdict()
    organ = as_organ(facts.case.title or "")
    lines = signatories(facts.outline.sections[-1].paragraphs) if organ else ()
    signed = [line for line in lines if "网" not in (line.organ or "")]  # a site's own name
    if organ is None or not signed:
        return Verdict()
    if any(may_stand_for(line.organ or "", organ) for line in signed):
        return Verdict(passed=1)
    last = signed[-1]
    text = (
        f"标题里的机关是「{organ}」，落款却是「{last.organ}」{at(last.line.place)}。"
        "请核对后改正标题或落款；确由另一机关代为落款的，可以不改。"
    )
    return Verdict((Defect(text, evidence=last.line.text, place=last.line.place, key="signatory"),), failed=1)
