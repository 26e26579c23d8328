"""同比与上年数不符

查什么：正文写了本年件数和比上年增减的件数或百分比的，与上年件数是否相符。上年件数写在同一句里的，或者增减的件数和百分比都写了的，就按这一句核对；提供了上一年的报告的，增减数、正文写的上年件数（“比上年的52件减少7件”“2022年、2023年分别收到申请52件、45件”）再与上年报告核对。四舍五入和截断都算相符；百分点、倍数不查。一句里的几个数自相矛盾、又没有别的数可指的为错误，其余为疑似。本年件数与表不符的，只由 C101 至 C105 报。
为什么：本年数、上年数和同比三者知其二就能算出另一个。
错例：“收到申请54件，上年48件，同比增长21.5%”，应为 12.5%；“收到申请75件，较上年增加25件”，上年报告是 60 件。
正例：“收到申请75件，较上年增加15件”。
怎么改：用两年的数重新计算，改正写错的一处。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from validator.between.links import label
from validator.checks.claim_figures import sums_of
from validator.checks.claimed import fits_table, spots_of_misfits
from validator.checks.facts import Facts, Verdict, at
from validator.checks.sentence_key import sentence_key
from validator.checks.told_years import ToldYear, last_defect, receipts, told_years
from validator.model import Claim, Defect, Place, Severity
from validator.prose.comparisons import Change, Comparison, changes, comparisons

CODE = "C206"
TITLE = "同比与上年数不符"
SEVERITY: Severity = "warning"
ITEM = "正文的同比"

Spot = tuple[Place, str, int]


def examine(facts: Facts) -> Verdict:
    """Items: changes that the numbers of their sentence can be held against, and figures that last year's report holds."""
    within = [c for paragraph in facts.spoken for c in comparisons(paragraph) if _is_on_last_year(c.change, facts)]
    wrong = _once(within, facts)
    found = list(_comparable(facts, facts.previous)) if facts.previous is not None else []
    found = [item for item in found if _where(item[0]) not in wrong]
    against = [_defect(change, before) for change, _, before in found if not _fits(change, before)]
    last = [item for item in _last_told(within, facts) if _where(item[0].change) not in wrong]
    beside = [_last_defect(c, before, facts) for c, before in last if not _agrees(c, before)]
    years = list(_last_of_years(facts))
    row = [last_defect(told, sums[0], facts.previous or facts) for told, sums in years if told.value not in sums]
    defects = (*map(_within, wrong.values()), *against, *beside, *row)
    return Verdict(defects, len(within) + len(found) + len(last) + len(years) - len(defects), len(defects))


def _once(within: Sequence[Comparison], facts: Facts) -> dict[Spot, Comparison]:
    """What does not hold, once for each number of this year; what is told of the number itself already is left out."""
    wrong = {_where(c.change): c for c in reversed(within) if not c.holds}
    known = spots_of_misfits(facts) if wrong else set()
    return {where: c for where, c in reversed(wrong.items()) if where not in known}


def _where(change: Change) -> Spot:
    return change.place, change.sentence, change.count.start


def _is_on_last_year(change: Change, facts: Facts) -> bool:
    year = facts.case.report_year
    return not (change.year and year) or change.year == year - 1


def _within(found: Comparison) -> Defect:
    change, before = found.change, found.before
    now, sign = change.count.value, "增" if change.sign > 0 else "减"
    last = f"上年 {found.told.text}" if found.told else f"照这样算上年是 {before:f} {change.count.unit}"
    spelled = f"{now:f} - {before:f} = {now - before:+f}"
    if change.by.unit == "%":
        spelled = f"({now:f} - {before:f}) ÷ {before:f} = {_percent(now, before, change)}"
    text = (
        f"正文{at(change.place)}写本年 {change.count.text}，{last}，{sign} {change.by.text}；"
        f"{spelled}。请核对这几个数，改正写错的一处。"
    )
    return _told_so(change, text, None if found.others else "error")


