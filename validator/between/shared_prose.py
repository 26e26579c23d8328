"""Columns → which reports share how many sentences. Cost: about linear; memory: of sentences that copies may hold, not of all."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from validator.between.sketch_columns import Columns, Hashes, Numbers, runs

#: What stands in more reports than this is a form of words (or a row of figures) that all share: it tells nothing.
COMMON = 50

Mask = NDArray[np.bool_]


def sharing(columns: Columns, left_out: Mask, least: int, share: float) -> Iterator[tuple[int, int, Counter[int]]]:
    """Of rows that may be copies: (row, how many of its sentences tell, in how many of them each other row has a part).

    `least` of their sentences and that `share` stand in others too. Rows that are `left_out` are compared with none.
    """
    own, shared = np.zeros(len(left_out), np.int64), np.zeros(len(left_out), np.int64)
    for holders, sizes in _sentences(columns, left_out):
        own += np.bincount(holders[np.repeat(sizes <= COMMON, sizes)], minlength=len(own))
        shared += np.bincount(holders[np.repeat(_telling(sizes), sizes)], minlength=len(own))
    wanted = shared >= np.maximum(least, np.ceil(own * share))
    told = _told(columns, left_out, wanted)
    for row, others in _beside(told, np.where(wanted, shared, 0), columns.together):
        hits = Counter(others.tolist())
        del hits[row]
        yield row, int(own[row]), hits


@dataclass(frozen=True, slots=True)
class _Told:
    """Different sentences, one after another: `holders[at[n]:at[n + 1]]` are the rows in which sentence n stands."""

    holders: NDArray[np.int32]
    at: NDArray[np.int32]


def _told(columns: Columns, left_out: Mask, wanted: Mask) -> _Told:
    """The sentences that tell and stand in any row that is `wanted`."""
    holders, ends = array("i"), array("i", [0])
    for rows, counts in _sentences(columns, left_out):
        telling = _telling(counts) & np.logical_or.reduceat(wanted[rows], np.cumsum(counts) - counts)
        holders.frombytes(rows[np.repeat(telling, counts)].astype(np.int32).tobytes())
        ends.frombytes((ends[-1] + np.cumsum(counts[telling])).astype(np.int32).tobytes())
    return _Told(np.frombuffer(holders, np.int32), np.frombuffer(ends, np.int32))


def _beside(told: _Told, shared: Numbers, together: int) -> Iterator[tuple[int, NDArray[np.int32]]]:
    """For every row that shares any: the rows in which its sentences stand, once for each, itself among them.

    Rows are taken `together` that share about so many sentences.
    """
    parts = np.cumsum(shared) // together
    for part in range(int(parts[-1]) + 1 if len(parts) else 0):
        first, end = np.searchsorted(parts, (part, part + 1)).tolist()
        spots = np.flatnonzero((told.holders >= first) & (told.holders < end))
        spots = spots[shared[told.holders[spots]] > 0]
        rows = told.holders[spots]
        spots, rows = spots[order := np.argsort(rows, kind="stable")], rows[order]
        numbers = np.searchsorted(told.at, spots, side="right") - 1
        changes = np.flatnonzero(np.diff(rows, prepend=-1, append=-1))
        for begun, done in pairwise(changes.tolist()):
            places = [told.holders[told.at[n] : told.at[n + 1]] for n in numbers[begun:done]]
            yield int(rows[begun]), np.concatenate(places)


def _telling(sizes: Numbers) -> Mask:
    return (sizes > 1) & (sizes <= COMMON)


def _sentences(columns: Columns, left_out: Mask) -> Iterator[tuple[Numbers, Numbers]]:
    """(The rows in which they stand, how many these are) of different sentences, so many at a time that they are soon sorted."""
    slices = 1 + int(columns.lengths.sum()) // columns.together
    for number in range(slices):
        hashes, holders = _slice(columns, left_out, number, slices)
        if len(hashes):
            order = np.argsort(hashes, kind="stable")
            yield holders[order], runs(hashes[order])


def _slice(columns: Columns, left_out: Mask, number: int, slices: int) -> tuple[Hashes, Numbers]:
    """Every sentence is in one slice, whatever rows it stands in."""
    found: list[tuple[Hashes, Numbers]] = [(np.zeros(0, np.uint64), np.zeros(0, np.int64))]
    for hashes, rows in columns.sentences():
        chosen = (hashes % np.uint64(slices) == number) & ~left_out[rows]
        found.append((hashes[chosen], rows[chosen]))
    return np.concatenate([h for h, _ in found]), np.concatenate([r for _, r in found])
