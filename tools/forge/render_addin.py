"""Reports as the exports of spreadsheet add-ins: header blocks, sheets named by organ or year, several organs, long form."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tools.forge.figures import Report, printed_form
from tools.forge.render_text import matrix
from tools.forge.render_xlsx import Placed, Style, workbook
from tools.forge.sheet import Box, Sheet, lay_out, stacked
from tools.samples_package import repacked

Cells = tuple[str, ...]  # a row of single cells
Piece = Sheet | Cells
Pages = Mapping[str, Sequence[Piece]]  # sheet name → what stands on it

BLANK: Cells = ("",)
_TABLE_SHEETS = ("主动公开", "依申请公开", "复议诉讼")
_KINDS = ("第二十条", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")
_LONG_HEAD = ("填报单位", "年度", "表", "行", "列", "数值")


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export: file name extension, how many reports it holds, how they differ, and reports → bytes."""

    name: str
    extension: str
    render: Callable[[Sequence[Report]], bytes]
    holds: str = "one"  # one | organs | years


# ---------------------------------------------------------------- pieces


def tables(report: Report) -> tuple[Sheet, ...]:
    """Section two as one table, requests, disputes."""
    two = [lay_out(report, key) for key in report.tables if key.startswith("art20")]
    return (stacked(two), *(lay_out(report, key) for key in report.tables if not key.startswith("art20")))


def pairs(report: Report) -> tuple[Piece, ...]:
    """Names and values in cells of their own, side by side."""
    return (("填报单位：", report.organ, "报告年度：", str(report.year)),)


def fields(report: Report) -> tuple[Piece, ...]:
    """A name and its value in one cell."""
    return ((f"单位：{report.organ}", f"年度：{report.year}"),)


def stack(report: Report) -> tuple[Piece, ...]:
    """Names without colons, one a row."""
    return ("单位名称", report.organ), ("年度", str(report.year))


def title(report: Report) -> tuple[Piece, ...]:
    """The title of such reports."""
    return ((f"{report.organ}{report.year}年政府信息公开工作年度报告",),)


