"""Running text → sentences: cut where they end, brackets and quotes kept whole."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from validator.model import Paragraph, Place


class Sentence(Struct, frozen=True, gc=False):
    """A sentence, where its paragraph stands, and the number of the section (0: before the first)."""

    text: str
    place: Place
    section: int


_OPENING, _CLOSING, _ENDS = "《（“(〈", "》）”)〉", "。；;！？!?\n"
_PIECE = re.compile(f"[^{_ENDS}]*[{_ENDS}]|[^{_ENDS}]+")
_BRACKET = re.compile(f"[{_OPENING}{_CLOSING}]")
#: What protects nothing, being shut before a sentence could end, is passed over.
_MARKS = re.compile(f"[{_OPENING}][^{_OPENING}{_CLOSING}{_ENDS}]*+[{_CLOSING}]|[{_ENDS}{_OPENING}{_CLOSING}]")


def sentences(paragraph: Paragraph, section: int = 0) -> tuple[Sentence, ...]:
    """Cut at 。；！？ outside brackets and quotes; brackets that are never closed protect nothing."""
    place = paragraph.place
    return tuple([Sentence(piece, place, section) for piece in pieces(paragraph.text)])


@lru_cache(maxsize=1024)  # of one paragraph several rules ask
def pieces(text: str) -> tuple[str, ...]:
    """The same of a text: nothing but the words of each sentence."""
    if _BRACKET.search(text) is None:
        found = _PIECE.findall(text)
    else:
        cuts = _cuts(text)
        found = [text[a:b] for a, b in zip((0, *cuts), (*cuts, len(text)), strict=True)]
    return tuple([piece for each in found if (piece := each.strip())])


def _cuts(text: str) -> list[int]:
    protected, free, depth = [], [], 0
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark in _ENDS:
            free.append(match.end())
            if not depth:
                protected.append(match.end())
        elif mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
    return free if depth else protected
