"""汇总数不等于各分报之和

查什么：每张表的每一格，汇总报告的数是否等于 --parts 给出的各分报同一格之和；各份格式版本不同的，只比都有的格；（六）其他处理有一份只印一行的，按一行比；金额按各份印出的位数容许四舍五入。每张表只报一次，列出不等的格；只凭一份分报就能说明全部差数的，指出是哪一份。没有给出 --parts、而一个工作簿里有一张名为“汇总”“合计”的工作表的，与同一工作簿里的其余各份核对，不等为疑似。
为什么：政府的年度报告汇总本级办公厅（室）、各部门和下级的数字（《条例》第五十条），各份都在时应当逐格相等。
错例：新收自然人：汇总 100，五份分报之和 90。
正例：新收自然人：汇总 90，五份分报 30＋25＋15＋12＋8＝90。
怎么改：逐份核对，改正汇总表或分报；漏了分报的补上后再查。汇总表的等式也因此不成立、而改成分报之和就成立的，只报一次，列在等式之下。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.rollup import compared, wrong
from validator.model import Severity

CODE = "R101"
TITLE = "汇总数不等于各分报之和"
SEVERITY: Severity = "error"
ITEM = "表格"

_UNREAD = "分报没有读全"
_UNKNOWN = "有的格在汇总报告或分报里缺失、不是数字"


def examine(facts: Facts) -> Verdict:
    """Items: tables of the consolidated report, if parts were given; the diagnosis tells the breaks."""
    unread = bool(facts.links.parts_unread)
    if not facts.parts:
        return Verdict(open=len(facts.forms), why_open=_UNREAD) if unread and facts.forms else Verdict()
    every = compared(facts)
    failed = {found.table for found in every if wrong(found, facts)}
    opened = sum(found.table not in failed and (unread or found.open > 0) for found in every)
    why = (_UNREAD if unread else _UNKNOWN) if opened else None
    return Verdict((), len(every) - len(failed) - opened, len(failed), opened, why)
