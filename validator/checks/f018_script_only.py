"""正文由脚本生成

查什么：网页的正文是不是要由脚本在显示时填入，保存的文件里只有菜单和标题。看不到正文，记为“未判定”。
为什么：没有读到表格就不能说报告合格，也不能说缺表（表格由国务院办公厅统一规定，国办公开办函〔2019〕60号、〔2021〕30号）。
错例：网页源文件里正文处是空的，只有“请启用 JavaScript”。
正例：网页源文件里就有三张表。
怎么改：在浏览器里打开网页，等正文显示后，另存为“网页，全部”或打印成 PDF，再检查一次。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "F018"
TITLE = "正文由脚本生成"
SEVERITY: Severity = "warning"
ITEM = "文件"

_TEXT = (
    "这个网页的正文由脚本在显示时填入，保存的文件里没有正文，看不到报告的表格。"
    "请在浏览器里打开网页，等正文显示后另存为“网页，全部”或打印成 PDF，再检查一次。"
)


def examine(facts: Facts) -> Verdict:
    """Items: the file; it stays open where the text is not in it."""
    if facts.found or "script_only" not in facts.seen:
        return Verdict(passed=1)
    return Verdict((Defect(_TEXT),), open=1, why_open="正文由脚本生成，文件里没有正文")
