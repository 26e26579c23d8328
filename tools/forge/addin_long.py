"""Reports in long form: one row a figure, or one row a line with organ and year before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tools.forge.addin_pieces import FIRST_SHEET, TABLE_SHEETS, Cells, Piece, book, sheets
from tools.forge.figures import Report, printed_form
from tools.forge.sheet import Box, Sheet

_KINDS = ("第二十条", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")
_LONG_HEAD = ("填报单位", "年度", "表", "行", "列", "数值")


def long_rows(report: Report, deep: bool = False, keys: bool = False) -> Iterator[Cells]:
    """One row a figure. `deep`: labels with the headings over them; `keys`: the program's keys for labels."""
    for key in report.tables:
        form = printed_form(report, key)
        kind = _KINDS[max(form.section - 2, 0)] if form.section > 2 else form.title
        for row in form.rows:
            for column in form.columns:
                names = ("/".join((*line.under, line.label)) if deep else line.label for line in (row, column))
                place = (key, row.key, column.key) if keys else (kind, *names)
                yield (report.organ, str(report.year), *place, report.tables[key][row.key][column.key] or "")


def long_form(reports: Sequence[Report], deep: bool = False, keys: bool = False) -> tuple[Cells, ...]:
    """The heads, and the rows of all reports below each other; `deep` and `keys` as in `long_rows`."""
    head = ("organ", "year", "table", "row", "column", "value") if keys else _LONG_HEAD
    return (head, *(row for report in reports for row in long_rows(report, deep, keys)))


def keyed(reports: Sequence[Report]) -> bytes:
    """One sheet a table, organ and year before every row."""
    pages: dict[str, Sequence[Piece]] = {}
    for name in (FIRST_SHEET, *TABLE_SHEETS.values()):
        held = [(found, report) for report in reports for at, found in sheets(report) if at == name]
        pages[name] = [_keyed_sheet(held)] if held else []
    return book(pages)


def _keyed_sheet(held: Sequence[tuple[Sheet, Report]]) -> Sheet:
    first = held[0][0]
    top = min(box.row for box in first.boxes if box.role in ("label", "figure"))
    boxes = [Box(0, 0, top, 1, "填报单位", "head"), Box(0, 1, top, 1, "年度", "head")]
    boxes += [replace(box, column=box.column + 2) for box in first.boxes if box.row < top]
    below = top
    for sheet, report in held:
        boxes += [replace(b, row=b.row - top + below, column=b.column + 2) for b in sheet.boxes if b.row >= top]
        for row in range(sheet.height - top):
            boxes += [
                Box(below + row, 0, 1, 1, report.organ, "pad"),
                Box(below + row, 1, 1, 1, str(report.year), "pad"),
            ]
        below += sheet.height - top
    return Sheet((), tuple(boxes))
