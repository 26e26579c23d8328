"""有的表用了另一版格式

查什么：全文用一版格式，其中一张或几张表却明显是另一版的行和列。另一版的表按它自己那一版核对，合起来报一次，写明哪几张要换、哪一张要删或要补。
为什么：一份报告只适用一版格式（2019、2020年度国办公开办函〔2019〕60号，2021年度起〔2021〕30号），混用就无法汇总。
错例：第二部分已是2021年版，申请处理表仍只有“（六）其他处理”一行。
正例：各部分都用报告年度应当使用的那一版。
怎么改：把这张表改成报告年度应当使用的格式。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, listed, table_name
from validator.form import Edition
from validator.model import Defect, Observation, Severity
from validator.schema import editions, governing

CODE = "S103"
TITLE = "有的表用了另一版格式"
SEVERITY: Severity = "error"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables found. Where the user named the edition, D005 says what that comes to."""
    seen = other_form(facts)
    return Verdict((_defect(seen, facts),) if seen else (), len(facts.found) - len(seen), len(seen))


def other_form(facts: Facts) -> list[Observation]:
    """Tables that are printed in another form than the rest; none where the user named the form."""
    seen = () if facts.case.edition_forced else facts.seen.get("table_other_edition", ())
    return [o for o in seen if o.table in facts.found]


def left_over(facts: Facts) -> list[Observation]:
    """Tables that only the other form has, of which other tables are there too: they are told with those."""
    forms = {o.note for o in other_form(facts)}
    return [o for o in facts.seen.get("extra_table", ()) if o.note in forms]


def not_taken_over(facts: Facts) -> list[str]:
    """Missing tables that the other form, in which some are printed, does not have: told with those."""
    forms = {o.note for o in other_form(facts)}
    known = {key for e in editions().values() if e.name in forms for key in e.table_keys}
    return [o.table for o in facts.seen.get("table_missing", ()) if forms and o.table and o.table not in known]


def _defect(seen: list[Observation], facts: Facts) -> Defect:
    due = governing(facts.case.report_year) or facts.edition
    form = seen[0].note
    others = f"其他表用的是{facts.edition.name}" if facts.edition else "与其他表不同"
    names = "、".join(f"{table_name(o.table or '', facts)}{at(o.place)}" for o in seen)
    text = f"{names}用的是{form}，{others}。{_advice(seen, due, facts)}。"
    tables = [o.table for o in seen if o.table]
    basis = due.notice if due else None
    return Defect(text, tables[0] if len(tables) == 1 else None, basis=basis, place=seen[0].place, key=",".join(tables))


def _advice(seen: list[Observation], due: Edition | None, facts: Facts) -> str:
    """What to replace, to strike and to add, where the rest is in the form of the year; else to make all one."""
    if due is None:
        return "请统一改用报告年度的格式"
    if due is not facts.edition:
        return f"请统一改用{due.name}"
    said = f"请把{'这几张表' if len(seen) > 1 else '这张表'}换成{due.name}的"
    if extra := [o.text for o in left_over(facts)]:
        said += f"，删去{listed(extra)}表"
    if lacking := [due.table(key).title for key in not_taken_over(facts)]:
        said += f"，补上{listed(lacking)}表"
    return f"{said}；其他表不必换"
