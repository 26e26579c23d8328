"""Samples with a fault in the structure of a table: family S."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from tools.forge import variants
from tools.forge.blemishes import blemished
from tools.forge.figures import Report
from tools.forge.rearranged import turned
from tools.forge.sheet import Box, Role, Sheet, lay_out, stacked
from tools.forge.story import Story, restyled, story
from tools.samples_base import Sample, base, sample

Change = Callable[[Sheet], Sheet]


def table_samples(edition: str) -> Iterator[Sample]:
    """Every sample of family S of one edition."""
    report = base(edition)
    yield sample("S001", "prose-only", ".docx", story(replace(report, tables={})))
    yield sample("S101", "no-disputes", ".html", story(_without(report, "disputes")))
    yield sample("S101", "no-art20-8", ".xlsx", story(_without(report, "art20_8")))
    yield sample("S102", "last-years-disputes", ".docx", _with(story(report), 3, _last_year(report)))
    yield from _mixed(edition, report)
    yield sample("S201", "row", ".html", story(_without_row(report, "unavailable.unclear")))
    yield sample("S201", "row", ".xls", story(_without_row(report, "denied.state_secret")))
    yield sample("S202", "column", ".docx", story(_without_column(report, "legal_services")))
    for code, slug, extension, change in _CHANGES:
        yield sample(code, slug, extension, restyled(story(report), _only("requests", change)))
    yield sample("S208", "spans-differ", ".html", restyled(story(report), variants.broken_spans))


def _mixed(edition: str, report: Report) -> Iterator[Sample]:
    """What only one of two editions can do: a table of the other one, and what the newer one refined."""
    if edition == "2019":
        other, key = base("2021"), "art20_1"
    else:
        other, key = base("2019"), "art20_5"
        yield sample("S104", "procurement", ".xlsx", _with(story(report), 1, lay_out(other, "art20_9")))
        yield sample("S209", "other-in-one-row", ".html", story(blemished(report, ["alone_other"])))
        yield sample("S103", "section-two", ".html", _section_two(report, [lay_out(other, k) for k in _two(other)]))
    sheets = [lay_out(other if k == key else report, k) for k in _two(report)]
    yield sample("S103", "one-table", ".docx", _section_two(report, sheets))


def _two(report: Report) -> list[str]:
    return [key for key in report.tables if key.startswith("art20")]


def _section_two(report: Report, sheets: list[Sheet]) -> Story:
    """The report with `sheets` as its section two."""
    tale = story(report)
    two = replace(tale.sections[1], items=(stacked(sheets),))
    return replace(tale, sections=(tale.sections[0], two, *tale.sections[2:]))


# ---------------------------------------------------------------- left out, or there twice


def _without(report: Report, table: str) -> Report:
    return replace(report, tables={key: rows for key, rows in report.tables.items() if key != table})


def _without_row(report: Report, row: str) -> Report:
    rows = {key: line for key, line in report.tables["requests"].items() if key != row}
    return replace(report, tables={**report.tables, "requests": rows})


def _without_column(report: Report, column: str) -> Report:
    kept = {r: {c: v for c, v in line.items() if c != column} for r, line in report.tables["requests"].items()}
    return replace(report, tables={**report.tables, "requests": kept})


def _with(tale: Story, section: int, *more: Sheet) -> Story:
    sections = list(tale.sections)
    sections[section] = replace(sections[section], items=(*sections[section].items, *more))
    return replace(tale, sections=tuple(sections))


def _last_year(report: Report) -> Sheet:
    rows = {row: dict.fromkeys(line, "0") for row, line in report.tables["disputes"].items()}
    return lay_out(replace(report, tables={"disputes": rows}), "disputes")


# ---------------------------------------------------------------- changes to the sheet of one table


def _only(table: str, change: Change) -> Change:
    return lambda sheet: change(sheet) if sheet.tables == (table,) else sheet


def _row_of(sheet: Sheet, row: str) -> int:
    return next(box.row for box in sheet.boxes if box.at and box.at[1] == row)


def _column_of(sheet: Sheet, column: str) -> int:
    return next(box.column for box in sheet.boxes if box.at and box.at[2] == column)


def _relabelled(old: str, new: str, sheet: Sheet) -> Sheet:
    return replace(sheet, boxes=tuple(replace(b, text=b.text.replace(old, new)) for b in sheet.boxes))


def _gap_below(sheet: Sheet, row: int, boxes: Iterable[Box] = ()) -> Sheet:
    """One more grid row below `row`: what is merged across or down to it grows, `boxes` are put there."""

    def moved(box: Box) -> Box:
        if box.row > row:
            return replace(box, row=box.row + 1)
        grows = box.below > row and box.rowspan > 1
        return replace(box, rowspan=box.rowspan + 1) if grows else box

    return replace(sheet, boxes=(*map(moved, sheet.boxes), *boxes))


def _line_after(row: str, label: str | None, figures: Callable[[Box], str], sheet: Sheet) -> Sheet:
    """A copy of `row` below it, under another label (None: the same), with other figures."""
    at = _row_of(sheet, row)
    copied: list[Box] = []
    for box in sheet.boxes:
        if box.row == at and box.rowspan == 1 and box.role in ("label", "figure"):
            text = figures(box) if box.role == "figure" else label or box.text
            copied.append(replace(box, row=at + 1, text=text, at=None))
    return _gap_below(sheet, at, copied)


def _column_before(column: str, name: str, sheet: Sheet) -> Sheet:
    """One more column, of zeros, left of `column`."""
    at, top = _column_of(sheet, column), min(box.row for box in sheet.boxes if box.at)

    def moved(box: Box) -> Box:
        if box.column >= at:
            return replace(box, column=box.column + 1)
        return replace(box, colspan=box.colspan + 1) if box.right > at else box

    head_row = max(box.row for box in sheet.boxes if box.role == "head" and box.column == at)
    head = Box(head_row, at, top - head_row, 1, name, "head")
    figures = (Box(row, at, 1, 1, "0", "figure") for row in range(top, sheet.height))
    return replace(sheet, boxes=(*map(moved, sheet.boxes), head, *figures))


def _swapped(one: str, other: str, sheet: Sheet) -> Sheet:
    """Two rows exchanged, labels and figures, not what is merged beside them."""
    to = {_row_of(sheet, one): _row_of(sheet, other), _row_of(sheet, other): _row_of(sheet, one)}
    roles: tuple[Role, ...] = ("label", "figure")
    boxes = (replace(b, row=to.get(b.row, b.row)) if b.role in roles else b for b in sheet.boxes)
    return replace(sheet, boxes=tuple(boxes))


def _columns_swapped(one: str, other: str, sheet: Sheet) -> Sheet:
    """Two columns exchanged, names and figures."""
    to = {_column_of(sheet, one): _column_of(sheet, other), _column_of(sheet, other): _column_of(sheet, one)}
    boxes = (replace(b, column=to.get(b.column, b.column)) if b.colspan == 1 else b for b in sheet.boxes)
    return replace(sheet, boxes=tuple(boxes))


def _cell_left_out(row: str, column: str, sheet: Sheet) -> Sheet:
    at = ("requests", row, column)
    gone = next(box for box in sheet.boxes if box.at == at)
    kept = (b for b in sheet.boxes if b.at != at)
    closed = (replace(b, column=b.column - 1) if b.row == gone.row and b.column > gone.column else b for b in kept)
    return replace(sheet, boxes=tuple(closed))


def _headless(sheet: Sheet) -> Sheet:
    top = min(box.row for box in sheet.boxes if box.at)
    return replace(sheet, boxes=tuple(replace(b, row=b.row - top) for b in sheet.boxes if b.row >= top))


#: Code, name, extension, and what is done to the sheet of section three.
_CHANGES: tuple[tuple[str, str, str, Change], ...] = (
    ("S203", "subtotal-row", ".xlsx", partial(_line_after, "denied.inquiry_matters", "小计", lambda _: "0")),
    ("S203", "group-heading-row", ".docx", partial(_line_after, "partly_granted", "（三）不予公开", lambda _: "6")),
    ("S204", "subtotal-column", ".html", partial(_column_before, "total", "小计")),
    ("S205", "rows-swapped", ".csv", partial(_swapped, "granted", "partly_granted")),
    ("S206", "misspelt-label", ".docx", partial(_relabelled, "其他法律行政法规禁止公开", "其他法律行政止公开")),
    ("S206", "misspelt-first-row", ".txt", partial(_relabelled, "信息公开申请数量", "信息公布申请数量")),
    ("S207", "cell-left-out", ".html", partial(_cell_left_out, "granted", "research")),
    ("S210", "row-twice", ".docx", partial(_line_after, "partly_granted", None, lambda _: "1")),
    ("S211", "no-header", ".html", _headless),
    ("S212", "column-twice", ".xlsx", partial(_column_before, "business", "自然人")),
    ("S214", "rows-as-columns", ".html", turned),
    ("S213", "columns-swapped", ".docx", partial(_columns_swapped, "business", "research")),
)
