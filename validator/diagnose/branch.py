"""One branch of the search: cells freed so far, and the equations with these cells eliminated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from validator.diagnose.system import System


@dataclass(slots=True)
class Meter:
    """How many branches may still be opened; counting them, and not time, gives equal answers everywhere."""

    left: int

    def spend(self) -> bool:
        """Whether one more branch may be opened."""
        self.left -= 1
        return self.left >= 0


class Equation(Struct, frozen=True, gc=False):
    """Sum of coefficient x change = due."""

    terms: Mapping[int, int]
    due: int


@dataclass(frozen=True, slots=True)
class Task:
    """What is constant during a search of a system.

    `equations`: one for each identity of the system, None for those that were not judged; `due`: positions of the
    violated ones; `steps`: the equations of each cell, with the change of it that each is due (None: no whole number);
    `calm`: as bits, those of them that hold, or can never hold by a change of the cell alone; `most`: how many equations
    one cell can touch; `meter`: the budget.
    """

    system: System
    values: Sequence[int]
    equations: Sequence[Equation | None]
    due: Sequence[int]
    steps: Sequence[Sequence[tuple[int, int | None]]]
    calm: Sequence[int]
    most: int
    meter: Meter


class Branch(Struct, frozen=True, gc=False):
    """Cells freed so far, the pivot of each, cells that other branches deal with, and what became of the equations.

    `changed`: by position those with a cell eliminated, None for those that became pivots; of the others the violated
    ones `awake` must hold, besides every changed one.
    """

    freed: tuple[int, ...]
    changed: Mapping[int, Equation | None]
    pivots: tuple[tuple[int, Equation], ...]
    barred: frozenset[int]
    awake: Sequence[int]


def task_of(system: System, values: Sequence[int], residuals: Sequence[int | None], meter: Meter) -> Task:
    """The task of making identities hold that are now left - right = `residuals`, None where they were not judged."""
    equations = [None if r is None else Equation(row, -r) for row, r in zip(system.rows, residuals, strict=True)]
    steps = [
        [(i, -r // k if r % k == 0 else None) for i, k in t if (r := residuals[i]) is not None] for t in system.touching
    ]
    due = [i for i, r in enumerate(residuals) if r]
    calm = [sum([1 << i for i, step in t if not step]) for t in steps]
    return Task(system, values, equations, due, steps, calm, max(map(len, steps), default=0), meter)


def violated(work: Task, branch: Branch) -> tuple[int, Sequence[Equation]]:
    """How many awake equations are violated as they were, and all that are, in the order of their positions."""
    changed = branch.changed
    own = [i for i in branch.awake if i not in changed]
    derived = [i for i, e in changed.items() if e is not None and e.due]
    places = sorted([*own, *derived]) if derived else own
    return len(own), [e for i in places if (e := changed.get(i) or work.equations[i]) is not None]


def touched(work: Task, branch: Branch, cell: int) -> dict[int, Equation]:
    """The equations that have `cell`, by their positions."""
    changed, equations = branch.changed, work.equations
    own = {i: e for i, _ in work.steps[cell] if i not in changed and (e := equations[i]) is not None}
    derived = {i: e for i, e in changed.items() if e is not None and cell in e.terms}
    return own | derived


def freeing(work: Task, branch: Branch, cell: int, barred: frozenset[int]) -> Branch:
    """The branch with `cell` freed too: eliminated with the shortest equation that holds it."""
    about = touched(work, branch, cell)
    freed, closed = (*branch.freed, cell), barred | {cell}
    if not about:
        return Branch(freed, branch.changed, branch.pivots, closed, branch.awake)
    at, pivot = pivot_of(about)
    derived = {i: without(e, cell, pivot) if i != at else None for i, e in about.items()}
    return Branch(freed, {**branch.changed, **derived}, (*branch.pivots, (cell, pivot)), closed, branch.awake)


def pivot_of(equations: Mapping[int, Equation]) -> tuple[int, Equation]:
    """The shortest equation, with its position; of equally short ones the first."""
    _, at = min([(len(e.terms), i) for i, e in equations.items()])
    return at, equations[at]


def without(equation: Equation, cell: int, pivot: Equation) -> Equation:
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
    return Equation(terms, scale * equation.due - factor * pivot.due)
