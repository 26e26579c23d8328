"""Text of other people's files as it can be shown: nothing in it that a page, a sheet or a terminal obeys."""

from __future__ import annotations

from validator.unshown import INSTEAD, is_unshown

_KEPT = frozenset("\n\t")


def visible(text: str) -> str:
    """`text` with each such character as U+FFFD; line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join(INSTEAD if c not in _KEPT and is_unshown(c) else c for c in text)


def one_line(text: str, longest: int = 400) -> str:
    """`visible` text on one line, cut to `longest` characters."""
    line = " ".join(visible(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
