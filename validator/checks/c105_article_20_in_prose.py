"""正文的规章、许可等数量与表不符

查什么：正文里写的规章、规范性文件的制发、废止、现行有效件数，行政许可、处罚、强制的决定数量，行政事业性收费金额，与第二部分的表是否一致。政策性文件、文件类信息条数、许可事项数是别的数，不比较。
为什么：第二十条规定的内容在表中逐项填报，正文应与之相同（《条例》第二十条、第五十条）。
错例：正文“制发行政规范性文件0件”，表中「本年制发件数」是 4。
正例：正文“制发行政规范性文件4件”。
怎么改：核对文件目录和台账，改正写错的一处；口径不同的（如只算本级）在正文里写明。
"""

from __future__ import annotations

from validator.checks.claimed import judge_claims
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "C105"
TITLE = "正文的规章、许可等数量与表不符"
SEVERITY: Severity = "warning"
ITEM = "正文提到的第二十条数量"


def examine(facts: Facts) -> Verdict:
    """Items: exact statements of this kind about the organ's own figures for the year."""
    return judge_claims(CODE, facts)
