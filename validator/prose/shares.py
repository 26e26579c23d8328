"""Percentages that stand beside a count: 35 件，占 4.3%; with the whole that the sentence tells, if it tells one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from validator.model import Paragraph, Place
from validator.prose.claims_window import Window, windows
from validator.prose.numbers_in_text import Mention, count_alike
from validator.prose.sentences import Sentence, pieces
from validator.prose.wholes import whole_at

_SHARE = re.compile(
    r"^(?:[^，。；]{0,12}?)?[，、（]?(?:约|分别)?占(?:比|全部|总|总数|总量|总件数|[^，。；0-9]{0,14})?(?:的)?(?:比例|比重)?(?:为|达|到|约)*$"
)
#: Words that name no whole but the one told before: 占主动公开总数的 names another.
_OF_WHAT_IS_TOLD = re.compile(
    r"占(?:比|其|全部|所有|全年|总|(?:收到|受理)?申请|收件|办件)*(?:总数|总量|总件数|件数|申请量|数|量)?的?(?:比例|比重)?(?:分别)?(?:为|达|到)*$"
)
_TAKES_APART = re.compile(r"其中|包括|包含")
_IN_ALL = re.compile("共|累计|合计|总|收到|受理|接收")
_AND = "、，和及"
#: A paragraph with more counts is a list of something else.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Share:
    """A count and the percentage told of it, with the other counts of the paragraph that it may be a share of.

    `own`: the words name no whole but what is told there; `whole`: what its sentence, or the one before, tells before the count; `apart`: that is
    taken apart into this and others; `joint`: the count together with those right before it, of which the percentage may be
    told as well.
    """

    count: Mention
    percentage: Mention
    others: tuple[Decimal, ...]
    sentence: str
    place: Place
    own: bool = False
    whole: Mention | None = None
    apart: bool = False
    joint: tuple[Decimal, ...] = ()

    def is_share_of(self, whole: Decimal) -> bool:
        """Whether the percentage is that of `whole`, rounded or cut: within one unit of its last printed digit."""
        return self._is(self.count.value, whole)

    def is_joint_share_of(self, whole: Decimal) -> bool:
        """The same of the count together with counts before it."""
        return any(self._is(count, whole) for count in self.joint)

    def _is(self, count: Decimal, whole: Decimal) -> bool:
        return whole > 0 and abs(100 * count / whole - self.percentage.value) < self.percentage.step

    def is_of_some_whole(self) -> bool:
        """Whether there is a whole number, the count or more, of which the count is that percentage."""
        most, least = (self.percentage.value + sign * self.percentage.step for sign in (1, -1))
        whole = max(int(100 * self.count.value / most) + 1, int(self.count.value))
        return least <= 0 or whole * least < 100 * self.count.value

    def goes_with(self, other: Share) -> bool:
        """Whether some whole number has both as its shares; not with itself, and not for percentages near 0."""
        if other is self or min(s.percentage.value - s.percentage.step for s in (self, other)) <= 0:
            return False
        low = max(100 * s.count.value / (s.percentage.value + s.percentage.step) for s in (self, other))
        high = min(100 * s.count.value / (s.percentage.value - s.percentage.step) for s in (self, other))
        return int(high) >= max(low, self.count.value, other.count.value)


def names_no_other_whole(words: str) -> bool:
    """Whether 占 … before a percentage names no whole but the one told before."""
    return _OF_WHAT_IS_TOLD.fullmatch(words) is not None


def shares(paragraph: Paragraph) -> tuple[Share, ...]:
    """Every exact percentage that stands behind an exact count in the paragraph."""
    if "占" not in paragraph.text:
        return ()
    spread = [(text, windows(text)) for text in pieces(paragraph.text)]
    counts = [w.mention for _, told in spread for w in told if w.mention.unit != "%"]
    if len(counts) > _MOST:
        return ()
    before = [None, *(_only(told) for _, told in spread)]
    found = (
        _of_sentence(Sentence(text, paragraph.place, 0), told, counts, last)
        for (text, told), last in zip(spread, before, strict=False)
    )
    return tuple(share for of_sentence in found for share in of_sentence)


def _of_sentence(
    sentence: Sentence, told: Sequence[Window], counts: Sequence[Mention], last: Mention | None
) -> Iterator[Share]:
    """`last`: the one number of the sentence before, that one which begins with 其中 takes apart."""
    last = last if sentence.text.startswith("其中") else None
    for at, behind in _pairs(told):
        count, percentage = told[at].mention, told[behind].mention
        if count.unit in ("%", None) or count.approximate or percentage.approximate:
            continue
        others = tuple(dict.fromkeys(m.value for m in counts if m is not count))
        words = told[behind].between[told[behind].between.find("占") :]
        own = names_no_other_whole(words)
        parted = _parted(told, at) if own else None
        whole = (parted or _first(told, at) or _fitting(last, count)) if own else None
        joint = tuple(_joint(told, at))
        yield Share(count, percentage, others, sentence.text, sentence.place, own, whole, parted is not None, joint)


def _only(told: Sequence[Window]) -> Mention | None:
    """The number of a sentence that tells no other but of years."""
    return told[0].mention if len(told) == 1 else None


def _pairs(told: Sequence[Window]) -> Iterator[tuple[int, int]]:
    """Positions of a count and its percentage; 甲 6 件、乙 4 件，分别占 60%、40% pairs them in order."""
    for at in range(1, len(told)):
        if told[at].mention.unit != "%" or "约" in told[at].between or not _SHARE.search(told[at].between):
            continue
        if "分别" not in told[at].between:
            yield at - 1, at
            continue
        run = 1 + sum(1 for _ in takewhile(_goes_on, told[at + 1 :]))
        yield from ((at - run + i, at + i) for i in range(run) if at >= run)


def _goes_on(window: Window) -> bool:
    return window.mention.unit == "%" and not window.between.strip(_AND)


def _parted(told: Sequence[Window], at: int) -> Mention | None:
    """The number that its sentence takes apart into the count and others."""
    near = next((i for i in range(at, 0, -1) if _TAKES_APART.search(told[i].between)), None)
    return _alike(told, whole_at(told, near - 1), at) if near else None


def _first(told: Sequence[Window], at: int) -> Mention | None:
    """The first number of the sentence, if it is a total: 共收到 54 件，自然人 46 件，占总数的 85.2%."""
    return _alike(told, 0, at) if at and _IN_ALL.search(told[0].left + told[0].glue) else None


def _alike(told: Sequence[Window], whole: int, at: int) -> Mention | None:
    return None if told[whole].bracketed else _fitting(told[whole].mention, told[at].mention)


def _fitting(whole: Mention | None, count: Mention) -> Mention | None:
    """The whole, if the count may be a part of it."""
    if whole is None or whole.approximate or whole.value < count.value:
        return None
    return whole if count_alike(whole, count) else None


def _joint(told: Sequence[Window], at: int) -> Iterator[Decimal]:
    """The count added to one, two … of the counts right before it that have no percentage of their own."""
    total = told[at].mention.value
    for i in range(at, 0, -1):
        before = told[i - 1].mention
        if before.unit != told[at].mention.unit or _TAKES_APART.search(told[i].between):
            return
        total += before.value
        yield total
