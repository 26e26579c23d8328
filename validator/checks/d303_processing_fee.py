"""没有报告信息处理费

查什么：2021年版格式的第六部分有没有说明收取信息处理费的情况。别的部分写明的也算；行政事业性收费不是信息处理费，不算。
为什么：第六部分应当报告依申请公开收取信息处理费的情况（国办函〔2020〕109号；国办公开办函〔2021〕30号）。
错例：「六、其他需要报告的事项」只写“无”。
正例：“本年度没有收取信息处理费”；“发出收费通知2件，总金额60元，实际收取60元”。
怎么改：在第六部分写明收取信息处理费的件数、总金额和实际收取金额；没有收取的写明没有收取。
"""

from __future__ import annotations

from validator.checks.d103_section_empty import is_empty
from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import due_edition, sectioned
from validator.model import Defect, Severity
from validator.prose.fee_statement import LAST_SECTION, speaks_of_fees
from validator.words import TITLES

CODE = "D303"
TITLE = "没有报告信息处理费"
SEVERITY: Severity = "warning"
ITEM = "信息处理费说明"

_BASIS = "国办函〔2020〕109号；国办公开办函〔2021〕30号"


def examine(facts: Facts) -> Verdict:
    """Items: section six, where the edition wants the statement. An empty section is D103's."""
    due = due_edition(facts)
    if due is None or "processing_fee" not in due.statements or not sectioned(facts):
        return Verdict()
    section = facts.outline.section(LAST_SECTION)
    if section is None or is_empty(facts, LAST_SECTION):
        return Verdict()
    if facts.fees or any(speaks_of_fees(p.text) for p in section.paragraphs):
        return Verdict(passed=1)
    text = (
        f"「{TITLES[LAST_SECTION - 1]}」{at(section.title.place)}没有说明收取信息处理费的情况。"
        "请写明件数、总金额、实际收取金额；没有收取的写明没有收取。"
    )
    return Verdict(
        (Defect(text, basis=_BASIS, evidence=section.title.text.strip(), place=section.title.place, key="fee"),),
        failed=1,
    )
