"""The mandated tables laid out once, from the form: boxes with their spans. Every renderer draws from here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tools.forge.figures import Report, printed_form
from validator.form import Line, Table

Role = Literal["banner", "corner", "head", "group", "label", "figure", "pad"]
Path = tuple[str, ...]

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
CONTENT = "信息内容"
_SECTION_TWO_WIDTH = 4


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell: 0-based origin, spans, text, what it is, and for a figure its (table, row, column) keys."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    role: Role
    at: tuple[str, str, str] | None = None

    @property
    def right(self) -> int:
        """The first column to the right of the box."""
        return self.column + self.colspan

    @property
    def below(self) -> int:
        """The first row below the box."""
        return self.row + self.rowspan


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed table and the keys of the mandated tables in it."""

    tables: Path
    boxes: tuple[Box, ...]

    @property
    def width(self) -> int:
        """Grid columns."""
        return max((box.right for box in self.boxes), default=0)

    @property
    def height(self) -> int:
        """Grid rows."""
        return max((box.below for box in self.boxes), default=0)

    @property
    def lines(self) -> tuple[tuple[Box, ...], ...]:
        """The boxes that begin in each row, from left to right."""
        rows: list[list[Box]] = [[] for _ in range(self.height)]
        for box in sorted(self.boxes, key=lambda b: (b.row, b.column)):
            rows[box.row].append(box)
        return tuple(map(tuple, rows))


def _ladder(paths: Sequence[Path]) -> Iterator[tuple[int, int, int, int, str, bool]]:
    """Merge equal headings: (level, start, length, depth, text, is a leaf), levels from the outermost."""
    deepest = max(map(len, paths))
    for level in range(deepest):
        start = 0
        while start < len(paths):
            path, end = paths[start], start + 1
            leaf = level == len(path) - 1
            while not leaf and end < len(paths) and len(paths[end]) > level + 1 and _same(paths[end], path, level):
                end += 1
            if level < len(path):
                yield level, start, end - start, deepest - level if leaf else 1, path[level], leaf
            start = end


def _same(one: Path, other: Path, level: int) -> bool:
    return one[: level + 1] == other[: level + 1]


def _across(paths: Sequence[Path], left: int) -> list[Box]:
    return [
        Box(level, left + start, depth, length, text, "head") for level, start, length, depth, text, _ in _ladder(paths)
    ]


def _down(paths: Sequence[Path], top: int) -> list[Box]:
    return [
        Box(top + start, level, length, depth, text, "label" if leaf else "group")
        for level, start, length, depth, text, leaf in _ladder(paths)
    ]


def _paths(lines: Iterable[Line]) -> list[Path]:
    return [(*line.under, line.label) for line in lines]


def matrix(report: Report, table: Table, corner: str) -> Sheet:
    """A table with rows below each other; `corner` is the text above the row labels."""
    columns, rows = _paths(table.columns), _paths(table.rows)
    top, left = max(map(len, columns)), max(map(len, rows))
    figures = [
        Box(top + r, left + c, 1, 1, report.tables[table.key][row][column] or "", "figure", (table.key, row, column))
        for r, row in enumerate(table.row_keys)
        for c, column in enumerate(table.column_keys)
    ]
    role: Role = "corner" if corner == CORNER else "head"
    return Sheet(
        (table.key,), (Box(0, 0, top, left, corner, role), *_across(columns, left), *_down(rows, top), *figures)
    )


def single_row(report: Report, table: Table) -> Sheet:
    """A table whose rows stand side by side over one row of figures."""
    pairs = [(row, column) for row in table.rows for column in table.columns]
    heads = _across([(*row.under, row.label, column.label) for row, column in pairs], 0)
    top = max(box.below for box in heads)
    figures = [
        Box(top, n, 1, 1, report.tables[table.key][row.key][col.key] or "", "figure", (table.key, row.key, col.key))
        for n, (row, col) in enumerate(pairs)
    ]
    return Sheet((table.key,), (*heads, *figures))


def lay_out(report: Report, key: str) -> Sheet:
    """The table `key` in the mandated layout. Raises KeyError if the report leaves it out."""
    table = printed_form(report, key)
    if table.layout == "single_row":
        return single_row(report, table)
    if table.section > 2:
        return matrix(report, table, CORNER)
    body = stretched(matrix(report, table, CONTENT), _SECTION_TWO_WIDTH)
    banner = Sheet((), (Box(0, 0, 1, _SECTION_TWO_WIDTH, table.title, "banner"),))
    return stacked((banner, body))


def stretched(sheet: Sheet, width: int) -> Sheet:
    """The sheet with its last column widened to end at `width`."""
    more, end = width - sheet.width, sheet.width
    boxes = (replace(box, colspan=box.colspan + more) if box.right == end else box for box in sheet.boxes)
    return replace(sheet, boxes=tuple(boxes))


def stacked(sheets: Iterable[Sheet]) -> Sheet:
    """Several sheets below each other as one."""
    tables: Path = ()
    boxes: list[Box] = []
    top = 0
    for sheet in sheets:
        tables += sheet.tables
        boxes += (replace(box, row=box.row + top) for box in sheet.boxes)
        top += sheet.height
    return Sheet(tables, tuple(boxes))
