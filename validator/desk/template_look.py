"""How a template looks: fonts, lines, colours, what is locked, and the page."""

from __future__ import annotations

from typing import Literal

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

Sort = Literal["title", "heading", "banner", "head", "label", "entry", "total", "check", "note", "field"]

_LINE = Side(style="thin", color="FF000000")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY, _BLUE = PatternFill("solid", fgColor="FFF2F2F2"), PatternFill("solid", fgColor="FFE2EEFA")
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_FONTS = {"title": Font("黑体", 18), "heading": Font("黑体", 12), "banner": Font("宋体", 10.5, bold=True)}
_FONTS["note"] = Font("宋体", 10.5, color="FF595959")
_FILLS = {"banner": _GREY, "head": _GREY, "label": _GREY, "total": _BLUE}
_BOXED = frozenset(("banner", "head", "label", "entry", "total", "check"))
_CENTRED = frozenset(("title", "banner", "head", "entry", "total", "check"))
_OPEN = frozenset(("entry", "total", "field"))
#: What a cell turns where an identity breaks.
_RED = PatternFill(bgColor="FFFF7C80", fill_type="solid")


def look(cell: Cell | MergedCell, sort: Sort) -> None:
    """Dress a cell; what is to be filled in is unlocked, totals too: they may be overwritten."""
    cell.font = _FONTS.get(sort, Font("宋体", 10.5))
    cell.alignment = _MIDDLE if sort in _CENTRED else _LEFT
    if sort in _BOXED:
        cell.border = _BOX
    if sort in _FILLS:
        cell.fill = _FILLS[sort]
    cell.protection = Protection(locked=sort not in _OPEN)


def redden(sheet: Worksheet, ref: str, condition: str) -> None:
    """Let the cell `ref` turn red where a formula is true."""
    rule = Rule("expression", dxf=DifferentialStyle(fill=_RED), formula=[condition])
    sheet.conditional_formatting.add(ref, rule)


def protect(sheet: Worksheet) -> None:
    """Lock what is locked, without a password; widths and heights stay free."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def print_on_a4(sheet: Worksheet, area: str) -> None:
    """Upright, as wide as the page, as long as need be; only `area` is printed."""
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    footer = sheet.oddFooter
    assert footer is not None and footer.center is not None  # a new sheet has them
    footer.center.text = "第 &P 页"
    sheet.print_area = area
