"""The wordings of facts, made ready: which hints a sentence has, and the patterns of every fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from validator.prose.claims_book import anywhere, book, ending
from validator.prose.claims_entries import Fact
from validator.prose.claims_window import unbracketed


def hints_in(text: str) -> tuple[str, ...]:
    """The hints in a sentence of plain text: no other can be near one of its numbers."""
    if _any_hint().search(text) is None:
        return ()
    found = {*_hints_at(text), *(_hints_at(unbracketed(text)) if "（" in text else ())}
    return tuple({known for hint in found for known in _begun()[hint]})


def _hints_at(text: str) -> Iterator[str]:
    """The longest hint at every place of `text` that has one."""
    pattern = _any_hint()
    match = pattern.search(text)
    while match is not None:
        yield match[0]
        match = pattern.search(text, match.start() + 1)


@cache
def _begun() -> Mapping[str, tuple[str, ...]]:
    """Hint → the hints that it begins with: itself, and shorter ones that stand in the same place."""
    return {hint: tuple(known for known in hinted_facts() if hint.startswith(known)) for hint in hinted_facts()}


@dataclass(frozen=True, slots=True)
class Wording:
    """A fact and its patterns, made ready; `unless` None: nothing forbids it. `units` of its number, None where it needs none."""

    fact: Fact
    before: tuple[re.Pattern[str], ...]
    around: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    after: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    units: frozenset[str | None]


@cache
def wordings() -> tuple[Wording, ...]:
    """Of every fact, in the order of the book."""
    return tuple(
        Wording(
            fact,
            tuple(map(ending, fact.before)),
            tuple((ending(first), anywhere(second)) for first, second in fact.around),
            tuple(map(anywhere, fact.after)),
            _any_of(fact.unless) if fact.unless else None,
            frozenset(fact.units if "元" in fact.units else (*fact.units, None)),
        )
        for fact in book().facts.values()
    )


@cache
def hinted_facts() -> Mapping[str, tuple[int, ...]]:
    """Hint → positions of its facts."""
    found: dict[str, tuple[int, ...]] = {}
    for place, fact in enumerate(book().facts.values()):
        for hint in fact.hints:
            found[hint] = (*found.get(hint, ()), place)
    return found


@cache
def _any_hint() -> re.Pattern[str]:
    return _any_of(hinted_facts())


@cache
def units() -> frozenset[str]:
    """Every unit that a fact may be counted in."""
    return frozenset(unit for fact in book().facts.values() for unit in fact.units)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """The longest of `words` at a place; grouped by their first letters, which is how the search passes over the rest."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()))
