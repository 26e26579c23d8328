"""报告年度不明

查什么：标题、正文、统计期限里能不能找到报告年度。都找不到的为疑似；只在文件名里找到的为提示。
为什么：年度决定适用哪一版格式（国办公开办函〔2019〕60号、〔2021〕30号），也决定与上一年的哪份报告衔接。
错例：标题只写“政府信息公开工作年度报告”，全文没有年份。
正例：“某某局2023年政府信息公开工作年度报告”。
怎么改：在标题里写明报告年度。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import EXCERPT, Defect, Severity

CODE = "D003"
TITLE = "报告年度不明"
SEVERITY: Severity = "warning"
ITEM = "报告"

_UNKNOWN = "没有找到报告年度，不能确定适用哪一版格式。{judged}{advice}"
_ADVICE = "请在标题里写明年度，如“××局××××年政府信息公开工作年度报告”。"
_PASTED = "请在粘贴处上面填写年度，再核验一次。"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if it is one by its title or its tables."""
    if not (facts.found or facts.case.titled):
        return Verdict()
    year = facts.case.report_year
    if year is None:
        judged = f"暂按{facts.edition.name}核对。" if facts.edition else ""
        return Verdict(
            (Defect(_UNKNOWN.format(judged=judged, advice=_PASTED if EXCERPT in facts.seen else _ADVICE)),), failed=1
        )
    if facts.case.year_from == "file name":
        text = f"报告年度只在文件名里找到，暂按{year}年核对。请在标题里写明年度。"
        return Verdict((Defect(text, severity="notice"),), failed=1)
    return Verdict(passed=1)
