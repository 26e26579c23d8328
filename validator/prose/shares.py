"""Percentages and comparisons with last year that stand beside a count: 35 件，占 4.3%; 75 件，比上年增加 15 件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from validator.model import Paragraph, Place
from validator.prose.claims_window import Window, windows
from validator.prose.numbers_in_text import Mention, pieces

_SHARE = re.compile(
    r"^(?:[^，。；]{0,12}?)?[，、（]?(?:约|分别)?占(?:比|全部|总|总数|总量|总件数|[^，。；0-9]{0,14})?(?:的)?(?:比例|比重)?(?:为|达|到|约)*$"
)
_CHANGE = re.compile(
    r"^(?:[^，。；]{0,12})[，、（](?:数量|申请量|总量|申请数量)?(?:同比|(?:与|较|比|同)(?:上年|去年|上一年|上年度|上一年度|(?P<year>20\d\d)年)(?:度)?(?:同期)?(?:相比)?)(?:，)?(?:总体|大幅|略有|有所|同比|申请量|数量)*"
    r"(?:(?P<up>增加|增长|上升|提高|升高|增|多)|(?P<down>减少|下降|降低|回落|减|少))(?:了|约|幅度)?(?:为|达|达到)?$"
)


_COMPARES = re.compile("上年|去年|上一年|较|比")
#: A paragraph with more counts is a list of something else.
_MOST = 200


@dataclass(frozen=True, slots=True)
class Share:
    """A count and the percentage told of it, with the other counts of the paragraph that it may be a share of."""

    count: Mention
    percentage: Mention
    others: tuple[Decimal, ...]
    sentence: str
    place: Place

    def is_share_of(self, whole: Decimal) -> bool:
        """Whether the percentage is that of `whole`, rounded or cut: within one unit of its last printed digit."""
        return whole > 0 and abs(100 * self.count.value / whole - self.percentage.value) < self.percentage.step

    def goes_with(self, other: Share) -> bool:
        """Whether some whole number has both as its shares; not with itself, and not for percentages near 0."""
        if other is self or min(s.percentage.value - s.percentage.step for s in (self, other)) <= 0:
            return False
        low = max(100 * s.count.value / (s.percentage.value + s.percentage.step) for s in (self, other))
        high = min(100 * s.count.value / (s.percentage.value - s.percentage.step) for s in (self, other))
        return int(high) >= max(low, self.count.value, other.count.value)


@dataclass(frozen=True, slots=True)
class Change:
    """A count and by how much it differs from last year's: in counts or in percent."""

    count: Mention
    by: Mention
    sign: Literal[1, -1]
    year: int | None  # the year compared with, where it is named
    sentence: str
    place: Place

    def fits(self, now: Decimal, before: Decimal) -> bool:
        """Whether from `before` to `now` is that change; percentages within one unit of the last printed digit."""
        if self.by.unit == "%":
            return before > 0 and abs(100 * (now - before) / before - self.sign * self.by.value) < self.by.step
        return now - before == self.sign * self.by.value


def shares(paragraph: Paragraph) -> tuple[Share, ...]:
    """Every exact percentage that stands behind an exact count in the paragraph."""
    if "占" not in paragraph.text:
        return ()
    found = list(_windows(paragraph))
    counts = [w.mention for w, _ in found if w.mention.unit != "%"]
    if len(counts) > _MOST:
        return ()
    pairs = [(one, two, text) for (one, text), (two, other) in pairwise(found) if text is other]
    return tuple(
        Share(
            one.mention,
            two.mention,
            tuple(dict.fromkeys(m.value for m in counts if m is not one.mention)),
            text,
            paragraph.place,
        )
        for one, two, text in pairs
        if _is_pair(one.mention, two.mention) and two.mention.unit == "%" and _SHARE.search(two.between)
    )


def changes(paragraph: Paragraph) -> Iterator[Change]:
    """Every exact comparison with last year that stands behind an exact count."""
    if not _COMPARES.search(paragraph.text):
        return
    found = list(_windows(paragraph))
    for (one, text), (two, other) in pairwise(found):
        match = _CHANGE.search(two.between) if text is other and _is_pair(one.mention, two.mention) else None
        if match is not None and two.mention.unit in ("%", one.mention.unit):
            year = int(match["year"]) if match["year"] else None
            yield Change(one.mention, two.mention, 1 if match["up"] else -1, year, text, paragraph.place)


def _windows(paragraph: Paragraph) -> Iterator[tuple[Window, str]]:
    for text in pieces(paragraph.text):
        for window in windows(text):
            yield window, text


def _is_pair(count: Mention, told: Mention) -> bool:
    return count.unit not in ("%", None) and not count.approximate and not told.approximate
