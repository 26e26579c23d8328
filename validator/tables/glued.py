"""Lines that begin with a label and are none: its figures ran together with it (规章000), or it begins a sentence."""

from __future__ import annotations

import re

from validator.words import recognise, vocabulary

#: A label, and two digits or more behind it.
_GLUED = re.compile(r"(.*[^\d\s.、(（])\s*(\d[\d\s.]+)")
#: A label, and the first figure of its row.
_ENDS_IN_FIGURE = re.compile(r"(.*[^\d\s.、(（])(\d[\d.]*)")

#: A sentence that counts: 行政诉讼2件，未经复议直接起诉1件，复议后起诉1件。
_TOLD = re.compile(r"\d\s*[件条宗起次][^。]*。\s*$")


def is_no_label(text: str) -> bool:
    """Whether a line that begins with a label is the whole row, or a sentence."""
    return is_glued_row(text) or is_told(text)


def is_told(text: str) -> bool:
    """Whether `text` is a sentence that counts something."""
    return _TOLD.search(text) is not None


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
