"""用了旧的提纲

查什么：开头的说明或正文标题，是不是还用2019年以前的提纲：咨询处理、收费及减免、支出与收费、申诉等部分。
为什么：2019年修订的《条例》第五十条和格式文件规定了新的六个部分，旧提纲已不适用。
错例：“全文包括概述、主动公开政府信息的情况、咨询处理情况、收费及减免情况……”。
正例：“全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况……六个部分”。
怎么改：按规定的六个部分改写说明和标题；原来的内容并入相应部分。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import due_edition, quoted
from validator.model import Defect, Severity
from validator.prose.announcement import older_part

CODE = "D107"
TITLE = "用了旧的提纲"
SEVERITY: Severity = "warning"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, for years bound by an edition."""
    if due_edition(facts) is None:
        return Verdict()
    said = facts.announcement
    if said and (older := older_part(said.text)):
        text = (
            f"开头说{quoted(said.text, said.start)}{at(said.place)}，“{older}”是旧提纲的部分。请按规定的六个部分改写。"
        )
        return Verdict((Defect(text, evidence=said.text, place=said.place, key="announced"),), failed=1)
    headed = next((s.title for s in facts.outline.sections if not s.sure and older_part(s.title.text)), None)
    if headed is None:
        return Verdict(passed=1)
    text = f"标题「{headed.text.strip()}」{at(headed.place)}是旧提纲的部分。请把内容并入规定的六个部分。"
    return Verdict((Defect(text, evidence=headed.text.strip(), place=headed.place, key="headed"),), failed=1)
