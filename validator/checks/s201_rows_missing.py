"""规定的行缺失

查什么：三张表的每一行都必须在，一行也不能少；没有发生的填 0，不能删行。缺一段连续的行只报一次；表格在文件末尾中断时，说明在哪一行之后断开。
为什么：表格由国务院办公厅统一规定到单元格（国办公开办函〔2019〕60号、〔2021〕30号）。缺一行，这一列的合计就无从核对，上下级也无法汇总。
错例：「（四）无法提供」只有两行，缺「3.补正后申请内容仍不明确」。
正例：三行俱全，没有发生的填 0。
怎么改：按规定格式补上缺的行，没有数据填 0，再核对「（七）总计」。由表内等式只能推出一种填法的，会写明这一行应填的数，供核对。
"""

from __future__ import annotations

from collections.abc import Mapping

from validator.checks.due_rows import due_rows
from validator.checks.facts import Facts, Verdict, at, listed, table_name
from validator.checks.prose import breaks_off_in
from validator.checks.reasons import CUT_OFF
from validator.checks.unread import UNREAD, is_unread
from validator.model import Defect, Observation, Severity

CODE = "S201"
TITLE = "规定的行缺失"
SEVERITY: Severity = "error"
ITEM = "行"


def examine(facts: Facts) -> Verdict:
    """Items: mandated rows of the tables found."""
    absent = facts.seen.get("rows_missing", ())
    seen = [o for o in absent if not (is_unread(o.table or "", facts) or _is_beyond(o, facts))]
    missing = sum(len(o.rows) for o in seen)
    opened = sum(len(o.rows) for o in absent) - missing
    present = sum(len(form.rows) for form in facts.forms.values()) - missing - opened
    why = CUT_OFF if "cut_off" in facts.seen else UNREAD
    return Verdict(tuple(_defect(o, facts) for o in seen), present, missing, opened, why if opened else None)


def _is_beyond(seen: Observation, facts: Facts) -> bool:
    """Whether these are the rows before which the text breaks off."""
    return breaks_off_in(seen.table, facts) and seen.rows[-1] == facts.forms[seen.table or ""].row_keys[-1]


def _defect(seen: Observation, facts: Facts) -> Defect:
    form = facts.forms[seen.table or ""]
    labels = [form.row(key).label for key in seen.rows]
    where = at(facts.found[form.key].place)
    name = table_name(form.key, facts)
    if seen.note == "end":
        text = f"{name}{where}到「{seen.text}」为止就断了，后面缺 {len(labels)} 行：{listed(labels)}。请补全表格后再核对合计。"
    else:
        after = f"（应在「{seen.text}」之后）" if seen.text else ""
        text = f"{name}{where}缺 {len(labels)} 行：{listed(labels)}{after}。请按规定格式补上：没有发生的填 0，合计行按明细加总。"
    text += _due(seen, facts)
    return Defect(text, form.key, basis=form.basis, key=",".join(seen.rows))


def _due(seen: Observation, facts: Facts) -> str:
    """What the identities leave for the missing rows, if that is certain."""
    form = facts.forms[seen.table or ""]
    due = due_rows(form.key, seen.rows, facts)
    if due is None:
        return ""
    said = "；".join(
        f"「{form.row(row).short}」{_figures({c.short: due[row, c.key] for c in form.columns})}" for row in seen.rows
    )
    return f"按表内等式推算，{said}。"


def _figures(figures: Mapping[str, int]) -> str:
    filled = "、".join(f"{name} {n}" for name, n in figures.items() if n)
    if not filled:
        return "各列都是 0"
    return f"应为{filled}" + ("，其余为 0" if 0 in figures.values() else "")
