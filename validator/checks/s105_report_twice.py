"""同一份报告印了不止一遍

查什么：一个文件里，同一份报告是否重复出现，各表各格完全相同。只核对第一遍；有任何一格不同的，作为两份报告分别核对。
为什么：网页常为手机、打印另存一份。公众看不到的一份不必管；两份都显示的，以后容易只改一份（国办公开办函〔2019〕60号、〔2021〕30号要求每张表只有一张）。
错例：网页正文之后，又有一份供打印的相同内容。
正例：一个页面只有一份报告。
怎么改：删去重复的内容；确为手机或打印版式的，请保证两份同时更新。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "S105"
TITLE = "同一份报告印了不止一遍"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report."""
    copies = sum(o.number for o in facts.seen.get("report_twice", ()))
    if not copies:
        return Verdict(passed=1) if facts.found else Verdict()
    text = (
        f"这份报告在文件里出现了 {copies + 1} 遍，各格完全相同，只核对了第一遍。请删去重复的内容，或保证几处同时更新。"
    )
    return Verdict((Defect(text),), failed=1)
