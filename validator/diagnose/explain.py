"""Broken identities → causes: the fewest changed cells that make all judged ones hold, cut where independent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from types import MappingProxyType

from validator.diagnose.arms import Task
from validator.diagnose.assumed import assumed
from validator.diagnose.cause import SUSPECTS, Cause, told, untold
from validator.diagnose.cover import by_mended, closed_sets, joint_sets, parted_sets
from validator.diagnose.hypotheses import Hypothesis, hypotheses
from validator.diagnose.problem import Expected, Problem, linked
from validator.diagnose.statement import Statement
from validator.diagnose.system import Changes, System

#: Changes of one joint explanation; where a table has more faults, of one of a part by itself; and where a part is beyond
#: that, of the sets that are peeled off it.
MOST_CHANGES = 4
MOST_PARTED = 8
MOST_PEELED = 3
#: Alternatives kept for ranking.
KEPT = 200

#: No other report says anything.
NOTHING: Expected = MappingProxyType({})

_ONE_IDENTITY = "只有一处关系不成立，无法判断是其中哪一格有误，请逐格核对"
_TOO_MUCH = "不成立的关系较多，无法判断是哪几格有误，请先核对所列各格"


@dataclass(frozen=True, slots=True)
class Group:
    """Broken identities that go together, with the sets of changes each of which mends them all."""

    broken: frozenset[int]
    sets: tuple[Changes, ...]
    truncated: bool


def explain(
    system: System,
    values: Sequence[int],
    residuals: Sequence[int | None],
    frozen: Collection[int] = (),
    blank: Collection[int] = (),
    expected: Expected = NOTHING,
    said: Sequence[Statement] = (),
) -> tuple[Cause, ...]:
    """The causes of all broken identities, in the order of their first one; each broken identity is in one cause.

    `values` by cell, blank ones as 0; `residuals` are left - right by identity, None where it was not judged.
    `frozen` cells must not change (nothing readable is printed there); `blank` cells are printed empty;
    `expected`: what another report says that a cell must be, and words that name that report; `said`: what sentences do.
    """
    problem = Problem(
        system, tuple(values), tuple(residuals), frozenset(frozen), frozenset(blank), expected, tuple(said)
    )
    causes = [cause for part in problem.parts() for cause in _causes(part)]
    return tuple(sorted(causes, key=lambda cause: cause.identities))


def _causes(problem: Problem) -> Iterator[Cause]:
    """The causes of one part, explained jointly if few changes do, else peeled off piece by piece."""
    evidence = problem.expected or problem.said
    if not evidence and len(problem.judged) == 1 and len(problem.open_cells(problem.judged[0])) != 1:
        yield untold(problem, problem.commonest(SUSPECTS), _ONE_IDENTITY)
        return
    while problem.broken:
        work = problem.task()
        groups = _independent(problem, *joint_sets(work, MOST_CHANGES, KEPT))
        slips = () if _one_cell(groups) else _slips(problem)
        groups = groups or _peeled(problem, slips, work)
        if not groups:
            yield untold(problem, problem.commonest(SUSPECTS), _TOO_MUCH)
            return
        for group in _joined(groups, slips):
            cause = _cause(problem, _with_assumed(problem, group), slips)
            changed = {cell for best in cause.alternatives[:1] for cell, _ in best.changes}
            if changed & problem.frozen:
                break  # one cell cannot be changed for two causes: look again at what is left
            yield cause
            problem = problem.settled(group.broken, changed)


def _one_cell(groups: Sequence[Group]) -> bool:
    """Whether all comes from a single cell: no slip of several cells is worth looking for then."""
    return len(groups) == 1 and len(groups[0].sets[0]) == 1


def _slips(problem: Problem) -> tuple[Hypothesis, ...]:
    return hypotheses(problem.system, problem.values, problem.residuals, problem.frozen, problem.expected)


def _cause(problem: Problem, group: Group, slips: Sequence[Hypothesis]) -> Cause:
    if len(group.broken) == 1 and len(group.sets) > 1 and not _is_singled_out(problem, group.sets):
        suspects = sorted({cell for changes in group.sets for cell, _ in changes})
        alone = problem.settled(problem.broken - group.broken, ())
        return untold(alone, tuple(suspects), _ONE_IDENTITY)
    known = {h.changes: h.slip for h in slips}
    return told(problem, group.broken, group.sets, known, group.truncated)


def _is_singled_out(problem: Problem, sets: Sequence[Changes]) -> bool:
    """Whether another report states what one of `sets` gives, or sentences that the table belies bear out only one."""
    if any(map(problem.is_stated, sets)):
        return True
    wrong = sorted(problem.wrong_sayings(changes) for changes in sets)
    return bool(problem.said) and wrong[0] < wrong[1] and wrong[0] < problem.wrong_sayings(())


def _with_assumed(problem: Problem, group: Group) -> Group:
    """The group with the sets besides that sentences of the report lead to."""
    if not problem.said:
        return group
    others = problem.settled(problem.broken - group.broken, ())
    further = assumed(others, group.sets)
    return Group(group.broken, (*group.sets, *further), group.truncated) if further else group


def _independent(problem: Problem, sets: Sequence[Changes], truncated: bool) -> list[Group]:
    """Cut sets of changes where no cell of any of them links the identities."""
    changed = sorted({c for s in sets for c, _ in s})
    touched = {c: [i for i, _ in problem.system.touching[c] if problem.residuals[i] is not None] for c in changed}
    groups = []
    for identities in linked(list(touched.values())):
        cells = {c for c, links in touched.items() if links[0] in identities}
        cut = dict.fromkeys(tuple((c, new) for c, new in s if c in cells) for s in sets)
        groups.append(Group(identities & problem.broken, tuple(cut), truncated))
    return groups


def _peeled(problem: Problem, slips: Sequence[Hypothesis], work: Task) -> list[Group]:
    """Groups of the likeliest explanation of some of what is broken; none if there is none.

    A slip of more than one cell can touch comes first, then parts that nothing links to the others.
    """
    if slips:
        largest = max((h.mends for h in slips), key=len)
        if len(largest) > problem.most:
            return [Group(largest, tuple(h.changes for h in slips if h.mends == largest), False)]
    parts = [group for part in parted_sets(work, MOST_PARTED, KEPT) for group in _independent(problem, *part)]
    return parts or _unrivalled(work, closed_sets(work, MOST_PEELED, KEPT))


def _unrivalled(work: Task, sets: Sequence[Changes]) -> list[Group]:
    """Sets by what they mend: all that no other set disputes, or else the least disputed."""
    mending = by_mended(work, sets)
    rivals = {mended: sum(bool(mended & other) for other in mending) - 1 for mended in mending}
    chosen = [mended for mended in mending if not rivals[mended]]
    if mending and not chosen:
        chosen = [min(mending, key=lambda mended: (rivals[mended], -len(mended), len(mending[mended]), sorted(mended)))]
    return [Group(m, tuple(mending[m]), rivals[m] > 0) for m in chosen]


def _joined(groups: Sequence[Group], slips: Sequence[Hypothesis]) -> list[Group]:
    """Each slip of several cells beside the sets that mend the same; groups that it mends together become one."""
    joined = list(groups)
    for slip in slips:
        hit = [g for g in joined if g.broken & slip.mends]
        if hit and slip.mends == frozenset().union(*(g.broken for g in hit)):
            sets = [tuple(sorted(sum(choice, ()))) for choice in islice(product(*(g.sets for g in hit)), KEPT)]
            every = tuple(dict.fromkeys([*sets, slip.changes]))
            joined = [g for g in joined if g not in hit] + [Group(slip.mends, every, any(g.truncated for g in hit))]
    return joined
