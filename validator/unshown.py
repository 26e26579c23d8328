"""Characters that a terminal, a page or a sheet obeys or cannot take."""

from __future__ import annotations

import unicodedata

#: Controls, halves of pairs, line ends; and marks that turn text round.
_KINDS = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
#: Stands where one of them stood.
INSTEAD = "\ufffd"


def is_unshown(character: str) -> bool:
    """Whether `character` is one of them."""
    return character in _TURNS or unicodedata.category(character) in _KINDS


def shown(path: str) -> str:
    """`path` as it can be printed: each control character and each byte that is no UTF-8 becomes U+FFFD."""
    if path.isprintable():
        return path
    return "".join(INSTEAD if is_unshown(c) else c for c in path)


#: Bytes of a file name that every common system takes, with room for what a browser or a writer adds to it.
_NAME_BYTES = 230


def stem_beside(stem: str, ending: str) -> str:
    """`stem` cut at its end, between letters, so that it makes a file name with `ending`."""
    room = _NAME_BYTES - len(ending.encode(errors="replace"))
    return (
        stem
        if len(stem.encode(errors="replace")) <= room
        else stem.encode(errors="replace")[:room].decode(errors="ignore")
    )


#: What Windows takes in no file name.
_BARRED = frozenset('<>:"/\\|?*')


def file_stem(words: str) -> str:
    """Words as the name of a file, without its extension: on every system, and never a path."""
    kept = "".join("_" if c in _BARRED or is_unshown(c) else c for c in words).strip(". ")
    return stem_beside(kept, ".xlsx") or "_"
