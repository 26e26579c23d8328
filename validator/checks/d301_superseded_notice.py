"""引用了已被替代的格式文件

查什么：报告年度应当用新格式，文中却只引用旧的格式文件（国办公开办函〔2019〕60号）。同时引用了新文件的不报。
为什么：2021年度起适用国办公开办函〔2021〕30号，旧文件不再是编制依据。
错例：2023年度报告写“按照国办公开办函〔2019〕60号要求编制”。
正例：2023年度报告写“按照国办公开办函〔2021〕30号要求编制”。
怎么改：改引现行文件，并核对表格用的是现行格式。
"""

from __future__ import annotations

import re

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import due_edition, even, quoted
from validator.form import Edition
from validator.model import Defect, Paragraph, Severity
from validator.schema import editions

CODE = "D301"
TITLE = "引用了已被替代的格式文件"
SEVERITY: Severity = "warning"
ITEM = "引用的格式文件"

_MARKS = re.compile(r"[〔〕\[\]()（）【】﹝﹞]")
_STEM = "公开办函"


def examine(facts: Facts) -> Verdict:
    """Items: citations of notices that issued a form."""
    due = due_edition(facts)
    cited = [p for p in facts.case.paragraphs if _STEM in p.text] if due and _STEM in facts.text else []
    if due is None or not cited:
        return Verdict()
    old = [(p, e) for p in cited for e in editions().values() if e.first < due.first and _cites(p, e)]
    if not old or any(_cites(p, due) for p in cited):
        return Verdict(passed=len(cited))
    return Verdict((_defect(*old[0], due, facts),), len(cited) - 1, 1)


def _cites(paragraph: Paragraph, edition: Edition) -> bool:
    return _bare(edition.notice).removeprefix("国办") in _bare(paragraph.text)


def _bare(text: str) -> str:
    return _MARKS.sub("", even(text))


def _defect(paragraph: Paragraph, old: Edition, due: Edition, facts: Facts) -> Defect:
    where = paragraph.text.find(_STEM)
    text = (
        f"{facts.case.report_year}年度的报告引用了{old.notice}：{quoted(paragraph.text, where)}{at(paragraph.place)}；"
        f"这一年度适用{due.notice}。请改引现行文件。"
    )
    return Defect(text, basis=due.notice, evidence=paragraph.text, place=paragraph.place, key=old.key)
