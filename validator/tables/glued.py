"""Rows on lines of their own whose label and figures ran together: 规章000, （一）予以公开210000021."""

from __future__ import annotations

import re

from validator.words import recognise, vocabulary

#: A label, and two digits or more behind it.
_GLUED = re.compile(r"(.*[^\d\s.、(（])\s*(\d[\d\s.]+)")
#: A label, and the first figure of its row.
_ENDS_IN_FIGURE = re.compile(r"(.*[^\d\s.、(（])(\d[\d.]*)")


def is_glued_row(text: str) -> bool:
    """Whether `text` is the label of a row and the figures of it, nothing between them."""
    return _names_row(_GLUED.fullmatch(text))


def ends_in_figure(text: str) -> bool:
    """Whether `text` is the label of a row and one figure (规章12 in 规章12 0 3), or ends in that of a column and one (总计0)."""
    match = _ENDS_IN_FIGURE.fullmatch(text)
    return match is not None and (_names_row(match) or match[1].endswith(tuple(vocabulary().singles)))


def _names_row(match: re.Match[str] | None) -> bool:
    word = recognise(match[1]) if match else None
    return word is not None and vocabulary().is_a(word.label, "row")
