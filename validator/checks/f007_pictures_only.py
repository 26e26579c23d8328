"""表格只有图片

查什么：报告里没有读到规定的表格，却有图片，表格很可能只以图片形式放着。图片不能核对，记为“未判定”。
为什么：图片中的数字不能检索、复制和汇总；表格由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：三张表都是截图。
正例：表格用 Word 表格或网页表格制作，数字可以选中复制。
怎么改：把图片换成真正的表格；手头有原稿的，直接检查原稿。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "F007"
TITLE = "表格只有图片"
SEVERITY: Severity = "warning"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file; it stays open where its tables are pictures."""
    seen = facts.seen.get("pictures_only", ())
    if not seen:
        return Verdict(passed=1)
    count = f" {seen[0].number} 张" if seen[0].number else ""
    text = f"没有读到规定的表格，只有{count}图片，图片里的数字无法核对。请把图片换成表格，或改用带表格的原稿检查。"
    return Verdict((Defect(text),), open=1, why_open="表格只有图片，读不出数字")
