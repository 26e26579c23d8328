"""XLSX and XLSM → Document: one grid for each sheet, cached values, merged areas; what is hidden is read and said."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from validator import limits
from validator.model import Attachment, Block, Document, Image, Observation, Paragraph, Place, Unreadable
from validator.read.package import (
    Package,
    damaged,
    has_part,
    main_part,
    metadata,
    open_package,
    part_size,
    picture_part,
    read_part,
    relations,
    xml_part,
)
from validator.read.pictures import taken_along
from validator.read.xlsx_grid import Area, Sheet, observations, size, to_grid, used_area
from validator.read.xlsx_sheet import Book, read_sheet
from validator.read.xlsx_values import date_styles, string_item, struck_styles

Page = tuple[Sheet, tuple[Paragraph, ...]]  # a sheet and the texts of its text boxes

_ADVICE = "用 Excel 或 WPS 打开后另存为 .xlsx"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """A worksheet as the workbook lists it."""

    name: str
    part: str
    hidden: bool


def read(data: bytes, name: str) -> Document:
    """Read a .xlsx or .xlsm; `name` is for messages. Raises Unreadable (F001, F002, F003, F004, F006)."""
    package = open_package(data, name, _ADVICE)
    part = main_part(package)
    if part is None or not part.lower().endswith(".xml"):
        raise Unreadable("F006", f"「{name}」不是 Excel 工作簿（.xlsx）。请{_ADVICE}，再试一次。")
    root = xml_part(package, part)
    if etree.QName(root).localname != "workbook":
        raise Unreadable("F006", f"「{name}」不是 Excel 工作簿（.xlsx）。请{_ADVICE}，再试一次。")
    entries = tuple(_entries(package, part, root))
    book = _book(package, part, root)
    # Small ones first: a report is one of them, and ledgers behind which it stands may fill all the room there is.
    ordered = sorted(entries, key=lambda entry: part_size(package, entry.part))
    sheets = ((_sheet(package, entry, book), tuple(_text_boxes(package, entry))) for entry in ordered)
    media = taken_along(tuple(_media(package)), lambda part: picture_part(package, part))
    return to_document("xlsx", sheets, [entry.name for entry in entries], name, media, metadata(package))


def to_document(
    reader: str,
    sheets: Iterable[Page],
    names: Sequence[str],
    name: str,
    media: tuple[Block, ...],
    meta: Mapping[str, str],
) -> Document:
    """Sheets, each with the texts that float over it → Document. Raises Unreadable F002 (nothing there), F004.

    `names`: of all sheets as the workbook lists them; `sheets` come in any order, and no further than there is room.
    """
    order = {each: at for at, each in enumerate(names)}
    pages = sorted(_fitting(sheets), key=lambda page: order[page[0].name])
    read = {sheet.name for sheet, *_ in pages}
    left = [each for each in names if each not in read]
    blocks: list[Block] = []
    seen: list[Observation] = []
    for sheet, floating, area in pages:
        if area:
            blocks.append(to_grid(sheet, area))
            seen += observations(sheet, area)
        blocks += floating
    if not blocks and left:
        raise Unreadable("F004", f"「{name}」的表格过大，未读取。请只保留年度报告的工作表后再试。")
    if not blocks and not media:
        raise Unreadable("F002", f"「{name}」的工作表里没有任何内容。请确认是否选对了文件。")
    seen += [Observation("sheets_skipped", text=_named(left), number=len(left))] if left else []
    return Document(reader, (*blocks, *media), meta, tuple(seen))


def _fitting(sheets: Iterable[Page]) -> Iterator[tuple[Sheet, tuple[Paragraph, ...], Area | None]]:
    """Sheets with the area that they use, until there is no room for the next."""
    room = limits.MAX_CELLS
    for sheet, floating in sheets:
        area = used_area(sheet)
        room -= size(area) if area else 0
        if room < 0:
            return
        yield sheet, floating, area


def _named(names: Sequence[str]) -> str:
    listed = "".join(f"「{name}」" for name in names[:_NAMED])
    return f"{listed}等" if len(names) > _NAMED else listed


def _entries(package: Package, part: str, root: etree._Element) -> Iterator[_Entry]:
    """The worksheets in order; sheets of charts, dialogs and macros hold no tables."""
    targets = {link.id: link for link in relations(package, part)}
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        ids = [str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")]
        link = targets.get(ids[0]) if ids else None
        if link is None:
            raise damaged(package.name, package.advice)
        if link.kind == "worksheet":
            yield _Entry(sheet.get("name", ""), link.target, sheet.get("state", "visible") != "visible")


def _book(package: Package, part: str, root: etree._Element) -> Book:
    parts = {link.kind: link.target for link in relations(package, part) if has_part(package, link.target)}
    items = xml_part(package, parts["sharedStrings"]).findall("{*}si") if "sharedStrings" in parts else []
    sheet = xml_part(package, parts["styles"]) if "styles" in parts else None
    dates, struck = (date_styles(sheet), struck_styles(sheet)) if sheet is not None else (frozenset(), frozenset())
    properties = root.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    struck_strings = [string_item(i, struck=True) for i in items] if struck else []
    return Book([string_item(i) for i in items], dates, from_1904, struck, struck_strings)


def _sheet(package: Package, entry: _Entry, book: Book) -> Sheet:
    try:
        return read_sheet(read_part(package, entry.part), entry.name, entry.hidden, book)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(package.name, package.advice) from error


def _text_boxes(package: Package, entry: _Entry) -> Iterator[Paragraph]:
    """The paragraphs of the shapes drawn on a sheet, each alternative once."""
    for link in relations(package, entry.part):
        if link.kind == "drawing" and has_part(package, link.target):
            place = Place(f"{entry.name}!文本框", sheet=entry.name)
            for line in xml_part(package, link.target).iterfind(".//{*}txBody/{*}p"):
                text = "".join(t.text or "" for t in line.iter("{*}t"))
                fallback = any(str(a.tag).endswith("}Fallback") for a in line.iterancestors())
                if text.strip() and not fallback:
                    yield Paragraph(text, place)


def _media(package: Package) -> Iterator[Block]:
    """The pictures and embedded files, which no sheet's XML tells the content of."""
    for part, info in package.parts.items():
        if part.startswith("xl/media/"):
            yield Image(Place("工作簿中的图片"), posixpath.basename(info.filename), part)
        elif part.startswith("xl/embeddings/"):
            yield Attachment(Place("工作簿中的嵌入文件"), posixpath.basename(info.filename))
