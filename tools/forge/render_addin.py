"""Reports as the exports of spreadsheet add-ins: header blocks, sheets named by organ or year, several organs, long form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tools.forge.addin_long import keyed, long_form
from tools.forge.addin_pieces import (
    BLANK,
    FIRST_SHEET,
    TABLE_SHEETS,
    Piece,
    book,
    delimited,
    fields,
    hidden,
    pairs,
    sheets,
    spaced,
    stack,
    tables,
    title,
    whole,
)
from tools.forge.addin_subtotals import with_subtotals
from tools.forge.figures import Report
from tools.forge.render_xlsx import Style
from tools.forge.sheet import Box, Sheet


@dataclass(frozen=True, slots=True)
class Export:
    """One kind of export: file name extension, how many reports it holds, how they differ, and reports → bytes."""

    name: str
    extension: str
    render: Callable[[Sequence[Report]], bytes]
    holds: str = "one"  # one | organs | years


# ---------------------------------------------------------------- one report


def _a_table_a_sheet(
    report: Report, head: Callable[[Report], tuple[Piece, ...]], every: bool
) -> dict[str, list[Piece]]:
    """One table a sheet, the header block on the first sheet or on every one."""
    return {
        name: [*(head(report) if every or place == 0 else ()), table]
        for place, (name, table) in enumerate(sheets(report))
    }


def _cover(report: Report) -> bytes:
    """A cover with names, and a sheet of instructions, before the tables."""
    cover: list[Piece] = [BLANK, ("政府信息公开工作年度报告统计表",), BLANK]
    cover += [
        ("填报单位：", report.organ),
        ("报告年度：", f"{report.year}年"),
        ("填表人：", "张某"),
        ("联系电话：", "000-0000000"),
    ]
    notes: list[Piece] = [("填报说明",), ("没有的填0。",), ("数字一律为整数。",)]
    return book({"封面": cover, "说明": notes, **_a_table_a_sheet(report, lambda _: (), every=False)})


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
        for name, table in sheets(report):
            pages[f"{report.organ}-{name}"] = [(f"{report.year}年",), table]
    return book(pages)


def _by_table(reports: Sequence[Report], head: Callable[[Report], tuple[Piece, ...]]) -> bytes:
    """One sheet a table, on each the blocks of all organs."""
    pages: dict[str, list[Piece]] = {name: [] for name in (FIRST_SHEET, *TABLE_SHEETS.values())}
    for report in reports:
        for name, table in sheets(report):
            pages[name] += spaced([*head(report), table])
    return book(pages)


def _blocks(reports: Sequence[Report], head: Callable[[Report], tuple[Piece, ...]]) -> tuple[Piece, ...]:
    return tuple(piece for report in reports for piece in whole(report, head))


def _name_only(report: Report) -> tuple[Piece, ...]:
    return (report.organ,), (f"{report.year}年",)


def _signed(report: Report) -> tuple[Piece, ...]:
    """The header block stands below the tables."""
    return (*spaced(tables(report)), *pairs(report), BLANK)


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
    Export("long", ".xlsx", lambda r: book({"数据": long_form(r)})),
    Export("long-deep", ".csv", lambda r: delimited(long_form(r, deep=True), ";", "gb18030", quoted=True)),
    Export("long-keys", ".csv", lambda r: delimited(long_form(r, keys=True), ",", "utf-8-sig")),
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
    Export("organs-keyed", ".xlsx", keyed, "organs"),
    Export("organs-long", ".xlsx", lambda r: book({"数据": long_form(r)}), "organs"),
    Export("organs-long-csv", ".csv", lambda r: delimited(long_form(r), "\t", "gb18030"), "organs"),
    Export("organs-csv", ".csv", lambda r: delimited(_blocks(r, fields), ",", "gb18030"), "organs"),
    Export("years-sheets", ".xlsx", lambda r: book(_by_year(r)), "years"),
    Export("years-long", ".csv", lambda r: delimited(long_form(r), ",", "utf-8-sig"), "years"),
)

EXPORTS: Mapping[str, Export] = {export.name: export for export in _ALL}
