"""章节标题与规定不符

查什么：六个部分的标题是否与规定的一致。去掉序号、标点和“因……被申请、提起、的、政府信息公开工作”等字样后再比；用字不同为提示，像是错字为疑似。
为什么：年度报告分六个部分，标题由格式文件统一规定（国办公开办函〔2019〕60号、〔2021〕30号；《条例》第五十条）。
错例：「四、政府信息公开行政法复议、行政诉讼情况」，多了一个“法”字。
正例：「四、政府信息公开行政复议、行政诉讼情况」。
怎么改：改成规定的标题。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Paragraph, Severity
from validator.sections import Likeness, compare
from validator.words import TITLES

CODE = "D101"
TITLE = "章节标题与规定不符"
SEVERITY: Severity = "notice"
ITEM = "章节标题"


def examine(facts: Facts) -> Verdict:
    """Items: lines that are, or resemble, one of the six titles; reports with tables only."""
    if not facts.found:
        return Verdict()
    found = [(p, likeness) for p in facts.case.paragraphs if (likeness := compare(p.text))]
    odd = [(p, likeness) for p, likeness in found if not likeness.same]
    return Verdict(tuple(_defect(*pair) for pair in odd), len(found) - len(odd), len(odd))


def _defect(printed: Paragraph, likeness: Likeness) -> Defect:
    due = TITLES[likeness.number - 1]
    text = f"标题「{printed.text.strip()}」{at(printed.place)}与规定的「{due}」不同{'，像是错字' if likeness.slip else ''}。请改成规定的标题。"
    severity: Severity | None = "warning" if likeness.slip else None
    return Defect(text, severity=severity, evidence=printed.text.strip(), key=str(likeness.number))
