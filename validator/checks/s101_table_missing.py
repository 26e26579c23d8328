"""缺一张规定的表

查什么：所用格式规定的表是否都在，缺几张报几条。表格是图片、在附件里或边界丢失的，不算缺，记为“未判定”；在网页上只粘贴了其中几张的，其余几张也记为“未判定”。
为什么：表格由国务院办公厅统一规定（国办公开办函〔2019〕60号、〔2021〕30号），没有发生的事项也要填 0。
错例：第四部分只写“本年度未发生行政复议、行政诉讼”，没有表。
正例：第四部分有表，各格填 0。
怎么改：按规定格式补上这张表，没有数据填 0。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, listed, table_name
from validator.checks.prose import is_excerpt, out_of_sight
from validator.checks.reasons import CUT_OFF
from validator.checks.s103_table_other_edition import not_taken_over
from validator.model import Defect, Severity
from validator.words import unmarked

CODE = "S101"
TITLE = "缺一张规定的表"
SEVERITY: Severity = "error"
ITEM = "表"

_EXCERPT = (
    "只粘贴了 {found} 张表：{read}，其余 {left} 张没有核验。要核验整份年报，请把其余的表一起粘贴，或放入年报文件。"
)

#: No row has a longer name.
_LABEL = 60
_HIDDEN = "表格是图片、附件，边界、表头丢失，或在没有读的工作表里"


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables of the printed edition."""
    elsewhere = not_taken_over(facts)
    absent = [
        o.table for o in facts.seen.get("table_missing", ()) if o.table and facts.found and o.table not in elsewhere
    ]
    if absent and is_excerpt(facts):
        read = listed([form.title for form in facts.forms.values()])
        told = _EXCERPT.format(found=len(facts.found), read=read, left=len(absent))
        return Verdict((Defect(told, severity="notice"),), len(facts.found), 0, len(absent), "没有粘贴进来")
    beyond = out_of_sight(facts)
    gone = [key for key in absent if not (key in beyond or _unreadable(key, facts) or _names_only(key, facts))]
    hidden = len(absent) - len(gone)
    why = (CUT_OFF if beyond else _HIDDEN) if hidden else None
    return Verdict(tuple(_defect(key, facts) for key in gone), len(facts.found), len(gone), hidden, why)


def _unreadable(key: str, facts: Facts) -> bool:
    """The table may be there: its borders are lost, or something was a picture, an attachment, or a sheet not read."""
    if any(o.table in (None, key) for o in facts.seen.get("borders_lost", ())):
        return True
    return any(facts.seen.get(kind) for kind in ("pictures_only", "attachment_only", "sheets_skipped", "repeats_lost"))


def _names_only(key: str, facts: Facts) -> bool:
    """Whether the names of all its rows stand on lines of a text, and only header or figures were lost in copying."""
    if facts.case.reader != "text" or facts.edition is None:
        return False
    lines = {unmarked(p.text) for p in facts.case.paragraphs if len(p.text) < _LABEL}
    return all(unmarked(row.label) in lines for row in facts.edition.table(key).rows)


def _defect(key: str, facts: Facts) -> Defect:
    form = facts.edition.name if facts.edition else "规定的格式"
    basis = facts.edition.table(key).basis if facts.edition else None
    if facts.case.edition_forced:
        return Defect(f"按指定的{form}，缺{table_name(key, facts)}。", key, basis=basis)
    return Defect(f"缺{table_name(key, facts)}。请按{form}补上，没有数据填 0。", key, basis=basis)
