"""The tables of one report on one sheet: below each other as printed, the faulty cells filled and commented."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from validator.checks.printed_forms import forms_of
from validator.form import Table
from validator.model import COMPUTED, Cell, Report
from validator.report.culprits import Key
from validator.report.page_findings import marks_of
from validator.report.sheet_cells import Sheet, cell, set_value
from validator.report.sheet_styles import FIGURE, HEAD, MAYBE, PLAIN
from validator.report.sheets import print_on_a4
from validator.report.table_grid import WIDTH, Box, drawn
from validator.report.table_html import Mark
from validator.report.visible import one_line
from validator.report.wording import whose
from validator.version import TOOL

#: Width of a grid column in characters; a line of text is so many points high.
_COLUMN = 9
_LINE = 15


def add_tables(book: Workbook, name: str, report: Report) -> None:
    """Add the sheet `name` to a write-only workbook."""
    sheet: Sheet = book.create_sheet(name)
    for number in range(1, WIDTH + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _COLUMN
    print_on_a4(sheet, upright=True)
    case = report.case
    # The title as it stands in the report: with another heading, a copy that is checked would have no organ.
    for line in (case.title or whose(case.organ, case.report_year, case.edition), case.path, ""):
        sheet.append([cell(sheet, line, PLAIN)])
    cells, marks, top = {c.key: c for c in case.cells}, marks_of(report, ""), 3
    for form in forms_of(case).values():
        top += _table(sheet, form, cells, marks, top)
    sheet.close()


def _table(sheet: Sheet, form: Table, cells: Mapping[Key, Cell], marks: Mapping[Key, Mark], top: int) -> int:
    """Append one table and an empty row behind it; how many rows that made."""
    table = drawn(form)
    titled = table.boxes[0].role == "banner"
    if not titled:
        sheet.append([cell(sheet, form.title, PLAIN)])
    first = top + 1 + (not titled)
    for number in range(table.height):
        row: list[object] = [None] * WIDTH
        for box in table.boxes:
            if box.row <= number < box.row + box.rowspan:
                row[box.column : box.column + box.colspan] = _drawn(sheet, box, number, form, cells, marks)
        sheet.row_dimensions[first + number].height = _LINE * max(_lines(b) for b in table.boxes if b.row == number)
        sheet.append(row)
    for box in table.boxes:
        if box.rowspan > 1 or box.colspan > 1:
            left, row_number = box.column + 1, first + box.row
            last = row_number + box.rowspan - 1
            sheet.merged_cells.add(CellRange(None, left, row_number, left + box.colspan - 1, last))
    sheet.append([])
    return table.height + 1 + (not titled)


def _drawn(
    sheet: Sheet, box: Box, row: int, form: Table, cells: Mapping[Key, Cell], marks: Mapping[Key, Mark]
) -> list[object]:
    """The cells of a box in one row: the first holds its text, the others only its look."""
    key = (form.key, *box.spot) if box.spot else None
    mark = marks.get(key) if key else None
    made = [cell(sheet, "", _style(key, mark)) for _ in range(box.colspan)]
    first = made[0]
    if row == box.row and first is not None:
        set_value(first, box.text if key is None else _value(cells.get(key)))
        if mark is not None:
            note = f"（这一格可能有关，不一定要改）{mark.note}" if mark.maybe else mark.note
            first.comment = Comment(one_line(note), TOOL, height=120, width=320)
    return list(made)


def _style(key: Key | None, mark: Mark | None) -> str:
    if key is None:
        return HEAD
    return FIGURE if mark is None else mark.severity + (MAYBE if mark.maybe else "")


def _lines(box: Box) -> int:
    """How many lines its text takes where it stands; programs do not measure merged cells themselves."""
    return 1 if box.rowspan > 1 else max(1, -(-len(box.text) // (_COLUMN * box.colspan // 2)))


def _value(found: Cell | None) -> str | Decimal:
    """A number where the cell holds one and nothing more, else its text."""
    if found is None:
        return "缺"
    plain = found.kind == "number" and found.value is not None and {COMPUTED}.issuperset(found.marks)
    return found.value if plain and found.value is not None else found.raw
