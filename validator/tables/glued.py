"""Rows on lines of their own whose label and figures ran together: 规章000, （一）予以公开210000021."""

from __future__ import annotations

import re

from validator.words import recognise, vocabulary

#: A label, and two digits or more behind it.
_GLUED = re.compile(r"(.*[^\d\s.、(（])\s*(\d[\d\s.]+)")


def is_glued_row(text: str) -> bool:
    """Whether `text` is the label of a row and the figures of it, nothing between them."""
    match = _GLUED.fullmatch(text)
    word = recognise(match[1]) if match else None
    return word is not None and vocabulary().is_a(word.label, "row")
