"""What of a page is not displayed as plain text: tags and style attributes → effects, and tokens with effects → tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from validator.model import Observation
from validator.read.html_marks import BREAK, Mark, Token
from validator.read.marked import dropped


class Effect(Enum):
    """What an element does to its content; END closes the last but RAISED, which is marked in the text itself."""

    RAISED = "raised"
    STRUCK = "struck out"
    INVISIBLE = "holds its place"
    HIDDEN = "takes no place"
    END = "end"


TAGS: Mapping[str, Effect] = {
    "sup": Effect.RAISED,
    "sub": Effect.RAISED,
    "del": Effect.STRUCK,
    "s": Effect.STRUCK,
    "strike": Effect.STRUCK,
}
#: What a style attribute says, in lower case, by the property's or value's name; of several the last one counts.
STYLES: Mapping[str, tuple[re.Pattern[str], Effect]] = {
    "vertical-align": (re.compile(r"vertical-align\s*:\s*su(?:b|per)\b"), Effect.RAISED),
    "line-through": (re.compile(r"text-decoration[^;]*line-through"), Effect.STRUCK),
    "visibility": (re.compile(r"visibility\s*:\s*hidden"), Effect.INVISIBLE),
    "mso-hide": (re.compile(r"mso-hide\s*:\s*all"), Effect.HIDDEN),
    "display": (re.compile(r"(?<![-\w])display\s*:\s*none"), Effect.HIDDEN),
}


@dataclass(frozen=True, slots=True)
class _Opened:
    """An effect that began: how many tokens were kept before it, how many tables and line breaks had come."""

    effect: Effect
    at: int
    tables: int
    breaks: int


def displayed(tokens: Iterable[Token | Effect]) -> tuple[Token, ...]:
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
    text = "".join([token for token in kept[last.at :] if isinstance(token, str)]).replace(BREAK, " ")
    del kept[last.at :]
    kept += _told(last.effect, text)


def _told(effect: Effect, text: str) -> Iterable[Observation]:
    return dropped("struck_text" if effect is Effect.STRUCK else "hidden_text", text)
