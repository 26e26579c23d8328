"""What a clause speaks of: the row, or rows, that the last subject before (or behind) a number names."""

from __future__ import annotations

import re
from functools import cache

from validator.prose.claims_book import anywhere, book

Rows = tuple[str, ...]
_JOINT = re.compile(r"(?:案件|申请|案|件数|类)?(?:、|和|及|与|或|或者|以及|及其)?(?:被)?(?:提起)?(?:行政)?$")


def subject_in(kind: str, text: str) -> tuple[Rows, ...]:
    """The rows of the last subject in `text`; several, in order, where subjects are joined (复议、诉讼); none if none."""
    found = _found(kind, text)
    if not found:
        return ()
    joined = [found[-1]]
    for earlier, later in zip(found[-2::-1], found[:0:-1], strict=False):
        if set(earlier[2]) & set(later[2]) or not _JOINT.fullmatch(text[earlier[1] : later[0]]):
            break
        joined.insert(0, earlier)
    return tuple(rows for _, _, rows in joined)


def first_subject_in(kind: str, text: str) -> tuple[Rows, ...]:
    """The rows of the first subject in `text`."""
    found = _found(kind, text)
    return (found[0][2],) if found else ()


def every_subject_in(kind: str, text: str) -> tuple[Rows, ...]:
    """The rows of every subject in `text`, each once, in order."""
    return tuple(dict.fromkeys(rows for _, _, rows in _found(kind, text)))


def _found(kind: str, text: str) -> list[tuple[int, int, Rows]]:
    """(start, end, rows) of every subject in `text`; the longer name goes first (复议后起诉 is no 复议)."""
    pattern, rows = _names(kind)
    return [(match.start(), match.end(), rows[(match.lastindex or 1) - 1]) for match in pattern.finditer(text)]


@cache
def _names(kind: str) -> tuple[re.Pattern[str], tuple[Rows, ...]]:
    """A pattern with a group for each subject, and the rows of each."""
    named = book().subjects[kind]
    return anywhere("|".join(f"({pattern})" for pattern in named)), tuple(named.values())
