"""另一版格式才有的表

查什么：所用格式没有、只有另一版格式才有的表。不参加核对，只作提示。
为什么：表格由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号），多出的表无法汇总。
错例：2021年版报告里还留着「第二十条第（九）项」政府集中采购表。
正例：只有所用格式规定的表。
怎么改：删去这张表；确需说明的，写在“六、其他需要报告的事项”里。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.checks.s103_table_other_edition import left_over
from validator.model import Defect, Observation, Severity

CODE = "S104"
TITLE = "另一版格式才有的表"
SEVERITY: Severity = "notice"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: tables that were recognised, in whichever edition."""
    told = left_over(facts)
    seen = [o for o in facts.seen.get("extra_table", ()) if o not in told]
    return Verdict(tuple(_defect(o, facts) for o in seen), len(facts.found), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.edition.name if facts.edition else "现用的格式"
    text = (
        f"「{seen.text}」表{at(seen.place)}是{seen.note}才有的表，{form}没有，未参加核对。"
        "请删去；确需说明的，写在“其他需要报告的事项”里。"
    )
    return Defect(text, basis=facts.edition.notice if facts.edition else None, key=seen.text)
