"""列的次序不对

查什么：表头各列的次序是否与规定的一致。各格按表头的名称读取，不按位置猜。
为什么：列的次序由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号）；次序乱了，常常是表头或数字错位。
错例：「科研机构」排在「商业企业」前面。
正例：自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计。
怎么改：按规定次序排列各列，并逐列核对数字是否在自己的表头下面。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, listed, table_name
from validator.model import Defect, Observation, Severity

CODE = "S213"
TITLE = "列的次序不对"
SEVERITY: Severity = "warning"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables found."""
    seen = [o for o in facts.seen.get("columns_out_of_order", ()) if o.table in facts.forms]
    return Verdict(tuple(_defect(o, facts) for o in seen), len(facts.forms) - len(seen), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.forms[seen.table or ""]
    labels = [form.column(key).short for key in seen.columns]
    text = (
        f"{table_name(form.key, facts)}{at(facts.found[form.key].place)}的列次序与规定不同（从{listed(labels)}起），"
        "已按表头名称读取。请按规定次序排列，并核对各列数字没有错位。"
    )
    return Defect(text, form.key, basis=form.basis)
