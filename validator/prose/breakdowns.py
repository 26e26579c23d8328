"""A number and its parts in one sentence: 共 20 件，其中 A 12 件，B 8 件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from validator.model import Paragraph, Place
from validator.prose.claims_window import Window, evened, plain, windows
from validator.prose.complete_lists import is_complete
from validator.prose.numbers_in_text import NUMERAL, Mention, count_alike
from validator.prose.part_labels import are_disjoint, go_together, kind_of, may_overlap
from validator.prose.ways import SIGNS, may_tell_ways, told_by_way
from validator.prose.wholes import whole_at

_MARKER = re.compile(r"其中(?:包括|包含|有|含)?|包括|包含|具体(?:为|是|如下)|分别(?:为|是)|：")
_SIGN = re.compile(f"其中|包括|包含|具体|分别|：|{SIGNS}")
_NUMERAL = re.compile(NUMERAL)
#: What parts the marker from the number: another sentence, but one that 其中 begins goes on about it.
_ENDED = re.compile("[；。](?!$)")
_FURTHER = re.compile(r"其中|包括|包含|具体为|含(?!量)")
#: A part that begins so is told beside the others, or of something else.
_BESIDE = re.compile(r"另|此外|同时|还|较|同比|环比|增|减|截[至止]|目前|累计|共(?!计)|合计|均|全部|剩余|比|超|占")
_LEADING = re.compile("^.*(?:其中(?:包括|包含|有|含)?|包括|包含|具体为|分别为)")
_ENDING = re.compile("[，；。、]")
_LONGEST_LABEL = 45
_SAID_TO_OVERLAP = re.compile(r"多个|重复[计统]|有重复|交叉|既[^，。；]*[又也]|同时[以从由]|同时(?:通过|采[用取])")
#: A part of such a number is told before others of its kind: 予以公开 54 件，其中部分公开 6 件，不予公开 2 件.
_SIBLINGS = frozenset({"result", "dispute"})


@dataclass(frozen=True, slots=True)
class Breakdown:
    """`whole` and its `parts`; `most`: all numbers of the same unit before the parts, added up.

    `disjoint`: none of the parts can be another, by the form itself; `complete`: announced as all there is; `closed`: nothing of the same unit follows in the list that is no part.
    """

    whole: Mention
    parts: tuple[Mention, ...]
    most: Decimal
    disjoint: bool
    complete: bool
    closed: bool
    sentence: str
    place: Place

    @property
    def total(self) -> Decimal:
        """The parts added up."""
        return sum((part.value for part in self.parts), Decimal(0))


def breakdowns(paragraph: Paragraph) -> Iterator[Breakdown]:
    """The breakdowns of a paragraph, one for a sentence at most; approximate numbers make none.

    A sentence that begins with 其中 goes on about the one before, if that tells one number of the kind.
    """
    before = ("", "")  # a sentence that takes nothing apart itself
    for text, even in evened(paragraph.text) if _may_announce(plain(paragraph.text)) else ():
        if goes_on := even.startswith("其中"):
            text, even = before[0] + text, before[1] + even
        spread = windows(text) if _may_announce(even) and (_MARKER.search(even) or may_tell_ways(even)) else ()
        found = _breakdown(text, spread, paragraph.place) if len(spread) > 1 else None
        before = ("", "") if found else (text, even)
        if found and not (goes_on and found.most > found.whole.value):
            yield found


def _may_announce(even: str) -> bool:
    """Whether a sign of parts stands between two numbers."""
    if _SIGN.search(even) is None or (number := _NUMERAL.search(even)) is None:
        return False
    sign = _SIGN.search(even, number.end())
    return sign is not None and _NUMERAL.search(even, sign.end()) is not None


def _breakdown(text: str, spread: Sequence[Window], place: Place) -> Breakdown | None:
    at, by_way = _announced(spread)
    if at is None or spread[at].mention.unit in (None, "%", "元", "个百分点"):
        return None
    whole = spread[whole_at(spread, at)].mention
    before = [w.mention for w in spread[: at + 1] if count_alike(w.mention, whole)]
    run, labels, closed = _run(spread[at + 1 :], whole, by_way)
    if kind_of(_label(spread[at])) in _SIBLINGS & {kind_of(label) for label in labels[:1]}:
        run, labels = run[:1], labels[:1]
    parts = tuple(w.mention for w in run)
    doubtful = _SAID_TO_OVERLAP.search(text, whole.end) or (not by_way and may_overlap(labels))
    if not parts or doubtful or any(m.approximate for m in (*before, *parts)):
        return None
    most = sum((m.value for m in before), Decimal(0))
    closed = closed and not text.endswith(("；", ";"))
    announced = plain(text[whole.end : parts[0].start])
    complete = closed and len(before) == 1 and is_complete(_label(spread[at]), labels, announced, kind_of(labels[0]))
    return Breakdown(whole, parts, most, are_disjoint(labels), complete, closed, text, place)


def _announced(spread: Sequence[Window]) -> tuple[int | None, bool]:
    """Behind which number parts follow, if behind any, and whether these are the ways in which applications came."""
    for at, (window, following) in enumerate(pairwise(spread)):
        by_way = told_by_way(spread, at, _label)
        if by_way or _announces(window, following):
            return at, by_way
    return None, False


def _announces(window: Window, following: Window) -> bool:
    """Whether between two numbers the parts of the first are announced."""
    between = following.between
    marker = _MARKER.search(between)
    if marker is None or _ENDED.search(between[: marker.start()]):
        return False
    return marker[0] != "：" or between.startswith("：")


def _run(following: Sequence[Window], whole: Mention, by_way: bool) -> tuple[list[Window], list[str], bool]:
    """The parts, their labels, and whether the list ends with them; a further breakdown inside it makes it no list."""
    run: list[Window] = []
    labels: list[str] = []
    for window in following:
        if window.mention.unit == "%":
            continue
        label = _label(window)
        if run and _FURTHER.search(window.between):
            return [], [], False
        if window.bracketed:
            continue
        if not _goes_on(labels, window, label, whole):
            return run, labels, not count_alike(window.mention, whole)
        if not by_way and _is_reached(run, whole) and not are_disjoint([*labels, label]):
            return run, labels, True  # what follows is told of the same again
        run.append(window)
        labels.append(label)
    return run, labels, True


def _is_reached(run: Sequence[Window], whole: Mention) -> bool:
    return bool(run) and sum(window.mention.value for window in run) == whole.value > 0


def _goes_on(labels: Sequence[str], window: Window, label: str, whole: Mention) -> bool:
    """Whether a number is a part too: in the unit of the whole (份 are papers, of which one case has several)."""
    if window.mention.unit != whole.unit or _BESIDE.match(label) or len(label) > _LONGEST_LABEL:
        return False
    return not labels or ("；" not in window.between and go_together(label, labels[0]))


def _label(window: Window) -> str:
    """The words of a part, before its number or behind it."""
    words = _LEADING.sub("", window.left).strip("，、；：和及")
    return words or _ENDING.split(window.right)[0]
