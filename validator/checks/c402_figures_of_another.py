"""表格数字与另一机关的报告全部相同

查什么：表格里的全部数字，有没有与另一机关同年或以前的报告一格不差的。全部为 0 的、数字少得可能碰巧相同的不比。
为什么：两个机关各项数字全部相同，不会是巧合：多半是传错了文件，或拿别人的报告改，忘了换表格。
错例：民政局与水利局的申请处理表、第二十条表每一格都相同。
正例：两个镇都只收到 1 件申请，其余为 0（数字太少，不比）。
怎么改：对照台账核对表格是哪个机关的，换成本机关的数字。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.between.links import Pair
from validator.checks.alike import judge_alike, listed_files
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "C402"
TITLE = "表格数字与另一机关的报告全部相同"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if its figures were compared with those of others."""
    return judge_alike(facts, "figures_other", _message)


def _message(pairs: Sequence[Pair]) -> str:
    return f"表格里的数字与另一机关的报告（{listed_files(pairs)}）全部相同。请对照台账，核对表格是不是本机关的。"
