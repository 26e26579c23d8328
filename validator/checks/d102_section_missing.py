"""缺少规定的部分

查什么：六个部分是否齐全，序号写成“（六）”“6.”或漏写的也算有；原位上换了标题的由 D101 提示。多数标题都找到、只差个别部分的，才下结论；其余五个部分都确定找到时为错误，否则为疑似。只缺标题、表格还在的，为疑似。
为什么：年度报告应当包括总体情况、主动公开、申请处理、复议诉讼、主要问题及改进、其他事项六个部分（《条例》第五十条）。
错例：报告到「四、政府信息公开行政复议、行政诉讼情况」就结束了，没有第五、第六部分。
正例：六个部分依次写全，没有内容的部分也保留标题并说明情况。
怎么改：补上缺少的部分；确实没有需要说明的，也要保留标题，写明情况。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.prose import broken_off, due_edition, sectioned
from validator.checks.reasons import CUT_OFF
from validator.model import Defect, Severity
from validator.prose.sections import titles_inside
from validator.recognition import is_recognised
from validator.words import TITLES

CODE = "D102"
TITLE = "缺少规定的部分"
SEVERITY: Severity = "error"
ITEM = "规定的部分"

#: Readers of laid-out pages may lose a line between two tables.
_LAID_OUT = frozenset(("pdf", "picture"))


def examine(facts: Facts) -> Verdict:
    """Items: the six sections of a titled report with tables."""
    if not sectioned(facts):
        return Verdict()
    absent = missing_sections(facts)
    missing = [number for number in absent if not _is_beyond(number, facts)]
    sure = {section.number for section in facts.outline.sections if section.number and section.sure}
    certain = len(sure) == len(TITLES) - 1 and due_edition(facts) is not None and not _blurred(facts)
    defects = tuple(_defect(number, facts, certain) for number in missing)
    beyond = len(absent) - len(missing)
    return Verdict(defects, len(TITLES) - len(absent), len(missing), beyond, CUT_OFF if beyond else None)


def _is_beyond(number: int, facts: Facts) -> bool:
    """Whether the text breaks off before the place of that section."""
    last = max((section.number for section in facts.outline.sections), default=0)
    return number > last and bool(broken_off(facts))


def missing_sections(facts: Facts) -> tuple[int, ...]:
    """Numbers of the sections whose title stands nowhere: on no line of its own, nor inside another."""
    there = {section.number for section in facts.outline.sections}
    if len(there - {0}) == len(TITLES):
        return ()
    inside = {n for p in facts.case.paragraphs for n in titles_inside(p.text)}
    return tuple(n for n in range(1, len(TITLES) + 1) if n not in there | inside)


def _blurred(facts: Facts) -> bool:
    return is_recognised(facts.case) or facts.case.reader in _LAID_OUT or "pictures_only" in facts.seen


def _defect(number: int, facts: Facts, certain: bool) -> Defect:
    due = TITLES[number - 1]
    if any(form.section == number for form in facts.forms.values()):
        text = f"没有找到标题「{due}」，它的表格却在。请补上标题。"
        return Defect(text, severity="warning", key=str(number))
    text = f"没有找到「{due}」这一部分。请补上；没有内容的也要保留标题，写明情况。"
    return Defect(text, severity=None if certain else "warning", key=str(number))
