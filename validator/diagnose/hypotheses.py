"""Slips that change several cells at once: cells or rows swapped, a row shifted by one column."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations

from validator.diagnose.slips import Slip
from validator.diagnose.system import Changes, System

Proposal = tuple[Mapping[int, int], Callable[[], Slip]]  # new values by cell; what it would be told as

#: A shift that moves fewer figures is no better told than the cells it changes.
FEWEST_SHIFTED = 3


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A slip that settles all it touches: the changes that undo it, and the broken identities that then hold."""

    changes: Changes
    slip: Slip
    mends: frozenset[int]


def hypotheses(
    system: System,
    values: Sequence[int],
    residuals: Sequence[int | None],
    frozen: Collection[int],
    expected: Mapping[int, tuple[int, str]],
) -> tuple[Hypothesis, ...]:
    """Every slip of several cells after whose undoing all judged identities it touches hold, some of them broken.

    `residuals` are left - right, None where open; `frozen` cells must not change; `expected` is what another report says.
    """
    found: dict[Changes, Hypothesis] = {}
    told = _expected(system, residuals, expected)
    broken = {c: i for c, t in enumerate(system.touching) for i, _ in reversed(t) if residuals[i]}
    for proposed, slip in chain(told, _proposals(system, values, residuals)):
        changes = {c: new for c, new in proposed.items() if new != values[c]}
        if not _mends_first(system, values, residuals, changes, broken):
            continue
        if any(c in frozen or new < 0 for c, new in changes.items()):
            continue
        mended = _mended(system, values, residuals, changes)
        key = tuple(sorted(changes.items()))
        if mended and key not in found:
            found[key] = Hypothesis(key, slip(), mended)
    return tuple(found.values())


def _mends_first(
    system: System,
    values: Sequence[int],
    residuals: Sequence[int | None],
    changes: Mapping[int, int],
    broken: Mapping[int, int],
) -> bool:
    """Whether the first broken identity that `changes` touch holds afterwards: nearly no proposal gets so far."""
    first = next((broken[c] for c in changes if c in broken), None)
    if first is None:
        return False
    terms = system.rows[first]
    return not (residuals[first] or 0) + sum([terms[c] * (new - values[c]) for c, new in changes.items() if c in terms])


def _mended(
    system: System, values: Sequence[int], residuals: Sequence[int | None], changes: Mapping[int, int]
) -> frozenset[int]:
    """The broken identities that `changes` make hold; none at all if one they touch does not hold afterwards."""
    after: dict[int, int] = {}
    for cell, new in changes.items():
        for i, k in system.touching[cell]:
            residual = residuals[i]
            if residual is not None:
                after[i] = after.get(i, residual) + k * (new - values[cell])
    return frozenset() if any(after.values()) else frozenset(i for i in after if residuals[i])


def _proposals(system: System, values: Sequence[int], residuals: Sequence[int | None]) -> Iterator[Proposal]:
    yield from _neighbours(system, values, residuals)
    yield from _shifts(system, values, residuals)
    yield from _row_swaps(system, values, residuals)


def _expected(
    system: System, residuals: Sequence[int | None], expected: Mapping[int, tuple[int, str]]
) -> Iterator[Proposal]:
    """Every figure that another report gives for a cell of a broken identity."""
    about = {c: told for c, told in expected.items() if any(residuals[i] for i, _ in system.touching[c])}
    if about:
        sources = dict.fromkeys(source for _, source in about.values())
        yield {c: due for c, (due, _) in about.items()}, partial(Slip, "stated", "；".join(sources))


def _neighbours(system: System, values: Sequence[int], residuals: Sequence[int | None]) -> Iterator[Proposal]:
    """Two neighbouring cells of a row or a column, each with the other's figure."""
    for cell, here in enumerate(values):
        beside = (cell + 1,) if (cell + 1) % system.width else ()
        for other in (*beside, cell + system.width):
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

    Each changed cell alone changes the identities that it shares with no other of its row: those have to be broken.
    """
    width = system.width
    fast = {c for c, across in enumerate(system.across) if any(residuals[i] == 0 for i in across)}
    for first in range(0, len(system.cells), width):
        row = range(first, first + width)
        if width - len(fast.intersection(row)) < FEWEST_SHIFTED or sum(1 for c in row if values[c]) < 2:
            continue
        for end in (width, width - 1):  # with the total, or the details alone
            for start in range(end - FEWEST_SHIFTED + 1):
                yield from _shift(system, values, residuals, row[start:end], fast)


def _shift(
    system: System, values: Sequence[int], residuals: Sequence[int | None], row: Sequence[int], fast: Collection[int]
) -> Iterator[Proposal]:
    """Both ways of undoing, without a change of a `fast` cell; what fell off the row follows from an identity."""
    for side, lost, kept, step in (("右", row[-1], row[:-1], 1), ("左", row[0], row[1:], -1)):
        if any(c in fast and values[c] != values[c + step] for c in kept):
            continue
        moved = {c: values[c + step] for c in kept}
        due = _due(system, values, residuals, moved, lost)
        changed = sum([1 for c, new in moved.items() if new != values[c]])
        if due is not None and changed + (due != values[lost]) >= FEWEST_SHIFTED:
            yield {**moved, lost: due}, partial(_shifted, system, row[0], side)


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
    """Two rows, each with the other's figures, where they differ in more than one column."""
    width = system.width
    starts = range(0, len(system.cells), width)
    figures = {a: tuple(values[a : a + width]) for a in starts}
    for a, b in combinations(starts, 2):
        if figures[a] != figures[b] and all(_swaps_due(system, values, residuals, a, b)):
            unlike = [i for i in range(width) if figures[a][i] != figures[b][i]]
            swapped = {a + i: values[b + i] for i in unlike} | {b + i: values[a + i] for i in unlike}
            if len(unlike) > 1:
                yield swapped, partial(_rows_swapped, system, a, b)


def _swaps_due(
    system: System, values: Sequence[int], residuals: Sequence[int | None], a: int, b: int
) -> Iterator[bool]:
    """For each column in which the rows that begin at `a` and `b` differ, whether swapping them there is due."""
    for here, there in zip(range(a, a + system.width), range(b, b + system.width), strict=True):
        if values[here] != values[there]:
            yield _is_due(system, residuals, here, there, values[there] - values[here])


def _rows_swapped(system: System, a: int, b: int) -> Slip:
    names = [system.row_names[start // system.width] for start in (a, b)]
    return Slip("rows_swapped", f"「{names[0]}」行与「{names[1]}」行对调了")
