"""What a diagnosis says: causes, each with its ranked alternatives and a short reason for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validator.diagnose.problem import Problem
from validator.diagnose.settle import Changes
from validator.diagnose.slips import Slip, from_evidence, slip

#: Alternatives that are told; the rest is only said to be there.
SHOWN = 10
#: Suspects that are told where the culprit cannot be.
SUSPECTS = 12


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to mend a cause: (cell, new value) by cell, and why it is likely, in words for the user."""

    changes: Changes
    why: str


@dataclass(frozen=True, slots=True)
class Cause:
    """Broken identities with one cause. Cells and identities are positions in the System.

    `alternatives` are best first, and empty where the culprit cannot be told: then `determinate` is False and
    `why_not` says so. `truncated`: there are, or may be, more alternatives than these. `suspects`: the best first. `tied`: the second alternative is as likely
    as the first.
    """

    identities: tuple[int, ...]
    suspects: tuple[int, ...]
    alternatives: tuple[Alternative, ...]
    truncated: bool
    determinate: bool
    why_not: str | None = None
    tied: bool = False


def told(
    problem: Problem, broken: frozenset[int], sets: Sequence[Changes], known: Mapping[Changes, Slip], truncated: bool
) -> Cause:
    """The cause of `broken` that any of `sets` mends; `known` are slips of several cells, by what undoes them."""
    slips = {changes: _slips(problem, changes, known) for changes in sets}
    weights = {changes: (_support(problem, changes), *_weight(changes, slips[changes])) for changes in sets}
    best = sorted(sets, key=lambda changes: (weights[changes], changes))[:SHOWN]
    tied = len(best) > 1 and weights[best[0]] == weights[best[1]]
    alone = not truncated and sum(len(changes) == 1 for changes in sets) == 1
    alternatives = tuple(Alternative(c, _why(c, slips[c], alone)) for c in best)
    suspects = tuple(dict.fromkeys(cell for changes in best for cell, _ in changes))
    return Cause(tuple(sorted(broken)), suspects, alternatives, truncated or len(sets) > SHOWN, True, tied=tied)


def untold(problem: Problem, suspects: tuple[int, ...], why_not: str) -> Cause:
    """The cause of all that is broken in `problem`, whose culprit cannot be told."""
    return Cause(tuple(sorted(problem.broken)), suspects, (), False, False, why_not)


def _slips(problem: Problem, changes: Changes, known: Mapping[Changes, Slip]) -> tuple[Slip, ...]:
    if changes in known:
        return (known[changes],)
    total = all(cell in problem.system.totals for cell, _ in changes)
    found = {cell: slip(problem.values[cell], new, cell in problem.blank, total) for cell, new in changes}
    return tuple(
        from_evidence(found[c], problem.expected[c][1]) if problem.states(c) == new else found[c] for c, new in changes
    )


def _support(problem: Problem, changes: Changes) -> int:
    """What another report states comes first, what it denies last."""
    if problem.is_denied(changes):
        return 2
    return 0 if problem.is_stated(changes) else 1


def _weight(changes: Changes, slips: Sequence[Slip]) -> tuple[int, list[int], int]:
    """Fewest slips first, then the likeliest (by their least likely one), then fewest cells."""
    return (len(slips), sorted((s.order for s in slips), reverse=True), len(changes))


def _why(changes: Changes, slips: Sequence[Slip], alone: bool) -> str:
    texts = list(dict.fromkeys(s.text for s in slips if s.text))
    if alone and len(changes) == 1:
        sure = [s.text for s in slips if s.text and s.kind != "stale_total"]
        return "；".join(["唯一只改一格的办法", *sure])
    return "；".join(texts) or ("只改这一格" if len(changes) == 1 else f"同时改 {len(changes)} 格")
