"""What other reports say that the cells of this one must be: last year's closings, and the sums of the parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from validator.between.links import label
from validator.checks import openings, rollup, rollup_told
from validator.checks.arithmetic import Sums
from validator.checks.facts import Facts, Key
from validator.diagnose import Expected
from validator.model import Broken, Defect

_CLOSING = "与上年报告（{path}）的结转下年度一致"
_PARTS = "与各分报之和一致"


@dataclass(frozen=True, slots=True)
class Witness:
    """Another report, named by `source`, says that cell `key` must be `due`.

    `broken`: the continuity or sum that does not hold because the cell is otherwise; None if it is as it must be.
    """

    key: Key
    due: int
    source: str
    broken: Broken | None = None


def witnesses(facts: Facts) -> tuple[Witness, ...]:
    """Everything that other reports say for certain of the cells of one case."""
    return (*_openings(facts), *_sums(facts))


def _openings(facts: Facts) -> Iterator[Witness]:
    if not facts.links.certain or facts.previous is None:
        return
    source = _CLOSING.format(path=label(facts.previous.case))
    for one in openings.openings(facts):
        if not one.doubted:
            broken = openings.identity(one, facts) if one.now != one.due else None
            yield Witness(one.cell.key, one.due, source, broken)


def _sums(facts: Facts) -> Iterator[Witness]:
    """The sums of the parts in tables with identities, if no part is missing."""
    for found in rollup.compared(facts) if not facts.links.parts_unread else ():
        for total in found.totals if found.table in facts.sums else ():
            key = (found.table, total.row, total.column)
            if key in facts.cells:
                broken = None if total.holds else rollup_told.identity(total, found.table, facts)
                yield Witness(key, int(total.due), _PARTS, broken)


def expected(sums: Sums, every: Sequence[Witness]) -> Expected:
    """What is said of the cells of one table, by position; nothing of a cell on which witnesses disagree."""
    position = {(sums.compiled.table.key, *cell): i for i, cell in enumerate(sums.compiled.cells)}
    found: dict[int, tuple[int, str]] = {}
    unsure: set[int] = set()
    for witness in every:
        at = position.get(witness.key)
        if at is not None:
            other = found.setdefault(at, (witness.due, witness.source))
            unsure |= {at} if other[0] != witness.due else set()
    return {at: said for at, said in found.items() if at not in unsure}


def mended(changes: Mapping[Key, int], every: Sequence[Witness]) -> list[Witness]:
    """The witnesses whose broken sums hold after `changes`."""
    return [w for w in every if w.broken is not None and changes.get(w.key) == w.due]


def left_over(told: Collection[Key], facts: Facts) -> Iterator[tuple[str, Defect]]:
    """(rule code, defect) for what other reports say and no cause in `told` explains."""
    unlike = [o for o in openings.unlike(openings.openings(facts)) if o.cell.key not in told]
    if unlike:
        yield openings.RULE, openings.defect(unlike, facts)
    for found in rollup.compared(facts):
        totals = [t for t in rollup.wrong(found, facts) if (found.table, t.row, t.column) not in told]
        if totals:
            yield rollup_told.RULE, rollup_told.defect(found, totals, facts)
