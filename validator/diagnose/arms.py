"""Arms: what a cell must become for all its identities but one to be settled, and what it then brings into that one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from validator.diagnose.system import Link, System

Steps = tuple[tuple[int, int], ...]  # (cell, by how much it changes)
Arm = tuple[int, int, Steps]  # identity; the amount that the steps bring into it; they settle all else that they touch
Arms = Mapping[int, Mapping[int, Sequence[Steps]]]  # by identity and amount

_NO_ARMS: Mapping[int, Sequence[Steps]] = {}
_NOTHING: Sequence[Steps] = ((),)


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Identities to be settled: what is `due` in each, and how each cell that may change touches those that were judged.

    `free`: by identity the cells that touch no other, so that they can bring any amount; `arms`: those of one cell that
    touch others.
    """

    system: System
    values: Sequence[int]
    due: Sequence[int]
    columns: Sequence[Sequence[Link]]
    free: Mapping[int, Sequence[int]]
    arms: Arms

    @property
    def broken(self) -> frozenset[int]:
        """Identities that do not hold."""
        return frozenset([i for i, due in enumerate(self.due) if due])


def task_of(
    system: System, values: Sequence[int], residuals: Sequence[int | None], barred: Collection[int] = ()
) -> Task:
    """The task of making identities hold that are now left - right = `residuals`, None where they were not judged.

    `barred` cells must not change.
    """
    judged = [
        [] if c in barred else [link for link in links if residuals[link[0]] is not None]
        for c, links in enumerate(system.touching)
    ]
    free: dict[int, list[int]] = {}
    for cell, links in enumerate(judged):
        if len(links) == 1:
            free.setdefault(links[0][0], []).append(cell)
    if free:  # what others tell comes first
        judged = [sorted(links, key=lambda link: link[0] in free) for links in judged]
    bare = Task(system, values, [-(r or 0) for r in residuals], judged, free, {})
    return replace(bare, arms=by_amount(arms(bare, 0)))


def arms(work: Task, more: int) -> Iterator[Arm]:
    """All arms of one cell and `more` beyond it."""
    for cell, column in enumerate(work.columns):
        for at, factor in column if len(column) > 1 else ():
            for steps in stems(work, cell, [link for link in column if link[0] != at], more):
                yield at, factor * steps[0][1], steps


def stems(work: Task, cell: int, column: Sequence[Link], more: int) -> Iterator[Steps]:
    """The steps of a cell, each with `more` arms after which all identities of `column` are settled.

    The first identity tells the step: by what is due there, or what an arm of it leaves.
    """
    at, factor = column[0]
    due, before = work.due, work.values[cell]
    first = work.arms.get(at, _NO_ARMS) if more else _NO_ARMS
    if not first and not due[at]:
        return
    for amount, ways in ((0, _NOTHING), *first.items()):
        step, rest = divmod(due[at] - amount, factor)
        if not step or rest or before + step < 0:
            continue
        lacking = [(i, left) for i, k in column[1:] if (left := due[i] - k * step)]
        if len(lacking) + bool(amount) == more:
            for i, left in lacking:
                ways = [way + arm for arm in _bringing(work, i, left) for way in ways]
            for way in ways:
                yield ((cell, step), *way)


def _bringing(work: Task, at: int, amount: int) -> Sequence[Steps]:
    """The arms of one cell that bring just this `amount`, which is not 0, into the identity `at`."""
    known = work.arms.get(at, _NO_ARMS).get(amount, ())
    if at not in work.free:
        return known
    terms = work.system.rows[at]
    return [*known, *(((c, amount // terms[c]),) for c in work.free[at] if not amount % terms[c])]


def by_amount(found: Iterable[Arm]) -> Arms:
    """Arms by their identity, then by their amount."""
    sorted_out: dict[int, dict[int, list[Steps]]] = {}
    for at, amount, steps in found:
        sorted_out.setdefault(at, {}).setdefault(amount, []).append(steps)
    return sorted_out
