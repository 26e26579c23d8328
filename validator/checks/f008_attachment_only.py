"""报告只在附件里

查什么：页面或文件里是不是没有报告的表格，只给出了附件。附件本身不在检查范围，记为“未判定”。
为什么：没有读到表格就不能说报告合格；表格由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：网页上只有一行“附件：年度报告.pdf”。
正例：网页正文里就有三张表；或者直接检查附件。
怎么改：下载附件，对附件再检查一次；建议在网页正文同时登载报告。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, listed
from validator.model import Defect, Severity

CODE = "F008"
TITLE = "报告只在附件里"
SEVERITY: Severity = "warning"
ITEM = "文件"

_NAMED = 3


def examine(facts: Facts) -> Verdict:
    """Items: the file; it stays open where the report is another file."""
    seen = facts.seen.get("attachment_only", ())
    if not seen:
        return Verdict(passed=1)
    names = list(dict.fromkeys(o.text for o in seen if o.text))
    which = f"：{listed(names, _NAMED)}" if names else ""
    text = f"正文里没有报告的表格，只有附件{which}。请下载附件，对附件再检查一次。"
    return Verdict((Defect(text),), open=1, why_open="报告只在附件里，附件未读取")
