"""部分内容为空

查什么：第一、第五、第六部分有没有文字；第五部分是不是只写了“无”“没有存在的主要问题”之类的话；落款不算文字。表格缺失由 S101 检查。
为什么：这三部分要用文字说明；存在的主要问题及改进情况是必须报告的内容，不能只写“无”（《条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号）。
错例：「五、存在的主要问题及改进情况」下面只有一个“无”字。
正例：写明存在哪些问题、怎样改进。
怎么改：补写这一部分的内容。
"""

from __future__ import annotations

import re

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import quoted, sectioned
from validator.model import Defect, Paragraph, Severity
from validator.prose.signature import without_signature
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
_SUBJECT = (
    r"(?:年度?|本(?:年度?|机关|单位|部门|局|镇|乡|街道|办)|我(?:局|委|办|单位|镇|乡|街道)|经(?:自查|梳理|核查)|目前|总体|整体|今年|全年"
    r"|(?:政府)?信息公开|工作|中|方面|情况|开展|进展|运行|良好|较好|正常|平稳|顺利|规范|有序)"
)
_PROBLEMS_AND_MORE = r"(?:(?:存在)?的?(?:主要)?(?:问题|不足|困难)(?:[及和与]?(?:其|下一步)?(?:改进|整改)(?:情况|措施)?)?|改进(?:情况|措施)|下一步改进措施|情况)"
_NONE = r"(?:均|都|也)?(?:暂无|无|暂时没有|没有|不存在|未发现|未存在)"
#: A clause that says nothing by itself; one that says that there is none.
_HOLLOW = re.compile(rf"[一二三四五]|{_SUBJECT}*+(?:{_PROBLEMS_AND_MORE})?")
_NOTHING = re.compile(
    rf"{_SUBJECT}*+(?:{_PROBLEMS_AND_MORE}[为是]?)?{_NONE}(?:明显|突出|较大|此|相关)?的?(?:存在)?(?:{_PROBLEMS_AND_MORE})?"
)
_NO_WORDS = re.compile("[^一-鿿]+")
#: A character that saying so never needs.
_MORE = re.compile(f"(?![{''.join(re.findall('[一-鿿]', _NOTHING.pattern + _HOLLOW.pattern))}])[一-鿿]")


def examine(facts: Facts) -> Verdict:
    """Items: sections one, five and six that were found."""
    if not sectioned(facts):
        return Verdict()
    printed = {s.number: s.title for s in facts.outline.sections if s.number in _WRITTEN}
    defects = tuple(d for number, title in printed.items() if (d := _defect(number, title, facts)))
    return Verdict(defects, len(printed) - len(defects), len(defects))


def is_empty(facts: Facts, number: int) -> bool:
    """Whether section `number` has a title and no words at all; the signature under the last one is none of them."""
    last = facts.outline.sections[-1]
    printed = (s for s in facts.outline.sections if s.number == number)
    said = (p for s in printed for p in (without_signature(s.paragraphs) if s is last else s.paragraphs))
    return not any(_LETTERS.search(p.text) for p in said)


def says_nothing(text: str) -> bool:
    """Whether every clause is hollow, or says that there is none, and one does: 存在的主要问题：无。"""
    if len(text) > _LONGEST or _MORE.search(text):
        return False
    clauses = [clause for clause in _NO_WORDS.split(text) if clause]
    none = [_NOTHING.fullmatch(clause) is not None for clause in clauses]
    return any(none) and all(no or _HOLLOW.fullmatch(clause) for no, clause in zip(none, clauses, strict=True))


def _defect(number: int, title: Paragraph, facts: Facts) -> Defect | None:
    due = TITLES[number - 1]
    if is_empty(facts, number):
        more = "；没有其他事项的写“无”" if number == len(TITLES) else ""
        signs = "".join(p.text.strip() for n, p in facts.outline.prose() if n == number and not _LETTERS.search(p.text))
        found = f"只有“{signs}”，没有文字" if signs else "没有文字"
        return Defect(
            f"「{due}」{at(title.place)}下面{found}。请补写{more}。",
            evidence=title.text.strip(),
            place=title.place,
            key=f"{number}.empty",
        )
    if number != _PROBLEMS:
        return None
    said = " ".join(p.text.strip() for n, p in facts.outline.prose() if n == number)
    if not says_nothing(said):
        return None
    told = f"「{due}」{at(title.place)}只写了{quoted(said.rstrip('。.'))}。请写明存在的问题和改进情况。"
    return Defect(told, evidence=said, place=title.place, key=f"{number}.nothing")
