"""Printed lines that no label names for certain: matched by order and likeness between certain neighbours, never silently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from validator.form import Line, Table
from validator.model import Observation, Place
from validator.words import unmarked

#: Likeness (0-100) needed where as many lines are unknown as missing, and where the counts differ.
ALONE = 50.0
AMONG = 70.0


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed label, the key it certainly names (None: unknown), and whether it may be matched at all."""

    text: str
    key: str | None
    open: bool = True
    place: Place | None = None


def match_lines(
    printed: Sequence[Printed], lines: Sequence[Line], table: str, axis: str
) -> tuple[list[str | None], list[Observation]]:
    """Keys of `printed` in its order, with what was matched by likeness filled in and said (`label_unlike`)."""
    keys: list[str | None] = [p.key for p in printed]
    order = {line.key: i for i, line in enumerate(lines)}
    notes: list[Observation] = []
    for gap in _gaps(printed, order):
        above = _neighbour(keys, order, gap[0] - 1, -1, -1)
        below = _neighbour(keys, order, gap[-1] + 1, 1, len(lines))
        missing = [line for line in lines[above + 1 : below] if line.key not in keys]
        for at, line in _pair([(i, printed[i].text) for i in gap], missing):
            keys[at] = line.key
            rows, columns = ((line.key,), ()) if axis == "row" else ((), (line.key,))
            text, place = printed[at].text.strip(), printed[at].place
            notes.append(Observation("label_unlike", table, rows, columns, text, line.label, place=place))
    return keys, notes


def is_only_row(text: str, table: Table, others: Iterable[Table]) -> bool:
    """Whether a misspelt label is the one row that `table` has: very like it, and like no row of `others` as much.

    More words around the label are a part of what it counts, or something else: 涉企行政许可.
    """
    if len(table.rows) > 1 or not text.strip() or unmarked(table.rows[0].label) in unmarked(text):
        return False
    likeness = _likeness(text, table.rows[0])
    rows = (line for other in others if other is not table for line in other.rows if line.key != table.rows[0].key)
    return likeness >= AMONG and all(_likeness(text, line) < likeness for line in rows)


def _gaps(printed: Sequence[Printed], order: dict[str, int]) -> list[list[int]]:
    """Runs of unknown lines between lines that are certain."""
    gaps: list[list[int]] = [[]]
    for i, line in enumerate(printed):
        if line.key in order:
            gaps.append([])
        elif line.key is None and line.open and line.text.strip():
            gaps[-1].append(i)
    return [gap for gap in gaps if gap]


def _neighbour(keys: Sequence[str | None], order: dict[str, int], at: int, step: int, end: int) -> int:
    while 0 <= at < len(keys):
        key = keys[at]
        if key in order:
            return order[key] if key else end
        at += step
    return end


def _pair(unknown: Sequence[tuple[int, str]], missing: Sequence[Line]) -> list[tuple[int, Line]]:
    """Unknown lines and missing ones of one gap, in order; each pair must be like enough."""
    if len(unknown) == len(missing):
        pairs = list(zip(unknown, missing, strict=True))
        likeness = [_likeness(text, line) for (_, text), line in pairs]
        if min(likeness) >= ALONE:
            return [(at, line) for (at, _), line in pairs]
    found: list[tuple[int, Line]] = []
    left = list(missing)
    for at, text in unknown:
        best = max(left, key=lambda line: _likeness(text, line), default=None)
        if best is not None and _likeness(text, best) >= AMONG:
            found.append((at, best))
            left = left[left.index(best) + 1 :]
    return found


def _likeness(text: str, line: Line) -> float:
    """0-100; a text that is the beginning of the label counts as like it."""
    plain = unmarked(text)
    labels = [unmarked(name) for name in (line.label, *line.aliases)]
    if len(plain) >= 2 and any(label.startswith(plain) for label in labels):
        return 100.0
    return max(ratio(plain, label) for label in labels)
