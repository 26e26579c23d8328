"""文件是空的

查什么：文件里有没有内容。空文件不再作其他检查。
为什么：空文件没有可核对的内容，多半是选错了文件或没有传完；年度报告应当包括规定的各项内容（《条例》第五十条）。
错例：大小为 0 字节的文件；没有任何文字和表格的 .docx。
正例：有标题、正文和三张表的报告。
怎么改：确认选对了文件；重新导出或重新传送一次。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "F002"
TITLE = "文件是空的"
SEVERITY: Severity = "error"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file. What reached a case had content; readers refuse the rest as `Unreadable`."""
    return Verdict(passed=1)
