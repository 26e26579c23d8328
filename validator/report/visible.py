"""Text of other people's files as it can be shown: nothing in it that a page, a sheet or a terminal obeys."""

from __future__ import annotations

import unicodedata

#: Controls, halves of pairs, line ends, and marks that turn text round.
_UNSHOWN = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
_KEPT = frozenset("\n\t")


def visible(text: str) -> str:
    """`text` with each such character as U+FFFD; line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if _is_hidden(c) else c for c in text)


def one_line(text: str, longest: int = 400) -> str:
    """`visible` text on one line, cut to `longest` characters."""
    line = " ".join(visible(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _is_hidden(c: str) -> bool:
    return c in _TURNS or (c not in _KEPT and unicodedata.category(c) in _UNSHOWN)
