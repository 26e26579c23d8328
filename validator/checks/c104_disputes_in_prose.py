"""正文的复议诉讼与表不符

查什么：正文里写的因政府信息公开引起的行政复议、行政诉讼件数和结果，与第四部分的表是否一致。诉讼件数是未经复议直接起诉与复议后起诉之和；“均获维持”按全部维持核对，撤销、责令重新答复按纠正核对；第五部分只看被纠正的件数是否比表中多。
为什么：复议、诉讼情况是年度报告的法定内容，正文与表格应当一致（《条例》第五十条）。
错例：正文“行政复议7件，均获维持”，表中「结果维持」5、「尚未审结」2。
正例：正文“行政复议7件，其中维持5件，尚未审结2件”。
怎么改：核对案件台账，改正写错的一处；其他事由引起的复议、诉讼不计入本表。
"""

from __future__ import annotations

from validator.checks.claimed import judge_claims
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "C104"
TITLE = "正文的复议诉讼与表不符"
SEVERITY: Severity = "warning"
ITEM = "正文提到的复议、诉讼数量"


def examine(facts: Facts) -> Verdict:
    """Items: exact statements of this kind about the organ's own figures for the year."""
    return judge_claims(CODE, facts)
