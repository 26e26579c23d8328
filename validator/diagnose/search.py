"""Minimal sets of cells whose change makes identities hold: exact branching on what is still violated (Fellegi-Holt).

A branch frees some cells. Each freed cell is eliminated from the equations, so that an equation that is left has no
freed cell: if it is violated, one of its other cells must change too, and the search branches on the equation with
the fewest. When nothing is violated the pivots give the changes; a new value below 0 is answered in the same way,
by a further cell of the pivot that gave it. Each set is reached once: a cell that was tried is barred to its siblings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from msgspec import Struct

from validator.linear import solve

Changes = tuple[tuple[int, int], ...]  # (cell, new value), by cell


@dataclass(slots=True)
class Meter:
    """How many branches may still be opened; counting them, and not time, gives equal answers everywhere."""

    left: int

    def spend(self) -> bool:
        """Whether one more branch may be opened."""
        self.left -= 1
        return self.left >= 0


class Equation(Struct, frozen=True, gc=False):
    """Sum of coefficient x change = due. Only one that is `awake` must hold; `own` is one that is not yet combined."""

    terms: Mapping[int, int]
    due: int
    awake: bool = True
    own: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """What is constant during a search: cell values, how many identities a cell can touch, the budget."""

    values: Sequence[int]
    most: int
    meter: Meter


class Branch(Struct, frozen=True, gc=False):
    """Cells freed so far, equations free of them, the pivot of each, and cells that other branches deal with."""

    freed: tuple[int, ...]
    live: tuple[Equation, ...]
    pivots: tuple[tuple[int, Equation], ...]
    barred: frozenset[int]


def joint_sets(task: Task, equations: Sequence[Equation], barred: Collection[int], size: int) -> Iterator[Changes]:
    """Sets of exactly `size` changes after which every equation holds, provided that no smaller set does it."""
    return _grow(task, Branch((), tuple(equations), (), frozenset(barred)), size)


def closed_sets(task: Task, equations: Sequence[Equation], barred: Collection[int], size: int) -> Iterator[Changes]:
    """Sets of exactly `size` changes after which every equation they touch holds, at least one of them violated.

    Holds for sizes without a smaller closed set inside; equations that no change touches may stay violated.
    """
    closed = frozenset(barred)
    asleep = [Equation(e.terms, e.due, False) for e in equations]
    for i, start in enumerate(equations):
        if start.due:
            yield from _grow(task, Branch((), (*asleep[:i], start, *asleep[i + 1 :]), (), closed), size)
            closed |= start.terms.keys()


def _grow(task: Task, branch: Branch, size: int) -> Iterator[Changes]:
    """Every set of `size` cells more than the branch has freed."""
    if not task.meter.spend():
        return
    violated = [e for e in branch.live if e.awake and e.due]
    if sum(e.own for e in violated) > task.most * size:
        return
    cells: Sequence[int] = ()
    if violated:
        cells = _narrowest(violated, branch)
    else:
        found, cells = _settled(task, branch)
        yield from found if not size else ()
    barred = branch.barred
    fit = _fitting(branch.live, violated, cells) if size == 1 else cells
    for cell in cells if size else ():
        if cell in fit:
            yield from _grow(task, _freeing(branch, cell, barred), size - 1)
        barred |= {cell}


def _narrowest(equations: Sequence[Equation], branch: Branch) -> Sequence[int]:
    """The cells that may change in the equation that has fewest of them."""
    open_cells = [[c for c in e.terms if c not in branch.barred] for e in equations]
    return min(open_cells, key=len)


def _fitting(live: Sequence[Equation], violated: Sequence[Equation], cells: Sequence[int]) -> list[int]:
    """Those of `cells` of which one, changed as the last, can settle all that is `violated` and all that it touches."""
    held: set[int] = set().union(*[e.terms for e in live if not e.due])
    due = [e for e in live if e.due]
    shared = [c for c in cells if c not in held and all(c in e.terms for e in violated)]
    return [c for c in shared if _is_one_step([(e.due, e.terms[c]) for e in due if c in e.terms])]


def _is_one_step(touched: Sequence[tuple[int, int]]) -> bool:
    """Whether one whole number times each coefficient is what its equation is due."""
    step = touched[0][0] // touched[0][1] if touched else 0
    return all(factor * step == due for due, factor in touched)


def _freeing(branch: Branch, cell: int, barred: frozenset[int]) -> Branch:
    """The branch with `cell` freed too: eliminated with the shortest equation that holds it."""
    touched = [e for e in branch.live if cell in e.terms]
    freed = (*branch.freed, cell)
    if not touched:
        return Branch(freed, branch.live, branch.pivots, barred | {cell})
    pivot = min(touched, key=lambda e: len(e.terms))
    live = tuple([_without(e, cell, pivot) if cell in e.terms else e for e in branch.live if e is not pivot])
    pivots = [(c, _without(e, cell, pivot) if cell in e.terms else e) for c, e in branch.pivots]
    return Branch(freed, live, (*pivots, (cell, pivot)), barred | {cell})


def _without(equation: Equation, cell: int, pivot: Equation) -> Equation:
    """`equation`, which holds `cell`, with it eliminated; integers stay integers."""
    here, there = equation.terms[cell], pivot.terms[cell]
    scale, factor = (1, here // there) if here % there == 0 else (there, here)
    terms = dict(equation.terms) if scale == 1 else {c: scale * k for c, k in equation.terms.items()}
    for c, k in pivot.terms.items():
        left = terms.get(c, 0) - factor * k
        if left:
            terms[c] = left
        else:
            del terms[c]
    return Equation(terms, scale * equation.due - factor * pivot.due, True, False)


def _settled(task: Task, branch: Branch) -> tuple[list[Changes], Sequence[int]]:
    """The changes of a branch without violations; if there are none, the cells of which a further one must change."""
    if not branch.pivots:
        return [], ()
    steps = list(_steps(task, branch))
    unsound = [[c for c, step in option.items() if task.values[c] + step < 0] for option in steps]
    sound = [option for option, faults in zip(steps, unsound, strict=True) if not faults]
    if sound:
        # A change of nothing means that a smaller set is enough, which a search for that size has found.
        return [_changes(task, option) for option in sound if all(option.values())], ()
    at_fault = {unsound[0][0]} if len(unsound) == 1 else {c for c, _ in branch.pivots}
    cells = dict.fromkeys(c for at, e in branch.pivots if at in at_fault for c in e.terms)
    return [], [c for c in cells if c not in branch.barred]


def _changes(task: Task, option: Mapping[int, int]) -> Changes:
    return tuple(sorted((c, task.values[c] + step) for c, step in option.items()))


def _steps(task: Task, branch: Branch) -> Iterator[Mapping[int, int]]:
    """Changes by cell. Where the pivots leave a choice, its corners: as many cells as are undetermined become 0."""
    spare = len(branch.freed) - len(branch.pivots)
    if not spare:  # every pivot is free of the other freed cells: each equation gives one change
        if all(e.due % e.terms[c] == 0 for c, e in branch.pivots):
            yield {c: e.due // e.terms[c] for c, e in branch.pivots}
        return
    for emptied in combinations(branch.freed, spare):
        fixed = {c: -task.values[c] for c in emptied}
        others = [c for c in branch.freed if c not in fixed]
        matrix = [[e.terms.get(c, 0) for c in others] for _, e in branch.pivots]
        due = [e.due - sum(e.terms.get(c, 0) * step for c, step in fixed.items()) for _, e in branch.pivots]
        solution = solve(matrix, due)
        if solution is not None and all(x.denominator == 1 for x in solution):
            yield fixed | {c: int(x) for c, x in zip(others, solution, strict=True)}
