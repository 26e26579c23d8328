"""Claims without a number of their own: 未收到 (none), 均获维持 (all of a number told before)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from validator.form import Edition
from validator.model import Claim
from validator.prose.claims_book import anywhere, book, ending
from validator.prose.claims_context import governs, is_about, scope_of
from validator.prose.claims_entries import Whole, Zero
from validator.prose.claims_made import claims_for
from validator.prose.claims_match import years_in
from validator.prose.claims_subject import every_subject_in
from validator.prose.claims_window import plain
from validator.prose.numbers_in_text import Mention
from validator.prose.sentences import Sentence

_NEGATIONS = re.compile("未|没|无|零|不存在")
#: No sentence and no clause is longer.
_SENTENCE = 400
_LONGEST = 120
_CLAUSE = re.compile(r"[^，；：。（）,;:()]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: its plain text, the plain text of the sentence before it, and where it stands."""

    text: str
    before: str
    start: int
    end: int


def may_be_silent(even: str) -> bool:
    """Whether a sentence of plain text can say that there was none of something."""
    return _NEGATIONS.search(even) is not None and _zero_hints().search(even) is not None


@cache
def _zero_hints() -> re.Pattern[str]:
    return _any_hint_of(book().zeros)


@cache
def _whole_hints() -> re.Pattern[str]:
    return _any_hint_of(book().wholes)


def _any_hint_of(ways: Sequence[Zero] | Sequence[Whole]) -> re.Pattern[str]:
    return re.compile("|".join(dict.fromkeys(re.escape(hint) for way in ways for hint in way.hints)))


def zeros_in(sentence: Sentence, said: str, edition: Edition, year: int | None) -> Iterator[Claim]:
    """Clauses that say that there was none. `said`: what the paragraph said before the sentence."""
    for found in _CLAUSE.finditer(sentence.text):
        if len(found[0]) <= _LONGEST and _NEGATIONS.search(found[0]):
            text = plain(found[0])
            if hinted := [zero for zero in book().zeros if any(hint in text for hint in zero.hints)]:
                before = plain(sentence.text[max(0, found.start() - _SENTENCE) : found.start()])
                yield from _zeros(hinted, Clause(text, before, *found.span()), sentence, said, edition, year)


def _zeros(
    hinted: Sequence[Zero], clause: Clause, sentence: Sentence, said: str, edition: Edition, year: int | None
) -> Iterator[Claim]:
    none = Mention(Decimal(0), clause.start, clause.end, clause.text, None, False)
    for zero in hinted:
        match = _none_of(zero, clause, said, sentence.section)
        lead = clause.before + clause.text[: match.start()] if match else ""
        if match is None or not governs(lead, said, years_in(match), year):
            continue
        for fact in (book().facts[key] for key in zero.facts):
            for rows in every_subject_in(fact.subject, match[0]) if fact.subject else ((),):
                yield from claims_for(fact, rows, none, sentence, edition, scope_of(clause.before + clause.text))


def _none_of(zero: Zero, clause: Clause, said: str, section: int) -> re.Match[str] | None:
    """The words of the clause that say that there was none, if they do."""
    match = ending(zero.pattern).search(clause.text)
    if match is None or any(word in clause.text for word in zero.unless):
        return None
    return match if is_about(zero.about, said + clause.before + clause.text, section) else None


def wholes_in(sentence: Sentence, told: Sequence[Claim], edition: Edition) -> Iterator[Claim]:
    """What the sentence says of all of a number; `told`: the claims that it makes itself."""
    for whole in book().wholes if told and _whole_hints().search(sentence.text) else ():
        if any(hint in sentence.text for hint in whole.hints):
            yield from _whole(whole, sentence, told, edition)


def _whole(whole: Whole, sentence: Sentence, told: Sequence[Claim], edition: Edition) -> Iterator[Claim]:
    match = anywhere(whole.pattern).search(sentence.text)
    if match is None:
        return
    fact = book().facts[whole.fact]
    own = {row for claim in told if claim.fact == whole.fact not in whole.of for _, row in claim.rows}
    of = [claim for claim in told if claim.fact in whole.of and _holds_for(whole, claim, match.start(), own)]
    for claim in of if fact.subject else of[-1:]:
        value = Decimal(0) if whole.zero else claim.value
        again = Mention(value, match.start(), match.end(), match[0], None, not claim.exact, claim.step)
        rows = whole.rows or tuple(row for _, row in claim.rows)
        yield from claims_for(fact, rows, again, sentence, edition, claim.scope)


def _holds_for(whole: Whole, claim: Claim, start: int, own: AbstractSet[str]) -> bool:
    """Whether 均 at `start` may be said of the number: 其中 begins a part of it; of which kind it is, only of the last one.

    `own`: rows of which the sentence tells a number of their own (复议 4 件，纠正 1 件；诉讼 2 件，均胜诉).
    """
    between = claim.sentence[claim.end : start]
    kinds = {row for _, row in claim.rows}
    if claim.end > start or "其中" in between or kinds & own:
        return False
    return not whole.rows or (set(whole.rows) < kinds and not any(map(str.isdigit, between)))
