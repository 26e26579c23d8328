"""A sheet as read → blocks and observations: the used rectangle with its spans, and what is hidden or cut. Shared with XLS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from validator.model import Grid, GridCell, Observation, Place
from validator.read.marked import merged, struck_text

_FAR_ROWS = 200  # so many rows or columns without any text part a table from stray remains
_FAR_COLUMNS = 50

Spot = tuple[int, int]  # row and column, from 0
Area = tuple[int, int, int, int]  # top, left, bottom, right, from 0, all inside


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: cells by their spot as (text, whether a formula without value), merged areas, hidden lines."""

    name: str
    cells: Mapping[Spot, tuple[str, bool]]
    merges: Sequence[Area] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    beyond: int = 0  # cells with text beyond the limits, not in `cells`
    struck: Mapping[Spot, str] = field(default_factory=dict)  # cells that hold struck-out text, with its marks
    computed: Set[Spot] = frozenset()  # cells that hold what a formula came to


def letters(column: int) -> str:
    """The letters over a column, counted from 0: A, B … Z, AA."""
    head, last = divmod(column, 26)
    return (letters(head - 1) if head else "") + chr(65 + last)


def used_area(sheet: Sheet) -> Area | None:
    """The rectangle that holds the sheet's text, far-off remains left out; None for a blank sheet.

    A formatted blank row right below counts: the one row of figures of a table may be blank.
    """
    told = [spot for spot, (text, _) in sheet.cells.items() if text.strip()]
    if not told:
        return None
    top, bottom = _stretch(sorted({r for r, _ in told}), _FAR_ROWS)
    left, right = _stretch(sorted({c for r, c in told if r <= bottom}), _FAR_COLUMNS)
    blank_row = any(r == bottom + 1 and left <= c <= right for r, c in sheet.cells)
    return top, left, bottom + blank_row, right


def _stretch(lines: Sequence[int], far: int) -> tuple[int, int]:
    last = next((a for a, b in pairwise(lines) if b - a > far), lines[-1])
    return lines[0], last


def to_grid(sheet: Sheet, area: Area) -> Grid:
    """The cells of `area`, blank ones too, each at its own row and column of the sheet and with its place."""
    top, left, bottom, right = area
    spans, covered = _spans(sheet.merges, area)
    cells = []
    for r in range(top, bottom + 1):
        for c in range(left, right + 1):
            if (r, c) not in covered:
                text, formula = sheet.cells.get((r, c), ("", False))
                rowspan, colspan = spans.get((r, c), (1, 1))
                computed = (r, c) in sheet.computed
                place = _place(sheet.name, r, c)
                cells.append(GridCell(r, c, rowspan, colspan, text, place, formula, computed=computed))
    return Grid.of(cells, sheet.name)


def _place(name: str, row: int, column: int) -> Place:
    ref = f"{letters(column)}{row + 1}"
    return Place(f"{name}!{ref}", sheet=name, ref=ref)


def _spans(merges: Sequence[Area], area: Area) -> tuple[dict[Spot, Spot], set[Spot]]:
    """Spans of the merged areas by their first cell, and the cells these cover. Areas that overlap are ignored."""
    spans: dict[Spot, Spot] = {}
    covered: set[Spot] = set()
    taken: set[Spot] = set()
    for merge in merges:
        top, left = max(merge[0], area[0]), max(merge[1], area[1])
        bottom, right = min(merge[2], area[2]), min(merge[3], area[3])
        if (top, left) != merge[:2] or top > bottom or left > right:
            continue
        inside = set(_free(top, left, bottom, right, taken))
        if len(inside) == size((top, left, bottom, right)):
            spans[top, left] = (bottom - top + 1, right - left + 1)
            covered |= inside - {(top, left)}
    return spans, covered


def _free(top: int, left: int, bottom: int, right: int, taken: set[Spot]) -> Iterator[Spot]:
    """Take the spots of an area one by one, up to the first that is taken: hostile overlaps cost nothing twice."""
    for r in range(top, bottom + 1):
        for c in range(left, right + 1):
            if (r, c) in taken:
                return
            taken.add((r, c))
            yield r, c


def observations(sheet: Sheet, area: Area) -> Iterator[Observation]:
    """What is hidden or struck out inside `area`, and what was left out beyond it."""
    top, left, bottom, right = area
    place = Place(sheet.name, sheet=sheet.name)
    rows = sorted(r for r in sheet.hidden_rows if top <= r <= bottom)
    columns = sorted(c for c in sheet.hidden_columns if left <= c <= right)
    if sheet.hidden:
        yield Observation("hidden_lines", text=sheet.name, note="整张工作表", number=1, place=place)
    if rows:
        note = f"第{_runs([str(r + 1) for r in rows], rows)}行"
        yield Observation("hidden_lines", text=sheet.name, note=note, number=len(rows), place=place)
    if columns:
        note = f"{_runs([letters(c) for c in columns], columns)}列"
        yield Observation("hidden_lines", text=sheet.name, note=note, number=len(columns), place=place)
    yield from _struck(sheet, area)
    far = [1 for (r, c), (text, _) in sheet.cells.items() if text.strip() and (r > bottom or c > right)]
    if far or sheet.beyond:
        note = f"{letters(right)}列以右或第{bottom + 1}行以下的零散内容未读取"
        number = len(far) + sheet.beyond
        yield Observation("spans_cut", text=sheet.name, note=note, number=number, place=place)


def _struck(sheet: Sheet, area: Area) -> tuple[Observation, ...]:
    top, left, bottom, right = area
    inside = [spot for spot in sorted(sheet.struck) if top <= spot[0] <= bottom and left <= spot[1] <= right]
    found = ((spot, seen) for spot in inside for seen in struck_text(sheet.struck[spot]))
    return merged(replace(seen, place=_place(sheet.name, *spot)) for spot, seen in found)


def _runs(names: Sequence[str], lines: Sequence[int]) -> str:
    """`5、6` or, from three neighbours on, `5至9`."""
    found = []
    for _, run in groupby(range(len(lines)), key=lambda i: lines[i] - i):
        at = list(run)
        found += [names[i] for i in at] if len(at) < 3 else [f"{names[at[0]]}至{names[at[-1]]}"]
    return "、".join(found)


def size(area: Area) -> int:
    """How many cells the rectangle holds."""
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)
