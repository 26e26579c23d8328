"""Slips that change several cells at once, as hypotheses: proposed, and kept where all that they touch holds afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from validator.diagnose.displaced import Proposal, displaced
from validator.diagnose.slips import Slip
from validator.diagnose.system import Changes, System


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
    for proposed, slip in chain(told, displaced(system, values, residuals)):
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


def _expected(
    system: System, residuals: Sequence[int | None], expected: Mapping[int, tuple[int, str]]
) -> Iterator[Proposal]:
    """Every figure that another report gives for a cell of a broken identity."""
    about = {c: told for c, told in expected.items() if any(residuals[i] for i, _ in system.touching[c])}
    if about:
        sources = dict.fromkeys(source for _, source in about.values())
        yield {c: due for c, (due, _) in about.items()}, partial(Slip, "stated", "；".join(sources))
