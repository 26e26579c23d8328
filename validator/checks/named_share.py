"""Percentages told of a result by its name against the table of applications."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from validator.checks.claim_figures import sums_of
from validator.checks.facts import Facts, at
from validator.checks.scopes import counts_others
from validator.checks.sentence_key import sentence_key
from validator.model import Defect
from validator.prose.named_shares import NamedShare, named_shares

_TABLE = "requests"
#: What a share may be one of: what was answered, received, received and carried in, and that without what is carried on.
_WHOLES = (
    ((1, "total"),),
    ((1, "new"),),
    ((1, "new"), (1, "carried_in")),
    ((1, "new"), (-1, "carried_out")),
)


def judged_shares(facts: Facts) -> Iterator[Defect | None]:
    """For every share that the table can be held against: None if it fits, or the defect."""
    form = facts.forms.get(_TABLE)
    if form is None:
        return
    figures = facts.stated(_TABLE)
    for share in named_shares(facts.outline, facts.case.report_year):
        counts = sums_of((share.rows, *share.readings), share.columns, form, figures)
        wholes = [whole for whole in sums_of(_WHOLES, ("total",), form, figures) if whole]
        if counts and wholes and not counts_others(share.scope, facts.case.organ):
            yield None if any(_fits(share, c, w) for c in counts for w in wholes) else _defect(share, counts[0], wholes)


def _fits(share: NamedShare, count: Decimal, whole: Decimal) -> bool:
    return abs(100 * count / whole - share.percentage.value) < share.percentage.step


def _defect(share: NamedShare, count: Decimal, wholes: list[Decimal]) -> Defect:
    whole = max(wholes) if share.rate else wholes[0]  # no rate is above all that was to be done
    due = share.percentage.rounded(100 * count / whole)
    start = share.percentage.start
    words = share.sentence[max(0, start - 12) : share.percentage.end].strip()
    text = (
        f"正文{at(share.place)}写“…{words}”；按表中的数计算，应为 {due:f}%（{count:f} ÷ {whole:f}），"
        "按新收、总计等其他总数计算也不符。请核对后改正写错的一处。"
    )
    key = f"{share.percentage.value:f}%.{sentence_key(share.sentence)}"
    return Defect(text, evidence=share.sentence, place=share.place, key=key)
