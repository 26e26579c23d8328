"""中间缺年度

查什么：一起核验的报告里，同一机关有更早年度的报告，却缺紧接着的上一年度（如有2021、2023年度，没有2022年度）。
为什么：缺了一年，上年结转、现行有效件数等就无从衔接；也可能是没有编制、没有公开，或文件没有收齐。这只是提示。
错例：同一机关有2021年度和2023年度的报告，没有2022年度的。
正例：2021、2022、2023年度的报告都在。
怎么改：找到所缺年度的报告，放在一起再核验一次；确实没有的，向该机关查问。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "Y201"
TITLE = "中间缺年度"
SEVERITY: Severity = "notice"
ITEM = "上年报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report of the year before, where reports of earlier years are there."""
    years = facts.links.missing
    if not years:
        return Verdict(passed=int(facts.previous is not None))
    spelled = "、".join(map(str, years))
    text = (
        f"一起核验的有本机关{years[0] - 1}年度和{facts.case.report_year}年度的报告，缺{spelled}年度的。"
        "请把所缺的报告放在一起再核验；确实没有的，请向该机关查问。"
    )
    return Verdict((Defect(text, key="missing"),), failed=1)
