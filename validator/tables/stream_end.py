"""The row in which a text breaks off: the figures that are printed to their ends, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from validator.numerals import tidy
from validator.schema import editions
from validator.tables.stream_piece import Piece
from validator.words import unmarked


def broken_off(
    label: Piece | None, pieces: Sequence[Piece], cells: Sequence[Piece] | None, width: int, end: Piece, padded: bool
) -> Sequence[Piece] | None:
    """What is left of the row if the text ends in it, fewer than `width` cells; None if it does not end there.

    `cells`: the row's figures, if they could be counted off; `end`: the last thing printed; `padded`: other rows may have
    pads before their figures. Where blanks may be pads as well as cells nothing is left, nor of a figure that may have
    gone on. In the last row of a table no cell is broken off.
    """
    if label is None or not any(end is piece for piece in (label, *pieces)):
        return None
    if not pieces:
        return ()
    uncertain = padded and pieces[0].blank and end is not label
    if cells is not None and not uncertain:
        torn = cells[-1] is end and _is_torn(end) and label.label not in _last_rows()
        return cells[:-1] if torn else None
    if label.label in _last_rows():
        return None
    if uncertain:
        return ()
    stop = next((i + 1 for i, piece in enumerate(pieces) if piece is end), 0)
    found = pieces[: min(stop, width)]
    whole = found[:-1] if found and found[-1] is end and _is_torn(end) else found
    return whole if all(piece.kind == "figure" for piece in whole) else None


def _is_torn(end: Piece) -> bool:
    """Whether more digits may have followed: nothing closes the cell, not even a blank."""
    text = end.token.text
    return text == text.rstrip() and tidy(text) != "0"


@cache
def _last_rows() -> frozenset[str]:
    return frozenset(unmarked(table.rows[-1].label) for edition in editions().values() for table in edition.tables)