def _last_told(within: Sequence[Comparison], facts: Facts) -> Iterator[tuple[Comparison, Sequence[Decimal]]]:
    """Comparisons that tell last year's number, once for each, and what last year's cells give in each reading."""
    previous = facts.previous
    named = {_where(c.change): c for c in within if c.told is not None} if previous is not None else {}
    claims = {(claim.place, claim.sentence, claim.start): claim for claim in facts.claims} if named else {}
    for where, comparison in named.items():
        claim = claims.get(where)
        if previous is not None and claim is not None and claim.exact and fits_table(claim, facts):
            before = _sums_before(claim, previous)
            if before:
                yield comparison, before


def _sums_before(claim: Claim, previous: Facts) -> Sequence[Decimal]:
    """What last year's cells give for the words of `claim`, in each reading; money is compared in no unit."""
    if claim.table not in previous.forms or previous.forms[claim.table].column(claim.columns[0]).holds == "amount":
        return ()
    then = previous.forms[claim.table], previous.stated(claim.table)
    return sums_of((claim.rows, *claim.readings), claim.columns, *then)


def _agrees(found: Comparison, before: Sequence[Decimal]) -> bool:
    return found.told is None or found.told.approximate or found.told.value in before


def _last_defect(found: Comparison, before: Sequence[Decimal], facts: Facts) -> Defect:
    change, told = found.change, found.told
    assert told is not None and facts.previous is not None
    text = (
        f"正文{at(change.place)}写上年 {told.text}，而上年报告（{label(facts.previous.case)}）的表中是 {before[0]:f}。"
        "请核对后改正写错的一处；同比也请重新计算。"
    )
    key = f"last:{told.value:f}.{sentence_key(change.sentence)}"
    return Defect(text, evidence=change.sentence, place=change.place, key=key)


def _last_of_years(facts: Facts) -> Iterator[tuple[ToldYear, Sequence[Decimal]]]:
    """Last year's figures in rows of years, with what last year's table gives."""
    year, sums = facts.case.report_year, receipts(facts.previous) if facts.previous is not None else ()
    if year is not None and sums:
        yield from ((told, sums) for told in told_years(facts) if told.year == year - 1)


def _comparable(facts: Facts, previous: Facts) -> Iterator[tuple[Change, Claim, Sequence[Decimal]]]:
    """A change, the claim of its count, and what last year's cells give in each reading."""
    claims = {(claim.place, claim.sentence, claim.start): claim for claim in facts.claims}
    for paragraph in facts.spoken if claims else ():
        for change in changes(paragraph):
            claim = claims.get((change.place, change.sentence, change.count.start))
            if claim is None or not _is_on_last_year(change, facts):
                continue
            before = _sums_before(claim, previous)
            if before and fits_table(claim, facts):
                yield change, claim, before


def _fits(change: Change, before: Sequence[Decimal]) -> bool:
    return any(change.fits(change.count.value, value) for value in before)


def _defect(change: Change, before: Sequence[Decimal]) -> Defect:
    now, last = change.count.value, before[0]
    text = (
        f"正文{at(change.place)}写本年 {change.count.text}、比上年{'增' if change.sign > 0 else '减'} {change.by.text}；"
        f"上年报告是 {last:f}，{_due(now, last, change)}。请核对后改正。"
    )
    return _told_so(change, text, None)


def _told_so(change: Change, text: str, severity: Severity | None) -> Defect:
    key = f"{change.count.value:f}:{change.sign * change.by.value:f}.{sentence_key(change.sentence)}"
    return Defect(text, severity=severity, evidence=change.sentence, place=change.place, key=key)


def _percent(now: Decimal, before: Decimal, change: Change) -> str:
    return f"{change.by.rounded(100 * (now - before) / before):+f}%"


def _due(now: Decimal, last: Decimal, change: Change) -> str:
    """两年相差应为 +15 件; 两年相同."""
    if now == last:
        return "两年相同"
    if change.by.unit == "%" and last:
        return f"两年相差应为 {_percent(now, last, change)}"
    return f"两年相差应为 {now - last:+f} {change.count.unit}"
