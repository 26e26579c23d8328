"""An annotated copy of a workbook: cells filled and commented, 问题清单 in front, every other part as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from validator.desk.annotate_planned import Planned, planned_words
from validator.desk.annotate_words import Look, findings, look_of_sentence, marked_cells, marked_paragraph, note, worse
from validator.desk.annotate_xlsx_cells import shade_cells
from validator.desk.annotate_xlsx_comments import add_comments
from validator.desk.annotate_xlsx_list import sheet_of
from validator.desk.annotate_xlsx_styles import Palette
from validator.desk.package_draft import (
    Draft,
    Element,
    blank,
    declare,
    free_name,
    has,
    new_root,
    packed,
    relate,
    root,
    sign,
)
from validator.model import Report
from validator.read.package import damaged, main_part, open_package, relations

LIST = "问题清单"

_ADVICE = "用 Excel 或 WPS 打开后另存为 .xlsx"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"

Spot = tuple[str, str]  # sheet, name of the cell


@dataclass(frozen=True, slots=True)
class Mark:
    """What is told of one cell; without a look it is only commented."""

    look: Look | None
    text: str


def annotate(data: bytes, name: str, reports: Sequence[Report], planned: Sequence[Planned] = ()) -> bytes:
    """The .xlsx or .xlsm `data` with the findings of `reports` marked, and what is `planned`; `name` is for messages.

    Raises Unreadable (F001 to F006) where the package cannot be changed.
    """
    draft = Draft(open_package(data, name, _ADVICE))
    book = main_part(draft.package)
    if book is None:
        raise damaged(name, _ADVICE)
    space = etree.QName(root(draft, book)).namespace or ""
    office = _STRICT if "purl.oclc.org" in space else _OFFICE
    palette = Palette(_styles(draft, book, space, office))
    for sheet, marks in _by_sheet(marks_of(reports, planned)).items():
        part = _sheets(draft, book, office).get(sheet)
        if part is not None:
            tree = root(draft, part)
            shade_cells(tree, {ref: mark.look for ref, mark in marks.items() if mark.look}, palette)
            add_comments(draft, part, tree, office, {ref: mark.text for ref, mark in marks.items()})
    _put_first(draft, book, office, sheet_of(reports, planned, palette, space))
    sign(draft)
    return packed(draft)


def marks_of(reports: Sequence[Report], planned: Sequence[Planned] = ()) -> dict[Spot, Mark]:
    """Cell → its worst look and all that is told of it; sentences in cells are marked as cells are."""
    marks: dict[Spot, Mark] = {}
    for report, finding in findings(reports):
        said = marked_paragraph(finding, report.case)
        cells = [(cell.place, look) for cell, look in marked_cells(finding)]
        for place, look in [*cells, *([(said.place, look_of_sentence(finding))] if said else [])]:
            if place.sheet is not None and place.ref is not None:
                old = marks.get((place.sheet, place.ref))
                texts = [old.text] if old else []
                worst = worse(old.look if old else None, look)
                marks[place.sheet, place.ref] = Mark(worst, "\n\n".join([*texts, note(finding)]))
    for one in planned:
        if one.place.sheet is not None and one.place.ref is not None:
            spot = (one.place.sheet, one.place.ref)
            old = marks.get(spot)
            marks[spot] = (
                Mark(old.look, f"{planned_words(one)}\n\n{old.text}") if old else Mark(None, planned_words(one))
            )
    return marks


def _by_sheet(marks: Mapping[Spot, Mark]) -> dict[str, dict[str, Mark]]:
    found: dict[str, dict[str, Mark]] = {}
    for (sheet, ref), mark in marks.items():
        found.setdefault(sheet, {})[ref] = mark
    return found


def _sheets(draft: Draft, book: str, office: str) -> dict[str, str]:
    """Worksheet → its part."""
    targets = {link.id: link.target for link in relations(draft.package, book) if link.kind == "worksheet"}
    listed = root(draft, book).iterfind("{*}sheets/{*}sheet")
    named = [(sheet.get("name", ""), sheet.get(f"{{{office}}}id", "")) for sheet in listed]
    return {name: targets[link] for name, link in reversed(named) if link in targets}


def _styles(draft: Draft, book: str, space: str, office: str) -> Element:
    known = next((link.target for link in relations(draft.package, book) if link.kind == "styles"), None)
    if known is not None and has(draft, known):
        return root(draft, known)
    part = free_name(draft, "xl/styles{}.xml")
    relate(draft, book, f"{office}/styles", part)
    declare(draft, part, f"{_KIND}.styles+xml")
    return new_root(draft, part, blank("styleSheet", space))


# ---------------------------------------------------------------- the list in front


def _put_first(draft: Draft, book: str, office: str, page: Element) -> None:
    """Add the sheet before all others; what counts sheets by their position is moved on by one."""
    part = free_name(draft, "xl/worksheets/sheet{}.xml")
    new_root(draft, part, page)
    declare(draft, part, f"{_KIND}.worksheet+xml")
    tree = root(draft, book)
    sheets = tree.find("{*}sheets")
    if sheets is None:
        raise damaged(draft.package.name, _ADVICE)
    known = {sheet.get("name", "").casefold() for sheet in sheets}
    numbers = [int(n) for sheet in sheets if (n := sheet.get("sheetId", "")).isdecimal()]
    made = etree.Element(f"{{{etree.QName(tree).namespace}}}sheet")
    made.attrib.update({"name": _free_title(known), "sheetId": str(max(numbers, default=0) + 1)})
    made.set(f"{{{office}}}id", relate(draft, book, f"{office}/worksheet", part))
    sheets.insert(0, made)
    for name in tree.iterfind("{*}definedNames/{*}definedName[@localSheetId]"):
        _move_on(name, "localSheetId")
    for view in _views(tree, sheets):
        view.set("activeTab", view.get("activeTab", "0"))
        _move_on(view, "activeTab")


def _views(tree: Element, sheets: Element) -> list[Element]:
    """The windows, one made where none is: two chosen sheets would take everything that is typed into both."""
    known = list(tree.iterfind("{*}bookViews/{*}workbookView"))
    if not known:
        space = etree.QName(tree).namespace
        sheets.addprevious(holder := etree.Element(f"{{{space}}}bookViews"))
        known = [etree.SubElement(holder, f"{{{space}}}workbookView")]
    return known


def _free_title(known: set[str]) -> str:
    names = [LIST, *(f"{LIST}{n}" for n in range(2, len(known) + 3))]
    return next(name for name in names if name not in known)


def _move_on(element: Element, name: str) -> None:
    stated = element.get(name, "")
    if stated.isdecimal():
        element.set(name, str(int(stated) + 1))
