"""识别存疑

查什么：从图片识别出的数字里，两次识别不一致、看不清，或换成相近读法（1 与 7、漏一位等）等式就成立的单元格；没有等式的表记为“识别待核”。
为什么：识别错了不等于报告写错。用表内勾稽关系（国办公开办函〔2019〕60号、〔2021〕30号）可以找出读错的格，核对前不算填报错误。
错例：一次读作「8」、一次读作「3」的单元格。
正例：字迹清楚、两次识别一致的单元格；或直接检查 Word、Excel 原稿。
怎么改：对照图片核对列出的单元格；读错的，用 d711 extract 导出后改正再检查，或改用原稿。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from validator.checks.facts import Facts, Verdict, at, cell_name, table_name
from validator.model import Defect, Severity
from validator.recognition import Doubt, doubts

CODE = "F020"
TITLE = "识别存疑"
SEVERITY: Severity = "warning"
ITEM = "单元格"

_NAMED = 6


def examine(facts: Facts) -> Verdict:
    """Items: figures; the doubtful ones stay open, printed ones are never doubtful."""
    found = doubts(facts.case.cells, facts.sums)
    told = tuple(_told(key, list(those), facts) for key, those in groupby(found, key=lambda d: d.cell.table))
    passed = len(facts.case.cells) - len(found)
    return Verdict(told, passed, open=len(found), why_open="识别存疑，请先核对" if found else None)


def _told(key: str, those: Sequence[Doubt], facts: Facts) -> Defect:
    word = "识别存疑" if facts.forms[key].sentences else "识别待核"
    named = "；".join(_named(those, facts))
    more = f"等 {len(those)} 格" if len(those) > _NAMED else ""
    text = f"{table_name(key, facts)}有 {len(those)} 格{word}：{named}{more}。请对照图片核对。"
    return Defect(text, key, tuple(doubt.cell for doubt in those), key=key)


def _named(those: Sequence[Doubt], facts: Facts) -> Iterator[str]:
    for doubt in those[:_NAMED]:
        cell = doubt.cell
        name = cell_name(facts.forms[cell.table], cell.row, cell.column)
        yield f"{name}{_reading(doubt)}{at(cell.place)}"


def _reading(doubt: Doubt) -> str:
    if doubt.why == "unread" and not doubt.instead:
        return "有字但读不出"
    if doubt.why == "near":
        return f"读作「{doubt.cell.raw}」，也可能是「{doubt.instead[0]}」"
    if doubt.instead:
        return "读作" + "或".join(f"「{reading}」" for reading in doubt.instead)
    return f"读作「{doubt.cell.raw}」但不清楚"
