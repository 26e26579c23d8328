"""A number in its window → the fact whose words lead to it, or follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from validator.prose.claims_book import anywhere, book
from validator.prose.claims_context import fits_years, is_about, is_of_kind
from validator.prose.claims_entries import Fact
from validator.prose.claims_window import CLAUSES, Window, plain
from validator.prose.claims_wordings import Wording, hinted_facts, units, wordings

#: 通过网站、信函等方式, 线上、线下 are every way there is; 通过网站 alone is one of several.
_EVERY_WAY = re.compile(
    r"(?:通过|经|以)?[^，。；]{0,40}?等(?:多种|各种|各类|各)?(?:途径|方式|渠道|形式|平台)|线上[、和及与]?线下|线下[、和及与]?线上"
)
#: What may stand before a number whose name follows it.
_NEUTRAL = re.compile(
    r"(?:.*[，、；：（。])?(?:其中|对其|对|有|尚|另有|还有|尚有|共有|余|其余|剩余|余下|剩下|其他|其它|和|及|以及|与|另|并|将|把|除|全年|另外|并有|外|发生|产生|引发)*$"
)


class Match(Struct, frozen=True, gc=False):
    """The fact that a number states, the words that say so, whether they stand before the number, and any behind it."""

    fact: Fact
    label: str
    leads: bool
    behind: str
    years: tuple[tuple[str, int], ...]  # ("last" or "next", the year that the words name)
    loose: bool = False  # by the words of its clause alone: a statement that may be meant otherwise


def match_at(
    window: Window, hints: Iterable[str], said: str, section: int, year: int | None, loose: Iterable[Match] = ()
) -> Match | None:
    """The fact that the number of `window` states. `hints`: those of its sentence; `said`: what stands before that.

    `year`: of the report; words that name another year than theirs are no reading (结转2025年 3 件 is of next year's).
    `loose`: what it may state if no pattern fits.
    """
    facts = _hinted(window, hints)
    every = chain(_led(facts, window), _followed(facts, window), loose)
    right = (m for m in every if fits_years(m.years, year))
    match = next((m for m in right if _is_spoken_of(m, window, said, section)), None)
    strayed = match is None or _is_astray(match, said + window.prefix) or _is_shared(match.fact, window, said)
    return None if strayed else match


def _is_spoken_of(match: Match, window: Window, said: str, section: int) -> bool:
    """Whether it is this that the paragraph speaks of, and all of it."""
    other = (book().documents, book().part) if match.fact.rule == "C102" or match.loose else ()
    if any(anywhere(p).search(window.prefix) for p in other) or (other and is_of_kind(said, window.prefix)):
        return False
    if match.fact.about is None:
        return True
    return is_about(match.fact.about, f"{said}{window.prefix}{window.right.partition('其中')[0]}", section)


def _is_shared(fact: Fact, window: Window, said: str) -> bool:
    """Whether the sentence says that others have a part of the figure; # stands before the number itself.

    A sentence behind ； begins with those before it; a heading (a line of its own) is no part of it.
    """
    if fact.shared is None:
        return False
    begun = re.split("[。\n]", said)[-1] if said.endswith("；") else ""
    marked = f"{begun}{window.prefix}#{plain(window.sentence[window.mention.start :])}"
    return anywhere(fact.shared).search(marked) is not None


def _is_astray(match: Match, spoken: str) -> bool:
    """Whether a bare 办结 goes on about something else than the applications that its sentence, or one before, spoke of."""
    if not match.fact.astray or "申请" in match.label + match.behind:
        return False
    spoken = spoken.replace("复议申请", "复议")
    since = spoken[spoken.rfind("申请") :] if "申请" in spoken else spoken
    return any(word in (since.partition("。")[2] or since) for word in match.fact.astray)


# ---------------------------------------------------------------- which facts the words near a number fit


def _hinted(window: Window, hints: Iterable[str]) -> list[Wording]:
    """Facts that are counted in such a unit and whose hints are near, in the order of the book."""
    unit = window.mention.unit
    if not window.states if unit is None else unit not in units():
        return []
    near, facts, every = f"{window.left}\n{window.right}", hinted_facts(), wordings()
    places = {place for hint in hints if hint in near for place in facts[hint]}
    return [known for place in sorted(places) if unit in (known := every[place]).units]


def _led(facts: Iterable[Wording], window: Window) -> Iterator[Match]:
    """Facts whose words end right before the number, or stand on both sides of it."""
    for known in facts:
        for match in _leading(known, window):
            if known.unless and known.unless.search(_one_way(window.clause)):
                break
            yield match


def _leading(known: Wording, window: Window) -> Iterator[Match]:
    left = window.left
    for pattern in known.before:
        if match := pattern.search(left):
            yield _match(known.fact, match, True)
    for first, second in known.around:
        behind = second.match(window.right)
        if behind and (match := first.search(left)):
            yield Match(known.fact, match[0], True, behind[0], ())


def _one_way(clause: str) -> str:
    """Without a list of every way."""
    return _EVERY_WAY.sub("", clause) if "等" in clause or "线" in clause else clause


def _followed(facts: Iterable[Wording], window: Window) -> Iterator[Match]:
    """Facts whose words begin right behind the number."""
    if window.glue.strip("共为有是各计合总") or not _NEUTRAL.fullmatch(window.left):
        return
    clause = CLAUSES.split(window.right)[0]
    for known in facts:
        for pattern in known.after:
            match = pattern.match(window.right)
            if match and match[0] and not (known.unless and known.unless.search(clause)):
                yield _match(known.fact, match, False)


def _match(fact: Fact, match: re.Match[str], leads: bool) -> Match:
    return Match(fact, match[0], leads, "" if leads else match[0], years_in(match))


def years_in(match: re.Match[str]) -> tuple[tuple[str, int], ...]:
    """The years that the words themselves name: ("last" or "next", year)."""
    return tuple([(name, int(year)) for name, year in match.groupdict().items() if year]) if match.lastindex else ()
