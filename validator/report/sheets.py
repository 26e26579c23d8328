"""Sheets of a workbook: a head that stays in sight, filters, and a new sheet where Excel's limits are met."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from validator.report.sheet_cells import Linked, Sheet, Value, cell
from validator.report.sheet_styles import HEAD, PLAIN, TEXT, TITLE

#: Excel's own: rows of a sheet, links of a sheet.
MAX_ROWS = 1_048_576
MAX_LINKS = 65_530

#: Points of a line of text, and of the highest row that there is.
_LINE, _HIGHEST = 13.5, 409.0
_MORE = "这里只打印前 {some} 行，共 {all} 行；要打印其余的（筛选后打印也一样），请先取消打印区域"
#: Inches at each side of the paper.
_MARGIN = 0.4


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its head and its width in characters.

    One that is not `printed` stands to the right of all that are: with fewer columns on a page the letters stay legible.
    """

    head: str
    width: int
    printed: bool = True


def without(
    heads: Collection[str], columns: Sequence[Column], rows: Iterable[Sequence[Value]]
) -> tuple[Sequence[Column], Iterable[Sequence[Value]]]:
    """A list without the columns under these `heads`, to be filled in."""
    kept = [at for at, column in enumerate(columns) if column.head not in heads]
    return [columns[at] for at in kept], ([row[at] for at in kept] for row in rows)


def fill(
    book: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    most: int = MAX_ROWS - 1,
    before: Sequence[str] = (),
    on_paper: int = MAX_ROWS,
) -> list[str]:
    """Write a list as sheets of at most `most` rows below their head; the names of all its sheets.

    `before`: those that hold the beginning of the list. The first sheet is there even without rows.
    `on_paper`: rows of a sheet that are printed; that there are more stands above each page.
    `book` is write-only: rows go to the disk as they come.
    """
    left, names = iter(rows), list(before)
    first = next(left, None)
    while first is not None or not names:
        some = chain(() if first is None else (first,), islice(left, most - 1))
        names.append(title if not names else f"{title}{len(names) + 1}")
        _write(_sheet(book, names[-1], columns), columns, some, on_paper)
        first = next(left, None)
    return names


def _sheet(book: Workbook, name: str, columns: Sequence[Column]) -> Sheet:
    sheet: Sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    print_on_a4(sheet)
    sheet.print_title_rows = "1:1"
    return sheet


def print_on_a4(sheet: Sheet, upright: bool = False) -> None:
    """On its side or `upright`, as wide as the page between narrow margins, as long as need be."""
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = _MARGIN
    margins.bottom += margins.footer  # the number of the page stands there
    sheet.oddFooter.center.text = "&A　第 &P 页，共 &N 页"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def add_notes(book: Workbook, title: str, rows: Iterable[Sequence[Value]], at: int | None = None) -> None:
    """A sheet of a few lines, each a name and what there is to say, without a head; one of a name alone is a title."""
    sheet: Sheet = book.create_sheet(title, at)
    for letter, width in zip("ABCDEFGH", (22, *(14,) * 7), strict=True):
        sheet.column_dimensions[letter].width = width
    print_on_a4(sheet)
    for row in rows:
        sheet.append([cell(sheet, value, TITLE if len(row) == 1 else PLAIN) for value in row])
    sheet.close()


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """Points that the wrapped texts of a row need: not every program measures them when it opens the file."""
    most = max((_lines(value, column.width) for value, column in zip(row, columns, strict=False)), default=1)
    return min(_HIGHEST, _LINE * most)


def _lines(value: Value, width: int) -> int:
    text = value.text if isinstance(value, Linked) else value
    if not isinstance(text, str):
        return 1
    # In this encoding a wide character takes two bytes, as it takes two columns; one that does not fit moves down.
    return sum(-(-len(line.encode("gb18030", "replace")) // max(1, width - 2)) or 1 for line in text.split("\n"))


def _write(sheet: Sheet, columns: Sequence[Column], rows: Iterable[Sequence[Value]], on_paper: int) -> None:
    height, blank = 1, WriteOnlyCell(sheet, None)
    blank.style = TEXT  # without its border a row looks torn
    try:
        sheet.append([cell(sheet, column.head, HEAD) for column in columns])
        for row in rows:
            height += 1
            sheet.row_dimensions[height].height = _height(row, columns)
            sheet.append([cell(sheet, value) or blank for value in row])
            del sheet.row_dimensions[height]  # it is written, and a long list would hold one for every row
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{height}"
        _bound_print(sheet, columns, height, on_paper)
    finally:
        sheet.close()  # also when the rows end in an error: an open sheet holds a file


def _bound_print(sheet: Sheet, columns: Sequence[Column], height: int, on_paper: int) -> None:
    printed = [column for column in columns if column.printed]
    last = min(height, 1 + on_paper)
    if len(printed) < len(columns) or last < height:
        sheet.print_area = f"A1:{get_column_letter(len(printed))}{last}"
    if last < height:
        sheet.page_margins.top += sheet.page_margins.header
        sheet.oddHeader.center.text = _MORE.format(some=on_paper, all=height - 1)
