"""A blank workbook in the mandated layout: totals add themselves up, and a cell turns red where an identity breaks."""

from __future__ import annotations

import io
from collections.abc import Mapping
from math import ceil

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from validator.desk.template_checks import add_checks
from validator.desk.template_closings import add_closings
from validator.desk.template_entry import restrict
from validator.desk.template_formulas import Refs, name, red_rules, totals
from validator.desk.template_look import Sort, look, print_on_a4, protect, redden
from validator.desk.template_stored import with_blank_results
from validator.form import Edition, Table
from validator.report.table_grid import WIDTH, Box, Drawn, drawn
from validator.report.table_layout import Spot
from validator.words import TITLES

SHEET = "年报"

_TITLE = "政府信息公开工作年度报告"
_ORGAN, _YEAR = (2, 4), (2, 12)
_FIRST = 3
#: Width of a grid column in characters; points of a line of text and of an ordinary row.
_COLUMN = 8.3
_LINE = 14
_ROW = 18


def render(edition: Edition) -> bytes:
    """The workbook of one edition, the same bytes every time."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    for column in range(1, WIDTH + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _COLUMN
    _head(sheet)
    tops, bottom = table_tops(edition)
    refs = {form.key: _draw(sheet, drawn(form), tops[form.key]) for form in edition.tables}
    differences = add_closings(book, edition, SHEET, refs)
    add_checks(sheet, edition, refs, bottom + 1, differences)
    for form in edition.tables:
        openings = {spot: cell for (table, spot), cell in differences.items() if table == form.key}
        _redden(sheet, form, refs[form.key], openings)
    restrict(sheet, {**_kinds(edition, refs), _YEAR: "year"})
    protect(sheet)
    print_on_a4(sheet, f"A1:{get_column_letter(WIDTH)}{bottom - 1}")
    book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    book.save(out)
    return with_blank_results(out.getvalue())


def table_tops(edition: Edition) -> tuple[dict[str, int], int]:
    """The first row of each table, behind the title of its section; the first row below all of them."""
    tops, row, section = dict[str, int](), _FIRST, 0
    for form in edition.tables:
        row += form.section != section
        section = form.section
        tops[form.key] = row
        row += drawn(form).height
    return tops, row


def _head(sheet: Worksheet) -> None:
    """The title, which makes itself of the organ and the year below it."""
    organ, year = name(*_ORGAN), name(*_YEAR)
    title = f'=IF(OR({organ}="",{year}=""),"{_TITLE}",{organ}&{year}&"年{_TITLE}")'
    _put(sheet, Box(0, 0, 1, WIDTH, title, "head"), 1, "title")
    _put(sheet, Box(0, 0, 1, _ORGAN[1] - 1, "填报单位：", "head"), _ORGAN[0], "note")
    _put(sheet, Box(0, _ORGAN[1] - 1, 1, 6, "", "head"), _ORGAN[0], "field")
    _put(sheet, Box(0, _YEAR[1] - 3, 1, 2, "报告年度：", "head"), _YEAR[0], "note")
    _put(sheet, Box(0, _YEAR[1] - 1, 1, 2, "", "head"), _YEAR[0], "field")
    sheet.row_dimensions[1].height = 34
    sheet.row_dimensions[2].height = 24


def _draw(sheet: Worksheet, table: Drawn, top: int) -> Refs:
    """Draw a table from row `top`, the title of its section above the first; where its figures are."""
    if sheet.cell(top - 1, 1).value is None and top - 1 >= _FIRST:
        _put(sheet, Box(0, 0, 1, WIDTH, TITLES[table.form.section - 1], "head"), top - 1, "heading")
        sheet.row_dimensions[top - 1].height = 24
    refs = {box.spot: (top + box.row, box.column + 1) for box in table.boxes if box.spot}
    formulas = totals(table.form, refs)
    for box in table.boxes:
        sort: Sort = "total" if box.spot in formulas else "entry" if box.spot else _sort(box)
        _put(sheet, box, top, sort)
    for spot, formula in formulas.items():
        sheet.cell(*refs[spot], formula)
    for row in range(table.height):
        sheet.row_dimensions[top + row].height = max(_ROW, *(_height(b) for b in table.boxes if b.row == row), 0)
    return refs


def _sort(box: Box) -> Sort:
    return "banner" if box.role == "banner" else "label" if box.role == "label" else "head"


def _height(box: Box) -> int:
    """Points that the text of a box needs; merged rows share theirs."""
    room = max(1, int(_COLUMN * box.colspan / 2) - 1)
    return _LINE * ceil(len(box.text) / room) + 6 if box.rowspan == 1 else 0


def _put(sheet: Worksheet, box: Box, top: int, sort: Sort) -> None:
    first = (top + box.row, box.column + 1)
    for row in range(first[0], first[0] + box.rowspan):
        for column in range(first[1], first[1] + box.colspan):
            look(sheet.cell(row, column), sort)
    if box.text:
        sheet.cell(*first, box.text)
    if box.rowspan > 1 or box.colspan > 1:
        last = (first[0] + box.rowspan - 1, first[1] + box.colspan - 1)
        sheet.merge_cells(start_row=first[0], start_column=first[1], end_row=last[0], end_column=last[1])


def _redden(sheet: Worksheet, form: Table, refs: Refs, openings: Mapping[Spot, str]) -> None:
    """The rules by which cells turn red: identities, and openings that are not last year's closings."""
    rules = [*red_rules(form, refs), *((spot, f"N({difference})<>0") for spot, difference in openings.items())]
    for spot, condition in rules:
        row, column = refs[spot]
        redden(sheet, f"{get_column_letter(column)}{row}", condition)


def _kinds(edition: Edition, refs: Mapping[str, Refs]) -> dict[tuple[int, int], str]:
    """Row and column of a figure → what may be typed there."""
    kinds: dict[tuple[int, int], str] = {}
    for form in edition.tables:
        formulas = totals(form, refs[form.key])
        for spot, at in refs[form.key].items():
            kinds[at] = "total" if spot in formulas else form.column(spot[1]).holds
    return kinds
