"""What one diagnosis works on: the figures, what is broken and what may change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from validator.diagnose.arms import Task, task_of
from validator.diagnose.statement import Statement
from validator.diagnose.system import Changes, System

#: Cell → the value that another report gives it, and words for the user that name that report.
Expected = Mapping[int, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """Cell values, left - right of each identity (None: open), cells that must not change, cells printed blank.

    `expected`: what another report says that a cell must be, and in words which; `said`: what the prose states.
    """

    system: System
    values: tuple[int, ...]
    residuals: tuple[int | None, ...]
    frozen: frozenset[int]
    blank: frozenset[int]
    expected: Expected = field(default_factory=dict)
    said: tuple[Statement, ...] = ()

    @property
    def judged(self) -> tuple[int, ...]:
        """Identities that were judged."""
        return tuple(i for i, residual in enumerate(self.residuals) if residual is not None)

    @property
    def broken(self) -> frozenset[int]:
        """Identities that do not hold."""
        return frozenset(i for i, residual in enumerate(self.residuals) if residual)

    @property
    def most(self) -> int:
        """How many judged identities one cell can touch."""
        return max((sum(self.residuals[i] is not None for i, _ in t) for t in self.system.touching), default=0)

    def task(self) -> Task:
        """The task of making all that was judged hold."""
        return task_of(self.system, self.values, self.residuals, self.frozen)

    def open_cells(self, identity: int) -> list[int]:
        """The cells of an identity that may change, in printed order."""
        return sorted(c for c in self.system.rows[identity] if c not in self.frozen)

    def parts(self) -> list[Problem]:
        """The problem cut where no cell that may change links judged identities; parts without a break are dropped."""
        links = [[i for i, _ in t if self.residuals[i] is not None] for t in self._open_columns()]
        groups = linked([*links, *([i] for i in self.judged)])
        return [self._within(group) for group in groups if any(self.residuals[i] for i in group)]

    def _open_columns(self) -> list[tuple[tuple[int, int], ...]]:
        return [t for c, t in enumerate(self.system.touching) if c not in self.frozen]

    def _within(self, identities: Collection[int]) -> Problem:
        kept = tuple(r if i in identities else None for i, r in enumerate(self.residuals))
        return replace(self, residuals=kept)

    def settled(self, mended: Collection[int], changed: Collection[int]) -> Problem:
        """The problem that is left when `mended` identities are explained by changes of the cells `changed`."""
        left = tuple(0 if i in mended else r for i, r in enumerate(self.residuals))
        return replace(self, residuals=left, frozen=self.frozen | frozenset(changed))

    def states(self, cell: int) -> int | None:
        """What another report says that `cell` must be; None if none does."""
        return self.expected[cell][0] if cell in self.expected else None

    def is_stated(self, changes: Changes) -> bool:
        """Whether another report states the new value of every changed cell."""
        return all(self.states(cell) == new for cell, new in changes)

    def is_denied(self, changes: Changes) -> bool:
        """Whether another report states some other value of a changed cell."""
        return any(self.states(cell) not in (None, new) for cell, new in changes)

    def belied(self, changes: Changes) -> tuple[Statement, ...]:
        """What the prose states otherwise than the cells are after `changes`."""
        new = dict(changes)
        return tuple([statement for statement in self.said if not statement.holds(self.values, new)])

    def unanswered(self, changes: Changes) -> tuple[Statement, ...]:
        """What the prose states otherwise than the cells are, before `changes` as after: it was not copied from them."""
        return tuple([statement for statement in self.belied(changes) if not statement.holds(self.values, {})])

    def wrong_sayings(self, changes: Changes) -> int:
        """How many sentences have to be wrong besides: those unanswered, and one for all that `changes` make false.

        These may have been copied from one faulty table: they are no better proof for being many.
        """
        belied, unanswered = len(self.belied(changes)), len(self.unanswered(changes))
        return unanswered + (belied > unanswered)

    def borne_out(self, changes: Changes) -> tuple[Statement, ...]:
        """What the prose states of changed cells, as they are after `changes`; what held before tells nothing."""
        new = dict(changes)
        about = [statement for statement in self.said if statement.is_about(new)]
        return tuple([s for s in about if s.holds(self.values, new) and not s.holds(self.values, {})])

    def changed(self, changes: Changes) -> Problem:
        """The problem after `changes`, which are not to be changed again."""
        values = list(self.values)
        residuals = list(self.residuals)
        for cell, new in changes:
            for i, k in self.system.touching[cell]:
                before = residuals[i]
                residuals[i] = None if before is None else before + k * (new - values[cell])
            values[cell] = new
        frozen = self.frozen | {cell for cell, _ in changes}
        return replace(self, values=tuple(values), residuals=tuple(residuals), frozen=frozen)

    def mended(self, cells: Collection[int]) -> frozenset[int]:
        """The broken identities that `cells` are part of."""
        return frozenset(i for c in cells for i, _ in self.system.touching[c] if self.residuals[i])

    def commonest(self, limit: int) -> tuple[int, ...]:
        """At most `limit` cells that stand in most broken identities, in printed order."""
        counts = Counter(c for i in self.broken for c in self.open_cells(i) or self.system.rows[i])
        return tuple(sorted(c for c, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]))


def linked(links: Collection[Collection[int]]) -> list[frozenset[int]]:
    """Numbers that share a link, directly or through others, together; groups by their least number."""
    groups: dict[int, set[int]] = {}
    for link in links:
        known = next((groups[i] for i in link if i in groups), None)
        if known is not None and known.issuperset(link):
            continue
        merged = set(link).union(*(groups[i] for i in link if i in groups))
        groups.update(dict.fromkeys(merged, merged))
    return sorted({frozenset(group) for group in groups.values()}, key=min)
