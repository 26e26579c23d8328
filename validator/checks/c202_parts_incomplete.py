"""分项之和小于总数

查什么：正文列出了全部分项（以“其他”收尾、“分别为”、自然人与法人或其他组织都列出、复议诉讼的四种结果都列出、建议提案分成建议和提案）时，加起来是否等于总数。
为什么：列全了的分项加起来应当等于总数。
错例：“行政复议10件，其中维持5件，纠正2件，其他结果1件，尚未审结1件”，合计 9。
正例：“行政复议10件，其中维持6件，纠正2件，其他结果1件，尚未审结1件”。
怎么改：重新核对总数和各分项，补上漏列的，或改正写错的一处。
"""

from __future__ import annotations

from validator.checks.breakdown_words import excerpt, spelled
from validator.checks.facts import Facts, Verdict, at
from validator.checks.sentence_key import sentence_key
from validator.model import Defect, Severity
from validator.prose.breakdowns import Breakdown

CODE = "C202"
TITLE = "分项之和小于总数"
SEVERITY: Severity = "warning"
ITEM = "正文的完整列举"


def examine(facts: Facts) -> Verdict:
    """Items: sentences that give a number and announce all of its parts."""
    every = facts.breakdowns
    found = [b for b in every if b.complete and b.total <= b.most]
    short = [b for b in found if b.total < b.whole.value]
    return Verdict(tuple(map(_defect, short)), len(found) - len(short), len(short))


def _defect(found: Breakdown) -> Defect:
    text = (
        f"正文{at(found.place)}“{excerpt(found)}”一句，总数是 {found.whole.text}，"
        f"列出的各分项之和是 {spelled(found)}，少 {found.whole.value - found.total}。请核对是否漏列或写错。"
    )
    key = f"{found.whole.value:f}>{found.total:f}.{sentence_key(found.sentence)}"
    return Defect(text, evidence=found.sentence, place=found.place, key=key)
