"""行的次序不对

查什么：各行是否按规定的次序排列。行按名称对应，次序不对不影响核对，只作提示。
为什么：表格由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号），次序变了，汇总时按位置取数就会错位。
错例：「（二）部分公开」排在「（一）予以公开」之前。
正例：按（一）、（二）、（三）……（七）的次序排列。
怎么改：把这一行连同数字移回规定的位置。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S205"
TITLE = "行的次序不对"
SEVERITY: Severity = "notice"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables found."""
    seen = [o for o in facts.seen.get("rows_out_of_order", ()) if o.table in facts.forms]
    return Verdict(tuple(_defect(o, facts) for o in seen), len(facts.found) - len(seen), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.forms[seen.table or ""]
    rows = "".join(f"「{form.row(key).label}」" for key in seen.rows)
    what = f"{rows}行排得靠后了" if rows else "各行没有按规定的次序排列"
    text = f"{table_name(form.key, facts)}{at(seen.place)}{what}，已按行名核对。请按规定的次序排列。"
    return Defect(text, form.key, basis=form.basis, key=",".join(seen.rows))
