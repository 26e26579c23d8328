"""Which part alone explains that a consolidated table is not the sum of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from validator.checks.facts import Facts
from validator.checks.rollup import RollUp
from validator.checks.stated import Spot


@dataclass(frozen=True, slots=True)
class Culprit:
    """The one part (its position) that explains every difference of a table, and how, in words."""

    part: int
    how: str


def culprit(compared: RollUp, facts: Facts) -> Culprit | None:
    """The part that alone explains the differences; None if none does, or more than one."""
    for find in (_left_out, _counted_twice, _unsound, _only_filled):
        found = list(find(compared, facts))
        if len(found) == 1:
            return found[0]
    return None


def _left_out(compared: RollUp, facts: Facts) -> Iterator[Culprit]:
    for i in range(len(facts.parts)):
        if any(t.parts[i] for t in compared.totals) and all(t.difference == -t.parts[i] for t in compared.totals):
            yield Culprit(i, "汇总表恰好少了{part}的全部数字，像是漏了这一份")


def _counted_twice(compared: RollUp, facts: Facts) -> Iterator[Culprit]:
    for i in range(len(facts.parts)):
        if any(t.parts[i] for t in compared.totals) and all(t.difference == t.parts[i] for t in compared.totals):
            yield Culprit(i, "汇总表恰好多了{part}的全部数字，像是这一份计了两次")


def _unsound(compared: RollUp, facts: Facts) -> Iterator[Culprit]:
    """A part whose own table does not add up where the sums differ."""
    wrong = {(total.row, total.column) for total in compared.totals if not total.holds}
    for i, part in enumerate(facts.parts):
        if wrong & _broken_cells(part, compared.table):
            yield Culprit(i, "{part}的这张表本身不平，请先改正这一份")


def _broken_cells(part: Facts, key: str) -> set[Spot]:
    sums = part.sums.get(key)
    if sums is None:
        return set()
    every = zip(sums.compiled.identities, sums.status, strict=True)
    return {term[1:] for identity, status in every if status == "fail" for term in identity.terms}


def _only_filled(compared: RollUp, facts: Facts) -> Iterator[Culprit]:
    """The only part that is not 0 in any detail cell that is below the sum."""
    table = facts.forms[compared.table]
    wrong = [t for t in compared.totals if not t.holds]
    details = [t for t in wrong if not (table.row(t.row).sums or table.column(t.column).sums)]
    filled = {i for t in details for i, value in enumerate(t.parts) if value}
    if len(filled) == 1 and all(t.difference < 0 for t in wrong):
        yield Culprit(next(iter(filled)), "这些格里只有{part}不是 0，请先核对这一份")
