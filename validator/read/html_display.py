"""Tokens with effects → the tokens that a page displays: what is hidden or struck out goes, and is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from validator.model import Observation
from validator.read.html_effects import Effect
from validator.read.html_marks import Mark, Token
from validator.read.html_text import BREAK
from validator.read.marked import dropped


@dataclass(frozen=True, slots=True)
class _Opened:
    """An effect that began: how many tokens were kept before it, how many tables and line breaks had come."""

    effect: Effect
    at: int
    tables: int
    breaks: int


def displayed(tokens: Sequence[Token | Effect]) -> tuple[Token, ...]:
    """The tokens without hidden and struck-out text; an observation stands where any was.

    An element that holds a table stays, and so does hidden text of more than a line outside tables: pages hide
    what a click will show.
    """
    kept: list[Token] = []
    opened: list[_Opened] = []
    tables = depth = breaks = 0
    for token in tokens:
        if token is Effect.END:
            last = opened.pop()
            shown = last.effect is not Effect.STRUCK and not depth and breaks != last.breaks
            if tables == last.tables and not shown:
                _drop(kept, last)
        elif isinstance(token, Effect):
            opened.append(_Opened(token, len(kept), tables, breaks))
        else:
            kept.append(token)
            tables += token is Mark.TABLE
            depth += (token is Mark.TABLE) - (token is Mark.TABLE_END)
            breaks += token is BREAK
    return tuple(kept)


def _drop(kept: list[Token], last: _Opened) -> None:
    text = "".join([run for token in kept[last.at :] for run in _runs(token)]).replace(BREAK, " ")
    del kept[last.at :]
    kept += _told(last.effect, text)


def _runs(token: Token) -> Iterable[str]:
    if isinstance(token, tuple):
        return [cell.text for cell in token]
    return (token,) if isinstance(token, str) else ()


def _told(effect: Effect, text: str) -> Iterable[Observation]:
    return dropped("struck_text" if effect is Effect.STRUCK else "hidden_text", text)
