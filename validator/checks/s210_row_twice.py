"""同一行出现两次

查什么：同一张表里，规定的一行是否出现两次。核对时用先出现的一行，后一行不参加加总。
为什么：每一行只应有一行（国办公开办函〔2019〕60号、〔2021〕30号），出现两次就不知道以哪一行为准。
错例：「（一）予以公开」在跨页处又印了一行，数字不同。
正例：每一行只出现一次。
怎么改：核对哪一行是对的，删去另一行，再核对总计。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S210"
TITLE = "同一行出现两次"
SEVERITY: Severity = "error"
ITEM = "行"


def examine(facts: Facts) -> Verdict:
    """Items: mandated rows that are printed."""
    twice = [o for o in facts.seen.get("row_twice", ()) if o.table in facts.forms]
    seen = list({(o.table, o.rows): o for o in reversed(twice)}.values())[::-1]  # each row once, at its first return
    printed = sum(len(table.rows) for table in facts.found.values())
    return Verdict(tuple(_defect(o, facts) for o in seen), max(printed - len(seen), 0), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.forms[seen.table or ""]
    rows = "".join(f"「{form.row(key).label}」" for key in seen.rows) or f"「{seen.text}」"
    text = f"{table_name(form.key, facts)}的{rows}行出现了不止一次{at(seen.place or facts.found[form.key].place)}，只核对了先出现的一行。请核实后只保留一行。"
    return Defect(text, form.key, basis=form.basis, key=",".join(seen.rows))
