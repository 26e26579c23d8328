"""同比与上年数不符

查什么：正文写了本年件数和比上年增减的件数或百分比，又提供了上一年的报告时，三者是否相符；四舍五入和截断都算相符。
为什么：本年数、上年数和同比三者知其二就能算出另一个。
错例：“收到申请75件，较上年增加25件”，上年报告是 60 件。
正例：“收到申请75件，较上年增加15件”。
怎么改：用上年报告的数重新计算，改正写错的一处。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from validator.checks.claim_figures import sum_of
from validator.checks.claimed import fits_table
from validator.checks.facts import Facts, Verdict, at
from validator.checks.sentence_key import sentence_key
from validator.model import Claim, Defect, Severity
from validator.prose.shares import Change, changes

CODE = "C206"
TITLE = "同比与上年数不符"
SEVERITY: Severity = "warning"
ITEM = "正文的同比"


def examine(facts: Facts) -> Verdict:
    """Items: comparisons with last year of a figure that last year's report holds."""
    if facts.previous is None:
        return Verdict()
    found = list(_comparable(facts, facts.previous))
    defects = tuple(_defect(change, before) for change, _, before in found if not _fits(change, before))
    return Verdict(defects, len(found) - len(defects), len(defects))


def _comparable(facts: Facts, previous: Facts) -> Iterator[tuple[Change, Claim, tuple[Decimal, ...]]]:
    """A change, the claim of its count, and what last year's cells give in each reading."""
    claims = {(claim.place, claim.sentence, claim.start): claim for claim in facts.claims}
    year = facts.case.report_year
    for paragraph in facts.spoken if claims else ():
        for change in changes(paragraph):
            claim = claims.get((change.place, change.sentence, change.count.start))
            if claim is None or claim.table not in previous.forms or (change.year and year and change.year != year - 1):
                continue
            then = previous.forms[claim.table], previous.stated(claim.table)
            sums = [sum_of(rows, claim.columns, *then) for rows in (claim.rows, *claim.readings)]
            before = tuple(value for value in sums if value is not None)
            if before and fits_table(claim, facts):
                yield change, claim, before


def _fits(change: Change, before: tuple[Decimal, ...]) -> bool:
    return any(change.fits(change.count.value, value) for value in before)


def _defect(change: Change, before: tuple[Decimal, ...]) -> Defect:
    now, last = change.count.value, before[0]
    text = (
        f"正文{at(change.place)}写本年 {change.count.text}、比上年{'增' if change.sign > 0 else '减'} {change.by.text}；"
        f"上年报告是 {last:f}，{_due(now, last, change)}。请核对后改正。"
    )
    key = f"{now:f}:{change.sign * change.by.value:f}.{sentence_key(change.sentence)}"
    return Defect(text, evidence=change.sentence, place=change.place, key=key)


def _due(now: Decimal, last: Decimal, change: Change) -> str:
    """两年相差应为 +15 件; 两年相同."""
    if now == last:
        return "两年相同"
    if change.by.unit == "%" and last:
        return f"两年相差应为 {(100 * (now - last) / last).quantize(change.by.step):+f}%"
    return f"两年相差应为 {now - last:+f} 件"
