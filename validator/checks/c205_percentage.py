"""百分比与件数不符

查什么：正文“N件，占P%”的百分比，是否与件数相符（不写件数的“予以公开占P%”“办结率P%”，与表中的数核对）：同一句（或以“其中”开头的下一句）写明“共M件，其中N件，占P%”的，按 M 核对（“共M件，……占总数P%”也是）；没有写明总数的，同一段另有两个以上的百分比指向同一个总数时，按那个总数核对；各件数相加正好是同一段写明的总数时，也按那个总数核对。段里和表里任何一个总数对得上都不报，写明占别的总数的不查；四舍五入和截断都算相符（末位相差不到 1）。用“其中”列出、而且无论按什么总数都算不出这个百分比的为错误，其余为疑似。件数本身与表不符的，只由 C101 至 C105 报。
为什么：件数、总数和百分比三者知其二就能算出另一个，不符说明有一处写错。
错例：“收到54件，其中自然人46件，占82.5%”，46 占 54 的 85.2%；“予以公开258件，占33.9%；不予公开35件，占4.34%；不予处理158件，占19.6%”：后两个按总数 805 计算，258 应占 32.0%。
正例：“予以公开273件，占33.9%”。
怎么改：用总数重新计算，改正件数或百分比。
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from validator.checks.claimed import spots_of_misfits
from validator.checks.facts import Facts, Verdict, at
from validator.checks.named_share import judged_shares
from validator.checks.sentence_key import sentence_key
from validator.model import Defect, Severity
from validator.prose.numbers_in_text import Mention
from validator.prose.shares import Share, shares

CODE = "C205"
TITLE = "百分比与件数不符"
SEVERITY: Severity = "warning"
ITEM = "正文的百分比"

#: So many other percentages have to agree on a whole before one is held against it.
_WITNESSES = 2


def examine(facts: Facts) -> Verdict:
    """Items: percentages told of a count."""
    every = [group for paragraph in facts.spoken if (group := shares(paragraph))]
    found = [g for g in every if len(g) > _WITNESSES or any(share.whole for share in g) or _added_up(g) is not None]
    wholes = _totals(facts) if found else ()
    told = spots_of_misfits(facts) if found else set()
    defects = tuple(
        d
        for group in found
        for share in group
        if (share.place, share.sentence, share.count.start) not in told and (d := _defect(share, group, wholes))
    )
    named = list(judged_shares(facts))
    wrong = (*defects, *(defect for defect in named if defect is not None))
    return Verdict(wrong, sum(map(len, found)) + len(named) - len(wrong), len(wrong))


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
    if any(share.is_share_of(whole) or share.is_joint_share_of(whole) for whole in own):
        return None
    if share.whole is not None:
        return _of_told(share, share.whole)
    if (whole := _added_up(group)) is not None:
        return _of_whole(share, whole, "的总数")
    if len(group) <= _WITNESSES or any(share.goes_with(other) for other in group):
        return None
    whole = next((w for w in _agreed(share, group, own) if w >= share.count.value), None)
    return _of_whole(share, whole, "其他百分比的总数") if whole is not None else None


def _added_up(group: Sequence[Share]) -> Decimal | None:
    """The number that the paragraph tells and takes apart into counts with a percentage each."""
    total = sum((share.count.value for share in group), Decimal(0))
    told = len(group) > 1 and all(share.own and total in share.others for share in group)
    return total if told and len({share.count.unit for share in group}) == 1 else None


def _of_whole(share: Share, whole: Decimal, which: str) -> Defect:
    text = (
        f"正文{at(share.place)}写 {share.count.text}占 {share.percentage.text}；按同一段{which} {whole:f} 计算，"
        f"应占 {_due(share, whole)}。请核对件数和百分比，改正写错的一处。"
    )
    return _told_so(share, text, None)


def _of_told(share: Share, whole: Mention) -> Defect:
    """Certain where no whole number gives that percentage, and it can be told of this count only."""
    count, due = share.count, _due(share, whole.value)
    text = (
        f"正文{at(share.place)}写 {count.text}占 {share.percentage.text}；按前面写的总数 {whole.text} 计算，"
        f"应占 {due}（{count.value:f} ÷ {whole.value:f}）。请核对这三个数，改正写错的一处。"
    )
    sure = share.apart and not share.joint and count.step == 1 and not share.is_of_some_whole()
    return _told_so(share, text, "error" if sure else None)


def _due(share: Share, whole: Decimal) -> str:
    return f"{share.percentage.rounded(100 * share.count.value / whole):f}%"


def _told_so(share: Share, text: str, severity: Severity | None) -> Defect:
    key = f"{share.count.value:f}:{share.percentage.value:f}%.{sentence_key(share.sentence)}"
    return Defect(text, severity=severity, evidence=share.sentence, place=share.place, key=key)


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
