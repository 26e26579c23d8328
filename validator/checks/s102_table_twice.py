"""同一张表出现两次

查什么：同一张规定的表在一份报告里是否出现多次。只核对其中读出数字最多的一张，并说明是哪一张。
为什么：每张表只应有一张（国办公开办函〔2019〕60号、〔2021〕30号）；多出的常常是上一年的表忘了删，公众无从知道以哪张为准。
错例：第三部分先后有今年和去年两张申请处理表。
正例：每张表只有一张，都是本年度的数。
怎么改：核对哪一张是本年度的，删去另一张；两份报告合在一个文件里的，请分开。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S102"
TITLE = "同一张表出现两次"
SEVERITY: Severity = "warning"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables found."""
    seen = [o for o in facts.seen.get("table_twice", ()) if o.table in facts.found]
    return Verdict(tuple(_defect(o, facts) for o in seen), len(facts.found) - len(seen), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    key = seen.table or ""
    place = facts.found[key].place
    judged = f"核对的是{place.where}" if place and place.where else "核对的是数字较全的那一张"
    text = (
        f"{table_name(key, facts)}出现了 {max(seen.number, 1) + 1} 次，{judged}，"
        f"另一张未核对{at(seen.place)}。请只保留本年度的一张。"
    )
    return Defect(text, key, basis=facts.forms[key].basis)
