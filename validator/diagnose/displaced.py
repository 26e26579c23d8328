"""Figures that stand in the wrong place: in a neighbouring cell, one column aside, in another row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations

from validator.diagnose.slips import Slip
from validator.diagnose.system import System

Proposal = tuple[Mapping[int, int], Callable[[], Slip]]  # new values by cell; what it would be told as

#: A shift that moves fewer figures is no better told than the cells it changes.
FEWEST_SHIFTED = 3


def displaced(system: System, values: Sequence[int], residuals: Sequence[int | None]) -> Iterator[Proposal]:
    """Ways of putting figures back that identities across the rows do not rule out.

    `residuals` are left - right of the identities, None where they were not judged.
    """
    yield from _neighbours(system, values, residuals)
    yield from _shifts(system, values, residuals)
    yield from _row_swaps(system, values, residuals)


def _neighbours(system: System, values: Sequence[int], residuals: Sequence[int | None]) -> Iterator[Proposal]:
    """Two neighbouring cells of a row or a column, each with the other's figure."""
    width = system.width
    for cell, here in enumerate(values):
        beside = (cell + 1,) if (cell + 1) % width else ()
        for other in (*beside, cell + width):
            step = values[other] - here if other < len(values) else 0
            if step and _is_due(system, residuals, cell, other, step):
                yield {cell: here + step, other: here}, partial(_swap, system, values, cell, other)


def _is_due(system: System, residuals: Sequence[int | None], cell: int, other: int, step: int) -> bool:
    """Whether the identities across the row of `cell` hold after it grew by `step` and `other` shrank by it."""
    for i in system.across[cell]:
        terms, residual = system.rows[i], residuals[i]
        if residual is not None and residual + (terms[cell] - terms.get(other, 0)) * step:
            return False
    return True


def _swap(system: System, values: Sequence[int], cell: int, other: int) -> Slip:
    if values[cell] and values[other]:
        return Slip("swapped", f"{system.name(cell)}与{system.name(other)}的数对调了")
    here, there = (cell, other) if values[cell] else (other, cell)
    return Slip("swapped", f"数字 {values[here]} 填错了格，应在{system.name(there)}")


def _shifts(system: System, values: Sequence[int], residuals: Sequence[int | None]) -> Iterator[Proposal]:
    """The figures of a row from one column on, all printed one column too far right or left.

    Each changed cell alone changes the identities that it shares with no other of its row: they tell whether it may be.
    """
    width = system.width
    held = {c for c, across in enumerate(system.across) if any(residuals[i] == 0 for i in across)}
    for first in range(0, len(system.cells), width):
        row = range(first, first + width)
        if width - len(held.intersection(row)) < FEWEST_SHIFTED or sum([1 for c in row if values[c]]) < 2:
            continue
        fit = {step: [_may_move(system, values, residuals, c, step) for c in row] for step in (1, -1)}
        for end in (width, width - 1):  # with the total, or the details alone
            for start in range(end - FEWEST_SHIFTED + 1):
                if all(fit[1][start : end - 1]):
                    yield from _shift(system, values, residuals, row[start:end], 1)
                if all(fit[-1][start + 1 : end]):
                    yield from _shift(system, values, residuals, row[start:end], -1)


def _may_move(system: System, values: Sequence[int], residuals: Sequence[int | None], cell: int, step: int) -> bool:
    """Whether the cell may have the figure of the one `step` beside it, which need not stand in the same row."""
    other = cell + step
    if not 0 <= other < len(values):
        return False
    return values[cell] == values[other] or _is_due(system, residuals, cell, other, values[other] - values[cell])


def _shift(
    system: System, values: Sequence[int], residuals: Sequence[int | None], row: Sequence[int], step: int
) -> Iterator[Proposal]:
    """Undoing one shift; what fell off the row follows from an identity."""
    lost, kept = (row[-1], row[:-1]) if step > 0 else (row[0], row[1:])
    moved = {c: values[c + step] for c in kept}
    due = _due(system, values, residuals, moved, lost)
    changed = sum([1 for c, new in moved.items() if new != values[c]])
    if due is not None and changed + (due != values[lost]) >= FEWEST_SHIFTED:
        yield {**moved, lost: due}, partial(_shifted, system, row[0], "右" if step > 0 else "左")


def _shifted(system: System, first: int, side: str) -> Slip:
    name, column = system.row_names[first // system.width], system.column_names[first % system.width]
    return Slip("shifted", f"「{name}」行从「{column}」列起，各数都向{side}错了一列")


def _due(
    system: System, values: Sequence[int], residuals: Sequence[int | None], moved: Mapping[int, int], lost: int
) -> int | None:
    """What `lost` must be for its first judged identity to hold after `moved`; None if nothing says."""
    for i, k in system.touching[lost]:
        residual = residuals[i]
        if residual is not None:
            terms = system.rows[i]
            after = residual + sum(terms[c] * (new - values[c]) for c, new in moved.items() if c in terms)
            step, rest = divmod(-after, k)
            return None if rest else values[lost] + step
    return None


def _row_swaps(system: System, values: Sequence[int], residuals: Sequence[int | None]) -> Iterator[Proposal]:
    """Two rows of different kinds, each with the other's figures, where they differ in more than one column."""
    width = system.width
    figures = [values[start : start + width] for start in range(0, len(values), width)]
    for one, other in combinations(range(len(figures)), 2):
        if system.kinds[one] == system.kinds[other] or figures[one] == figures[other]:
            continue
        a, b = one * width, other * width
        unlike = [i for i in range(width) if values[a + i] != values[b + i]]
        due = (_is_due(system, residuals, a + i, b + i, values[b + i] - values[a + i]) for i in unlike)
        if len(unlike) > 1 and all(due):
            swapped = {a + i: values[b + i] for i in unlike} | {b + i: values[a + i] for i in unlike}
            yield swapped, partial(_rows_swapped, system, a, b)


def _rows_swapped(system: System, a: int, b: int) -> Slip:
    names = [system.row_names[start // system.width] for start in (a, b)]
    return Slip("rows_swapped", f"「{names[0]}」行与「{names[1]}」行对调了")
