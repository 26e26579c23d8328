"""Sets of changes that make all identities hold: pieces, each of which mends some, that mend all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from validator.diagnose.arms import Task, task_of
from validator.diagnose.pieces import LARGEST, pieces
from validator.diagnose.problem import Problem
from validator.diagnose.system import Changes

Catalogue = list[Mapping[frozenset[int], Sequence[Changes]]]  # by size, from 1: pieces by the identities that they mend

#: Pieces of one size that are looked at.
MOST_PIECES = 2_000


def joint_sets(problem: Problem, most: int, kept: int) -> tuple[list[Changes], bool]:
    """The smallest sets, of `most` changes at most, after which everything judged holds: no more than `kept` of them.

    Also whether there are, or may be, more of them.
    """
    fewest = -(-len(problem.broken) // max(1, problem.most))
    if fewest > most:
        return [], False
    work, cut = _task(problem), False
    catalogue: Catalogue = []
    for size in range(1, most + 1):
        found = list(islice(pieces(work, size), MOST_PIECES)) if size <= LARGEST else []
        cut = cut or len(found) == MOST_PIECES
        catalogue.append(by_mended(problem, dict.fromkeys(found)))
        covers = _covers(catalogue, problem.broken, size) if size >= fewest else iter(())
        if sets := list(islice(covers, kept + 1)):
            return list(dict.fromkeys(sets[:kept])), cut or len(sets) > kept
    return [], False


def closed_sets(problem: Problem, most: int, kept: int) -> list[Changes]:
    """The smallest sets, of `most` changes at most, that settle some of what is broken and break nothing else."""
    work = _task(problem)
    for size in range(1, most + 1):
        if found := list(islice(dict.fromkeys(islice(pieces(work, size), MOST_PIECES)), kept)):
            return found
    return []


def by_mended(problem: Problem, sets: Iterable[Changes]) -> Mapping[frozenset[int], Sequence[Changes]]:
    """Sets of changes by the broken identities that they mend."""
    found: dict[frozenset[int], list[Changes]] = {}
    for changes in sets:
        found.setdefault(problem.mended([c for c, _ in changes]), []).append(changes)
    return found


def _task(problem: Problem) -> Task:
    return task_of(problem.system, problem.values, problem.residuals, problem.frozen)


def _covers(catalogue: Catalogue, broken: frozenset[int], size: int) -> Iterator[Changes]:
    """Every choice of pieces, `size` changes in all, that mend each identity of `broken` once."""
    yield from catalogue[size - 1].get(broken, ())
    first = min(broken)
    for less in range(1, size):
        for mended, some in catalogue[less - 1].items():
            if first in mended and mended < broken:
                for others in _covers(catalogue, broken - mended, size - less):
                    taken = {c for c, _ in others}
                    yield from (tuple(sorted(one + others)) for one in some if taken.isdisjoint(c for c, _ in one))
