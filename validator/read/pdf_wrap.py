"""Where a line of Chinese text may end: what cannot be parted there, and what may hang out."""

from __future__ import annotations

import re

from validator.read.pdf_lines import PADDING, Line

#: Punctuation that begins no line, and may hang out of the text.
HANGING = "，。、；：！？）》」』”’,.;:!?)"
_OPENING, _STICKY = "（《“‘「『【〔([{", "“”‘’…—"
#: Characters of a word that is not cut at the end of a line.
_WORD = re.compile(r"[A-Za-z0-9.,%:/+~-]")


def first_word(line: Line) -> float:
    """The width in points of what cannot be parted at the beginning of a line: a word or a figure, and the punctuation at it."""
    end = 0
    while end < len(line.glyphs) - 1 and _sticks(line.glyphs[end].text, line.glyphs[end + 1].text):
        end += 1
    return line.glyphs[end].body[2] - line.glyphs[0].body[0]


def is_wrapped(line: Line, following: Line, room: float) -> bool:
    """Whether the first word of the next line would not have gone on this one. `room`: width of the cell in points."""
    return (line.box[2] - line.box[0]) + first_word(following) > room - PADDING


def _sticks(one: str, other: str) -> bool:
    if one in _OPENING or one in _STICKY or other in HANGING or other in _STICKY:
        return True
    return _WORD.fullmatch(one) is not None and _WORD.fullmatch(other) is not None
