"""Minimal sets of cells whose change makes identities hold: exact branching on what is still violated (Fellegi-Holt).

A branch frees some cells. Each freed cell is eliminated from the equations, so that an equation that is left has no
freed cell: if it is violated, one of its other cells must change too, and the search branches on the equation with
the fewest. When nothing is violated the pivots give the changes; a new value below 0 is answered in the same way,
by a further cell of the pivot that gave it. Each set is reached once: a cell that was tried is barred to its siblings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from validator.diagnose.branch import Branch, Equation, Task, freeing, touched, violated
from validator.diagnose.last_pair import agrees, bits, may_lead
from validator.diagnose.settle import Changes, settled


def joint_sets(work: Task, barred: Collection[int], size: int) -> Iterator[Changes]:
    """Sets of exactly `size` changes after which every equation holds, provided that no smaller set does it."""
    return _grow(work, Branch((), {}, (), frozenset(barred), work.due), size)


def closed_sets(work: Task, barred: Collection[int], size: int) -> Iterator[Changes]:
    """Sets of exactly `size` changes after which every equation they touch holds, at least one of them violated.

    Holds for sizes without a smaller closed set inside; equations that no change touches may stay violated.
    """
    closed = frozenset(barred)
    for i in work.due:
        yield from _grow(work, Branch((), {}, (), closed, (i,)), size)
        closed |= work.system.rows[i].keys()


def _grow(work: Task, branch: Branch, size: int) -> Iterator[Changes]:
    """Every set of `size` cells more than the branch has freed."""
    if not work.meter.spend():
        return
    own, broken = violated(work, branch)
    if own > work.most * size:
        return
    if size == 1 and broken:
        for cell in _last(work, branch, broken):
            yield from _grow(work, freeing(work, branch, cell, branch.barred), 0)
        return
    if broken:
        cells = _narrowest(broken, branch) if size else ()
    else:
        found, cells = settled(work, branch)
        yield from found if not size else ()
    barred = branch.barred
    for cell in cells if size else ():
        if size == 2 and not may_lead(work, branch, cell, barred):
            work.meter.spend()  # as the branch would have, only to find nothing
        elif size > 1 or _may_be_last(work, branch, cell):
            yield from _grow(work, freeing(work, branch, cell, barred), size - 1)
        barred |= {cell}


def _narrowest(equations: Sequence[Equation], branch: Branch) -> Sequence[int]:
    """The cells that may change in the equation that has fewest of them."""
    open_cells = [[c for c in e.terms if c not in branch.barred] for e in equations]
    return min(open_cells, key=len)


def _last(work: Task, branch: Branch, broken: Sequence[Equation]) -> Sequence[int]:
    """The cells of which one, changed as the last, can settle all that is `broken` and all that it touches."""
    fit = [
        cell
        for cell, step in _steps_in(work, broken[0], branch.changed)
        if cell not in branch.barred
        and all(cell in e.terms for e in broken)
        and _steps_due(work, branch, cell) == {(step, 0)}
    ]
    return fit if len(fit) < 2 else [cell for cell in _narrowest(broken, branch) if cell in fit]


def _may_be_last(work: Task, branch: Branch, cell: int) -> bool:
    """Whether a change of `cell` alone can settle all that it touches, where nothing else is violated."""
    due = _steps_due(work, branch, cell)
    return len(due) < 2 and all(step and not rest for step, rest in due)


def _steps_in(work: Task, equation: Equation, changed: Collection[int]) -> Iterator[tuple[int, int]]:
    """The cells that settle `equation`, each with the step that does, which all equations not `changed` want of it."""
    due, unchanged = equation.due, ~bits(changed)
    for cell, factor in equation.terms.items():
        if not (work.calm[cell] & unchanged or due % factor):
            step = due // factor
            if agrees(work, cell, step, changed):
                yield cell, step


def _steps_due(work: Task, branch: Branch, cell: int) -> set[tuple[int, int]]:
    """The changes of `cell` that the equations that have it are due, each with the rest of its division."""
    return {divmod(e.due, e.terms[cell]) for e in touched(work, branch, cell).values()}
