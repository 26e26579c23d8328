"""上一年项目数量与上年报告接不上

查什么：2019年版第二十条第（五）、（六）、（八）项的每一行：本年“上一年项目数量”是否等于上年报告的“上一年项目数量”＋上年报告的“本年增/减”。
为什么：上年年末的项目数，就是本年的“上一年项目数量”（国办公开办函〔2019〕60号 二）。目录调整、机构划转也会使它接不上，所以只作疑似。
错例：上年报告上一年项目数量 9、增减 -1，本年上一年项目数量却是 9。
正例：上年报告上一年项目数量 9、增减 -1，本年上一年项目数量 8。
怎么改：对照权责清单核对；确因目录调整或划转的，可以不改。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from validator.between.links import label
from validator.checks.facts import Facts, Verdict, at
from validator.checks.likeness import likeness
from validator.model import Broken, Defect, Severity

CODE = "Y103"
TITLE = "上一年项目数量与上年报告接不上"
SEVERITY: Severity = "warning"
ITEM = "行"

_STOCK, _CHANGE = "previous_items", "change"


@dataclass(frozen=True, slots=True)
class _Stock:
    """One row: the items that this year begins with, and last year's stock and change."""

    table: str
    row: str
    now: int
    then: int
    change: int

    @property
    def due(self) -> int:
        return self.then + self.change


def examine(facts: Facts) -> Verdict:
    """Items: rows whose stock both reports print."""
    stocks = [stock for key in facts.forms for stock in _stocks(key, facts)]
    defects = tuple(_defect(stock, facts) for stock in stocks if stock.now != stock.due)
    return Verdict(defects, len(stocks) - len(defects), len(defects))


def _stocks(key: str, facts: Facts) -> Iterator[_Stock]:
    before = facts.previous
    form = facts.forms[key]
    if before is None or key not in before.forms or _STOCK not in form.column_keys:
        return
    now, then = facts.stated(key), before.stated(key)
    for row in form.row_keys:
        figures = now.get((row, _STOCK)), then.get((row, _STOCK)), then.get((row, _CHANGE))
        known = [int(value) for value in figures if value is not None]
        if len(known) == len(figures) and _is_printed(facts, key, row) and _is_printed(before, key, row):
            yield _Stock(key, row, *known)


def _is_printed(facts: Facts, key: str, row: str) -> bool:
    return facts.cells[key, row, _STOCK].value is not None


def _defect(stock: _Stock, facts: Facts) -> Defect:
    assert facts.previous is not None
    key, row, now, due = stock.table, stock.row, stock.now, stock.due
    form = facts.forms[key]
    cell, there = facts.cells[key, row, _STOCK], facts.previous.cells[key, row, _STOCK]
    name = form.row(row).label
    sums = f"上年报告 {stock.then} {'-' if stock.change < 0 else '+'} {abs(stock.change)} = {due}"
    text = (
        f"「{name}」上一年项目数量是 {now}{at(cell.place)}，按上年报告（{label(facts.previous.case, there.place)}）应为 {due}："
        f"{sums}，相差 {abs(now - due)}{likeness(now, due)}。请核对；确因目录调整或划转的，可以不改。"
    )
    broken = Broken(
        CODE,
        f"{name}：上一年项目数量 {now} = {sums}",
        now,
        due,
        now - due,
        f"「{name}」行：上一年项目数量 {now} ≠ {sums}",
    )
    return Defect(text, key, (cell,), (broken,), basis=form.basis, key=row)
