"""A mandated table as the office knows it: merged headings above, merged groups beside, one line a row of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from validator.form import Table

#: What the form prints in its corner cells.
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
CONTENT = "信息内容"

Spot = tuple[str, str]  # row key, column key


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading cell with its spans."""

    text: str
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One printed row: the headings that begin in it, then its figures."""

    headings: tuple[Heading, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """`head`: rows of headings; `beside`: how many heading columns stand left of the figures."""

    head: tuple[tuple[Heading, ...], ...]
    body: tuple[BodyRow, ...]
    beside: int

    @property
    def width(self) -> int:
        """Printed columns, headings included."""
        return self.beside + len(self.body[0].spots)


@cache
def table_layout(form: Table) -> TableLayout:
    """How `form` is printed. Figures follow each other by row key, then column key, in every layout."""
    return _single_row(form) if form.layout == "single_row" else _matrix(form)


def _matrix(form: Table) -> TableLayout:
    rows = [(*line.under, line.label) for line in form.rows]
    depth, beside = _depth([(*line.under, line.label) for line in form.columns]), _depth(rows)
    corner = Heading(CORNER if depth > 1 else CONTENT, depth, beside)
    levels = _levels([((*line.under, line.label), 1) for line in form.columns], depth, across=True)
    head = tuple((corner, *level) if not number else tuple(level) for number, level in enumerate(levels))
    starts = _starts([(path, 1) for path in rows], beside)
    body = tuple(
        BodyRow(tuple(starts.get(number, ())), tuple((line.key, column.key) for column in form.columns))
        for number, line in enumerate(form.rows)
    )
    return TableLayout(head, body, beside)


def _single_row(form: Table) -> TableLayout:
    """All rows side by side: the row labels become headings over their own copy of the columns."""
    paths = [((*line.under, line.label), len(form.columns)) for line in form.rows]
    levels = _levels(paths, _depth([path for path, _ in paths]), across=True)
    leaves = tuple(Heading(column.label, 1, 1) for _ in form.rows for column in form.columns)
    spots = tuple((row.key, column.key) for row in form.rows for column in form.columns)
    return TableLayout((*map(tuple, levels), leaves), (BodyRow((), spots),), 0)


# ---------------------------------------------------------------- merged headings

Path = tuple[str, ...]


def _depth(paths: Sequence[Path]) -> int:
    return max(map(len, paths))


def _levels(paths: Sequence[tuple[Path, int]], depth: int, across: bool) -> list[list[Heading]]:
    """Headings by level, outermost first; the last word of a path reaches down to the figures."""
    levels: list[list[Heading]] = [[] for _ in range(depth)]
    for level, _, heading in _merged(paths, depth, across):
        levels[level].append(heading)
    return levels


def _starts(paths: Sequence[tuple[Path, int]], depth: int) -> dict[int, list[Heading]]:
    """Headings beside the figures by the row in which they begin."""
    starts: dict[int, list[Heading]] = {}
    for _, line, heading in _merged(paths, depth, across=False):
        starts.setdefault(line, []).append(heading)
    return starts


def _merged(paths: Sequence[tuple[Path, int]], depth: int, across: bool) -> Iterator[tuple[int, int, Heading]]:
    """(level, first line, heading) of each run of lines under one heading, level by level."""
    for level in range(depth):
        numbered = [(number, path, size) for number, (path, size) in enumerate(paths) if len(path) > level]
        for (_, leaf), run in groupby(numbered, key=lambda item: _run_key(item, level)):
            lines = list(run)
            length = sum(size for _, _, size in lines)
            reach = depth - level if leaf is not None else 1
            spans = (reach, length) if across else (length, reach)
            yield level, lines[0][0], Heading(lines[0][1][level], *spans)


def _run_key(item: tuple[int, Path, int], level: int) -> tuple[Path, int | None]:
    """Lines under the same headings belong together; the last word of a path is a heading of its own."""
    number, path, _ = item
    return path[: level + 1], number if len(path) == level + 1 else None
