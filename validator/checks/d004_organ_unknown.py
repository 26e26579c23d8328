"""报告机关不明

查什么：标题及其上下行能不能看出是哪个机关的报告。
为什么：年度报告由各行政机关分别编制公布（《条例》第四十九条）；跨年核对和上下级汇总都要按机关对应。
错例：标题只写“2023年政府信息公开工作年度报告”，全文没有机关名称。
正例：“某某县民政局2023年政府信息公开工作年度报告”。
怎么改：在标题里写明机关全称。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import EXCERPT, Defect, Severity

CODE = "D004"
TITLE = "报告机关不明"
SEVERITY: Severity = "notice"
ITEM = "报告"

_TEXT = "没有找到编制报告的机关名称，不能与上年报告和下级报告对应。{advice}"
_ADVICE = "请在标题里写明机关全称。"
_PASTED = "请在粘贴处上面填写机关全称，再核验一次。"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if it is one by its title or its tables."""
    if not (facts.found or facts.case.titled):
        return Verdict()
    if facts.case.organ:
        return Verdict(passed=1)
    return Verdict((Defect(_TEXT.format(advice=_PASTED if EXCERPT in facts.seen else _ADVICE)),), failed=1)
