"""格式不支持

查什么：文件是不是本程序能读的格式。不能读的不作其他检查，并说明可以改成什么格式。
为什么：核对规定的表格（《条例》第五十条）需要能逐格读出数字；图片和不认识的格式做不到。
错例：报告的扫描图片；.rar 压缩包；没有安装 LibreOffice 时的 .doc。
正例：.docx、.xlsx、.xls、.pdf（有文字层）、.html、.txt、.csv，装在 .zip 里也可以。
怎么改：用原稿检查；没有原稿的，用 Word 或 WPS 打开后另存为 .docx 或 .xlsx，压缩包先解压。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "F006"
TITLE = "格式不支持"
SEVERITY: Severity = "error"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file. What reached a case had a reader; files without one are refused as `Unreadable`."""
    return Verdict(passed=1)
