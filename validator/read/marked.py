"""Marks that a reader puts round raised and struck-out text while it gathers a cell, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from validator.model import Observation
from validator.numerals import tidy

#: Noncharacters: Unicode keeps them for a program's own use, so no text holds them.
RAISED, RAISED_END = "\ufdd0", "\ufdd1"
STRUCK, STRUCK_END = "\ufdd2", "\ufdd3"

#: Observations that are told once a document, with their number.
_COUNTED = ("struck_text", "hidden_text")
_QUOTED = 20  # characters of such a text that are told

_RAISED_RUN = re.compile(f" *{RAISED}+([^{RAISED}{RAISED_END}]*){RAISED_END}+")
_STRUCK_RUN = re.compile(f"{STRUCK}([^{STRUCK}{STRUCK_END}]*){STRUCK_END}")
_UNPAIRED = str.maketrans({RAISED: " [", RAISED_END: "]", STRUCK: None, STRUCK_END: None})
_BARE = str.maketrans("", "", RAISED + RAISED_END + STRUCK + STRUCK_END)


def settled(text: str) -> str:
    """The text of one cell or paragraph without marks: what is struck out is gone, what is raised stands in brackets.

    A footnote mark must not lengthen a figure: 159 with a raised 1 is `159 [1]`. Where nothing stands beside
    the raised text, it stays plain.
    """
    if text.isascii() or (STRUCK not in text and RAISED not in text):
        return text
    left = _STRUCK_RUN.sub("", text).replace(RAISED_END + RAISED, "")
    if not tidy(_RAISED_RUN.sub("", left)):
        return left.translate(_BARE)
    spelled = _RAISED_RUN.sub(_bracketed, left)
    return (spelled if left[:1] == " " else spelled.lstrip(" ")).translate(_UNPAIRED)


def _bracketed(run: re.Match[str]) -> str:
    words = tidy(run[1])
    return f" [{words}]" if words else ""


def struck_text(text: str) -> Iterator[Observation]:
    """`struck_text` with the number of runs struck out in `text`, which still has its marks; nothing for none."""
    runs = [tidy(run) for run in _STRUCK_RUN.findall(text.replace(STRUCK_END + STRUCK, ""))]
    told = [run for run in runs if run]
    if told:
        yield Observation("struck_text", text=told[0][:_QUOTED], number=len(told))


def dropped(kind: str, text: str) -> Iterator[Observation]:
    """The observation of one run of text that was left out; nothing if it was blank."""
    if words := tidy(text):
        yield Observation(kind, text=words[:_QUOTED], number=1)


def merged(observations: Iterable[Observation]) -> tuple[Observation, ...]:
    """What is told once a document as one observation of each kind: first text and place, numbers added up."""
    found: dict[object, Observation] = {}
    for at, seen in enumerate(observations):
        key = seen.kind if seen.kind in _COUNTED else at
        first = found.get(key)
        found[key] = seen if first is None else replace(first, number=first.number + seen.number)
    return tuple(found.values())
