"""Text rows in which a merged cell stands once in every place that it covers → each merged cell once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from validator.model import Token
from validator.numerals import read_figure, tidy
from validator.words import recognise, vocabulary


def unfilled(tokens: Sequence[Token]) -> Iterator[Token]:
    """Without the repeats of a label beside it, of a header below it, and of a figure under a repeated header."""
    above: Sequence[str] = ()
    wide: frozenset[int] = frozenset()
    for row, group in groupby(tokens, key=lambda t: t.row):
        cells = list(group)
        texts = [tidy(cell.text) for cell in cells] if row else []
        if len(texts) != len(above):
            wide = frozenset()
        beside = {i for i in range(1, len(texts)) if texts[i] == texts[i - 1] and recognise(texts[i])}
        header = all(read_figure(text).kind in ("text", "blank") for text in texts)
        repeated = beside | set(_below(texts, above, header))
        if header:
            wide = frozenset(beside)
        repeated |= {i for i in wide if texts[i] == texts[i - 1]}
        yield from (cell for i, cell in enumerate(cells) if i not in repeated)
        above = texts


def _below(texts: Sequence[str], above: Sequence[str], header: bool) -> Iterator[int]:
    """Where a label stands again under itself: any in a header; in other rows only what heads a whole table."""
    if len(texts) != len(above):
        return
    for i, (text, over) in enumerate(zip(texts, above, strict=True)):
        word = recognise(text) if text and text == over else None
        if word and (header or word.label in vocabulary().breaks):
            yield i
