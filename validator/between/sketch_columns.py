"""Sketches by columns: a few numbers for each of a million reports; their sentences lie in a file until they are asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from validator.between.link_index import organ_in
from validator.between.sketch import WIDTH, Key, Sketch

Numbers = NDArray[np.int64]
Hashes = NDArray[np.uint64]

#: Sentences that are looked at together, unless told: some ten bytes of memory for each.
_TOGETHER = 1_000_000


@dataclass(frozen=True, slots=True)
class Columns:
    """A row for each report. `files`, `organ_years`, `figures`: equal where the bytes, organ and year (and folder, of names

    that several organs may bear), the figures beyond 0 are; 0 where there is nothing to compare. `weights` as in Sketch;
    `lengths`: how many sentences each has; `prose`: the hashes of these, row after row; `together`: how many of them may be
    in memory.
    """

    files: Hashes
    organ_years: Hashes
    figures: Hashes
    weights: Numbers
    lengths: Numbers
    prose: BinaryIO
    together: int = _TOGETHER

    def sentences(self) -> Iterator[tuple[Hashes, Numbers]]:
        """(Hashes, rows) of all sentences, about `together` at a time."""
        ends = np.cumsum(self.lengths)
        self.prose.seek(0)
        begun, read = 0, 0
        while begun < len(ends):
            end = max(begun + 1, int(np.searchsorted(ends, read + self.together, side="right")))
            hashes = np.frombuffer(self.prose.read(WIDTH * (int(ends[end - 1]) - read)), dtype="<u8")
            yield hashes, np.repeat(np.arange(begun, end), self.lengths[begun:end])
            begun, read = end, int(ends[end - 1])


def columns_of(sketches: Iterable[tuple[Key, Sketch]], prose: BinaryIO) -> Columns:
    """The columns of all of them in their order; their sentences are written to the empty file `prose`."""
    files, organ_years, figures, weights, lengths = (array(kind) for kind in "QQQqq")
    for (path, part), sketch in sketches:
        files.append(_hash(f"{sketch.sha256}\n{part}") if sketch.sha256 is not None else 0)
        organ_years.append(_organ_year(path, sketch))
        figures.append(int.from_bytes(sketch.figures))
        weights.append(sketch.weight)
        lengths.append(len(sketch.sentences) // WIDTH)
        prose.write(sketch.sentences)
    return Columns(
        np.frombuffer(files, np.uint64),
        np.frombuffer(organ_years, np.uint64),
        np.frombuffer(figures, np.uint64),
        np.frombuffer(weights, np.int64),
        np.frombuffer(lengths, np.int64),
        prose,
    )


def groups(values: Hashes) -> Iterator[list[int]]:
    """The rows that share a value other than 0, of every value that several have; in each the rows in order."""
    order = np.argsort(values, kind="stable")
    sizes = runs(values[order])
    starts = np.cumsum(sizes) - sizes
    several = (sizes > 1) & (values[order[starts]] != 0)
    for start, size in zip(starts[several].tolist(), sizes[several].tolist(), strict=True):
        yield order[start : start + size].tolist()


def runs(ordered: Hashes) -> Numbers:
    """How often each value comes in an ordered array."""
    changes = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return np.diff(np.concatenate(([0], changes, [len(ordered)]))) if len(ordered) else changes


def _organ_year(path: str, sketch: Sketch) -> int:
    if not sketch.organ or sketch.year is None or not sketch.figures:
        return 0
    return _hash(repr((*organ_in(sketch.organ, path), sketch.year)))


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(errors="replace"), digest_size=WIDTH).digest())
