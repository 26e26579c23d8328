"""A number in its window → the fact whose words lead to it, or follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from validator.prose.claims_book import Fact, anywhere, book, ending
from validator.prose.claims_context import is_about
from validator.prose.claims_window import CLAUSES, Window, plain

#: 通过网站、信函等方式 is every way there is; 通过网站 alone is one of several.
_EVERY_WAY = re.compile(r"(?:通过|经|以)?[^，。；]{0,40}?等(?:多种|各种|各类|各)?(?:途径|方式|渠道|形式|平台)")
#: What may stand before a number whose name follows it.
_NEUTRAL = re.compile(
    r"(?:.*[，、；：（。])?(?:其中|对其|对|有|另有|还有|尚有|共有|余|其余|剩余|余下|剩下|和|及|以及|与|另|并|将|把|除|全年|另外|并有|外|发生|产生|引发)*$"
)


@dataclass(frozen=True, slots=True)
class Match:
    """The fact that a number states, the words that say so, whether they stand before the number, and any behind it."""

    fact: Fact
    label: str
    leads: bool
    behind: str
    years: tuple[tuple[str, int], ...]  # ("last" or "next", the year that the words name)


def match_at(window: Window, said: str, section: int) -> Match | None:
    """The fact that the number of `window` states. `said`: what the paragraph said before the sentence."""
    hinted = _hinted(f"{window.left}\n{window.right}")
    if not hinted:
        return None
    prefix = window.prefix
    spoken = f"{said}{prefix}{window.right.partition('其中')[0]}"
    fit = [f for f in hinted if _has_unit(f, window)]
    if any(f.rule == "C102" for f in fit) and any(anywhere(p).search(prefix) for p in (book().documents, book().part)):
        fit = [f for f in fit if f.rule != "C102"]
    told = {about: is_about(about, spoken, section) for about in {f.about for f in fit}}
    facts = [f for f in fit if told[f.about]]
    found = next(_led(facts, window), None) or next(_followed(facts, window), None)
    if found is None or _is_astray(found, said + prefix) or _is_shared(found.fact, window):
        return None
    return found


def _is_shared(fact: Fact, window: Window) -> bool:
    """Whether the sentence says that others have a part of the figure."""
    return fact.shared is not None and anywhere(fact.shared).search(plain(window.sentence)) is not None


def _is_astray(match: Match, spoken: str) -> bool:
    """Whether a bare 办结 goes on about something else than the applications spoken of before."""
    if not match.fact.astray or "申请" in match.label + match.behind:
        return False
    since = spoken[spoken.rfind("申请") :] if "申请" in spoken else spoken
    return any(word in since for word in match.fact.astray)


def _hinted(near: str) -> list[Fact]:
    """Facts whose hints are near, in the order of the book."""
    places = {place for hint, places in _hints().items() if hint in near for place in places}
    facts = tuple(book().facts.values()) if places else ()
    return [facts[place] for place in sorted(places)]


@cache
def _hints() -> Mapping[str, tuple[int, ...]]:
    """Hint → positions of its facts."""
    found: dict[str, tuple[int, ...]] = {}
    for place, fact in enumerate(book().facts.values()):
        for hint in fact.hints:
            found[hint] = (*found.get(hint, ()), place)
    return found


def _has_unit(fact: Fact, window: Window) -> bool:
    unit = window.mention.unit
    return unit in fact.units if unit is not None else window.states and "元" not in fact.units


def _led(facts: Iterable[Fact], window: Window) -> Iterator[Match]:
    """Facts whose words end right before the number, or stand on both sides of it."""
    clause = _EVERY_WAY.sub("", window.clause)
    for fact in facts:
        if any(word in clause for word in fact.unless):
            continue
        for pattern in fact.before:
            if match := ending(pattern).search(window.left):
                yield _match(fact, match, True)
        for first, second in fact.around:
            behind = anywhere(second).match(window.right)
            if behind and (match := ending(first).search(window.left)):
                yield Match(fact, match[0], True, behind[0], ())


def _followed(facts: Iterable[Fact], window: Window) -> Iterator[Match]:
    """Facts whose words begin right behind the number."""
    if window.glue.strip("共为有是各计合总") or not _NEUTRAL.fullmatch(window.left):
        return
    clause = CLAUSES.split(window.right)[0]
    for fact in facts:
        if any(word in clause for word in fact.unless):
            continue
        for pattern in fact.after:
            if (match := anywhere(pattern).match(window.right)) and match[0]:
                yield _match(fact, match, False)


def _match(fact: Fact, match: re.Match[str], leads: bool) -> Match:
    return Match(fact, match[0], leads, "" if leads else match[0], years_in(match))


def years_in(match: re.Match[str]) -> tuple[tuple[str, int], ...]:
    """The years that the words themselves name: ("last" or "next", year)."""
    return tuple((name, int(year)) for name, year in match.groupdict().items() if year)
