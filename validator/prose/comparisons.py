"""What a sentence tells of this year and the last: 75 件，比上年增加 15 件; 54 件，上年 48 件，增长 12.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from validator.model import Paragraph, Place
from validator.prose.claims_window import Window, windows
from validator.prose.numbers_in_text import Mention
from validator.prose.sentences import pieces

_LAST = r"(?:上年|去年|上一年|(?P<year>20\d\d)年)(?:度)?(?:同期)?"
_MOVES = r"(?:(?P<up>增加|增长|上升|提高|升高|增幅|增|多)|(?P<down>减少|下降|降低|回落|降幅|减|少))(?:了|约|幅度|率)?(?:为|达|达到)?$"
_HOW = r"(?:总体|大幅|略有|有所|同比|申请量|数量)*"
_CHANGE = re.compile(
    rf"^(?:[^，。；]{{0,12}})[，、（](?:数量|申请量|总量|申请数量)?(?:同比|(?:与|较|比|同){_LAST}(?:相比)?)，?{_HOW}{_MOVES}"
)
#: What a change begins with where this year's number and last year's, or another change, stand before it.
_FURTHER = re.compile(rf"^[，、）]*(?:同比|相比)?，?{_HOW}{_MOVES}")
_BEFORE = re.compile(
    rf"^[，、；（]?(?:同比|较|与|比|而)?{_LAST}(?:的|为|是|有|共|总数|数量|（|(?P<deed>新收到?|收到|受理|接收|接到|办理|办结|答复|公开|发布|制发))*$"
)
_COMPARES = re.compile("上年|去年|上一年|较|比|20..年")
#: 54 件（含上年结转 3 件），较上年增加 6 件: the change is not of these.
_CARRIED = re.compile("结转|转结|含")
_RATES = ("%", None, "个百分点", "百分点")


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


@dataclass(frozen=True, slots=True)
class Comparison:
    """A change, and last year's number that the sentence tells, or that another change of it leads to (`told` None).

    `others`: earlier counts of the sentence, of which the change may be told.
    """

    change: Change
    before: Decimal
    told: Mention | None
    others: tuple[Decimal, ...]

    @property
    def holds(self) -> bool:
        """Whether the numbers agree; nothing has a percentage of 0."""
        now = self.change.count.value
        if self.before <= 0 and self.change.by.unit == "%":
            return True
        return self.change.fits(now, self.before) or any(self._fits_other(value) for value in self.others)

    def _fits_other(self, now: Decimal) -> bool:
        gone = now - self.change.count.value if self.told is None else Decimal(0)
        return self.change.fits(now, self.before + gone)


def changes(paragraph: Paragraph) -> Iterator[Change]:
    """Every exact comparison with last year that stands behind an exact count."""
    for text, told in _sentences(paragraph):
        for one, two in pairwise(told):
            if change := _change(one, two, _CHANGE, text, paragraph.place):
                yield change


def comparisons(paragraph: Paragraph) -> Iterator[Comparison]:
    """Every exact change that the numbers of its own sentence can be held against."""
    for text, told in _sentences(paragraph):
        told = [w for w in told if not (_CARRIED.search(w.clause) or (w.mention.unit == "%" and "占" in w.between))]
        for at in (i for i in range(len(told) - 2) if not _BEFORE.match(told[i].between)):
            yield from _compared(told[at:], told[:at], text, paragraph.place)


def _sentences(paragraph: Paragraph) -> Iterator[tuple[str, Sequence[Window]]]:
    if _COMPARES.search(paragraph.text):
        yield from ((text, windows(text)) for text in pieces(paragraph.text) if _COMPARES.search(text))


def _compared(told: Sequence[Window], earlier: Sequence[Window], text: str, place: Place) -> Iterator[Comparison]:
    """`told`: a count of this year, with all that follows it in the sentence."""
    now = told[0].mention
    before, year = None, None
    found: list[Change] = []
    for two in told[1:]:
        match = _last_year(told[0], two) if before is None else None
        if match is not None:
            before, year = two.mention, int(match["year"]) if match["year"] else None
            continue
        known = before is not None or found
        change = _change(told[0], two, _FURTHER if known else _CHANGE, text, place, year)
        if change is None or any(change.by.unit == other.by.unit for other in found):
            break
        found.append(change)
    others = tuple(w.mention.value for w in earlier if w.mention.unit == now.unit)
    if not all(m.step == 1 for m in (now, before or now, *(c.by for c in found if c.by.unit != "%"))):
        return  # rounded to thousands or the like
    if before is not None:
        yield from (Comparison(change, before.value, before, others) for change in found)
    elif len(found) == 2 and found[1].by.unit == "%":
        yield Comparison(found[1], now.value - found[0].sign * found[0].by.value, None, others)


def _last_year(now: Window, window: Window) -> re.Match[str] | None:
    """The words that make of a number last year's of the same as `now`."""
    match = _BEFORE.match(window.between)
    alike = window.mention.unit == now.mention.unit and _is_pair(now.mention, window.mention)
    deed = match["deed"] if match else None
    return match if alike and (not deed or deed in now.left) else None


def _change(
    now: Window, window: Window, pattern: re.Pattern[str], text: str, place: Place, year: int | None = None
) -> Change | None:
    match = pattern.search(window.between) if _is_pair(now.mention, window.mention) else None
    if match is None or window.mention.unit not in ("%", now.mention.unit):
        return None
    named = match.groupdict().get("year")
    sign: Literal[1, -1] = 1 if match["up"] else -1
    return Change(now.mention, window.mention, sign, int(named) if named else year, text, place)


def _is_pair(count: Mention, told: Mention) -> bool:
    return count.unit not in _RATES and not count.approximate and not told.approximate
