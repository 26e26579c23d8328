"""行名、列名与规定不同

查什么：行名、列名与规定的文字是否一致（标点、编号、空格的差别不计）。不一致而大致相像的，按次序和字形对应，每张表只报一次，请人核对。
为什么：名称由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号）；错字会让公众误解，也可能对应错行。
错例：「2.其他法律行政止公开」「本年增/」。
正例：「2.其他法律行政法规禁止公开」「本年增/减」。
怎么改：改成规定的名称；对应错了的，请一并核对这一行或列的数字。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S206"
TITLE = "行名、列名与规定不同"
SEVERITY: Severity = "notice"
ITEM = "名称"

_NAMED = 3
#: A printed label longer than this is cut: guidance is sometimes pasted behind it.
_LONGEST = 30


def examine(facts: Facts) -> Verdict:
    """Items: names of the mandated rows and columns that are printed."""
    seen = facts.seen.get("label_unlike", ())
    defects = tuple(_defect(key, odd, facts) for key in facts.forms if (odd := [o for o in seen if o.table == key]))
    missing = sum(len(o.columns) for o in facts.seen.get("columns_missing", ()))
    names = sum(len(facts.found[key].rows) + len(form.columns) for key, form in facts.forms.items()) - missing
    return Verdict(defects, max(names - len(seen), 0), len(seen))


def _defect(key: str, odd: Sequence[Observation], facts: Facts) -> Defect:
    named = "；".join(f"「{_cut(o.text)}」应为「{o.note}」{at(o.place)}" for o in odd[:_NAMED])
    rest = "等" if len(odd) > _NAMED else ""
    where = "" if any(o.place for o in odd) else at(facts.found[key].place)
    text = f"{table_name(key, facts)}{where}有 {len(odd)} 处行名或列名与规定不同：{named}{rest}。已按次序和字形对应；请改成规定的名称。"
    return Defect(text, key, basis=facts.forms[key].basis)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
