"""压缩包里有没有检查的文件

查什么：压缩包或邮件里，除了各份报告以外，有多少图片、样式等文件没有检查。报告各出各的结论，这里只说明数目。
为什么：扫描的报告、截图也是图片；不说明的话，会以为压缩包里的都查过了。
错例：压缩包里有「年报.docx」和「年报扫描.png」，只检查了前者。
正例：压缩包里只有报告。
怎么改：图片里如果有报告，请换成原稿再检查；没有的，不必改。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "F017"
TITLE = "压缩包里有没有检查的文件"
SEVERITY: Severity = "notice"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file."""
    seen = facts.seen.get("members_skipped", ())
    if not seen:
        return Verdict(passed=1)
    count = sum(o.number for o in seen)
    text = f"压缩包里另有 {count} 个文件（图片、样式等）没有检查。图片里如果有报告，请换成原稿再检查。"
    return Verdict((Defect(text),), failed=1)
