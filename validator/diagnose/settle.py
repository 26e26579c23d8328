"""A branch in which nothing is violated → the changes that its pivots give, or the cells of which one more must change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from validator.diagnose.branch import Branch, Equation, Task, without
from validator.linear import solve

Changes = tuple[tuple[int, int], ...]  # (cell, new value), by cell


def settled(work: Task, branch: Branch) -> tuple[list[Changes], Sequence[int]]:
    """The changes of a branch without violations; if there are none, the cells of which a further one must change."""
    if not branch.pivots:
        return [], ()
    pivots = _reduced(branch.pivots)
    steps = list(_steps(work, branch.freed, pivots))
    unsound = [[c for c, step in option.items() if work.values[c] + step < 0] for option in steps]
    sound = [option for option, faults in zip(steps, unsound, strict=True) if not faults]
    if sound:
        # A change of nothing means that a smaller set is enough, which a search for that size has found.
        return [_changes(work, option) for option in sound if all(option.values())], ()
    at_fault = {unsound[0][0]} if len(unsound) == 1 else {c for c, _ in pivots}
    cells = dict.fromkeys(c for at, e in pivots if at in at_fault for c in e.terms)
    return [], [c for c in cells if c not in branch.barred]


def _reduced(pivots: Sequence[tuple[int, Equation]]) -> Sequence[tuple[int, Equation]]:
    """Every pivot free of the cells that were freed after it."""
    done: list[tuple[int, Equation]] = []
    for cell, pivot in pivots:
        done = [(c, without(e, cell, pivot) if cell in e.terms else e) for c, e in done]
        done.append((cell, pivot))
    return done


def _changes(work: Task, option: Mapping[int, int]) -> Changes:
    return tuple(sorted((c, work.values[c] + step) for c, step in option.items()))


def _steps(work: Task, freed: Sequence[int], pivots: Sequence[tuple[int, Equation]]) -> Iterator[Mapping[int, int]]:
    """Changes by cell. Where the pivots leave a choice, its corners: as many cells as are undetermined become 0."""
    spare = len(freed) - len(pivots)
    if not spare:  # every pivot is free of the other freed cells: each equation gives one change
        if all(e.due % e.terms[c] == 0 for c, e in pivots):
            yield {c: e.due // e.terms[c] for c, e in pivots}
        return
    for emptied in combinations(freed, spare):
        fixed = {c: -work.values[c] for c in emptied}
        others = [c for c in freed if c not in fixed]
        matrix = [[e.terms.get(c, 0) for c in others] for _, e in pivots]
        due = [e.due - sum(e.terms.get(c, 0) * step for c, step in fixed.items()) for _, e in pivots]
        solution = solve(matrix, due)
        if solution is not None and all(x.denominator == 1 for x in solution):
            yield fixed | {c: int(x) for c, x in zip(others, solution, strict=True)}
