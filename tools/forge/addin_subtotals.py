"""Subtotals that the mandate does not know: a 序号, a 小计 and a 备注 column, and a 小计 row of a group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tools.forge.figures import number
from tools.forge.sheet import Box, Sheet


def with_subtotals(sheet: Sheet) -> Sheet:
    """`requests` with a 序号 column before, a 小计 column of the organisations, a 备注 column, and 小计 rows of groups."""
    if sheet.tables != ("requests",):
        return sheet
    width = sheet.width
    boxes = [replace(box, column=box.column + 1) for box in sheet.boxes]
    first = min(box.row for box in boxes if box.role == "figure")
    last = max((box for box in boxes if box.role == "head"), key=lambda box: box.column)
    boxes = [_moved(box, last.column) for box in boxes]
    boxes += [Box(0, 0, first, 1, "序号", "head"), Box(0, width + 2, first, 1, "备注", "head")]
    boxes += [Box(1, last.column, first - 1, 1, "小计", "head")]
    boxes += [Box(row, 0, 1, 1, str(row - first + 1), "pad") for row in range(first, sheet.height)]
    boxes += [Box(row, last.column, 1, 1, _sum(boxes, row), "pad") for row in range(first, sheet.height)]
    return _subtotal_row(replace(sheet, boxes=tuple(boxes)), "（三）不予公开")


def _moved(box: Box, from_column: int) -> Box:
    return replace(box, column=box.column + 1) if box.column >= from_column else box


def _sum(boxes: Iterable[Box], row: int) -> str:
    """The sum of the organisations in a row."""
    skipped = ("natural_person", "total")
    return str(sum(number(b.text) or 0 for b in boxes if b.row == row and b.at and b.at[2] not in skipped))


def _subtotal_row(sheet: Sheet, group: str) -> Sheet:
    """A 小计 row below the rows of `group`, inside its merged heading."""
    heading = next(box for box in sheet.boxes if box.text == group)
    at = heading.below
    members = [b for b in sheet.boxes if b.role == "figure" and heading.row <= b.row < at]
    boxes = [_with_row(box, at) for box in sheet.boxes]
    boxes += [Box(at, heading.column + 1, 1, 1, "小计", "label")]
    for column in sorted({b.column for b in members}):
        total = sum(number(b.text) or 0 for b in members if b.column == column)
        boxes.append(Box(at, column, 1, 1, str(total), "pad"))
    return replace(sheet, boxes=tuple(boxes))


def _with_row(box: Box, at: int) -> Box:
    """The box after a row was put in at `at`, below the rows of a group."""
    if box.row >= at:
        return replace(box, row=box.row + 1)
    reaches = box.role == "group" and box.below >= at
    return replace(box, rowspan=box.rowspan + 1) if reaches else box
