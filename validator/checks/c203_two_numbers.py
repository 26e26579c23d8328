"""同一事项两个数

查什么：正文两处说同一件事（例如本年收到的申请件数），数字是否一样。表格里有这个数的，由 C101 至 C105 分别与表核对；这里只管表里没有或无法比较的。相差正好等于结转件数的不报。
为什么：同一件事只能有一个数。
错例：前面说“收到政府信息公开申请20件”，后面说“收到政府信息公开申请16件”。
正例：两处都说“收到政府信息公开申请20件”。
怎么改：核对台账，统一成正确的数；口径不同的写明口径。
"""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.claimed import is_comparable
from validator.checks.facts import Facts, Verdict, at
from validator.checks.sentence_key import sentence_key
from validator.model import Claim, Defect, Severity

CODE = "C203"
TITLE = "同一事项两个数"
SEVERITY: Severity = "warning"
ITEM = "正文里说了不止一次的事项"

#: What is counted in more than one way by careful authors.
_LOOSE = frozenset({"handled", "natural_person", "organisations", "business"})


def examine(facts: Facts) -> Verdict:
    """Items: facts that the prose tells more than once and no table holds."""
    groups = list(_told_again(facts))
    defects = tuple(d for group in groups if (d := _defect(group, facts)))
    return Verdict(defects, len(groups) - len(defects), len(defects))


def _told_again(facts: Facts) -> Iterator[list[Claim]]:
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in facts.claims:
        if claim.exact and claim.fact not in _LOOSE:
            groups.setdefault((claim.fact, claim.rows, claim.columns, claim.scope), []).append(claim)
    yield from (group for group in groups.values() if len(group) > 1 and not is_comparable(group[0], facts))


def _defect(group: list[Claim], facts: Facts) -> Defect | None:
    first = group[0]
    other = next((claim for claim in group if claim.value != first.value), None)
    if other is None or abs(other.value - first.value) in {
        c.value for c in facts.claims if c.fact.startswith("carried")
    }:
        return None
    text = (
        f"同一件事正文写了两个数：“{_number(first)}”{at(first.place)}和“{_number(other)}”{at(other.place)}。"
        "请核对后统一；口径不同的，请写明口径。"
    )
    return Defect(
        text,
        first.table,
        evidence=f"{first.sentence}／{other.sentence}",
        place=first.place,
        key=f"{first.fact}:{first.value:f}/{other.value:f}.{sentence_key(first.sentence)}",
    )


def _number(claim: Claim) -> str:
    """The number with the words before it."""
    return claim.sentence[max(0, claim.start - 14) : claim.end].strip()
