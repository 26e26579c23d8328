"""没有表头

查什么：表格有没有列名。没有列名而行名齐全、每行格数正好的，按规定的列次序读取，并请人核对。
为什么：列名由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号）；没有列名，公众不知道每个数是什么。
错例：申请处理表从「一、本年新收政府信息公开申请数量」开始，上面没有「自然人」「商业企业」等列名。
正例：表格第一部分是完整的列名。
怎么改：补上规定的表头，并核对各列的数字。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S211"
TITLE = "没有表头"
SEVERITY: Severity = "warning"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables found."""
    seen = [o for o in facts.seen.get("header_missing", ()) if o.table in facts.forms]
    failed = len({o.table for o in seen})
    first = {o.table: o for o in reversed(seen)}
    defects = tuple(_defect(first[key], facts) for key in facts.forms if key in first)
    return Verdict(defects, len(facts.found) - failed, failed)


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.forms[seen.table or ""]
    text = f"{table_name(form.key, facts)}{at(seen.place or facts.found[form.key].place)}没有表头，已按规定的列次序读取。请补上表头，并核对各列的数字。"
    return Defect(text, form.key, basis=form.basis)
