"""Tokens that hold a whole printed row → its cells: lines of a PDF reader's text, parted by blanks only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from validator.model import Token
from validator.numerals import read_figure
from validator.tables.glued import ends_in_figure, is_told
from validator.words import recognise

_BLANKS = re.compile(r"[ \u3000\u00a0]+")
#: No row has more cells, no label as many digits in a row.
_WIDEST = 24
_RUN_TOGETHER = re.compile(r"\d{2}")
#: No number begins so: these are figures that ran together.
_LED_BY_ZERO = re.compile(r"0\d+")
_MARKS = ",，;；"
#: So many figures at the end of a line, or labels anywhere in it, make it a row of cells.
_FIGURES = 2
_LABELS = 2
#: What numbers the columns or rows is a row of its own, and no row of figures.
_NUMBERED = 5
#: What may stand before such numbers, over the labels of the rows.
ORDINALS = frozenset("甲乙丙丁") | {"栏次", ""}


def unfolded(tokens: Sequence[Token]) -> list[Token]:
    """Every line that is a row of cells as those cells; rows that number the columns (甲, 乙, 1, 2, 3 …) left out."""
    return list(_without_numbering([cell for token in tokens for cell in _cells(token)]))


def _cells(token: Token) -> Iterator[Token]:
    chunks = _BLANKS.split(token.text.strip()) if token.alone and " " in token.text.strip() else []
    if not _is_row(chunks):
        chunks = _separated(token.text.strip()) if token.alone else []
    if not chunks:
        yield token
        return
    for column, chunk in enumerate(chunks, 1):
        place = structs.replace(token.place, where=f"第{token.place.line}行第{column}列", column=column)
        yield Token(chunk, place, token.place.line or 0)


def _separated(text: str) -> list[str]:
    """A row whose cells are parted by commas or semicolons: a label with figures behind it, or labels only."""
    mark = max(_MARKS, key=text.count)
    chunks = text.split(mark)
    figures = 0
    while figures < len(chunks) and read_figure(chunks[-1 - figures]).kind in ("number", "blank", "dash"):
        figures += 1
    label = mark.join(chunks[: len(chunks) - figures])
    if len(chunks) > _WIDEST or (not label and figures <= _NUMBERED):
        return []
    if figures >= _FIGURES or (figures and recognise(label)):
        return [label, *chunks[len(chunks) - figures :]] if not label or recognise(label) else []
    labels = len(chunks) >= _LABELS and all(map(recognise, filter(None, chunks)))
    return chunks if labels and not is_told(text) else []


def _is_row(chunks: Sequence[str]) -> bool:
    """Figures behind a label, or labels side by side; not text in which labels and figures ran together."""
    texts = [chunk for chunk in chunks if read_figure(chunk).kind == "text"]
    if len(chunks) > _WIDEST or any(_RUN_TOGETHER.search(text) or ends_in_figure(text) for text in texts):
        return False
    if any(map(_LED_BY_ZERO.fullmatch, chunks)):
        return False
    figures = 0
    for chunk in reversed(chunks):
        if read_figure(chunk).kind == "text":
            break
        figures += 1
    if figures == len(chunks):
        return figures > _NUMBERED
    word = recognise("".join(chunks[: len(chunks) - figures])) if figures else None
    labels = sum(recognise(chunk) is not None for chunk in chunks)
    return figures >= _FIGURES or labels >= _LABELS or (word is not None and word.exact)


def _without_numbering(tokens: Sequence[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        run = 0
        while at + run < len(tokens) and tokens[at + run].text.strip() == str(run + 1):
            run += 1
        if run >= _NUMBERED:
            at += run
            continue
        if not (tokens[at].text.strip() in ORDINALS - {""} and _numbers_follow(tokens, at)):
            yield tokens[at]
        at += 1


def _numbers_follow(tokens: Sequence[Token], at: int) -> bool:
    """甲 or 乙 belongs to the numbering if that begins within the next few cells."""
    following = [t.text.strip() for t in tokens[at + 1 : at + 5] if t.text.strip() not in ORDINALS]
    return following[:2] == ["1", "2"] or following[:1] == ["1"]
