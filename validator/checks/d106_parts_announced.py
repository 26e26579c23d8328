"""公布的部分与实有的不符

查什么：开头说“全文包括……”“由……六个部分组成”的，个数和名称是否与正文的部分一致。以“等”结尾的不比名称；列出旧提纲部分的由 D107 提示；“正文和附件两部分”不算。
为什么：开头的说明照搬往年或别的报告，公众会以为缺了内容。
错例：开头说“本报告由五个部分组成”，正文有六个部分。
正例：开头列出的六个部分与正文标题一致。
怎么改：按正文实有的部分改写这句话。
"""

from __future__ import annotations

from validator.checks.d102_section_missing import missing_sections
from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import numerals, quoted, sectioned
from validator.model import Defect, Severity
from validator.prose.announcement import Announcement, older_part

CODE = "D106"
TITLE = "公布的部分与实有的不符"
SEVERITY: Severity = "warning"
ITEM = "开头的说明"


def examine(facts: Facts) -> Verdict:
    """Items: a sentence that announces the parts of the report, above the first section or at its beginning."""
    if not sectioned(facts):
        return Verdict()
    said = facts.announcement
    if said is None:
        return Verdict()
    why = _contradiction(said, facts)
    if why is None:
        return Verdict(passed=1)
    text = f"开头说{quoted(said.text, said.start)}{at(said.place)}，{why}。请按正文改写。"
    return Verdict((Defect(text, evidence=said.text, place=said.place, key="parts"),), failed=1)


def _contradiction(said: Announcement, facts: Facts) -> str | None:
    """What is there instead; None if the announcement is kept, or what is missing is told on its own."""
    there = {s.number for s in facts.outline.sections if s.number}
    extra = sum(not s.number for s in facts.outline.sections)
    if missing_sections(facts) and said.count in (None, len(there) + len(missing_sections(facts))):
        return None
    if said.count is not None and not len(there) <= said.count <= len(there) + extra:
        return f"正文却有{len(there)}个部分"
    unsaid = sorted(there - set(said.named))
    if said.named and not said.open_ended and unsaid and not older_part(said.text):
        return f"没有提到{numerals(unsaid)}"
    return None
