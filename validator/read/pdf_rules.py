"""Segments → rules: pieces of one line joined, and the rules that hang together as one table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from validator.read.pdf_page import Box, Segment, refuse_page

#: Lines nearer than this are one line (double borders, slivers of a row cut by a page break): no text fits between.
NEAR = 4.0
#: A gap up to this is a dash; lines that miss each other by _TOUCH still meet. Points.
_GAP = 4.0
_TOUCH = 2.6
_SHORTEST = 4.0
_MOST_RULES = 1_500


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along an axis: `at` across it, from `start` to `stop` along it."""

    at: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The rules of one table."""

    across: tuple[Rule, ...]  # horizontal, `at` is y
    down: tuple[Rule, ...]  # vertical, `at` is x

    @property
    def box(self) -> Box:
        """The box around all rules."""
        xs = [r.at for r in self.down] + [x for r in self.across for x in (r.start, r.stop)]
        ys = [r.at for r in self.across] + [y for r in self.down for y in (r.start, r.stop)]
        return min(xs), min(ys), max(xs), max(ys)


def rules(segments: Iterable[Segment], page: int, shortest: float = _SHORTEST) -> Frame:
    """Join the pieces of every line of a page; `shortest` in points. Raises Unreadable F004 where there are too many."""
    kept = set(segments)
    across = _joined((Rule(s.y0, s.x0, s.x1) for s in kept if s.y0 == s.y1), shortest)
    down = _joined((Rule(s.x0, s.y0, s.y1) for s in kept if s.x0 == s.x1), shortest)
    if sum(rule.stop - rule.start >= _SHORTEST for rule in (*across, *down)) > _MOST_RULES:
        raise refuse_page(page)
    return Frame(tuple(across), tuple(down))


def _joined(pieces: Iterable[Rule], shortest: float) -> list[Rule]:
    """Collinear pieces with at most a dash between them are one rule; what stays short is no rule."""
    found: list[Rule] = []
    for group in clustered(sorted(pieces, key=lambda r: r.at), 0.9):
        at = sum(r.at for r in group) / len(group)
        start = stop = None
        for piece in sorted(group, key=lambda r: r.start):
            if start is None or stop is None or piece.start > stop + _GAP:
                if start is not None and stop is not None:
                    found.append(Rule(at, start, stop))
                start, stop = piece.start, piece.stop
            stop = max(stop, piece.stop)
        if start is not None and stop is not None:
            found.append(Rule(at, start, stop))
    return [rule for rule in found if rule.stop - rule.start >= shortest]


def clustered(ordered: Sequence[Rule], near: float) -> list[list[Rule]]:
    """Cut sorted rules wherever the next is farther than `near` from the first of its group."""
    groups: list[list[Rule]] = []
    for rule in ordered:
        if groups and rule.at - groups[-1][0].at <= near:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def frames(found: Frame) -> list[Frame]:
    """The rules that hang together, each set with lines in both directions, and lone lines as high as one of the sets."""
    sets: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, group in enumerate(_groups(found)):
        sets[group][i >= len(found.across)].append((*found.across, *found.down)[i])
    whole = [Frame(tuple(across), tuple(down)) for across, down in sets.values() if across and down]
    lone = [rule for across, down in sets.values() if not across for rule in down]
    return [_with_sides(f, lone) for f in whole if len(f.across) + len(f.down) > 3]


def _groups(found: Frame) -> list[int]:
    """For each rule, across first, the number of the set that it belongs to."""
    parent = list(range(len(found.across) + len(found.down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, across in enumerate(found.across):
        for j, down in enumerate(found.down, len(found.across)):
            if _touch(across, down):
                parent[root(i)] = root(j)
    return [root(i) for i in range(len(parent))]


def _with_sides(frame: Frame, lone: Sequence[Rule]) -> Frame:
    """A merged cell that fills its page has no line across: its sides belong to the table that is as high."""
    _, top, _, bottom = frame.box
    sides = tuple(r for r in lone if abs(r.start - top) <= NEAR and abs(r.stop - bottom) <= NEAR)
    return Frame(frame.across, frame.down + sides)


def _touch(across: Rule, down: Rule) -> bool:
    within = across.start - _TOUCH <= down.at <= across.stop + _TOUCH
    return within and down.start - _TOUCH <= across.at <= down.stop + _TOUCH
