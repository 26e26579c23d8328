"""上年未审结的复议诉讼没有下文

查什么：上年报告里尚未审结的行政复议、行政诉讼件数，是否多于本年报告复议诉讼表的全部件数。
为什么：上年没有审结的案件，本年要么审结、要么仍未审结，都应计入本年的表（国办公开办函〔2019〕60号、〔2021〕30号 四）；本年全部件数比它还少，必有漏计。这只是提示。
错例：上年报告尚未审结 3 件，本年复议诉讼表全部为 0。
正例：上年报告尚未审结 3 件，本年结果维持 2 件、尚未审结 1 件。
怎么改：核对上年未审结案件的结果，漏计的补上。
"""

from __future__ import annotations

from validator.between.links import label
from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity

CODE = "Y104"
TITLE = "上年未审结的复议诉讼没有下文"
SEVERITY: Severity = "notice"
ITEM = "复议诉讼表"

_TABLE, _PENDING, _TOTAL = "disputes", "pending", "total"


def examine(facts: Facts) -> Verdict:
    """Items: the disputes table, where both reports state what is compared."""
    before = facts.previous
    if before is None or _TABLE not in facts.sums or _TABLE not in before.sums:
        return Verdict()
    pending, every = _sum(before, _PENDING), _sum(facts, _TOTAL)
    if pending is None or every is None:
        return Verdict()
    if pending <= every:
        return Verdict(passed=1)
    return Verdict((_defect(pending, every, facts, before),), failed=1)


def _sum(facts: Facts, column: str) -> int | None:
    found = [value for (_, c), value in facts.stated(_TABLE).items() if c == column]
    known = [int(value) for value in found if value is not None]
    return sum(known) if len(known) == len(found) else None


def _defect(pending: int, every: int, facts: Facts, before: Facts) -> Defect:
    form = facts.forms[_TABLE]
    cells = tuple(facts.cells[_TABLE, row, _TOTAL] for row in form.row_keys)
    there = before.cells[_TABLE, form.row_keys[0], _PENDING]
    text = (
        f"上年报告（{label(before.case, there.place)}）尚未审结的行政复议、行政诉讼共 {pending} 件，"
        f"本年的表里总共只有 {every} 件{at(cells[0].place)}。请核对上年未审结案件的结果，漏计的补上。"
    )
    return Defect(text, _TABLE, cells, basis=form.basis, key="pending")
