"""Runs of text of a page → what a person sees in one cell or line of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from validator.read.marked import RAISED, settled

#: Where a line ends for the eye. No text of a page can hold it: parsers drop NUL.
BREAK: Final = "\0"
#: What HTML takes for blank; other blanks are printed.
BLANKS: Final = " \t\n\f\r"
EDGES: Final = BLANKS + BREAK

_BLANK_RUN = re.compile(f"[{BLANKS}]+")


def seen_text(runs: Iterable[str]) -> str:
    """What a person sees: blanks run together as in a browser, lines parted by a line feed."""
    text = "".join(runs).strip(EDGES)
    if is_even(text):
        return text
    lines = [_BLANK_RUN.sub(" ", line).strip(" ") for line in text.split(BREAK)]
    seen = "\n".join([line for line in lines if line])
    return settled(seen) if RAISED in seen else seen


def is_even(text: str) -> bool:
    """Whether `text` is seen as it is written, as most is: no blank but printed ones, no BREAK, no marks of ours."""
    return " " not in text and text.isprintable()
