"""分项之和大于总数

查什么：正文一句话里“共……，其中……”“包括……”列出的各分项（下一句以“其中”开头的，申请数量后面按网上、信函、当面等途径逐个列出的，也是），加起来是否大于总数。分项少于总数是常见的，不报；办理结果、复议诉讼结果、自然人与法人这些按法定格式互不重叠的为错误，其余可能重复计数，为疑似；“涉及”“采用”“解读”等明显会重复计数的不查。
为什么：分项是总数的一部分，加起来不可能比总数多。
错例：“公开信息共计3437条，包括：动态1740条，其他2174条”，分项之和 3914。
正例：“公开信息共计3914条，包括：动态1740条，其他2174条”。
怎么改：重新核对总数和各分项，改正写错的一处；各项之间有重复计数的，在正文里写明。
"""

from __future__ import annotations

from decimal import Decimal

from validator.checks.breakdown_words import excerpt, spelled
from validator.checks.facts import Facts, Verdict, at
from validator.checks.sentence_key import sentence_key
from validator.model import Defect, Severity
from validator.prose.breakdowns import Breakdown

CODE = "C201"
TITLE = "分项之和大于总数"
SEVERITY: Severity = "warning"
ITEM = "正文的分项列举"

#: Results may be told of what was carried in too, of which the number of receipts holds nothing.
_CARRIED = "carried_in"


def examine(facts: Facts) -> Verdict:
    """Items: sentences that give a number and exact parts of it."""
    found = facts.breakdowns
    carried = _carried_in(facts) if found else frozenset()
    broken = [b for b in found if b.total > b.most and b.total - b.most not in carried]
    return Verdict(tuple(map(_defect, broken)), len(found) - len(broken), len(broken))


def _carried_in(facts: Facts) -> frozenset[Decimal]:
    """What the prose or the table says was carried in."""
    told = {claim.value for claim in facts.claims if claim.fact == _CARRIED}
    printed = facts.stated("requests").get((_CARRIED, "total")) if "requests" in facts.forms else None
    return frozenset(told | ({printed} if printed is not None else set()))


def _defect(found: Breakdown) -> Defect:
    text = (
        f"正文{at(found.place)}“{excerpt(found)}”一句，总数是 {found.whole.text}，"
        f"各分项之和是 {spelled(found)}，比总数多 {(found.total - found.whole.value).normalize():f}{_counting_all(found)}。请核对总数和各分项，改正写错的一处"
        f"{'' if found.disjoint else '；各项有重复计数的，请在正文里写明'}。"
    )
    key = f"{found.whole.value:f}<{found.total:f}.{sentence_key(found.sentence)}"
    return Defect(text, severity=_severity(found), evidence=found.sentence, place=found.place, key=key)


def _counting_all(found: Breakdown) -> str:
    """What stands beside the whole does not make up for it either."""
    return f"（同一句里前面的数全加上，也只有 {found.most:f}）" if found.most > found.whole.value else ""


def _severity(found: Breakdown) -> Severity | None:
    """An error only of parts that the form keeps apart, and where none of them may stand in another all the same."""
    within = found.total - found.most in {part.value for part in found.parts}
    return "error" if found.disjoint and not within else None
