"""正文的收结数不平

查什么：正文同一段里写全了新收、上年结转、办结、结转下年四个数时，新收 + 上年结转是否等于办结 + 结转下年（收到数已含结转的也算对）。表格可以核对的，由 C101 与表核对。
为什么：收进来的申请不是办结就是结转，两边必然相等。
错例：“新收30件，上年结转2件，办结28件，结转下年3件”，32 ≠ 31。
正例：“新收30件，上年结转2件，办结29件，结转下年3件”。
怎么改：核对台账，改正写错的数。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from validator.checks.claimed import is_comparable
from validator.checks.facts import Facts, Verdict, at
from validator.checks.sentence_key import sentence_key
from validator.model import Claim, Defect, Severity

CODE = "C204"
TITLE = "正文的收结数不平"
SEVERITY: Severity = "warning"
ITEM = "正文的收结四数"


def examine(facts: Facts) -> Verdict:
    """Items: paragraphs that tell all four numbers of the balance, where no table tells them."""
    found = list(_balances(facts))
    broken = [b for b in found if not _holds(b)]
    return Verdict(tuple(map(_defect, broken)), len(found) - len(broken), len(broken))


def _balances(facts: Facts) -> Iterator[tuple[Claim, Claim, Claim, Claim]]:
    """(received, carried in, handled, carried out) of one paragraph, each told once."""
    for _, group in groupby(facts.claims, key=lambda claim: claim.place):
        told: dict[str, list[Claim]] = {}
        for claim in group:
            if claim.exact and claim.columns == ("total",):
                told.setdefault("received" if claim.fact == "new" else claim.fact, []).append(claim)
        four = [told.get(key, []) for key in ("received", "carried_in", "handled", "carried_out")]
        if all(len(claims) == 1 and not is_comparable(claims[0], facts) for claims in four):
            yield four[0][0], four[1][0], four[2][0], four[3][0]


def _holds(balance: tuple[Claim, Claim, Claim, Claim]) -> bool:
    received, before, handled, after = (claim.value for claim in balance)
    return handled + after in (received + before, received) or handled in (received, received + before)


def _defect(balance: tuple[Claim, Claim, Claim, Claim]) -> Defect:
    received, before, handled, after = (claim.value for claim in balance)
    text = (
        f"正文{at(balance[0].place)}：收到 {received:f} + 上年结转 {before:f} = {received + before:f}，"
        f"办结 {handled:f} + 结转下年 {after:f} = {handled + after:f}，两边不等。请核对这四个数，改正写错的一处。"
    )
    key = f"{received:f}+{before:f}:{handled:f}+{after:f}.{sentence_key(balance[0].sentence)}"
    return Defect(text, "requests", evidence=balance[0].sentence, place=balance[0].place, key=key)
