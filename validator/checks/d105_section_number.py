"""部分的序号有误

查什么：各部分标题的序号是否从“一”起依次排列，有没有重复、跳号、写错。
为什么：序号错了，公众和引用的人分不清是哪一部分；常见于从别的报告复制标题。
错例：「三、收到和处理政府信息公开申请情况」之后又是「三、政府信息公开行政复议、行政诉讼情况」。
正例：一、二、三、四、五、六各一次。
怎么改：按次序改正序号。
"""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import sectioned
from validator.model import Defect, Severity
from validator.prose.outline import Section

CODE = "D105"
TITLE = "部分的序号有误"
SEVERITY: Severity = "warning"
ITEM = "部分的序号"

_ORDINALS = "一二三四五六七八九十"


def examine(facts: Facts) -> Verdict:
    """Items: numbered titles of sections."""
    if not sectioned(facts):
        return Verdict()
    every = facts.outline.sections
    once = [s for i, s in enumerate(every) if not s.number or s.number not in {t.number for t in every[:i]}]
    marked = [(due, s) for due, s in enumerate(once, 1) if s.mark and s.number and s.sure]
    wrong = tuple(_wrong(marked))
    return Verdict(tuple(_defect(*pair, facts) for pair in wrong), len(marked) - len(wrong), len(wrong))


def _wrong(marked: list[tuple[int, Section]]) -> Iterator[tuple[int, Section]]:
    """A number is right if it counts the sections that are there, or is that of the mandated section."""
    seen: set[int] = set()
    for due, section in marked:
        counted = section.mark == due or section.mark == section.number
        if not counted or section.mark in seen:
            yield due, section
        seen.add(section.mark)


def _defect(due: int, section: Section, facts: Facts) -> Defect:
    twice = sum(other.mark == section.mark for other in facts.outline.sections) > 1
    mark = _ORDINALS[section.mark - 1] if section.mark <= len(_ORDINALS) else str(section.mark)
    why = f"序号“{mark}”用了不止一次" if twice else f"序号是“{mark}”"
    ought = _ORDINALS[due - 1] if due <= len(_ORDINALS) else str(due)
    text = f"标题「{section.title.text.strip()}」{at(section.title.place)}{why}，按次序应为“{ought}”。请改正序号。"
    return Defect(text, evidence=section.title.text.strip(), place=section.title.place, key=f"{section.number}")
