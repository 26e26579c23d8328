"""正文的申请人构成与表不符

查什么：正文里写的自然人、法人或其他组织、企业等提出的申请件数，与表中相应的列是否一致。
为什么：申请人构成在表中分列填写，正文应与之相同（《条例》第五十条）。
错例：正文“其中自然人72件”，表中「自然人」列新收 60、上年结转 1。
正例：正文“其中自然人72件”，表中「自然人」列新收 72。
怎么改：核对台账，改正写错的一处。
"""

from __future__ import annotations

from validator.checks.claimed import judge_claims
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "C103"
TITLE = "正文的申请人构成与表不符"
SEVERITY: Severity = "warning"
ITEM = "正文提到的申请人类别"


def examine(facts: Facts) -> Verdict:
    """Items: exact statements of this kind about the organ's own figures for the year."""
    return judge_claims(CODE, facts)
