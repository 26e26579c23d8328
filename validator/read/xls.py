"""XLS (Excel 97-2003) → Document, in the same shape as XLSX; formulas come with their stored values only."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd
from xlrd.compdoc import CompDocError

from validator import limits
from validator.model import Document, Unreadable
from validator.read.package import TRUSTING, compound_kind, damaged, refuse_unfit
from validator.read.xls_pictures import pictures
from validator.read.xlsx import to_document
from validator.read.xlsx_grid import Area, Sheet, Spot
from validator.read.xlsx_values import date_text, number_text

_ADVICE = "用 Excel 或 WPS 打开后另存为 .xlsx"
#: Cells of all sheets together, blank and padding ones included.
_MAX_PADDED = 10 * limits.MAX_CELLS
_BROKEN_XLS = (xlrd.XLRDError, CompDocError, NotImplementedError, *TRUSTING)


def read(data: bytes, name: str) -> Document:
    """Read a .xls; `name` is for messages. Raises Unreadable (F001, F002, F003, F004, F006)."""
    refuse_unfit(data, name)
    if data.startswith(b"PK"):
        raise Unreadable("F006", f"「{name}」的内容是新版 Excel 工作簿。请把扩展名改为 .xlsx 后再试。")
    book = _open(data, name)
    shown = pictures(bytes(book.mem[book.base : book.base + book.stream_len]))
    sheets = ((sheet, ()) for sheet in _sheets(book, data, name))
    return to_document("xls", sheets, book.sheet_names(), name, shown, {})


def _sheets(book: xlrd.Book, data: bytes, name: str) -> Iterator[Sheet]:
    """The sheets one by one, so that only one at a time is held as xlrd holds it, padded; while there is room."""
    room = _MAX_PADDED
    for number in range(book.nsheets):
        try:
            sheet = book.sheet_by_index(number)
        except _BROKEN_XLS as error:
            raise _refusal(data, name, error) from error
        room -= sum(map(sheet.row_len, range(sheet.nrows)))
        if room < 0:
            return
        yield _sheet(book, sheet)
        book.unload_sheet(number)


def _open(data: bytes, name: str) -> xlrd.Book:
    log = io.StringIO()
    try:
        # Rows must stay ragged: squared off, one record of a few bytes can ask for billions of cells.
        return xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=log
        )
    except _BROKEN_XLS as error:
        raise _refusal(data, name, error) from error


def _refusal(data: bytes, name: str, error: Exception) -> Unreadable:
    """Why the file could not be opened; many only carry the extension: documents, web pages, plain text."""
    kind = compound_kind(data)
    if kind == "encrypted" or (isinstance(error, xlrd.XLRDError) and "encrypted" in str(error)):
        return Unreadable("F003", f"「{name}」设有打开密码。请取消密码保护，另存后再试。")
    if kind == "word":
        return Unreadable("F006", f"「{name}」的内容是旧版 Word 文档。请用 Word 或 WPS 另存为 .docx 后再试。")
    if kind is None and data[:1] != b"\x09":
        return Unreadable("F006", f"「{name}」不是 Excel 97-2003 工作簿（.xls）。请{_ADVICE}，再试一次。")
    return damaged(name, _ADVICE)


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    cells: dict[Spot, tuple[str, bool]] = {}
    told, beyond = -1, 0
    for r in range(sheet.nrows):
        for c, ctype in enumerate(sheet.row_types(r)):
            if ctype == xlrd.XL_CELL_EMPTY or (ctype == xlrd.XL_CELL_BLANK and r != told + 1):
                continue
            text = _text(sheet.cell(r, c), book.datemode)
            if r >= limits.MAX_ROWS or c >= limits.MAX_COLUMNS:
                beyond += bool(text.strip())
            elif text or r == told + 1:
                cells[r, c] = (text, False)
                told = r if text.strip() else told
    hidden = sheet.visibility != 0
    return Sheet(sheet.name, cells, tuple(_merges(sheet)), _rows(sheet), _columns(sheet), hidden, beyond)


def _text(cell: xlrd.sheet.Cell, datemode: int) -> str:
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value)
        case xlrd.XL_CELL_NUMBER:
            return number_text(repr(cell.value))
        case xlrd.XL_CELL_DATE:
            return date_text(repr(cell.value), datemode == 1)
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#错误"))
    return ""


def _merges(sheet: xlrd.sheet.Sheet) -> Iterator[Area]:
    for top, bottom, left, right in sheet.merged_cells:
        yield top, left, bottom - 1, right - 1


def _rows(sheet: xlrd.sheet.Sheet) -> frozenset[int]:
    return frozenset(r for r, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0)


def _columns(sheet: xlrd.sheet.Sheet) -> frozenset[int]:
    return frozenset(c for c, info in sheet.colinfo_map.items() if info.hidden or info.width == 0)
