"""How the cells of a workbook of results look: styles by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils.indexed_list import IndexedList

HEAD, TEXT, LINK, FIGURE, PLAIN, TITLE = "表头", "正文", "链接", "数字", "一行", "题目"
#: Behind a severity: the fault lies in this cell or in another.
MAYBE = "可能"
#: Points. Without a font of its own every program takes another one, and rows are too high or too low.
SIZE, _FONT = 10, "宋体"
_FILLS: Mapping[str, tuple[Literal["solid", "lightUp"], str]] = {
    "error": ("solid", "FFFDE3E1"),
    "warning": ("solid", "FFFFEFC4"),
    "notice": ("solid", "FFE2EEFA"),
    "error" + MAYBE: ("lightUp", "FFF3B4B0"),
    "warning" + MAYBE: ("lightUp", "FFF2D27A"),
}


def add_styles(book: Workbook) -> None:
    """Every style that the cells of `cell` name."""
    line = Side(style="thin", color="FFB6BEC8")
    top = Alignment(vertical="top", wrap_text=True)
    head = PatternFill("solid", fgColor="FFE7EBF0")
    middle = Alignment(vertical="center", wrap_text=True)
    box = Border(left=line, right=line, top=line, bottom=line)
    plain = Font(_FONT, SIZE)
    figure = Alignment(horizontal="right", vertical="center")
    inner: Any = book
    inner._fonts = IndexedList([plain])  # that of the sheet itself: widths of columns are counted in its digits
    book.add_named_style(NamedStyle(HEAD, Font(_FONT, SIZE, bold=True), head, box, middle))
    book.add_named_style(NamedStyle(FIGURE, plain, border=box, alignment=figure))
    book.add_named_style(NamedStyle(PLAIN, plain, alignment=Alignment(vertical="center")))
    book.add_named_style(NamedStyle(TITLE, Font(_FONT, SIZE + 4, bold=True), alignment=Alignment(vertical="center")))
    book.add_named_style(NamedStyle(TEXT, plain, border=box, alignment=top))
    link = Font(_FONT, SIZE, color="FF0B4F9C", underline="single")
    book.add_named_style(NamedStyle(LINK, link, border=box, alignment=top))
    for name, (pattern, colour) in _FILLS.items():
        look = PatternFill(pattern, fgColor=colour, bgColor="FFFFFFFF")
        book.add_named_style(NamedStyle(name, plain, look, border=box, alignment=top))
