"""A breakdown as messages show it."""

from __future__ import annotations

from validator.prose.breakdowns import Breakdown

#: So many characters of the sentence are shown around the whole, and so many parts one by one.
_BEFORE, _BEHIND, _PARTS = 14, 16, 8


def excerpt(found: Breakdown) -> str:
    """The sentence around the number that is broken down."""
    sentence, start, end = found.sentence, max(0, found.whole.start - _BEFORE), found.whole.end + _BEHIND
    return f"{'…' if start else ''}{sentence[start:end].strip()}{'…' if end < len(sentence) else ''}"


def spelled(found: Breakdown) -> str:
    """12 + 8 = 20."""
    terms = [f"{part.value:f}" for part in found.parts]
    shown = " + ".join(terms[:_PARTS]) + (" + …" if len(terms) > _PARTS else "")
    return f"{shown} = {found.total:f}" if len(terms) > 1 else terms[0]
