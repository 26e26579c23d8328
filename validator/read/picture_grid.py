"""A page in grey → its ruled tables: where each cell is, merged ones from the rules that are missing between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from validator.read.picture_pages import Box, Grey
from validator.read.picture_rules import Flags, Rules, find_rules

#: A border is there if so much of it is ruled; nearer to that than _UNSURE, it cannot be told.
_RULED, _UNSURE = 0.85, 0.14


@dataclass(frozen=True, slots=True)
class Frame:
    """One cell of a ruled table: 0-based origin, spans, and its inside in pixels. `torn`: its rules are unclear."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: tuple[int, int, int, int]
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table on a page."""

    box: tuple[int, int, int, int]
    frames: tuple[Frame, ...]


def find_lattices(page: Grey, texts: Sequence[Box], unit: float) -> tuple[Lattice, ...]:
    """The ruled tables of a level page, from top to bottom.

    `texts` are the boxes of the lines of text, `unit` is their usual height, all in pixels.
    """
    rules = find_rules(page, texts, unit)
    joined = cv2.dilate(cv2.bitwise_or(rules.level, rules.upright), np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    boxes = [tuple(int(x) for x in stats[i][:4]) for i in range(1, count)]
    large = [(x, y, x + w, y + h) for x, y, w, h in boxes if w > 5 * unit and h > 2 * unit]
    found = (_lattice(box, rules) for box in sorted(large, key=lambda b: (b[1], b[0])))
    return tuple(lattice for lattice in found if lattice is not None and len(lattice.frames) > 1)


def _lattice(box: tuple[int, int, int, int], rules: Rules) -> Lattice | None:
    left, top, right, bottom = box
    inside = (slice(top, bottom), slice(left, right))
    level, upright = rules.level[inside] > 0, rules.upright[inside] > 0
    tops, lefts = _stops(level, rules, axis=0), _stops(upright, rules, axis=1)
    if len(tops) < 2 or len(lefts) < 2:
        return None
    under = _parted(level, tops, lefts, rules.reach, level=True)
    beside = _parted(upright, tops, lefts, rules.reach, level=False)
    frames = tuple(_frames(tops, lefts, under, beside, (left, top)))
    return Lattice(box, frames)


def _stops(mask: Flags, rules: Rules, axis: int) -> list[int]:
    """Where rules stand across `axis`: the middles of their runs, near ones joined; a table open at a side ends there."""
    count, _, stats, middles = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    size = 2 if axis == 0 else 3  # CC_STAT_WIDTH, CC_STAT_HEIGHT
    least = rules.unit * (1.8 if axis == 0 else 1.15)
    groups: list[list[float]] = []
    for place in sorted(float(middles[i][1 - axis]) for i in range(1, count) if stats[i][size] >= least):
        if groups and place - groups[-1][-1] <= rules.reach:
            groups[-1].append(place)
        else:
            groups.append([place])
    stops = [round(sum(g) / len(g)) for g in groups]
    end = mask.shape[axis] - 1
    before = [0] if stops and stops[0] > rules.unit * 1.5 else []
    after = [end] if stops and end - stops[-1] > rules.unit * 1.5 else []
    return [*before, *stops, *after]


def _parted(mask: Flags, tops: Sequence[int], lefts: Sequence[int], reach: int, level: bool) -> NDArray[np.float64]:
    """Share of the border below (level) or right of each base cell that is ruled; the outermost is always."""
    ruled = np.ones((len(tops) - 1, len(lefts) - 1))
    for r in range(len(tops) - 1):
        for c in range(len(lefts) - 1):
            if level and r < len(tops) - 2:
                span = _between(lefts[c], lefts[c + 1])
                ruled[r, c] = _band(mask, tops[r + 1], reach, 0)[:, span].any(axis=0).mean()
            elif not level and c < len(lefts) - 2:
                span = _between(tops[r], tops[r + 1])
                ruled[r, c] = _band(mask, lefts[c + 1], reach, 1)[span, :].any(axis=1).mean()
    return ruled


def _between(start: int, stop: int) -> slice:
    """The stretch between two rules without its ends, where other rules cross."""
    edge = (stop - start) // 8
    return slice(start + edge, stop - edge)


def _band(mask: Flags, at: int, reach: int, axis: int) -> Flags:
    band = slice(max(0, at - reach), at + reach + 1)
    return mask[band, :] if axis == 0 else mask[:, band]


def _frames(
    tops: Sequence[int],
    lefts: Sequence[int],
    under: NDArray[np.float64],
    beside: NDArray[np.float64],
    corner: tuple[int, int],
) -> Iterator[Frame]:
    """Base cells without a rule between them are one; a border ruled in part leaves its cells torn."""
    torn = _unclear(under, beside)
    for group in _groups(under > _RULED, beside > _RULED):
        rows, columns = [r for r, _ in group], [c for _, c in group]
        r0, r1, c0, c1 = min(rows), max(rows), min(columns), max(columns)
        whole = len(group) == (r1 - r0 + 1) * (c1 - c0 + 1)
        spots = [(r0, r1, c0, c1)] if whole else [(r, r, c, c) for r, c in group]
        for a, b, c, d in spots:
            inside = (lefts[c] + corner[0], tops[a] + corner[1], lefts[d + 1] + corner[0], tops[b + 1] + corner[1])
            yield Frame(a, c, b - a + 1, d - c + 1, inside, not whole or any(torn[cell] for cell in group))


def _unclear(under: NDArray[np.float64], beside: NDArray[np.float64]) -> Flags:
    """Base cells with a border that is ruled in part only."""
    below, right = abs(under - _RULED) < _UNSURE, abs(beside - _RULED) < _UNSURE
    torn = below | right
    torn[1:] |= below[:-1]
    torn[:, 1:] |= right[:, :-1]
    return torn


def _groups(under: Flags, beside: Flags) -> list[list[tuple[int, int]]]:
    """Base cells that no rule parts, as lists of (row, column), in reading order."""
    height, width = under.shape
    home = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while home[cell] != cell:
            cell = home[cell]
        return cell

    for r in range(height):
        for c in range(width):
            if r + 1 < height and not under[r, c]:
                home[root((r + 1, c))] = root((r, c))
            if c + 1 < width and not beside[r, c]:
                home[root((r, c + 1))] = root((r, c))
    groups: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell in home:
        groups.setdefault(root(cell), []).append(cell)
    return list(groups.values())
