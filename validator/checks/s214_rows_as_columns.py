"""表的行和列颠倒了

查什么：规定在左边的名称是否排到了上面，规定在上面的排到了左边。名称对得上的，按名称读取，全报告只提示一次。
为什么：表格由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号），行列颠倒后，汇总时按位置取数就会错位。
错例：第二十条表上面是「规章」「行政规范性文件」，左边是「本年制发件数」等。
正例：左边是「规章」「行政规范性文件」，上面是「本年制发件数」等。
怎么改：把行和列调回规定的位置，并核对各格的数字。
"""

from __future__ import annotations

from collections.abc import Mapping

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S214"
TITLE = "表的行和列颠倒了"
SEVERITY: Severity = "notice"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables found."""
    seen = {o.table: o for o in reversed(facts.seen.get("table_turned", ())) if o.table in facts.found}
    defects = (_defect(seen, facts),) if seen else ()
    return Verdict(defects, len(facts.found) - len(seen), len(seen))


def _defect(seen: Mapping[str | None, Observation], facts: Facts) -> Defect:
    keys = [key for key in facts.found if key in seen]
    names = "、".join(f"{table_name(key, facts)}{at(seen[key].place)}" for key in keys)
    text = f"{names}的行和列与规定的相反，已按行名、列名读取。请按规定的位置排列，并核对各格的数字。"
    only = keys[0] if len(keys) == 1 else None
    return Defect(text, only, basis=facts.forms[only].basis if only else None, key="" if only else ",".join(keys))
