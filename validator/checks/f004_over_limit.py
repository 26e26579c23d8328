"""文件超过限度

查什么：文件大小、解压后的大小、单元格个数、嵌套层数是否超过上限。超过的不读取。
为什么：一份年度报告远小于这些上限（《条例》第五十条规定的内容只有几页）；超过的多半夹带了图片、整本台账，或文件不正常。
错例：把全年台账放进同一个工作簿，有几十万个单元格。
正例：只有年度报告正文和三张表。
怎么改：新建空白文件，只把年度报告复制进去，另存后再检查。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "F004"
TITLE = "文件超过限度"
SEVERITY: Severity = "error"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file. What reached a case kept within the limits; readers refuse the rest as `Unreadable`."""
    return Verdict(passed=1)
