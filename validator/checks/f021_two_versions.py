"""同一机关同一年度有几份不同的报告

查什么：一起核验的文件里，有没有同一机关、同一年度而表格数字不同的另一份报告。只比两份都读出来的格；这些格都相同的（如同一份报告的网页和 Word 文件，或者一份有几行没有读出）不报；标题和正文年度说法不一的不比。
为什么：一个机关一个年度只有一份年报。几份数字不同的放在一起，往往有草稿、旧稿没有删去，或者年度、机关写错了，汇总时会重复或者取错。
错例：「教育局2023年报.docx」与「教育局2023年报（定稿）.docx」都是云桥市教育局2023年的报告，数字不同。
正例：每个机关每个年度只有一份。
怎么改：核对以哪一份为准，把其余的移走；年度或机关写错的，改正。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.between.links import Pair
from validator.checks.alike import judge_alike, listed_files
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "F021"
TITLE = "同一机关同一年度有几份不同的报告"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if it was compared with others."""
    return judge_alike(facts, "organ_year", _message)


def _message(pairs: Sequence[Pair]) -> str:
    return f"同一机关同一年度另有数字不同的报告：{listed_files(pairs)}。请核对以哪一份为准，移走其余的；年度或机关写错的，请改正。"
