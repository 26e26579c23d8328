"""过大的表格被截断

查什么：表格的行数、列数或合并范围是否超过上限。超出部分不读取，并提示；工作簿里全部单元格超过上限的，过大的工作表不读，提示是哪几张。
为什么：规定的表格最多不到三十行、十列（国办公开办函〔2019〕60号、〔2021〕30号）；超出上限的多半是合并范围写错，或表外还有零散内容。
错例：网页里一个单元格写着跨 99999 列；工作表第 5 万行还有一个数。
正例：表格只占它应占的行和列。
怎么改：改正合并单元格，删去表外的零散内容，再检查一次。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Observation, Severity

CODE = "F011"
TITLE = "过大的表格被截断"
SEVERITY: Severity = "warning"
ITEM = "文件"

_NAMED = 3


def examine(facts: Facts) -> Verdict:
    """Items: the file."""
    defects = (*_cut(facts.seen.get("spans_cut", ())), *map(_skipped, facts.seen.get("sheets_skipped", ())))
    return Verdict(defects, failed=1) if defects else Verdict(passed=1)


def _cut(seen: Sequence[Observation]) -> tuple[Defect, ...]:
    details = list(dict.fromkeys(map(_detail, seen)))
    text = f"表格过大或合并范围过大：{'；'.join(details[:_NAMED])}。请改正合并单元格、删去表外内容后再检查。"
    return (Defect(text),) if seen else ()


def _skipped(seen: Observation) -> Defect:
    several = f" {seen.number} 张" if seen.number > 1 else ""
    text = f"工作表{seen.text}{several}内容过多，没有读。年报的表在里面的，请把它单独存成一个文件再检查。"
    return Defect(text, severity="notice", key="sheets")


def _detail(seen: Observation) -> str:
    sheet = f"工作表「{seen.text}」" if seen.text else ""
    return sheet + (seen.note or "超出上限的部分未读取")
