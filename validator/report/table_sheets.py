"""The tables of one report on one sheet: merged headings as printed, the faulty cells filled and commented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from validator.checks.facts import forms_of
from validator.form import Table
from validator.model import Cell, Report
from validator.report.culprits import Key
from validator.report.page_findings import marks_of
from validator.report.sheet_styles import FIGURE, HEAD, MAYBE, PLAIN
from validator.report.sheets import Sheet, cell, print_on_a4
from validator.report.table_html import Mark
from validator.report.table_layout import table_layout
from validator.report.visible import one_line
from validator.report.wording import whose
from validator.version import TOOL

#: Characters; the widest table has this many columns. A line of text is so many points high.
_WIDTHS = (20, 16, 46, *(11,) * 12)
_LINE = 15


@dataclass(frozen=True, slots=True)
class _Box:
    """A heading or figure at its 0-based place in one table."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    key: Key | None = None  # of a figure


def add_tables(book: Workbook, name: str, report: Report) -> None:
    """Add the sheet `name` to a write-only workbook."""
    sheet: Sheet = book.create_sheet(name)
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    print_on_a4(sheet)
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
    sheet.append([cell(sheet, form.title, PLAIN)])
    boxes = list(_boxes(form))
    height = max(box.row + box.rowspan for box in boxes)
    for number in range(height):
        here = [box for box in boxes if box.row == number]
        row: list[object] = [None] * len(_WIDTHS)
        for box in here:
            row[box.column] = _drawn(sheet, box, cells, marks)
        sheet.row_dimensions[top + 2 + number].height = _LINE * max(map(_lines, here), default=1)
        sheet.append(row)
    for box in boxes:
        if box.rowspan > 1 or box.colspan > 1:
            left, first = box.column + 1, top + 2 + box.row
            sheet.merged_cells.add(CellRange(None, left, first, left + box.colspan - 1, first + box.rowspan - 1))
    sheet.append([])
    return height + 2


def _drawn(sheet: Sheet, box: _Box, cells: Mapping[Key, Cell], marks: Mapping[Key, Mark]) -> object:
    if box.key is None:
        return cell(sheet, box.text, HEAD)
    found, mark = cells.get(box.key), marks.get(box.key)
    style = FIGURE if mark is None else mark.severity + (MAYBE if mark.maybe else "")
    made = cell(sheet, _value(found), style)
    if made is not None and mark is not None:
        note = f"（这一格可能有关，不一定要改）{mark.note}" if mark.maybe else mark.note
        made.comment = Comment(one_line(note), TOOL, height=120, width=320)
    return made


def _lines(box: _Box) -> int:
    """How many lines its text takes where it stands; programs do not measure merged cells themselves."""
    room = sum(_WIDTHS[box.column : box.column + box.colspan]) // 2
    return 1 if box.rowspan > 1 else max(1, -(-len(box.text) // room))


def _value(found: Cell | None) -> str | Decimal:
    """A number where the cell holds one and nothing more, else its text."""
    if found is None:
        return "缺"
    return found.value if found.kind == "number" and found.value is not None and not found.marks else found.raw


def _boxes(form: Table) -> Iterator[_Box]:
    """Every heading and figure of a table in its grid."""
    layout, taken = table_layout(form), set[tuple[int, int]]()
    rows = [*((head, ()) for head in layout.head), *((row.headings, row.spots) for row in layout.body)]
    for number, (headings, spots) in enumerate(rows):
        for heading in headings:
            at = next(c for c in range(layout.width) if (number, c) not in taken)
            spans = range(number, number + heading.rowspan), range(at, at + heading.colspan)
            taken |= {(row, column) for row in spans[0] for column in spans[1]}
            yield _Box(number, at, heading.rowspan, heading.colspan, heading.text)
        for at, spot in enumerate(spots, layout.beside):
            yield _Box(number, at, 1, 1, "", (form.key, *spot))
