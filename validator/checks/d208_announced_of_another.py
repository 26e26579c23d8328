"""开头公布的是别的机关的年报

查什么：开头“现公布某机关某年政府信息公开工作年度报告”一句里的机关，与标题里的机关是不是同一个。简称、办公室不报；没有写明机关的不查。
为什么：套用别的机关的稿子时，容易漏改开头的机关名称，公众会分不清是谁的年报。
错例：标题是“清源县教育局”，开头写“现公布清源县民政局2023年政府信息公开工作年度报告”。
正例：标题是“清源县教育局”，开头写“现公布县教育局2023年政府信息公开工作年度报告”。
怎么改：核对后改正开头或标题里的机关名称。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.checks.organ_names import is_spelled_from, may_stand_for
from validator.identity.organ import as_organ
from validator.model import Defect, Severity
from validator.prose.announced_report import announced_report

CODE = "D208"
TITLE = "开头公布的是别的机关的年报"
SEVERITY: Severity = "warning"
ITEM = "开头的机关名称"


def examine(facts: Facts) -> Verdict:
    """Items: an opening that says whose report it is, under a title that names an organ."""
    if not (facts.case.titled and facts.found):
        return Verdict()
    organ, said = as_organ(facts.case.title or ""), announced_report(facts.outline)
    if organ is None or said is None or said.organ is None:
        return Verdict()
    if may_stand_for(said.organ, organ) or is_spelled_from(said.organ, organ):
        return Verdict(passed=1)
    text = f"标题里的机关是「{organ}」，开头公布的却是「{said.organ}」的年报{at(said.place)}。请核对后改正开头或标题里的机关名称。"
    return Verdict((Defect(text, evidence=said.text, place=said.place, key="announced"),), failed=1)
