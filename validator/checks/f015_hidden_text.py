"""有隐藏的文字

查什么：网页里有没有设成不显示的文字或单元格。看不见的不读，并提示。
为什么：隐藏的旧数字、说明会留在网页代码里，复制或换一种方式打开时又会出现，与公开的内容不一致。
错例：单元格里藏着去年的数字，网页上只显示今年的。
正例：网页里只有显示出来的内容。
怎么改：请网站管理员删去隐藏的内容，或用原稿重新发布。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity

CODE = "F015"
TITLE = "有隐藏的文字"
SEVERITY: Severity = "notice"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file."""
    seen = facts.seen.get("hidden_text", ())
    if not seen:
        return Verdict(passed=1)
    count = sum(max(o.number, 1) for o in seen)
    text = f"有 {count} 处设成不显示的文字{at(seen[0].place)}，没有读。请确认其中没有应当公开的内容，并删去隐藏的部分。"
    return Verdict((Defect(text),), failed=1)
