"""Precision and recall, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Score:
    """Claims found and labelled (right), found only (false), labelled only (missed)."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def line(self) -> str:
        """Counts with precision and recall in percent."""
        found, due = self.right + self.false, self.right + self.missed
        precision = f"{100 * self.right / found:6.1f}%" if found else f"{'-':>7}"
        recall = f"{100 * self.right / due:6.1f}%" if due else f"{'-':>7}"
        return f"{due:6} {found:6} {precision} {recall}"


@dataclass(slots=True)
class Measured:
    """Scores by fact, or by rule, and the entries that went wrong."""

    scores: dict[str, Score] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, found: Counter[tuple[str, str]], due: Counter[tuple[str, str]], text: str) -> None:
        """Add one entry: (name, value) pairs found and labelled."""
        for name, value in found | due:
            score = self.scores.setdefault(name, Score())
            same = min(found[name, value], due[name, value])
            score.right += same
            score.false += found[name, value] - same
            score.missed += due[name, value] - same
        if found != due:
            extra, lost = dict(found - due), dict(due - found)
            self.wrong.append(f"{text}\n    false: {sorted(extra)} missed: {sorted(lost)}")

    @property
    def every(self) -> Score:
        """All scores together."""
        scores = self.scores.values()
        return Score(sum(s.right for s in scores), sum(s.false for s in scores), sum(s.missed for s in scores))


def table(measured: Measured) -> Sequence[str]:
    """Lines for a report: name, labelled, found, precision, recall; all together last."""
    head = f"{'':34} {'due':>6} {'found':>6} {'precision':>7} {'recall':>7}"
    lines = [f"{name:34} {measured.scores[name].line}" for name in sorted(measured.scores)]
    return [head, *lines, f"{'all':34} {measured.every.line}"]
