"""The cells of one sheet's XML: found by their names, made in their order where they are not there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from validator.desk.annotate_words import Look
from validator.desk.annotate_xlsx_styles import Palette, shaded
from validator.desk.package_draft import Element

_REF = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
#: What stands behind the link to the drawing of comments, where a sheet has it.
_BEHIND = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


def position(ref: str) -> tuple[int, int]:
    """`D31` → its row and column, from 1. Raises ValueError for anything else."""
    found = _REF.fullmatch(ref)
    if found is None:
        raise ValueError(ref)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def shade_cells(sheet: Element, marks: Mapping[str, Look], palette: Palette) -> None:
    """Give the cells of `marks` (by name) their fill; nothing else of them changes."""
    rows = _rows(sheet)
    for ref, look in sorted(marks.items(), key=lambda mark: position(mark[0])):
        cell = _cell(sheet, rows, ref)
        style = cell.get("s", "")
        cell.set("s", str(shaded(palette, int(style) if style.isdecimal() else 0, look)))


def _rows(sheet: Element) -> dict[int, Element]:
    """Rows by number; one that states none follows the one above it."""
    rows: dict[int, Element] = {}
    number = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        stated = row.get("r", "")
        number = int(stated) if stated.isdecimal() else number + 1
        rows[number] = row
    return rows


def _cell(sheet: Element, rows: dict[int, Element], ref: str) -> Element:
    number, column = position(ref)
    row = rows[number] if number in rows else _new_row(sheet, rows, number)
    at = 0
    for cell in row.iterchildren("{*}c"):
        stated = _REF.fullmatch(cell.get("r", ""))
        at = position(stated[0])[1] if stated else at + 1
        if at == column:
            return cell
        if at > column:
            cell.addprevious(made := _new_cell(sheet, row, ref, column))
            return made
    made = _new_cell(sheet, row, ref, column)
    cells = list(row.iterchildren("{*}c"))
    if cells:
        cells[-1].addnext(made)
    else:
        row.insert(0, made)
    return made


def _new_row(sheet: Element, rows: dict[int, Element], number: int) -> Element:
    data = sheet.find("{*}sheetData")
    assert data is not None  # a sheet without it has no cells to mark
    made = etree.Element(_tag(sheet, "row"), r=str(number))
    below = min((n for n in rows if n > number), default=None)
    if below is None:
        data.append(made)
    else:
        rows[below].addprevious(made)
    rows[number] = made
    return made


def _new_cell(sheet: Element, row: Element, ref: str, column: int) -> Element:
    """A blank cell that looks as the place looked without it."""
    if "spans" in row.attrib:
        del row.attrib["spans"]  # only a hint, and now perhaps a wrong one
    made = etree.Element(_tag(sheet, "c"), r=ref)
    style = row.get("s") if row.get("customFormat") in ("1", "true") else _column_style(sheet, column)
    if style:
        made.set("s", style)
    return made


def _column_style(sheet: Element, column: int) -> str | None:
    for col in sheet.iterfind("{*}cols/{*}col"):
        first, last = col.get("min", ""), col.get("max", "")
        if first.isdecimal() and last.isdecimal() and int(first) <= column <= int(last):
            return col.get("style")
    return None


def set_drawing(sheet: Element, office: str, link: str) -> None:
    """Name the drawing of the sheet's comments; `office`: the namespace of the attribute."""
    made = etree.Element(_tag(sheet, "legacyDrawing"))
    made.set(f"{{{office}}}id", link)
    for child in sheet.iterchildren("{*}*"):
        held = [etree.QName(e).localname for e in child.iter("{*}*")]
        if held[0] in _BEHIND or (held[0] == "AlternateContent" and set(held) & set(_BEHIND)):
            child.addprevious(made)
            return
    sheet.append(made)


def _tag(sheet: Element, name: str) -> str:
    return f"{{{etree.QName(sheet).namespace}}}{name}"
