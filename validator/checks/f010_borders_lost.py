"""单元格边界丢失

查什么：从网页或 PDF 复制成文字后，相邻单元格的数字连在一起、分不开的表；抓取时重复的行被去掉、只剩一处的也是。这样的表不猜，记为“未判定”。
为什么：“12030”可以是 12、0、30，也可以是 1、20、30；猜错就会把对的说成错的。规定的表格要逐格核对（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：「（一）予以公开120300003」。
正例：Word、Excel 或网页里的表格，每个数字各在一格。
怎么改：用带表格的原稿（.docx、.xlsx、.html）检查，不要用复制出来的文字。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict, at
from validator.checks.reasons import BORDERS_LOST, ROWS_UNCLEAR
from validator.model import Defect, Observation, Severity
from validator.schema import editions
from validator.tables.recover import SEVERAL

CODE = "F010"
TITLE = "单元格边界丢失"
SEVERITY: Severity = "warning"
ITEM = "表"

_NAMED = 3


_REPEATS = (
    "文字里重复的行都没有了{at}：相同的数字、列名只剩一处，多半是抓取或整理网页时去掉的，不是填写的问题。"
    "缺了数字的行未判定；请用原来的网页或带表格的原稿（.docx、.xlsx 或 .html）再检查一次。"
)


def examine(facts: Facts) -> Verdict:
    """Items: mandated tables found or known to be there; those whose figures run together stay open."""
    if repeats := facts.seen.get("repeats_lost", ()):
        return Verdict((Defect(_REPEATS.format(at=at(repeats[0].place))),), open=1, why_open=ROWS_UNCLEAR)
    seen = facts.seen.get("borders_lost", ())
    keys = list(dict.fromkeys(o.table or "" for o in seen))
    passed = len(facts.found.keys() - set(keys))
    if not keys:
        return Verdict(passed=passed)
    reasons = [_several(seen, facts), *dict.fromkeys(o.note for o in seen if o.note not in ("", SEVERAL))]
    told = list(filter(None, reasons))
    why = f"：{'；'.join(told[:_NAMED])}{'等' if len(told) > _NAMED else ''}" if told else ""
    text = (
        f"{_which(keys, facts)}的单元格边界丢失，数字连在一起分不开{at(seen[0].place)}{why}。"
        "这些数字未判定；请用带表格的原稿（.docx、.xlsx 或 .html）再检查一次。"
    )
    key = ",".join(filter(None, keys))
    return Verdict((Defect(text, key=key),), passed, open=len(keys), why_open=BORDERS_LOST)


def _several(seen: Sequence[Observation], facts: Facts) -> str:
    """The rows, of all tables, whose digits can be cut in several ways."""
    names = [
        row.short
        for o in seen
        if o.note == SEVERAL and facts.edition
        for row in facts.edition.table(o.table or "").rows
        if row.key in o.rows
    ]
    more = f"等 {len(names)} 行" if len(names) > _NAMED else ""
    return f"「{'」「'.join(names[:_NAMED])}」{more}的数字有不止一种拆法" if names else ""


def _which(keys: Sequence[str], facts: Facts) -> str:
    titles = [title for key in keys if (title := _title(key, facts))]
    named = "".join(f"「{title}」" for title in titles[:_NAMED])
    return named + (f"等 {len(titles)} 张表" if len(titles) > _NAMED else "表") if titles else "表格"


def _title(key: str, facts: Facts) -> str | None:
    """The table's title in the printed edition, else in the newest that has it."""
    known = [*editions().values(), *([facts.edition] if facts.edition else [])]
    return next((edition.table(key).title for edition in reversed(known) if key in edition.table_keys), None)
