"""信息处理费说明不全

查什么：第六部分说收取了信息处理费的，有没有写明件数、总金额和实际收取金额。说没有收取的不用写。
为什么：发出收费通知的件数、总金额和实际收取的总金额都应当报告（国办函〔2020〕109号）。
错例：“全年收取信息处理费3940元”，没有件数。
正例：“发出收费通知5件，总金额3940元，实际收取3940元”。
怎么改：补上缺少的几项。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import due_edition, quoted, sectioned
from validator.model import Defect, Severity
from validator.prose.fee_statement import LAST_SECTION, fee_sentences, is_guidance, missing_parts

CODE = "D304"
TITLE = "信息处理费说明不全"
SEVERITY: Severity = "notice"
ITEM = "信息处理费说明"

_BASIS = "国办函〔2020〕109号"


def examine(facts: Facts) -> Verdict:
    """Items: a statement in section six, where the edition wants it."""
    due = due_edition(facts)
    section = facts.outline.section(LAST_SECTION)
    if due is None or section is None or "processing_fee" not in due.statements or not sectioned(facts):
        return Verdict()
    said = [sentence for sentence in fee_sentences(section.paragraphs) if not is_guidance(sentence)]
    if not said:
        return Verdict()
    about = [p for p in section.paragraphs if any(s.place == p.place for s in said)]
    absent = missing_parts(about)
    if not absent:
        return Verdict(passed=1)
    text = f"信息处理费的说明{quoted(said[0].text)}{at(said[0].place)}没有写明{'、'.join(absent)}。请补上。"
    return Verdict((Defect(text, basis=_BASIS, evidence=said[0].text, place=said[0].place, key="parts"),), failed=1)
