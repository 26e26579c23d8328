"""多出规定以外的行

查什么：表里有没有规定以外的行，如小计行、分组行。这些行不参加加总，每张表只报一次。
为什么：表格由国务院办公厅统一规定到单元格（国办公开办函〔2019〕60号、〔2021〕30号），多出的行无法汇总，也容易重复计算。
错例：「（三）不予公开」各行下面另加一行“小计”。
正例：只有规定的行。
怎么改：删去多出的行；确需说明的内容，写在表外的文字里。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S203"
TITLE = "多出规定以外的行"
SEVERITY: Severity = "notice"
ITEM = "行"

_NAMED = 4
#: A label longer than this is cut: some rows hold whole sentences.
_LONGEST = 24


def examine(facts: Facts) -> Verdict:
    """Items: printed rows of the tables found."""
    seen = facts.seen.get("extra_row", ())
    defects = tuple(_defect(key, rows, facts) for key in facts.forms if (rows := [o for o in seen if o.table == key]))
    return Verdict(defects, sum(len(t.rows) for t in facts.found.values()), len(seen))


def _defect(key: str, rows: Sequence[Observation], facts: Facts) -> Defect:
    named = "；".join(f"{_label(o)}{at(o.place)}" for o in rows[:_NAMED])
    rest = "等" if len(rows) > _NAMED else ""
    where = "" if any(o.place for o in rows) else at(facts.found[key].place)
    text = f"{table_name(key, facts)}{where}有 {len(rows)} 行是规定格式没有的：{named}{rest}。这些行未参加加总；请删去，需要说明的写在表外。"
    return Defect(text, key, basis=facts.forms[key].basis)


def _label(seen: Observation) -> str:
    if not seen.text:
        return "没有行名的一行"
    return f"「{seen.text[:_LONGEST]}{'…' if len(seen.text) > _LONGEST else ''}」"
