"""Header pieces of a text in reading order → the columns of its table in printed order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from validator.schema import editions
from validator.tables.leftovers import AMONG
from validator.tables.segment import Head
from validator.tables.stream_piece import Piece
from validator.words import recognise, unmarked, vocabulary

#: A header of which less is printed is none.
_SHORTEST = 2


def stream_heads(pieces: Sequence[Piece]) -> tuple[Head, ...]:
    """The columns in printed order: what stands under 法人或其他组织 goes to its place."""
    words = vocabulary()
    joined = _join_broken([p for p in pieces if p.label not in words.breaks])
    named = {p.label for p in joined}
    known = [i for i, p in enumerate(joined) if p.kind == "label" and words.is_a(p.label, "column")]
    first = _first(joined, known[0]) if known else len(joined)
    under: dict[str, list[Piece]] = {}
    ordered: list[Piece] = []
    for piece in joined[first:]:
        over = words.over.get(piece.label, "")
        if over and over in named:
            under.setdefault(over, []).append(piece)
        else:
            ordered.append(piece)
    flat = [leaf for p in ordered for leaf in under.get(p.label, [] if words.is_a(p.label, "heading") else [p])]
    return tuple(
        Head((p.token.text if p.kind == "text" else p.label,), i, i + 1, p.token.text) for i, p in enumerate(flat)
    )


def _first(pieces: Sequence[Piece], known: int) -> int:
    """Where the columns begin: before the first `known` one may stand those of which not all is printed.

    本年新 | 本年新 | 对外公开总数量: pages lose the second line of such headers, and letters in the midst of others.
    """
    label = pieces[known].label
    while known > 0 and pieces[known - 1].kind == "text":
        text = unmarked(pieces[known - 1].token.text)
        whole = [left for left in _left_of().get(label, ()) if _is_meant(text, left)]
        if not whole:
            break
        known, label = known - 1, whole[0]
    return known


def _is_meant(text: str, label: str) -> bool:
    """Whether `text` is the beginning of a label, or very like it."""
    return len(text) >= _SHORTEST and (label.startswith(text) or ratio(text, label) >= AMONG)


@cache
def _left_of() -> Mapping[str, Sequence[str]]:
    """Column label → the labels that stand to its left in the tables."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for table in (table for edition in editions().values() for table in edition.tables):
        for left, right in pairwise(map(unmarked, (column.label for column in table.columns))):
            found[right].append(left)
    return found


def _join_broken(pieces: Sequence[Piece]) -> list[Piece]:
    """商业 … 企业: a header whose two halves stand on two lines is one piece again, where its first half stood."""
    left = list(pieces)
    for piece in pieces:
        for other in left[left.index(piece) + 1 :] if piece in left else ():
            word = recognise(piece.token.text + other.token.text) if piece.kind == other.kind == "text" else None
            if word and word.exact and vocabulary().is_a(word.label, "column"):
                left[left.index(piece)] = Piece("label", piece.token, word.label)
                left.remove(other)
                break
    return left


def single_heads(pieces: Sequence[Piece]) -> tuple[Head, ...]:
    """The header of a one-row table: a column name that comes again begins the next of the named blocks."""
    words = vocabulary()
    names = _row_names([p.label for p in pieces if p.kind == "label"])
    blocks: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.label in words.singles:
            if any(p.label == piece.label for p in blocks[-1]):
                blocks.append([])
            blocks[-1].append(piece)
    titled = names if len(names) == len(blocks) else [""] * len(blocks)
    flat = [(name, p) for name, block in zip(titled, blocks, strict=True) for p in block]
    return tuple(Head((name, p.label), i, i + 1) for i, (name, p) in enumerate(flat))


def _row_names(labels: Sequence[str]) -> list[str]:
    """The rows named side by side in a header, in printed order: those under one heading stand where it stands."""
    words = vocabulary()
    rows = [label for label in labels if words.is_a(label, "row") and words.is_a(label, "heading")]
    under = {label: over for label in rows if (over := words.over.get(label)) in labels}
    names: list[str] = []
    for label in labels:
        if label in under.values():
            names += [row for row in under if under[row] == label]
        elif label in rows and label not in under:
            names.append(label)
    return list(dict.fromkeys(names))
