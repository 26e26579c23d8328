"""个别文字编码损坏

查什么：文件里是否有按它的编码读不出来的字符。读不出的字显示为“�”，其余照常检查。
为什么：损坏的字可能正好在标签或数字里，读到的内容因此不完全可靠。
错例：网页转存时丢了半个汉字，正文里出现“�”。
正例：全文可以正常显示。
怎么改：用原来的软件重新导出，或用 Word/WPS 打开后另存为 .docx。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "F012"
TITLE = "个别文字编码损坏"
SEVERITY: Severity = "warning"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file."""
    seen = facts.seen.get("undecodable", ())
    if not seen:
        return Verdict(passed=1)
    count = sum(o.number for o in seen)
    text = f"有 {count} 个字符编码损坏，读不出来（显示为“�”）。请用原来的软件重新导出后再检查。"
    return Verdict((Defect(text),), failed=1)