def spaced(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """A blank row behind every table."""
    return tuple(row for piece in pieces for row in ((piece, BLANK) if isinstance(piece, Sheet) else (piece,)))


def whole(report: Report, head: Callable[[Report], tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """A header block and all tables."""
    return (*head(report), *spaced(tables(report)))


# ---------------------------------------------------------------- writing


def book(pages: Pages, top: int = 1, left: int = 1, style: Style | None = None) -> bytes:
    """A workbook whose sheets all begin at (`top`, `left`), from 1."""
    return workbook({name: tuple(_placed(pieces, top, left)) for name, pieces in pages.items()}, style or Style())


def _placed(pieces: Iterable[Piece], top: int, left: int) -> Iterator[Placed]:
    for piece in pieces:
        if isinstance(piece, Sheet):
            yield from (Placed(top + box.row, left + box.column, box) for box in piece.boxes)
            top += piece.height
        else:
            role = [("figure" if text.isdigit() else "label") for text in piece]
            for column, text in enumerate(piece):
                if text:
                    box = Box(0, 0, 1, 1, text, "figure" if role[column] == "figure" else "label")
                    yield Placed(top, left + column, box)
            top += 1


def delimited(pieces: Iterable[Piece], separator: str, encoding: str, quoted: bool = False) -> bytes:
    """One sheet as delimited text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    for piece in pieces:
        writer.writerows(matrix(piece) if isinstance(piece, Sheet) else [piece])
    return out.getvalue().encode(encoding)


def hidden(data: bytes, name: str) -> bytes:
    """The workbook with one of its sheets hidden."""
    old = f'<sheet name="{name}"'
    return repacked(data, {"xl/workbook.xml": lambda text: text.replace(old, f'{old} state="hidden"')})


# ---------------------------------------------------------------- one report


def _a_table_a_sheet(report: Report, head: Callable[[Report], tuple[Piece, ...]], every: bool) -> dict[str, list[Piece]]:
    """One table a sheet, the header block on the first sheet or on every one."""
    return {
        name: [*(head(report) if every or number == 0 else ()), table]
        for number, (name, table) in enumerate(zip(_TABLE_SHEETS, tables(report), strict=True))
    }


def _cover(report: Report) -> bytes:
    """A cover with names, and a sheet of instructions, before the tables."""
    cover: list[Piece] = [BLANK, ("政府信息公开工作年度报告统计表",), BLANK]
    cover += [("填报单位：", report.organ), ("报告年度：", f"{report.year}年"), ("填表人：", "张某"), ("联系电话：", "000-0000000")]
    notes: list[Piece] = [("填报说明",), ("没有的填0。",), ("数字一律为整数。",)]
    return book({"封面": cover, "说明": notes, **_a_table_a_sheet(report, lambda _: (), every=False)})


def with_subtotals(sheet: Sheet) -> Sheet:
    """`requests` with a 序号 column before, a 小计 column of the organisations, a 备注 column, and 小计 rows of groups."""
    if sheet.tables != ("requests",):
        return sheet
    width = sheet.width
    boxes = [replace(box, column=box.column + 1) for box in sheet.boxes]
    first = min(box.row for box in boxes if box.role == "figure")
    last = next(b for b in boxes if b.text == "总计" and b.role == "head")
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
    return str(sum(int(b.text or 0) for b in boxes if b.row == row and b.at and b.at[2] not in skipped))


def _subtotal_row(sheet: Sheet, group: str) -> Sheet:
    """A 小计 row below the rows of `group`, inside its merged heading."""
    heading = next(box for box in sheet.boxes if box.text == group)
    at = heading.below
    members = [b for b in sheet.boxes if b.role == "figure" and heading.row <= b.row < at]
    boxes = [_with_row(box, at) for box in sheet.boxes]
    boxes += [Box(at, heading.column + 1, 1, 1, "小计", "label")]
    for column in sorted({b.column for b in members}):
        total = sum(int(b.text or 0) for b in members if b.column == column)
        boxes.append(Box(at, column, 1, 1, str(total), "pad"))
    return replace(sheet, boxes=tuple(boxes))


def _with_row(box: Box, at: int) -> Box:
    """The box after a row was put in at `at`, below the rows of a group."""
    if box.row >= at:
        return replace(box, row=box.row + 1)
    reaches = box.role == "group" and box.below >= at
    return replace(box, rowspan=box.rowspan + 1) if reaches else box


def _subtotals(reports: Sequence[Report]) -> bytes:
    pieces = [with_subtotals(table) for table in tables(reports[0])]
    return book({"填报表": [*pairs(reports[0]), *spaced(pieces)]})


def _with_options(reports: Sequence[Report]) -> bytes:
    """A hidden sheet with the lists that the add-in's fields choose from."""
    options = [("选项", "自然人"), ("商业企业", "科研机构"), ("行政许可", "行政处罚"), ("是", "否")]
    return hidden(book({"年报": whole(reports[0], pairs), "选项": options}), "选项")


def _beside(report: Report) -> bytes:
    """All tables side by side with an empty column between them, under one header block."""
    boxes: list[Box] = []
    left = 0
    for table in tables(report):
        boxes += (replace(box, column=box.column + left) for box in table.boxes)
        left += table.width + 1
    return book({"年报": [*pairs(report), BLANK, Sheet((), tuple(boxes))]})


# ---------------------------------------------------------------- several reports


def _by_organ(reports: Sequence[Report]) -> dict[str, Sequence[Piece]]:
    return {report.organ: [(f"{report.year}年度",), *spaced(tables(report))] for report in reports}


def _by_year(reports: Sequence[Report]) -> dict[str, Sequence[Piece]]:
    return {str(report.year): [("单位：", report.organ), *spaced(tables(report))] for report in reports}


def _with_cover(reports: Sequence[Report]) -> bytes:
    """The year on the cover only, the organs as sheet names."""
    cover = [("政府信息公开工作年度报告",), ("年度：", str(reports[0].year))]
    return book({"封面": cover, **{report.organ: spaced(tables(report)) for report in reports}})


def _three_sheets_each(reports: Sequence[Report]) -> bytes:
    pages: dict[str, Sequence[Piece]] = {}
    for report in reports:
        for name, table in zip(_TABLE_SHEETS, tables(report), strict=True):
            pages[f"{report.organ}-{name}"] = [(f"{report.year}年",), table]
    return book(pages)


def _by_table(reports: Sequence[Report], head: Callable[[Report], tuple[Piece, ...]]) -> bytes:
    """One sheet a table, on each the blocks of all organs."""
    pages: dict[str, list[Piece]] = {name: [] for name in _TABLE_SHEETS}
    for report in reports:
        for name, table in zip(_TABLE_SHEETS, tables(report), strict=True):
            pages[name] += spaced([*head(report), table])
    return book(pages)


def _blocks(reports: Sequence[Report], head: Callable[[Report], tuple[Piece, ...]]) -> tuple[Piece, ...]:
    return tuple(piece for report in reports for piece in whole(report, head))


def _name_only(report: Report) -> tuple[Piece, ...]:
    return (report.organ,), (f"{report.year}年",)


def _signed(report: Report) -> tuple[Piece, ...]:
    """The header block stands below the tables."""
    return (*spaced(tables(report)), *pairs(report), BLANK)


# ---------------------------------------------------------------- long form


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


def _long(reports: Sequence[Report], deep: bool = False, keys: bool = False) -> tuple[Cells, ...]:
    head = ("organ", "year", "table", "row", "column", "value") if keys else _LONG_HEAD
    return (head, *(row for report in reports for row in long_rows(report, deep, keys)))


def _keyed(reports: Sequence[Report]) -> bytes:
    """One sheet a table, organ and year before every row."""
    pages: dict[str, Sequence[Piece]] = {}
    for number, name in enumerate(_TABLE_SHEETS):
        sheets = [tables(report)[number] for report in reports]
        top = min(box.row for box in sheets[0].boxes if box.role in ("label", "figure"))
        pages[name] = [_keyed_sheet(sheets, reports, top)]
    return book(pages)


def _keyed_sheet(sheets: Sequence[Sheet], reports: Sequence[Report], top: int) -> Sheet:
    boxes = [Box(0, 0, top, 1, "填报单位", "head"), Box(0, 1, top, 1, "年度", "head")]
    boxes += [replace(box, column=box.column + 2) for box in sheets[0].boxes if box.row < top]
    below = top
    for sheet, report in zip(sheets, reports, strict=True):
        boxes += [replace(b, row=b.row - top + below, column=b.column + 2) for b in sheet.boxes if b.row >= top]
        for row in range(sheet.height - top):
            boxes += [Box(below + row, 0, 1, 1, report.organ, "pad"), Box(below + row, 1, 1, 1, str(report.year), "pad")]
        below += sheet.height - top
    return Sheet((), tuple(boxes))


_ALL = (
    Export("sheets-fields", ".xlsx", lambda r: book(_a_table_a_sheet(r[0], fields, every=False))),
    Export("sheets-pairs", ".xlsx", lambda r: book(_a_table_a_sheet(r[0], pairs, every=True))),
    Export("one-sheet-pairs", ".xlsx", lambda r: book({"Sheet1": whole(r[0], pairs)})),
    Export("one-sheet-stack", ".xlsx", lambda r: book({"Sheet1": whole(r[0], stack)})),
    Export("sheet-named", ".xlsx", lambda r: book({f"{r[0].organ}{r[0].year}": spaced(tables(r[0]))})),
    Export("sheet-of-organ", ".xlsx", lambda r: book(_by_organ(r))),
    Export("sheet-of-year", ".xlsx", lambda r: book(_by_year(r))),
    Export("cover", ".xlsx", lambda r: _cover(r[0])),
    Export("subtotals", ".xlsx", _subtotals),
    Export("text-numbers", ".xlsx", lambda r: book({"导出": whole(r[0], fields)}, style=Style(text=True))),
    Export("hidden-options", ".xlsx", _with_options),
    Export("empty-sheets", ".xlsx", lambda r: book({"Sheet1": (), "Sheet2": whole(r[0], stack), "Sheet3": ()})),
    Export("far-offset", ".xlsx", lambda r: book({"导出": whole(r[0], pairs)}, top=41, left=9)),
    Export("side-by-side", ".xlsx", lambda r: _beside(r[0])),
    Export("long", ".xlsx", lambda r: book({"数据": _long(r)})),
    Export("long-deep", ".csv", lambda r: delimited(_long(r, deep=True), ";", "gb18030", quoted=True)),
    Export("long-keys", ".csv", lambda r: delimited(_long(r, keys=True), ",", "utf-8-sig")),
    Export("csv-pairs", ".csv", lambda r: delimited(whole(r[0], pairs), ",", "gb18030")),
    Export("csv-quoted", ".csv", lambda r: delimited(whole(r[0], fields), ";", "utf-8-sig", quoted=True)),
    Export("csv-tabs", ".csv", lambda r: delimited(whole(r[0], stack), "\t", "utf-16")),
    Export("organs-sheets", ".xlsx", lambda r: book(_by_organ(r)), "organs"),
    Export("organs-cover", ".xlsx", _with_cover, "organs"),
    Export("organs-three-sheets", ".xlsx", _three_sheets_each, "organs"),
    Export("organs-titled", ".xlsx", lambda r: book({"汇集": _blocks(r, title)}, left=3), "organs"),
    Export("organs-pairs", ".xlsx", lambda r: book({"汇集": _blocks(r, pairs)}, top=5), "organs"),
    Export("organs-names", ".xlsx", lambda r: book({"汇集": _blocks(r, _name_only)}), "organs"),
    Export("organs-signed", ".xlsx", lambda r: book({"汇集": [p for x in r for p in _signed(x)]}), "organs"),
    Export("organs-by-table", ".xlsx", lambda r: _by_table(r, pairs), "organs"),
    Export("organs-keyed", ".xlsx", _keyed, "organs"),
    Export("organs-long", ".xlsx", lambda r: book({"数据": _long(r)}), "organs"),
    Export("organs-long-csv", ".csv", lambda r: delimited(_long(r), "\t", "gb18030"), "organs"),
    Export("organs-csv", ".csv", lambda r: delimited(_blocks(r, fields), ",", "gb18030"), "organs"),
    Export("years-sheets", ".xlsx", lambda r: book(_by_year(r)), "years"),
    Export("years-long", ".csv", lambda r: delimited(_long(r), ",", "utf-8-sig"), "years"),
)

EXPORTS: Mapping[str, Export] = {export.name: export for export in _ALL}
