"""现行有效件数与上年接不上

查什么：2021年版第二十条第（一）项的每一行：本年现行有效件数是否等于上年报告的现行有效件数＋本年制发件数－本年废止件数。
为什么：现行有效是上年余下的加上本年新制发的、减去本年废止的（国办公开办函〔2021〕30号 二）。集中清理、自然失效、机构划转也会使它接不上，所以只作疑似，并列出三个数。
错例：上年现行有效 33，本年制发 4、废止 2，本年现行有效却是 53。
正例：上年现行有效 33，本年制发 4、废止 2，本年现行有效 35。
怎么改：对照规范性文件目录核对三个数；确因清理、失效或划转的，可以不改，宜在正文里说明。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from validator.between.links import label
from validator.checks.facts import Facts, Verdict, at
from validator.checks.likeness import likeness
from validator.model import Broken, Defect, Severity

CODE = "Y102"
TITLE = "现行有效件数与上年接不上"
SEVERITY: Severity = "warning"
ITEM = "行"

_TABLE, _STOCK, _ADDED, _TAKEN = "art20_1", "in_force", "issued", "repealed"


@dataclass(frozen=True, slots=True)
class _Stock:
    """One row: what is in force now and was last year, and what was issued and repealed this year."""

    row: str
    now: int
    then: int
    added: int
    taken: int

    @property
    def due(self) -> int:
        return self.then + self.added - self.taken


def examine(facts: Facts) -> Verdict:
    """Items: rows whose stock both reports print; a cell that is blank or a dash says nothing about a stock."""
    stocks = list(_stocks(facts))
    defects = tuple(_defect(stock, facts) for stock in stocks if stock.now != stock.due)
    return Verdict(defects, len(stocks) - len(defects), len(defects))


def _stocks(facts: Facts) -> Iterator[_Stock]:
    before = facts.previous
    if before is None or _TABLE not in facts.forms or _TABLE not in before.forms:
        return
    now, then = facts.stated(_TABLE), before.stated(_TABLE)
    for row in facts.forms[_TABLE].row_keys:
        figures = [now.get((row, column)) for column in (_STOCK, _ADDED, _TAKEN)]
        known = [int(value) for value in (*figures, then.get((row, _STOCK))) if value is not None]
        if len(known) == 4 and _is_printed(facts, row) and _is_printed(before, row):
            yield _Stock(row, known[0], known[3], known[1], known[2])


def _is_printed(facts: Facts, row: str) -> bool:
    return facts.cells[_TABLE, row, _STOCK].value is not None


def _defect(stock: _Stock, facts: Facts) -> Defect:
    assert facts.previous is not None
    form, row, now, due = facts.forms[_TABLE], stock.row, stock.now, stock.due
    cells = tuple(facts.cells[_TABLE, row, column] for column in (_STOCK, _ADDED, _TAKEN))
    there = facts.previous.cells[_TABLE, row, _STOCK]
    name = form.row(row).label
    sums = f"上年 {stock.then} + 制发 {stock.added} - 废止 {stock.taken} = {due}"
    hint = likeness(now, due) or likeness(now, stock.then)
    text = (
        f"「{name}」现行有效 {now} 件{at(cells[0].place)}，按上年报告（{label(facts.previous.case, there.place)}）推算应为 {due} 件："
        f"{sums}，相差 {abs(now - due)}{hint}。请核对这三个数；确因清理、失效或划转的，可以不改。"
    )
    broken = Broken(
        CODE, f"{name}：现行有效 {now} = {sums}", now, due, now - due, f"「{name}」行：现行有效 {now} ≠ {sums}"
    )
    return Defect(text, _TABLE, cells, (broken,), basis=form.basis, key=row)
