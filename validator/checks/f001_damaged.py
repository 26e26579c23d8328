"""文件已损坏

查什么：文件能不能打开、内容是否完整。打不开时不再作其他检查。
为什么：打不开的文件，社会公众同样看不到；年度报告应当按时公布并能正常阅读（《条例》第四十九条）。
错例：.docx 只传了一半，Word 也提示“文件已损坏”。
正例：用 Word、WPS 或浏览器能正常打开的文件。
怎么改：用原来的软件打开并另存一次；仍打不开的，向提供者重新索取。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "F001"
TITLE = "文件读不出"
SEVERITY: Severity = "error"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file. What reached a case was read whole; readers refuse the rest as `Unreadable`."""
    return Verdict(passed=1)
