"""Sketch: the little of a report by which those that are nearly alike are found among many."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

Key = tuple[str, int]  # path, part

#: Bytes of a hash.
WIDTH = 8
#: The rules that compare sketches: where none of them is wanted, none are made.
COMPARING = ("C401", "C402", "F019", "F021", "Y301", "Y302")


class Sketch(Struct, frozen=True, array_like=True, gc=False):
    """`year`: None also where it is disputed; `printed`: a digest of the figures; `figures`: one of those beyond 0, b"" if there are none;

    `weight`: how many bits the counts of the year take; `sentences`: the hashes (WIDTH bytes each, in order, none
    twice) of the sentences of sections one, five and six; `cells`: a byte for each cell of all editions, 0 where nothing
    could be read, else one that equal figures share (b"": not made).
    """

    organ: str | None
    year: int | None
    sha256: str | None
    printed: bytes
    figures: bytes
    weight: int
    sentences: bytes
    cells: bytes = b""


class Who(NamedTuple):
    """Whose report a row is; as in Sketch."""

    key: Key
    organ: str | None
    year: int | None
    sha256: str | None
