"""Repairs that are not the smallest, but make true what the prose states: found by taking sentences at their word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from validator.diagnose.cover import joint_sets
from validator.diagnose.problem import Problem
from validator.diagnose.statement import Statement
from validator.diagnose.system import Changes

#: Changes of such a repair, assumptions tried for one cause, repairs kept of one assumption.
MOST_CHANGES = 4
MOST_ASSUMED = 12
KEPT = 20


def assumed(problem: Problem, sets: Sequence[Changes]) -> tuple[Changes, ...]:
    """Further sets of changes after which everything in `problem` holds, and no more figures are wrong than with `sets`.

    A wrong figure is a changed cell or a sentence that says otherwise. None are looked for where one of `sets` answers
    all that the printed figures belie: what is left may be copied from these.
    """
    if not all(map(problem.unanswered, sets)):
        return ()
    most = min([len(changes) + problem.wrong_sayings(changes) for changes in sets], default=0)
    tried = islice(_assumptions(problem), MOST_ASSUMED)
    found = dict.fromkeys(c for given in tried for c in _mending(problem, given, most))
    return tuple(changes for changes in found if changes not in sets)


def _assumptions(problem: Problem) -> Iterator[Sequence[Statement]]:
    """All that the prose states of single cells, then each figure alone that the table does not bear out."""
    single = [statement for statement in problem.said if statement.cell is not None]
    yield single
    yield from ([s] for s in single if not s.holds(problem.values, {}))


def _mending(problem: Problem, given: Sequence[Statement], most: int) -> Iterator[Changes]:
    """The smallest sets that make everything hold, with the cells that are `given` as they are said to be."""
    stated = {s.cell: s.due for s in given if s.cell is not None and s.cell not in problem.frozen}
    if any(stated[s.cell] != s.due for s in given if s.cell in stated):
        return  # the prose contradicts itself
    fixed = tuple(sorted((c, due) for c, due in stated.items() if problem.values[c] != due))
    left = problem.changed(tuple(sorted(stated.items())))
    if fixed and not left.broken:
        yield fixed
        return
    sets, _ = joint_sets(left.task(), min(most, MOST_CHANGES) - len(fixed), KEPT)
    yield from (tuple(sorted((*fixed, *changes))) for changes in sets)
