"""Cells of a workbook of results: text that no spreadsheet runs, links, and values filled as their severity."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.hyperlink import Hyperlink

from validator.report.sheet_styles import LINK, TEXT
from validator.report.visible import visible

#: Excel's own: characters of a cell and of a link.
_MAX_TEXT = 32_000
_MAX_LINK = 2_000
#: What a spreadsheet may take for a formula, also as full-width signs.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

#: A write-only sheet: its stubs do not know what it borrows from Worksheet.
Sheet = Any


@dataclass(frozen=True, slots=True)
class Linked:
    """A value that leads somewhere: a URI, or a place in this workbook such as '清单'!A1."""

    text: str
    uri: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """A value that is filled as its severity."""

    value: str | int | Decimal
    severity: str


Value = str | int | float | Decimal | Linked | Graded | None


def cell(sheet: Sheet, value: Value, style: str = TEXT) -> Cell | None:
    """One cell of a list. Text is stored as text, marked so that no spreadsheet runs it, and looks as it was."""
    if value is None:
        return None
    if isinstance(value, Linked):
        return _linked(sheet, value)
    plain = value.value if isinstance(value, Graded) else value
    made = WriteOnlyCell(sheet, None)
    made.style = value.severity if isinstance(value, Graded) else style
    set_value(made, plain)
    return made


def set_value(made: Cell, value: str | int | float | Decimal) -> None:
    """Put `value` into a cell that has its style."""
    if not isinstance(value, str):
        made.value = value
        return
    text = visible(value)[:_MAX_TEXT]
    made.value = text
    made.data_type = "s"
    if text.lstrip(" ").startswith(_RISKY):
        made.quotePrefix = True


def _linked(sheet: Sheet, value: Linked) -> Cell | None:
    made = cell(sheet, value.text, LINK if value.place or value.uri else TEXT)
    if made is not None and value.place:
        made.hyperlink = Hyperlink(ref="", location=value.place)
    elif made is not None and value.uri and len(value.uri) <= _MAX_LINK:
        made.hyperlink = value.uri
    return made
