"""分报没有读全

查什么：--parts 给出的分报是否都能加总。读不出、没有规定的表格、年度不同或不明、与另一份同属一个机关的，都不能计入，逐份说明原因。
为什么：分报不全，各分报之和就不能与汇总报告比较；这时结论记为“未查完”，不算通过。
错例：八份分报里有一份加了密码，读不出。
正例：给出的分报份份读得出，年度与汇总报告相同，一个机关一份。
怎么改：按所列原因补齐或换掉分报，再查一次。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "R001"
TITLE = "分报没有读全"
SEVERITY: Severity = "warning"
ITEM = "汇总"

_NAMED = 5


def examine(facts: Facts) -> Verdict:
    """Items: the roll-up, if parts were given."""
    unread = facts.links.parts_unread
    if not unread:
        return Verdict(passed=int(bool(facts.parts)))
    rest = f"；等共 {len(unread)} 份" if len(unread) > _NAMED else ""
    text = (
        f"有 {len(unread)} 份分报不能计入：{'；'.join(unread[:_NAMED])}{rest}。请补齐或换掉后再查，现在的加总不完整。"
    )
    return Verdict((Defect(text),), open=1, why_open="有分报不能计入")
