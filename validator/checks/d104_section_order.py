"""部分的次序与规定不同

查什么：六个部分是否按规定的次序排列。
为什么：格式文件规定了六个部分的次序，各机关一致，便于公众对照（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：「收到和处理政府信息公开申请情况」排在「主动公开政府信息情况」前面。
正例：总体情况、主动公开、申请处理、复议诉讼、主要问题及改进、其他事项。
怎么改：按规定的次序调整。
"""

from __future__ import annotations

from itertools import pairwise

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import sectioned
from validator.model import Defect, Severity
from validator.prose.outline import Section
from validator.words import TITLES

CODE = "D104"
TITLE = "部分的次序与规定不同"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if most of its sections were found."""
    if not sectioned(facts):
        return Verdict()
    printed: dict[int, Section] = {}  # as they first stand: another paper behind the report has a first part too
    for section in facts.outline.sections:
        if section.number:
            printed.setdefault(section.number, section)
    back = next(((above, here) for above, here in pairwise(printed.values()) if here.number < above.number), None)
    return Verdict((_defect(*back),), failed=1) if back else Verdict(passed=1)


def _defect(above: Section, here: Section) -> Defect:
    first, second = TITLES[here.number - 1][2:], TITLES[above.number - 1][2:]
    text = f"「{here.title.text.strip()}」{at(here.title.place)}排在了「{above.title.text.strip()}」后面；规定的次序是「{first}」在「{second}」之前。请调整次序。"
    return Defect(text, evidence=here.title.text.strip(), place=here.title.place, key="order")
