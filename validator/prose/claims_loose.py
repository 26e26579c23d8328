"""A clause of known words only, in a sentence that has just counted applications: 收到 9 件，办理 7 件，公开 5 件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validator.model import Claim
from validator.prose.claims_book import anywhere, book
from validator.prose.claims_match import Match
from validator.prose.claims_window import Window, plain

_PARTED = re.compile("[，、；：。（）和及与]")
#: A number that is no percentage and no year.
_COUNTS = re.compile(r"\d(?![\d.]*%|\d*年)")


def loosely(window: Window, told: Sequence[Claim]) -> Iterator[Match]:
    """What the clause states by its words alone. `told`: what was claimed before; its last number has to be one of those."""
    if not told or told[-1].table != "requests" or window.mention.unit is None or not _goes_on(window, told[-1]):
        return
    before, behind = _PARTED.split(window.prefix)[-1], _PARTED.split(window.right)[0]
    only = anywhere(book().loose.words)
    if only.fullmatch(before) is None or only.fullmatch(behind) is None:
        return
    stated = (key for key, pattern in book().loose.facts.items() if anywhere(pattern).search(before + behind))
    fact = book().facts.get(next(stated, ""))
    if fact is not None and window.mention.unit in fact.units:
        yield Match(fact, before, bool(before), behind, (), loose=True)


def _goes_on(window: Window, last: Claim) -> bool:
    """Whether no other number stands between the one claimed last, in this sentence or right before a ；, and this."""
    before = window.sentence[: window.mention.start]
    if last.sentence == window.sentence:
        between = before[last.end :]
    else:
        between = f"{last.sentence[last.end :]}{before}"
        if last.sentence[-1] not in "；;" and not before.startswith("其中"):
            return False
    return _COUNTS.search(plain(between)) is None
