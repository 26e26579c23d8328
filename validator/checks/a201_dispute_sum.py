"""复议、诉讼的总计不等于四种结果之和

查什么：行政复议、未经复议直接起诉、复议后起诉三组，每组：总计 ＝ 结果维持 ＋ 结果纠正 ＋ 其他结果 ＋ 尚未审结。
为什么：总计是该组四种结果的合计（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：行政复议：维持 1，纠正 0，其他 0，尚未审结 1，总计填 3。
正例：总计填 2。
怎么改：每组只有一个等式，程序无法断定哪一格有误，请逐格核对这五格。
"""

from __future__ import annotations

from validator.checks.counting import count
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "A201"
TITLE = "复议诉讼总计不符"
SEVERITY: Severity = "error"
ITEM = "等式（每组一个）"


def examine(facts: Facts) -> Verdict:
    """Items: identities of this rule; the diagnosis names the causes."""
    return count(CODE, "disputes", facts)
