"""读入了隐藏的内容

查什么：工作簿里隐藏的行、列、工作表。隐藏的内容照样读取、参加核对，并提示有哪些。
为什么：隐藏的内容别人一展开就能看到，公布前应当清楚（《条例》第十七条：公开前应当审查）；隐藏的旧数也常常是合计对不上的原因。
错例：工作表“年报”的第 8 至 12 行被隐藏，里面还有去年的数。
正例：没有隐藏的行、列和工作表。
怎么改：取消隐藏，核对这些内容；不需要的删去。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "F009"
TITLE = "读入了隐藏的内容"
SEVERITY: Severity = "notice"
ITEM = "文件"

_NAMED = 5


def examine(facts: Facts) -> Verdict:
    """Items: the file."""
    seen = facts.seen.get("hidden_lines", ())
    if not seen:
        return Verdict(passed=1)
    named = "；".join(f"工作表「{o.text}」{o.note}" for o in seen[:_NAMED])
    rest = f"；等共 {len(seen)} 处" if len(seen) > _NAMED else ""
    text = f"有隐藏的内容，已一并读取：{named}{rest}。请取消隐藏后核对，不需要的请删去。"
    return Verdict((Defect(text),), failed=1)
