"""The sum that a sentence gives of what was received and what was carried in: 新收 45 件，上年结转 3 件，共计 48 件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validator.form import Edition
from validator.model import Claim
from validator.prose.claims_book import anywhere, book
from validator.prose.claims_made import claims_for
from validator.prose.claims_window import Window, plain, windows
from validator.prose.sentences import Sentence


def sums_in(sentence: Sentence, told: Sequence[Claim], edition: Edition) -> Iterator[Claim]:
    """The sum right behind the two numbers; `told`: the claims that the sentence makes itself.

    A sum of 新收 that is right by its own two numbers says nothing new: if it does not fit, one of them does not.
    """
    sums = book().sums
    received = [claim for claim in told if claim.fact in sums.of]
    carried = [claim for claim in told if claim.fact == sums.beside]
    if len(received) != 1 or len(carried) != 1:
        return
    end = max(received[0].end, carried[0].end)
    window = next((w for w in windows(sentence.text) if w.mention.start >= end), None)
    if window is None or not _is_sum(window, sentence.text[end : window.mention.start]):
        return
    mention = window.mention
    if any(claim.start == mention.start for claim in told):
        return
    if mention.value != received[0].value + carried[0].value or received[0].fact != sums.of[0]:
        yield from claims_for(book().facts[sums.fact], (), mention, sentence, edition, received[0].scope)


def _is_sum(window: Window, between: str) -> bool:
    """Whether nothing but words of adding up leads from the two numbers to this one, and nothing narrows it."""
    sums, unit = book().sums, window.mention.unit
    led = anywhere(sums.lead).fullmatch(plain(between))
    return (
        led is not None and unit in book().facts[sums.fact].units and anywhere(sums.end).match(window.right) is not None
    )
