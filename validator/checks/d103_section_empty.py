"""部分内容为空

查什么：第一、第五、第六部分有没有文字；第五部分是不是只写了“无”。表格缺失由 S101 检查。
为什么：这三部分要用文字说明；存在的主要问题及改进情况是必须报告的内容，不能只写“无”（《条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号）。
错例：「五、存在的主要问题及改进情况」下面只有一个“无”字。
正例：写明存在哪些问题、怎样改进。
怎么改：补写这一部分的内容。
"""

from __future__ import annotations

import re

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import even, sectioned
from validator.model import Defect, Paragraph, Severity
from validator.words import TITLES

CODE = "D103"
TITLE = "部分内容为空"
SEVERITY: Severity = "warning"
ITEM = "以文字说明的部分"

_WRITTEN = (1, 5, 6)
_PROBLEMS = 5
_LETTERS = re.compile(r"[\w]")
#: Whoever says that there is nothing says no more than this.
_LONGEST = 400
_NOTHING = re.compile(
    r"(?:\d{4}年度?[,，]?)?(?:本(?:年度?|机关|单位|部门|局|镇|街道|办)|我(?:局|单位|镇|街道|办))?[,，]?(?:目前)?(?:均)?"
    r"(?:无|暂无|没有|不存在|未发现|无此情况|无相关情况)(?:明显的?)?(?:存在)?(?:的?(?:主要)?问题)?(?:(?:及|和)改进情况)?(?:情况)?"
)
#: A character that saying so never needs.
_MORE = re.compile(f"(?![{''.join(re.findall('[一-鿿]', _NOTHING.pattern))}])[一-鿿]")


def examine(facts: Facts) -> Verdict:
    """Items: sections one, five and six that were found."""
    if not sectioned(facts):
        return Verdict()
    printed = {s.number: s.title for s in facts.outline.sections if s.number in _WRITTEN}
    defects = tuple(d for number, title in printed.items() if (d := _defect(number, title, facts)))
    return Verdict(defects, len(printed) - len(defects), len(defects))


def is_empty(facts: Facts, number: int) -> bool:
    """Whether section `number` has a title and no words at all."""
    return not any(_LETTERS.search(p.text) for s in facts.outline.sections if s.number == number for p in s.paragraphs)


def _defect(number: int, title: Paragraph, facts: Facts) -> Defect | None:
    due = TITLES[number - 1]
    if is_empty(facts, number):
        more = "；没有其他事项的写“无”" if number == len(TITLES) else ""
        signs = "".join(p.text.strip() for n, p in facts.outline.prose() if n == number)
        found = f"只有“{signs}”，没有文字" if signs else "没有文字"
        return Defect(
            f"「{due}」{at(title.place)}下面{found}。请补写{more}。",
            evidence=title.text.strip(),
            place=title.place,
            key=f"{number}.empty",
        )
    if number != _PROBLEMS:
        return None
    said = "".join(p.text for n, p in facts.outline.prose() if n == number)
    if len(said) > _LONGEST or _MORE.search(said):
        return None
    text = re.sub(r"[。.,，、;；!！()]+", "", even(said))
    if not _NOTHING.fullmatch(text):
        return None
    told = f"「{due}」{at(title.place)}只写了「{text}」。请写明存在的问题和改进情况。"
    return Defect(told, evidence=text, place=title.place, key=f"{number}.nothing")
