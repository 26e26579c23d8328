"""同一列出现两次

查什么：同一张表里，规定的一列是否出现两次。核对时用先出现的一列，后一列不参加加总。
为什么：每一列只应有一列（国办公开办函〔2019〕60号、〔2021〕30号），出现两次就不知道以哪一列为准。
错例：「自然人」一列后面又有一列「自然人」。
正例：每一列只出现一次。
怎么改：核对哪一列是对的，改正另一列的列名或删去，再核对总计。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S212"
TITLE = "同一列出现两次"
SEVERITY: Severity = "error"
ITEM = "列"


def examine(facts: Facts) -> Verdict:
    """Items: mandated columns that are printed."""
    twice = [o for o in facts.seen.get("column_twice", ()) if o.table in facts.forms]
    seen = list({(o.table, o.columns): o for o in twice}.values())
    missing = sum(len(o.columns) for o in facts.seen.get("columns_missing", ()))
    printed = sum(len(form.columns) for form in facts.forms.values()) - missing
    return Verdict(tuple(_defect(o, facts) for o in seen), max(printed - len(seen), 0), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.forms[seen.table or ""]
    columns = "".join(f"「{form.column(key).short}」" for key in seen.columns)
    where = at(facts.found[form.key].place)
    text = (
        f"{table_name(form.key, facts)}{where}的{columns}列出现了不止一次，只核对了先出现的一列。请核实后只保留一列。"
    )
    return Defect(text, form.key, basis=form.basis, key=",".join(seen.columns))
