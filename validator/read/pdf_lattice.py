"""The rules of one table → its cells: lines that a producer leaves out at a page break are implied, spans follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from validator.read.pdf_page import Box
from validator.read.pdf_rules import NEAR, Frame, Rule, clustered
from validator.read.pdf_seams import Spot, apart

#: So much of a cell's side must be drawn for the side to be there.
_DRAWN = 0.6
_WHOLE = 0.97


@dataclass(frozen=True, slots=True)
class Area:
    """One cell of a lattice: rows and columns [first, stop). `whole` is False where its outline is no rectangle."""

    top: int
    left: int
    bottom: int
    right: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Lattice:
    """Lines from left to right and from top to bottom, and the cells between; `at[row][column]` is one of them, or -1."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    at: tuple[tuple[int, ...], ...]
    open_below: bool = False  # the line at the foot is not drawn all the way: the table goes on over the page
    open_right: bool = False  # the left side is drawn, the right one is not: the page cuts the table

    def box(self, area: Area) -> Box:
        """Where a cell lies on the page."""
        return self.xs[area.left], self.ys[area.top], self.xs[area.right], self.ys[area.bottom]


def lattices(frame: Frame) -> Sequence[Lattice]:
    """The cells of a table, or of tables right below each other; none if the lines enclose fewer than two."""
    across, down = _closed(frame)
    ys, xs = _lines(across), _lines(down)
    if len(xs) < 2 or len(ys) < 2:
        return ()
    regions = _regions(_sides(ys, xs, across), _sides(xs, ys, down), len(ys) - 1, len(xs) - 1)
    tables = [_compact(xs, ys, cells) for cells in apart(regions, len(ys) - 1) if len(cells) > 1]
    return [_opened(table, frame) for table in tables]


def _opened(made: Lattice, frame: Frame) -> Lattice:
    """With what its lines say of the page that cuts it."""
    xs, ys = made.xs, made.ys
    foot = [r for r in frame.across if abs(r.at - ys[-1]) <= NEAR]
    left, right = ([r for r in frame.down if abs(r.at - side) <= NEAR] for side in (xs[0], xs[-1]))
    return replace(
        made,
        open_below=not _covered(foot, xs[0], xs[-1], _WHOLE),
        open_right=_covered(left, ys[0], ys[-1], _WHOLE) and not right,
    )


def _closed(frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """The rules with those that are missing where a table goes on over a page, or is open at its sides."""
    return [*frame.across, *_implied(frame.down)], [*frame.down, *_implied(frame.across)]


def _implied(crossing: Sequence[Rule]) -> list[Rule]:
    """A line where the first and the last of the crossing lines end together."""
    first, last = min(r.start for r in crossing), max(r.stop for r in crossing)
    starting = [r.at for r in crossing if r.start <= first + NEAR]
    ending = [r.at for r in crossing if r.stop >= last - NEAR]
    return [Rule(end, min(at), max(at)) for end, at in ((first, starting), (last, ending)) if len(at) > 1]


def _lines(rules: Iterable[Rule]) -> tuple[float, ...]:
    groups = clustered(sorted(rules, key=lambda r: r.at), NEAR)
    return tuple(sum(r.at for r in group) / len(group) for group in groups)


def _sides(lines: Sequence[float], marks: Sequence[float], rules: Sequence[Rule]) -> list[list[bool]]:
    """For each line and each interval between `marks`: whether a rule is drawn there."""
    drawn: list[list[bool]] = []
    for line in lines:
        near = [r for r in rules if abs(r.at - line) <= NEAR]
        drawn.append([_covered(near, a, b) for a, b in pairwise(marks)])
    return drawn


def _covered(rules: Sequence[Rule], start: float, stop: float, share: float = _DRAWN) -> bool:
    total, end = 0.0, start
    for rule in sorted(rules, key=lambda r: r.start):
        low, high = max(rule.start, end), min(rule.stop, stop)
        if high > low:
            total, end = total + high - low, high
    return total >= share * (stop - start)


def _regions(across: list[list[bool]], down: list[list[bool]], height: int, width: int) -> list[list[Spot]]:
    """Flood from spot to spot where no side is drawn; what runs out of the table is no cell."""
    seen: set[Spot] = set()
    found: list[list[Spot]] = []
    for first in ((r, c) for r in range(height) for c in range(width)):
        if first in seen:
            continue
        seen.add(first)
        region, todo, inside = [first], [first], True
        while todo:
            r, c = todo.pop()
            sides = (
                (across[r][c], r - 1, c),
                (across[r + 1][c], r + 1, c),
                (down[c][r], r, c - 1),
                (down[c + 1][r], r, c + 1),
            )
            for spot in ((row, column) for closed, row, column in sides if not closed):
                if not (0 <= spot[0] < height and 0 <= spot[1] < width):
                    inside = False
                elif spot not in seen:
                    seen.add(spot)
                    region.append(spot)
                    todo.append(spot)
        if inside:
            found.append(region)
    return found


def _compact(xs: Sequence[float], ys: Sequence[float], regions: Sequence[Sequence[Spot]]) -> Lattice:
    """Regions as cells; lines at which no cell begins or ends (underlines, strokes in a cell) are dropped."""
    areas = sorted((_area(region) for region in regions), key=lambda a: (a.top, a.left))
    rows = sorted({edge for a in areas for edge in (a.top, a.bottom)})
    columns = sorted({edge for a in areas for edge in (a.left, a.right)})
    row, column = {old: new for new, old in enumerate(rows)}, {old: new for new, old in enumerate(columns)}
    kept = tuple(Area(row[a.top], column[a.left], row[a.bottom], column[a.right], a.whole) for a in areas)
    at = [[-1] * (len(columns) - 1) for _ in range(len(rows) - 1)]
    for number, area in sorted(enumerate(kept), key=lambda item: not item[1].whole):
        for r in range(area.top, area.bottom):
            for c in range(area.left, area.right):
                at[r][c] = number if at[r][c] < 0 else at[r][c]
    return Lattice(tuple(xs[c] for c in columns), tuple(ys[r] for r in rows), kept, tuple(map(tuple, at)))


def _area(region: Sequence[Spot]) -> Area:
    rows, columns = [r for r, _ in region], [c for _, c in region]
    top, left, bottom, right = min(rows), min(columns), max(rows) + 1, max(columns) + 1
    return Area(top, left, bottom, right, len(region) == (bottom - top) * (right - left))
