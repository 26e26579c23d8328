"""The second sheet of a template: last year's closing figures, and whether this year's report takes them up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from validator.desk.template_entry import restrict
from validator.desk.template_formulas import Refs, name
from validator.desk.template_look import Sort, look, print_on_a4, protect, redden
from validator.form import Edition
from validator.report.table_layout import Spot

SHEET = "上年数据"

_HEADS = ("核对什么", "上年年报里的数", "今年年报里的数", "相差（应为 0）")
_WIDTHS = (52, 18, 18, 18)
_FIRST = 4
_NAME = "上年差额"
_NOTES = (
    "怎样填：只填第二列的白格，数字照抄上年年报；没有上年年报的空着。第四列变红，说明两年对不上，请核对。",
    "怎样用：表格已锁定，没有密码，需要调整时在“审阅”里撤销工作表保护。",
)


@dataclass(frozen=True, slots=True)
class Link:
    """A table whose closings the next report opens with: `opening` adds and takes off columns (or rows) of this year.

    `across`: one figure for each column of a row, else for each row of the table.
    """

    table: str
    opening: tuple[tuple[int, str], ...]
    words: str
    across: bool = False


#: In the order of the sheet; those whose lines an edition does not have are left out.
LINKS = (
    Link("requests", ((1, "carried_in"),), "结转下年的申请（{}）", across=True),
    Link("art20_1", ((1, "in_force"), (-1, "issued"), (1, "repealed")), "上年现行有效的件数（{}）"),
    *(Link(key, ((1, "previous_items"),), "上年的项目数加上增减（{}）") for key in ("art20_5", "art20_6", "art20_8")),
)


@dataclass(frozen=True, slots=True)
class Closing:
    """One figure to be asked for: its words, and the cells of this year that make up its opening, with their signs."""

    table: str
    words: str
    terms: tuple[tuple[int, Spot], ...]


def closings(edition: Edition) -> Iterator[Closing]:
    """Every figure of last year that this year's report of the edition opens with."""
    for link in LINKS:
        form = edition.table(link.table) if link.table in edition.table_keys else None
        keys = () if form is None else form.row_keys if link.across else form.column_keys
        if form is None or not {key for _, key in link.opening} <= set(keys):
            continue
        for line in form.columns if link.across else form.rows:
            spots = ((sign, (key, line.key) if link.across else (line.key, key)) for sign, key in link.opening)
            yield Closing(link.table, link.words.format(line.short.rpartition("/")[2]), tuple(spots))


def add_closings(
    book: Workbook, edition: Edition, report: str, refs: Mapping[str, Refs]
) -> dict[tuple[str, Spot], str]:
    """Add the sheet; for each opening that is one cell of the sheet `report`, how its difference is asked for there."""
    sheet = book.create_sheet(SHEET)
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _put(sheet, 1, 1, "上年年报的数字（核对两年衔接）", "heading")
    for column, head in enumerate(_HEADS, 1):
        _put(sheet, _FIRST - 1, column, head, "head")
    found: dict[tuple[str, Spot], str] = {}
    every = list(closings(edition))
    for row, closing in enumerate(every, _FIRST):
        _line(sheet, row, closing, report, refs[closing.table])
        sheet.row_dimensions[row].height = 20
        if len(closing.terms) == 1:
            found[closing.table, closing.terms[0][1]] = f"INDEX({_NAME},{row - _FIRST + 1})"
    last = _FIRST + len(every) - 1
    # By name: older programs take no cell of another sheet in the condition of a format.
    book.defined_names[_NAME] = DefinedName(_NAME, attr_text=f"'{SHEET}'!{name(_FIRST, 4)}:{name(last, 4)}")
    restrict(sheet, {(row, 2): "count" for row in range(_FIRST, last + 1)})
    redden(sheet, f"D{_FIRST}:D{last}", f"N($D{_FIRST})<>0")
    for row, note in enumerate(_NOTES, last + 2):
        _put(sheet, row, 1, note, "note")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=4)
        sheet.row_dimensions[row].height = 32
    protect(sheet)
    print_on_a4(sheet, f"A1:D{last + 1 + len(_NOTES)}")
    return found


def _line(sheet: Worksheet, row: int, closing: Closing, report: str, refs: Refs) -> None:
    spots = [(sign, f"'{report}'!{name(*refs[spot])}") for sign, spot in closing.terms]
    every = ",".join(cell for _, cell in spots)
    value = "".join(f"{'+' if sign > 0 else '-'}N({cell})" for sign, cell in spots).removeprefix("+")
    _put(sheet, row, 1, closing.words, "label")
    _put(sheet, row, 2, None, "entry")
    _put(sheet, row, 3, f'=IF(COUNT({every})=0,"",{value})', "check")
    _put(sheet, row, 4, f'=IF(OR($B{row}="",$C{row}=""),"",$C{row}-$B{row})', "check")


def _put(sheet: Worksheet, row: int, column: int, value: str | None, sort: Sort) -> None:
    cell = sheet.cell(row, column, value)
    look(cell, sort)
