"""表格数字与上年报告全部相同

查什么：表格里的全部数字，有没有与同一机关上年的报告一格不差的。全部为 0 的、数字少得可能碰巧相同的不比；现行有效件数这类逐年延续的数不算在多少之内。
为什么：一年的收件、办理、许可、处罚各数全部与上年相同，不会是巧合：多半是把上年的表格原样留了下来。
错例：2023年报告的申请处理表、第二十条表每一格都与2022年的相同。
正例：两年都没有收到申请，只有现行有效件数相同（数字太少，不比）。
怎么改：对照本年的台账，重新填写表格。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.between.links import Pair
from validator.checks.alike import judge_alike, listed_files
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "Y302"
TITLE = "表格数字与上年报告全部相同"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if its figures were compared with last year's."""
    found = judge_alike(facts, "figures_before", _message)
    return found if found.failed or facts.previous is not None else Verdict()


def _message(pairs: Sequence[Pair]) -> str:
    return f"表格里的数字与上年报告（{listed_files(pairs)}）全部相同。请对照本年的台账，核对是不是留着上年的表格。"
