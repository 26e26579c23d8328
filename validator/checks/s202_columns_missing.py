"""规定的列缺失

查什么：每张表规定的列是否都在。缺一段连续的列只报一次。
为什么：表格由国务院办公厅统一规定到单元格（国办公开办函〔2019〕60号、〔2021〕30号）。缺一列，各行的总计就无从核对。
错例：申请处理表没有「法律服务机构」一列。
正例：七列俱全，没有发生的填 0。
怎么改：按规定格式补上缺的列，没有数据填 0，再核对总计。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, listed, table_name
from validator.checks.unread import UNREAD, is_unread
from validator.model import Defect, Observation, Severity

CODE = "S202"
TITLE = "规定的列缺失"
SEVERITY: Severity = "error"
ITEM = "列"


def examine(facts: Facts) -> Verdict:
    """Items: mandated columns of the tables found."""
    absent = facts.seen.get("columns_missing", ())
    seen = [o for o in absent if not is_unread(o.table or "", facts)]
    missing = sum(len(o.columns) for o in seen)
    opened = sum(len(o.columns) for o in absent) - missing
    present = sum(len(form.columns) for form in facts.forms.values()) - missing - opened
    return Verdict(tuple(_defect(o, facts) for o in seen), present, missing, opened, UNREAD if opened else None)


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.forms[seen.table or ""]
    labels = [form.column(key).short for key in seen.columns]
    where = at(facts.found[form.key].place)
    block = f"「{form.row(seen.rows[0]).label}」一组" if seen.rows else ""
    text = f"{table_name(form.key, facts)}{where}{block}缺 {len(labels)} 列：{listed(labels)}。请按规定格式补上，没有数据填 0。"
    return Defect(text, form.key, basis=form.basis, key=",".join((*seen.rows, *seen.columns)))
