"""百分比与件数不符

查什么：正文“N件，占P%”的百分比，是否与件数相符。只在同一段另有两个以上的百分比指向同一个总数、而这一个对不上任何总数时才报；四舍五入和截断都算相符（末位相差不到 1）。件数本身与表不符的，只由 C101 至 C105 报。
为什么：件数、总数和百分比三者知其二就能算出另一个，不符说明有一处写错。
错例：“予以公开258件，占33.9%；不予公开35件，占4.34%；不予处理158件，占19.6%”：后两个按总数 805 计算，258 应占 32.0%。
正例：“予以公开273件，占33.9%”。
怎么改：用总数重新计算，改正件数或百分比。
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from validator.checks.claimed import fits_table
from validator.checks.facts import Facts, Verdict, at
from validator.checks.sentence_key import sentence_key
from validator.model import Defect, Place, Severity
from validator.prose.shares import Share, shares

CODE = "C205"
TITLE = "百分比与件数不符"
SEVERITY: Severity = "warning"
ITEM = "正文的百分比"

#: So many other percentages have to agree on a whole before one is held against it.
_WITNESSES = 2


def examine(facts: Facts) -> Verdict:
    """Items: percentages told of a count."""
    found = [group for paragraph in facts.spoken if len(group := shares(paragraph)) > _WITNESSES]
    wholes = _totals(facts) if found else ()
    told = _told(facts) if found else set()
    defects = tuple(
        d
        for group in found
        for share in group
        if (share.place, share.sentence, share.count.start) not in told and (d := _defect(share, group, wholes))
    )
    return Verdict(defects, sum(map(len, found)) - len(defects), len(defects))


def _told(facts: Facts) -> set[tuple[Place, str, int]]:
    """Where numbers stand that fit no table: those are told already, or are of others."""
    misfits = (c for c in facts.claims if c.exact and c.table in facts.forms and not fits_table(c, facts))
    return {(claim.place, claim.sentence, claim.start) for claim in misfits}


def _totals(facts: Facts) -> tuple[Decimal, ...]:
    """Every total of the table of applications, and receipts with what was carried in."""
    if "requests" not in facts.forms:
        return ()
    figures = facts.stated("requests")
    totals = {row: value for (row, column), value in figures.items() if column == "total" and value is not None}
    received = totals.get("new", Decimal(0)) + totals.get("carried_in", Decimal(0))
    return (*totals.values(), received)


def _defect(share: Share, group: Sequence[Share], totals: Sequence[Decimal]) -> Defect | None:
    own = (*share.others, *totals, sum((s.count.value for s in group), Decimal(0)))
    if any(share.is_share_of(whole) for whole in own) or any(share.goes_with(other) for other in group):
        return None
    whole = next((w for w in _agreed(share, group, own) if w >= share.count.value), None)
    if whole is None:
        return None
    due = (100 * share.count.value / whole).quantize(share.percentage.step)
    text = (
        f"正文{at(share.place)}写 {share.count.text}占 {share.percentage.text}；按同一段其他百分比的总数 {whole:f} 计算，"
        f"应占 {due:f}%。请核对件数和百分比，改正写错的一处。"
    )
    key = f"{share.count.value:f}:{share.percentage.value:f}%.{sentence_key(share.sentence)}"
    return Defect(text, evidence=share.sentence, place=share.place, key=key)


def _agreed(share: Share, group: Sequence[Share], own: Sequence[Decimal]) -> list[Decimal]:
    """Wholes that other percentages of the paragraph point to, told in it or worked out from them."""
    others = [s for s in group if s is not share and s.count.value > 0]
    told = [w for w in own if sum(s.is_share_of(w) for s in others) >= _WITNESSES]
    return told or [w for w in _worked_out(others) if sum(s.is_share_of(w) for s in others) >= _WITNESSES]


def _worked_out(others: Sequence[Share]) -> list[Decimal]:
    """The whole that the sharpest percentage gives, where it gives one number."""
    best = max(others, key=lambda s: s.percentage.value / s.percentage.step, default=None)
    if best is None or not best.percentage.value:
        return []
    return [(100 * best.count.value / best.percentage.value).quantize(Decimal(1))]
