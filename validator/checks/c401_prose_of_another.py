"""文字与另一机关的报告大半相同

查什么：第一、五、六部分的句子，有没有六成以上、至少八句也写在另一机关同年或以前的报告里。数字、年份、标点和机关、地方的名称不计；短句、信息处理费一类必写的话，以及五十份以上报告里都有的句子不计。
为什么：年度报告应当写本机关一年的工作（《条例》第五十条）；整篇相同，往往是套用了别人的文字，问题与改进措施尤其不会完全一样。
错例：两个局的报告各二十四句，有二十二句除名称和数字外一字不差。
正例：只有编制依据、信息处理费等必写的话相同。
怎么改：对照所列的报告，把不属于本机关的内容改成本机关的实际情况；确由同一单位合写、或统一供稿的，可以不改。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.between.links import Pair
from validator.checks.alike import judge_alike, shares
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "C401"
TITLE = "文字与另一机关的报告大半相同"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if its prose was compared with that of others."""
    return judge_alike(facts, "prose_other", _message)


def _message(pairs: Sequence[Pair]) -> str:
    return (
        f"第一、五、六部分的文字（数字、年份、名称不计）与另一机关的报告大半相同：{shares(pairs)}。"
        "请核对是不是套用了别人的文字，把不属于本机关的内容改过来。"
    )
