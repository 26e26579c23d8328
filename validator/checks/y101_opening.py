"""上年结转与上年报告的结转下年度不等

查什么：申请处理表「二、上年结转」行的每一列，是否等于同一机关上年报告「四、结转下年度继续办理」行的同一列。由 --previous 指定上年报告，或在一起核验的报告中按机关和年度找到。几列不等只报一次。
为什么：上年没有办完而结转的申请，就是本年的上年结转（国办公开办函〔2019〕60号、〔2021〕30号）。上年报告靠名称找到而名称不足以确定、年度只见于文件名、上年表格本身不平的，为疑似。
错例：上年报告自然人结转下年度 17，本年自然人上年结转 71。
正例：上年报告自然人结转下年度 17，本年自然人上年结转 17。
怎么改：对照两年的台账，改正有误的一份。本年等式也因此不成立的，只报一次，列在收件与办理、结转不平之下。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.openings import TABLE, openings, unlike
from validator.model import Severity

CODE = "Y101"
TITLE = "上年结转与上年报告不等"
SEVERITY: Severity = "error"
ITEM = "列"

_WHY_OPEN = "本年或上年报告里有关的单元格缺失或不是数字"


def examine(facts: Facts) -> Verdict:
    """Items: columns of the requests table; the diagnosis tells the breaks, with the balances that they explain."""
    if facts.previous is None or TABLE not in facts.forms:
        return Verdict()
    found = openings(facts)
    failed = len(unlike(found))
    # A report that was only found beside this one may lack a figure without leaving this one's verdict open.
    opened = len(facts.forms[TABLE].column_keys) - len(found) if facts.links.named else 0
    return Verdict((), len(found) - failed, failed, opened, _WHY_OPEN if opened else None)
