"""The first row of a table whose label is misspelt: in a text it stands right behind the header, like more of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from rapidfuzz.fuzz import ratio

from validator.schema import editions
from validator.tables.leftovers import ALONE
from validator.tables.stream_piece import Piece
from validator.words import unmarked


def is_first_row(piece: Piece, heads: Sequence[Piece], behind: Piece | None) -> bool:
    """Whether a text behind a header, with figures behind it, is like the first row of a table with that last column.

    行政事业型收费 behind 本年收费金额: the rows below are told by their order, but this one would be lost to the header.
    """
    if behind is None or behind.kind != "figure" or piece.kind != "text" or not heads:
        return False
    text = unmarked(piece.token.text)
    return any(_alike(text, label) for label in _first_rows().get(heads[-1].label, ()))


def _alike(text: str, label: str) -> bool:
    """Likeness in order, as of the only row that is missing; a text of another size is another thing."""
    return ratio(text, label) >= ALONE and len(text) <= 2 * len(label)


@cache
def _first_rows() -> Mapping[str, Sequence[str]]:
    """Column label → the labels with which the rows of its tables begin."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for table in (table for edition in editions().values() for table in edition.tables if table.layout != "single_row"):
        for column in table.columns:
            for name in (column.label, *column.aliases):
                found[unmarked(name)] |= {unmarked(label) for label in (table.rows[0].label, *table.rows[0].aliases)}
    return {name: sorted(labels) for name, labels in found.items()}
