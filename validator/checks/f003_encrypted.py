"""文件设有密码

查什么：文件是不是设了打开密码。有密码的文件不读取，也不作其他检查。
为什么：年度报告是向社会公布的文件，不应要求密码（《条例》第四十九条）；没有密码也无法核对。
错例：打开 .xlsx 时先要输入密码。
正例：双击就能打开的文件。
怎么改：用 Word、Excel 或 WPS 打开，取消密码保护，另存后再检查。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "F003"
TITLE = "文件设有密码"
SEVERITY: Severity = "error"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file. What reached a case needed no password; readers refuse the rest as `Unreadable`."""
    return Verdict(passed=1)
