"""正文的办理结果与表不符

查什么：正文里写的予以公开、部分公开、不予公开、无法提供、不予处理、其他处理等件数，与表中「三、本年度办理结果」相应的行或各类之和是否一致。
为什么：同一项结果在正文和表格里只能有一个数（《条例》第五十条）。
错例：正文“予以公开及部分公开258件”，表中两行总计是 275。
正例：正文“予以公开及部分公开275件”。
怎么改：核对台账，改正写错的一处。常见的原因是只抄了「自然人」一列，或只抄了一类里的一行。
"""

from __future__ import annotations

from validator.checks.claimed import judge_claims
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "C102"
TITLE = "正文的办理结果与表不符"
SEVERITY: Severity = "warning"
ITEM = "正文提到的办理结果"


def examine(facts: Facts) -> Verdict:
    """Items: exact statements of this kind about the organ's own figures for the year."""
    return judge_claims(CODE, facts)
