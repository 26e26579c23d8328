"""表格只有图片

查什么：报告里没有读到规定的表格（或缺其中几张），却有图片，表格很可能只以图片形式放着。没有识别的图片不能核对，记为“未判定”。
为什么：图片中的数字不能检索、复制和汇总；表格由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：三张表都是截图。
正例：表格用 Word 表格或网页表格制作，数字可以选中复制。
怎么改：把图片换成真正的表格；手头有原稿的，直接检查原稿；也可以安装识别组件（pip install "decree711-validator[ocr]"）后再检查。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity
from validator.read.picture import RECOGNISER

CODE = "F007"
TITLE = "表格只有图片"
SEVERITY: Severity = "warning"
ITEM = "文件"

_OTHERWISE = "；也可以安装识别组件后再检查：" + RECOGNISER


def examine(facts: Facts) -> Verdict:
    """Items: the file; it stays open where its tables are pictures."""
    seen = facts.seen.get("pictures_only", ())
    if not seen:
        return Verdict(passed=1)
    count = f" {seen[0].number} 张" if seen[0].number else ""
    lack = f"有的规定表格没有读到，可能在{count}图片里" if facts.found else f"没有读到规定的表格，只有{count}图片"
    text = f"{lack}，图片里的数字无法核对。请把图片换成表格，或改用带表格的原稿检查{_OTHERWISE * bool(seen[0].note)}。"
    return Verdict((Defect(text),), open=1, why_open="表格只有图片，读不出数字")
