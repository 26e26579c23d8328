"""Whether the parts that a sentence lists are all there is: 分别为, 其他 at the end, all outcomes, 建议 and 提案."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LAST = re.compile(r"^[，、；]?(?:和|及|以及)?(?:其他|其它|其余)(?!处理|结果|组织)")
_OUTCOMES = ("维持", "纠正", "其他", "审结")
_OPEN_KINDS = ("plain", "channel", "applicant")
#: 建议、提案 40 件，其中建议 13 件，提案 27 件: each of a part of one of them (主办, 重点) only is another matter.
_WHOSE = r"(?:我|本)?(?:局|委|办|镇|乡|街道|单位)?(?:共|已)?(?:承办|办理|办复|收到)?(?:[全各]?[国省市县区州镇])?(?:级)?(?:两会)?"
_RANK = re.compile(r"(?<!我)(?<!本)([国省市县区州镇])(?:级)?(?:两会|人大|政协|代表|委员|建议|提案)")
#: What is neither of them may be among those that a whole names.
_MORE_MOTIONS = re.compile("议案|党代[表会]|党派|来信|信箱|民意|批示|以及")
_MOTIONS = tuple(
    re.compile(_WHOSE + of)
    for of in (r"(?:人大)?(?:代表)?(?:的)?(?:意见)?(?:和|、)?建议", r"(?:政协)?(?:委员)?(?:的)?提案")
)


def is_complete(told: str, labels: Sequence[str], announced: str, kind: str) -> bool:
    """Whether `labels` are announced as all parts: `told` stands before the whole, `announced` behind it.

    `kind`: that of the parts. Applicants and outcomes are all told where every one that the form knows is.
    """
    if len(labels) < 2:
        return False
    if "分别" in announced or _LAST.match(labels[-1]):
        return kind in _OPEN_KINDS
    if any("自然人" in label for label in labels) and any("其他组织" in label for label in labels):
        return True
    return _are_motions(told, labels) or all(any(outcome in label for label in labels) for outcome in _OUTCOMES)


def _are_motions(told: str, labels: Sequence[str]) -> bool:
    """Whether they are 建议 and 提案, where the whole is of these two alone, of the same rank: 市级 are not all there are."""
    if "建议" not in told or "提案" not in told or len(labels) != len(_MOTIONS) or _MORE_MOTIONS.search(told):
        return False
    if not {rank for label in labels for rank in _RANK.findall(label)} <= set(_RANK.findall(told)):
        return False
    return any(
        all(form.fullmatch(label) for form, label in zip(_MOTIONS, order, strict=True))
        for order in (labels, labels[::-1])
    )
