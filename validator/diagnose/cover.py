"""Sets of changes that make identities hold together: pieces that mend each of them once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from validator.diagnose.arms import Task
from validator.diagnose.pieces import LARGEST, pieces
from validator.diagnose.problem import linked
from validator.diagnose.system import Changes

Mending = Mapping[frozenset[int], Sequence[Changes]]  # sets of changes by the broken identities that they mend
Sets = tuple[list[Changes], bool]  # the smallest that do, and whether there are, or may be, more of that size

#: Pieces of one size, and looks at choices of them: counts, and not time, give equal answers everywhere.
MOST_PIECES = 200
MOST_CHOICES = 500
_NONE: Mending = {}


def joint_sets(work: Task, most: int, kept: int) -> Sets:
    """The smallest sets, of `most` changes and LARGEST at most, after which all that was judged holds; at most `kept`."""
    return _smallest(work, work.broken, min(most, LARGEST), kept)


def parted_sets(work: Task, most: int, kept: int) -> list[Sets]:
    """The same for each part of what is broken that pieces link, and whose pieces mend it with `most` changes at most."""
    links = [mended for size in range(1, LARGEST + 1) for mended in by_mended(work, _found(work, size))]
    parts = [_smallest(work, part, most, kept) for part in linked(links)]
    return [part for part in parts if part[0]]


def closed_sets(work: Task, most: int, kept: int) -> list[Changes]:
    """The smallest sets, of `most` changes at most, that settle some of what is broken and break nothing else."""
    return next((list(found[:kept]) for size in range(1, most + 1) if (found := _found(work, size))), [])


def by_mended(work: Task, sets: Iterable[Changes]) -> Mending:
    """Sets of changes by the broken identities that they mend."""
    found: dict[frozenset[int], list[Changes]] = {}
    for changes in sets:
        mended = frozenset([i for c, _ in changes for i, _ in work.columns[c] if work.due[i]])
        found.setdefault(mended, []).append(changes)
    return found


def _smallest(work: Task, broken: frozenset[int], most: int, kept: int) -> Sets:
    fewest = -(-len(broken) // max(1, *map(len, work.columns)))
    if fewest > most:
        return [], False
    catalogue: list[Mapping[int, Mending]] = []
    for size in range(1, most + 1):
        catalogue.append(_by_first(work, size))
        looked = list(islice(_choices(catalogue, broken, size), MOST_CHOICES)) if size >= fewest else []
        sets = dict.fromkeys([changes for changes in looked if changes])
        if sets or len(looked) == MOST_CHOICES:
            cut = len(looked) == MOST_CHOICES or any(len(_found(work, n)) == MOST_PIECES for n in range(1, size + 1))
            return list(sets)[:kept], cut or len(sets) > kept
    return [], False


@lru_cache(maxsize=2 * LARGEST)
def _found(work: Task, size: int) -> tuple[Changes, ...]:
    """Different pieces of a size; asked for anew when no joint explanation is found.

    None where there are too many of the size below: more would not tell anything apart.
    """
    if size > LARGEST or (size > 1 and len(_found(work, size - 1)) >= MOST_PIECES):
        return ()
    return tuple(islice(dict.fromkeys(islice(pieces(work, size), 2 * MOST_PIECES)), MOST_PIECES))


def _by_first(work: Task, size: int) -> Mapping[int, Mending]:
    """Pieces of a size by the first identity that they mend, then by all of these."""
    found: dict[int, dict[frozenset[int], Sequence[Changes]]] = {}
    for mended, sets in by_mended(work, _found(work, size)).items():
        found.setdefault(min(mended), {})[mended] = sets
    return found


def _choices(catalogue: Sequence[Mapping[int, Mending]], broken: frozenset[int], size: int) -> Iterator[Changes]:
    """Every choice of pieces, `size` changes in all, that mend each identity of `broken` once; () for each look."""
    yield ()
    first = min(broken)
    yield from catalogue[size - 1].get(first, _NONE).get(broken, ())
    for less in range(1, size):
        for mended, some in catalogue[less - 1].get(first, _NONE).items():
            for others in _choices(catalogue, broken - mended, size - less) if mended < broken else ():
                taken = {c for c, _ in others}
                fit = [one for one in some if taken.isdisjoint([c for c, _ in one])] if others else [()]
                yield from (tuple(sorted(one + others)) for one in fit)
