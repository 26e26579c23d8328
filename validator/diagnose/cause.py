"""What a diagnosis says: causes, each with its ranked alternatives and a short reason for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from validator.diagnose.problem import Problem
from validator.diagnose.slips import Slip, from_evidence, slip
from validator.diagnose.statement import Statement
from validator.diagnose.system import Changes

Weight = tuple[int, int, int, list[int], int]  # the lower, the likelier

#: Alternatives that are told; the rest is only said to be there.
SHOWN = 10
#: Suspects that are told where the culprit cannot be.
SUSPECTS = 12


#: How sure it is that the first alternative is the right one.
Sureness = Literal["alone", "likely", "possible", "tied"]
#: Slips that a chance agreement hardly imitates.
_TELLING = frozenset({"stated", "transposed", "zeros", "swapped", "shifted", "rows_swapped"})


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to mend a cause: (cell, new value) by cell, and why it is likely, in words for the user.

    `agrees`: sentences that the printed figures belied and the new ones bear out; `belies`: those that say otherwise
    than the new figures do of a changed cell.
    """

    changes: Changes
    why: str
    agrees: tuple[Statement, ...] = ()
    belies: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """Broken identities with one cause. Cells and identities are positions in the System.

    `alternatives` are best first, and empty where the culprit cannot be told: then `determinate` is False and
    `why_not` says so. `truncated`: there are, or may be, more alternatives than these. `suspects`: the best first. `sureness`
    of the first alternative: the only one; preferred by evidence; by a slip that may be chance; or not at all.
    `attested`: suspects of a culprit that cannot be told whose printed figures the prose states too. `even`: how many
    of the first alternatives nothing prefers to each other.
    """

    identities: tuple[int, ...]
    suspects: tuple[int, ...]
    alternatives: tuple[Alternative, ...]
    truncated: bool
    determinate: bool
    why_not: str | None = None
    sureness: Sureness = "alone"
    attested: tuple[int, ...] = ()
    even: int = 1


def told(
    problem: Problem, broken: frozenset[int], sets: Sequence[Changes], known: Mapping[Changes, Slip], truncated: bool
) -> Cause:
    """The cause of `broken` that any of `sets` mends; `known` are slips of several cells, by what undoes them."""
    slips = {changes: _slips(problem, changes, known) for changes in sets}
    weights = {changes: _weight(problem, changes, slips[changes]) for changes in sets}
    best = sorted(sets, key=lambda changes: (weights[changes], changes))[:SHOWN]
    alone = not truncated and sum(len(changes) == 1 for changes in sets) == 1
    alternatives = tuple(_alternative(problem, c, _why(c, slips[c], alone)) for c in best)
    suspects = tuple(dict.fromkeys(cell for changes in best for cell, _ in changes))
    sure = _sureness([weights[changes] for changes in best], slips[best[0]], truncated)
    even = sum(weights[changes] == weights[best[0]] for changes in sets)
    more = truncated or len(sets) > SHOWN
    return Cause(tuple(sorted(broken)), suspects, alternatives, more, True, sureness=sure, even=even)


def _alternative(problem: Problem, changes: Changes, why: str) -> Alternative:
    belied = tuple(s for s in problem.belied(changes) if s.is_about(dict(changes)))
    return Alternative(changes, why, problem.borne_out(changes), belied)


def _sureness(weights: Sequence[Weight], slips: Sequence[Slip], truncated: bool) -> Sureness:
    """How far the first of `weights`, which are in order, is ahead; `slips`: those of the first."""
    if len(weights) == 1:
        return "possible" if truncated else "alone"
    first, second = weights[:2]
    if first == second:
        return "tied"
    by_evidence = first[0] < second[0] or first[2] < second[2]  # what holds as printed may be copied from it
    return "likely" if by_evidence or all(slip.kind in _TELLING for slip in slips) else "possible"


def untold(problem: Problem, suspects: tuple[int, ...], why_not: str) -> Cause:
    """The cause of all that is broken in `problem`, whose culprit cannot be told."""
    stated = {s.cell for s in problem.said if s.holds(problem.values, {})}
    attested = tuple(cell for cell in suspects if cell in stated)
    return Cause(tuple(sorted(problem.broken)), suspects, (), False, False, why_not, attested=attested)


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


def _weight(problem: Problem, changes: Changes, slips: Sequence[Slip]) -> Weight:
    """What other reports say first, then the fewest wrong figures: slips, and sentences that say otherwise.

    Of as many, those that answer more sentences which the printed figures belie. Then the likeliest slip (by the least likely one), then fewest cells.
    """
    wrong = len(slips) + problem.wrong_sayings(changes)
    orders = sorted((s.order for s in slips), reverse=True)
    return (_support(problem, changes), wrong, len(problem.unanswered(changes)), orders, len(changes))


def _why(changes: Changes, slips: Sequence[Slip], alone: bool) -> str:
    texts = list(dict.fromkeys(s.told for s in slips if s.text))
    if alone and len(changes) == 1:
        sure = [s.told for s in slips if s.text and s.kind != "stale_total"]
        return "；".join(["唯一只改一格的办法", *sure])
    return "；".join(texts) or ("只改这一格" if len(changes) == 1 else f"同时改 {len(changes)} 格")
