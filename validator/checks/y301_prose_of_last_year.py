"""文字与上年报告大半相同

查什么：第一、五、六部分的句子，有没有八成以上、至少八句也写在同一机关上年的报告里。数字、年份、标点和机关、地方的名称不计；短句、信息处理费一类必写的话，以及五十份以上报告里都有的句子不计。
为什么：年度报告应当写这一年的工作、这一年的问题和改进（《条例》第五十条）；整篇只换年份和数字，多半是照抄上年。
错例：本年二十四句里有二十三句，除年份和数字外与上年一字不差。
正例：框架相同，各段写的是本年的事。
怎么改：对照上年报告，按本年的实际情况改写，尤其是问题和改进情况。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.between.links import Pair
from validator.checks.alike import judge_alike, shares
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "Y301"
TITLE = "文字与上年报告大半相同"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if its prose was compared with last year's."""
    found = judge_alike(facts, "prose_before", _message)
    return found if found.failed or facts.previous is not None else Verdict()


def _message(pairs: Sequence[Pair]) -> str:
    return (
        f"第一、五、六部分的文字（数字、年份、名称不计）与上年报告大半相同：{shares(pairs)}。"
        "请核对是不是照抄上年，按本年的实际情况改写，尤其是问题和改进情况。"
    )
