"""A header whose letters a page printed in another order (结 结 其 尚 / 果 果 他 未 …) → the names that they make up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import structs

from validator.model import Token
from validator.numerals import read_figure, tidy
from validator.schema import editions
from validator.words import recognise, unmarked, vocabulary


def unshuffled(tokens: Sequence[Token]) -> list[Token]:
    """Where a printed row of figures is as long as a one-row table, and the lines above hold just the letters of its
    columns, block by block: those columns in the mandated order. Nothing else could be printed with these letters."""
    found = list(tokens)
    for stop in range(len(tokens) - 1, -1, -1):
        row = tokens[stop].row
        if row and (stop == 0 or tokens[stop - 1].row != row):
            cells = [t for t in tokens[stop : stop + _longest()] if t.row == row]
            names = _headers().get(len(cells), ())
            if names and all(read_figure(t.text).kind != "text" for t in cells):
                _rename(found, stop, names)
    return found


def _rename(tokens: list[Token], stop: int, names: Sequence[str]) -> None:
    """Put the column `names` in the place of the letters that stand before `stop`, if they are just these."""
    left = Counter("".join(names))
    letters: list[int] = []
    for at in range(stop - 1, -1, -1):
        text = "".join(tidy(tokens[at].text).split())
        word = recognise(text)
        if word and vocabulary().is_a(word.label, "heading"):
            continue
        if Counter(text) - left:
            return
        left -= Counter(text)
        letters.append(at)
        if not left:
            first = min(letters)
            header = [structs.replace(tokens[first], text=name, alone=False) for name in names]
            kept = [tokens[i] for i in range(first, stop) if i not in letters]
            tokens[first:stop] = [*kept, *header]
            return


@cache
def _headers() -> Mapping[int, Sequence[str]]:
    """Figures of a one-row table → the names above them."""
    singles = [t for edition in editions().values() for t in edition.tables if t.layout == "single_row"]
    return {len(t.rows) * len(t.columns): [unmarked(c.label) for c in t.columns] * len(t.rows) for t in singles}


@cache
def _longest() -> int:
    return max(_headers()) + 1
