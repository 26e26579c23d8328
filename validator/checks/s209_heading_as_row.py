"""“其他处理”没有分项

查什么：2021年版格式的「（六）其他处理」下有三个分项，是否只印成了一行。只有一行的，按这一行的数加总。
为什么：国办公开办函〔2021〕30号把「（六）其他处理」分为逾期不补正、逾期未缴费、其他三项；合成一行，上级无法按项汇总。
错例：「（五）不予处理」之后只有一行「（六）其他处理」。
正例：「（六）其他处理」下列 1、2、3 三行。
怎么改：把这一行改为规定的三个分项，分别填数，没有发生的填 0。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Defect, Observation, Severity

CODE = "S209"
TITLE = "“其他处理”没有分项"
SEVERITY: Severity = "warning"
ITEM = "分组"


def examine(facts: Facts) -> Verdict:
    """Items: groups that have rows of their own in the form, but may be printed as one row."""
    alone = [o for o in facts.seen.get("heading_as_row", ()) if o.table in facts.forms]
    seen = list({(o.table, o.rows): o for o in reversed(alone)}.values())
    groups = sum(group.may_stand_alone for form in facts.forms.values() for group in form.groups)
    return Verdict(tuple(_defect(o, facts) for o in seen), max(groups - len(seen), 0), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.forms[seen.table or ""]
    rows = "".join(f"「{form.row(key).label}」" for key in seen.rows)
    text = f"{table_name(form.key, facts)}的{rows}{at(seen.place or facts.found[form.key].place)}只印成一行，没有分项，已按这一行的数加总。请按规定分项填写，没有发生的填 0。"
    return Defect(text, form.key, basis=form.basis, key=",".join(seen.rows))
