"""多出规定以外的列

查什么：表里有没有规定以外的列，如“法人或其他组织小计”。这些列不参加加总，每张表只报一次。
为什么：表格由国务院办公厅统一规定到单元格（国办公开办函〔2019〕60号、〔2021〕30号），多出的列无法汇总，也容易重复计算。
错例：「其他」与「总计」之间另加一列“小计”。
正例：只有规定的列。
怎么改：删去多出的列；确需说明的内容，写在表外的文字里。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict, at, listed, table_name
from validator.model import Defect, Observation, Severity

CODE = "S204"
TITLE = "多出规定以外的列"
SEVERITY: Severity = "notice"
ITEM = "列"

_NAMED = 4


def examine(facts: Facts) -> Verdict:
    """Items: printed columns of the tables found. A column that came twice falls under S212 only."""
    twice = {(o.table, o.text.strip()) for o in facts.seen.get("column_twice", ())}
    seen = [o for o in facts.seen.get("extra_column", ()) if (o.table, o.text.strip()) not in twice]
    defects = tuple(_defect(key, extra, facts) for key in facts.forms if (extra := [o for o in seen if o.table == key]))
    missing = sum(len(o.columns) for o in facts.seen.get("columns_missing", ()))
    return Verdict(defects, sum(len(form.columns) for form in facts.forms.values()) - missing, len(seen))


def _defect(key: str, extra: Sequence[Observation], facts: Facts) -> Defect:
    where = at(facts.found[key].place)
    names = listed([o.text or "没有列名" for o in extra], _NAMED)
    text = f"{table_name(key, facts)}{where}有 {len(extra)} 列是规定格式没有的：{names}。这些列未参加加总；请删去，需要说明的写在表外。"
    return Defect(text, key, basis=facts.forms[key].basis)
