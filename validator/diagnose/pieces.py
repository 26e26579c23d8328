"""Pieces: few changes that hang together by identities and settle every one they touch, built up from their ends.

A cell at the end of a piece shares one identity with the rest. Nobody else settles its other identities, so they tell its
step, and with it the amount that it brings into the shared one: such a cell is an arm of that identity. Looking at each
cell once finds all arms; what is left of a piece are arms that add up to what is due in one identity, or around one cell.
Changes in a ring have no ends: they are looked for apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations

from validator.diagnose.arms import Arm, Steps, Task, arms, by_amount, stems
from validator.diagnose.system import Changes, Link

#: Cells of the largest piece.
LARGEST = 4


def pieces(work: Task, size: int) -> Iterator[Changes]:
    """Every piece of `size` changes, up to LARGEST; some are told repeatedly."""
    found = chain(_about_cells(work, size), _about_identities(work, size), _rings(work) if size == LARGEST else ())
    return (_changes(work, steps) for steps in found if _settles(work, steps))


def _about_cells(work: Task, size: int) -> Iterator[Steps]:
    """A cell with an arm at all its identities but those that are due its own step."""
    for cell, column in enumerate(work.columns):
        if column:
            yield from stems(work, cell, column, size - 1)


def _about_identities(work: Task, size: int) -> Iterator[Steps]:
    """Three arms or more at one identity, as two halves of which one has two cells."""
    if size == 3:
        halves, others = by_amount(_pairs(work)), work.arms
    elif size == LARGEST:
        halves = others = by_amount(chain(_pairs(work), arms(work, 1)))
    else:
        return
    for at, half in halves.items():
        for amount, some in half.items():
            for other in others.get(at, {}).get(work.due[at] - amount, ()):
                yield from (one + other for one in some)


def _pairs(work: Task) -> Iterator[Arm]:
    """Two arms of one cell at one identity."""
    for at, found in work.arms.items():
        each = [(amount, arm) for amount, some in found.items() for arm in some]
        for (a, one), (b, other) in combinations(each, 2):
            yield at, a + b, one + other


def _rings(work: Task) -> Iterator[Steps]:
    """Four cells, each sharing an identity with the next, of which one has a step of its own that leaves two to settle."""
    for cell in range(len(work.columns)):
        for step in _own_steps(work, cell):
            lacking = _lacking(work, cell, step)
            if len(lacking) == 2:
                yield from (((cell, step), *three) for three in _closing(work, *lacking))


def _own_steps(work: Task, cell: int) -> list[int]:
    """The steps of a cell in a ring: what a further identity is due, or, where the step is a matter of choice, to 0."""
    column = work.columns[cell]
    if len(column) > 2:
        return sorted({work.due[i] // k for i, k in column if work.due[i]})
    return [-work.values[cell]] if work.values[cell] and all(work.due[i] for i, _ in column) else []


def _closing(work: Task, here: Link, there: Link) -> Iterator[Steps]:
    """Three cells in a chain that bring the amounts which two identities lack."""
    rows, others = work.system.rows, list(_passing(work, *there))
    for one, (i, amount) in _passing(work, *here):
        for other, (j, same) in others:
            if i != j and not (amount % same and same % amount):
                for last in rows[i].keys() & rows[j].keys():
                    yield one, other, (last, amount // rows[i][last])


def _passing(work: Task, at: int, amount: int) -> Iterator[tuple[tuple[int, int], Link]]:
    """The cells and steps that bring `amount` into an identity, each with the one identity that then lacks something."""
    for cell, factor in work.system.rows[at].items():
        step = amount // factor
        lacking = [link for link in _lacking(work, cell, step) if link[0] != at]
        if len(lacking) == 1:
            yield (cell, step), lacking[0]


def _lacking(work: Task, cell: int, step: int) -> list[Link]:
    """The identities of a cell that its step alone does not settle, and what they lack then."""
    return [(i, left) for i, k in work.columns[cell] if (left := work.due[i] - k * step)]


def _settles(work: Task, steps: Steps) -> bool:
    """Whether these are changes of different cells to possible figures, after which all that they touch holds."""
    left: dict[int, int] = {}
    for cell, step in steps:
        if not step or work.values[cell] + step < 0:
            return False
        for i, k in work.columns[cell]:
            left[i] = left.get(i, work.due[i]) - k * step
    return not any(left.values()) and len({c for c, _ in steps}) == len(steps)


def _changes(work: Task, steps: Steps) -> Changes:
    return tuple(sorted([(c, work.values[c] + step) for c, step in steps]))
