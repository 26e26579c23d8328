"""一张表用了另一版格式

查什么：全文用一版格式，其中一张表却明显是另一版的行和列。这张表按它自己那一版核对。
为什么：一份报告只适用一版格式（2019、2020年度国办公开办函〔2019〕60号，2021年度起〔2021〕30号），混用就无法汇总。
错例：第二部分已是2021年版，申请处理表仍只有“（六）其他处理”一行。
正例：各部分都用报告年度应当使用的那一版。
怎么改：把这张表改成报告年度应当使用的格式。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity
from validator.schema import editions

CODE = "S103"
TITLE = "一张表用了另一版格式"
SEVERITY: Severity = "error"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables found. Where the user named the edition, D005 says what that comes to."""
    if facts.case.edition_forced:
        return Verdict(passed=len(facts.found))
    seen = [o for o in facts.seen.get("table_other_edition", ()) if o.table in facts.found]
    return Verdict(tuple(_defect(o, facts) for o in seen), len(facts.found) - len(seen), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    key = seen.table or ""
    year = facts.case.report_year
    due = next((e for e in editions().values() if year is not None and e.governs(year)), facts.edition)
    others = f"其他表用的是{facts.edition.name}" if facts.edition else "与其他表不同"
    advice = f"请统一改用{due.name}" if due else "请统一改用报告年度的格式"
    text = f"{table_name(key, facts)}{at(seen.place)}用的是{seen.note}，{others}。{advice}。"
    return Defect(text, key, basis=due.notice if due else None)
