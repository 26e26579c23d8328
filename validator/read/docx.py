"""DOCX → Document: the blocks of the main text in order, as they read with every tracked change accepted."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from validator import limits
from validator.model import Attachment, Block, Document, Grid, Image, Observation, Paragraph, Place, Unreadable
from validator.read.docx_markup import Element, anchored, attribute, children, ends_deleted, kind, numbers, own, text
from validator.read.docx_table import is_layout, is_single, table_cells, to_grid
from validator.read.marked import merged, settled, struck_text
from validator.read.package import (
    Package,
    damaged,
    main_part,
    metadata,
    open_package,
    picture_part,
    relations,
    xml_part,
)
from validator.read.pictures import taken_along

_ADVICE = "用 Word 或 WPS 打开后另存为 .docx"
_NOWHERE = Place()

Piece = Block | Observation


@dataclass(frozen=True, slots=True)
class _Known:
    """What elements are looked up in: relation id → part it points to; paragraph or cell → its number (Place.offset)."""

    files: Mapping[str, str]
    numbers: Mapping[Element, int]


def read(data: bytes, name: str) -> Document:
    """Read a .docx or .docm; `name` is for messages. Raises Unreadable (F001, F002, F003, F004, F006).

    Observations: `spans_cut`, `struck_text` (number: how many runs were left out; text and place: the first).
    """
    package = open_package(data, name, _ADVICE)
    part = main_part(package)
    if part is None or not part.lower().endswith(".xml"):
        raise Unreadable("F006", f"「{name}」不是 Word 文档（.docx）。请{_ADVICE}，再试一次。")
    try:
        body = _body(package, part)
        known = _Known(_files(package, part), numbers(body.getroottree().getroot()))
        pieces = tuple(_flow(body, known))
    except RecursionError as error:
        raise Unreadable("F004", f"「{name}」的表格或文本框嵌套过深，未读取。请拆开嵌套，另存后再试。") from error
    blocks = tuple(_numbered(p for p in pieces if not isinstance(p, Observation)))
    blocks = taken_along(blocks, lambda part: picture_part(package, part))
    _refuse_amount(blocks, name)
    return Document("docx", blocks, metadata(package), merged(_seen(pieces)))


def _body(package: Package, part: str) -> Element:
    root = xml_part(package, part)
    body = own(root, "w:body")
    if kind(root) != "w:document" or body is None:
        raise damaged(package.name, package.advice)
    return body


def _files(package: Package, part: str) -> Mapping[str, str]:
    return {link.id: link.target for link in relations(package, part)}


def _refuse_amount(blocks: tuple[Block, ...], name: str) -> None:
    if not blocks:
        raise Unreadable("F002", f"「{name}」里没有任何内容。请确认是否选对了文件。")
    if sum(len(b.cells) for b in blocks if isinstance(b, Grid)) > limits.MAX_CELLS:
        raise Unreadable("F004", f"「{name}」的表格过大，未读取。请只保留年度报告的表格后再试。")


def _flow(holder: Element, known: _Known) -> Iterator[Piece]:
    """The pieces of a body, cell or text box in order; paragraphs have no number yet."""
    joined, first = "", None
    for child in children(holder):
        match kind(child):
            case "w:p":
                joined, first = joined + text(child), first or known.numbers.get(child)
                if not ends_deleted(child):
                    yield from _paragraph(joined, first)
                    joined, first = "", None
                yield from _anchored(child, known)
            case "w:tbl":
                yield from _table(child, known)
            case "w:altChunk":
                yield Attachment(_NOWHERE, _file(child, known))
    yield from _paragraph(joined, first)


def _paragraph(words: str, number: int | None) -> Iterator[Piece]:
    plain = settled(words)
    if plain.strip():
        yield Paragraph(plain, Place(offset=number))
    yield from struck_text(words)


def _anchored(element: Element, known: _Known) -> Iterator[Piece]:
    for found in anchored(element):
        match kind(found):
            case "w:txbxContent":
                yield from _flow(found, known)
            case "o:OLEObject":
                yield Attachment(_NOWHERE, _file(found, known))
            case _ if not _is_preview(found):
                yield Image(_NOWHERE, _file(found, known), _part(found, known) or "")


def _is_preview(picture: Element) -> bool:
    """Whether the picture only stands for an embedded file."""
    holder = next((a for a in picture.iterancestors() if kind(a) == "w:object"), None)
    return holder is not None and any(kind(e) == "o:OLEObject" for e in holder.iterdescendants())


def _file(element: Element, known: _Known) -> str:
    """The name of the file that the element points to, else what it says of its kind."""
    return posixpath.basename(_part(element, known) or attribute(element, "ProgID") or "")


def _part(element: Element, known: _Known) -> str | None:
    links = (attribute(element, a) or "" for a in ("embed", "link", "id"))
    return next((known.files[i] for i in links if i in known.files), None)


def _table(table: Element, known: _Known) -> Iterator[Piece]:
    """A grid and what floats over it; a frame round text or a layout table gives its content instead."""
    if is_single(table) or is_layout(table):
        for cell in table_cells(table):
            yield from _flow(cell, known)
        return
    grid, seen = to_grid(table, known.numbers)
    yield grid
    yield from seen
    for cell in table_cells(table):
        yield from _anchored(cell, known)


def _numbered(pieces: Iterator[Block]) -> Iterator[Block]:
    """Paragraphs under their number (blank ones are not counted), pictures and files by the one before them."""
    number = 0
    for piece in pieces:
        if isinstance(piece, Paragraph):
            number += 1
            yield Paragraph(piece.text, piece.place.spell(f"第{number}段"))
        elif isinstance(piece, Image | Attachment):
            yield replace(piece, place=Place(f"第{number}段之后" if number else "文首"))
        else:
            yield piece


def _seen(pieces: Iterable[Piece]) -> Iterator[Observation]:
    """The observations, each with the paragraph or the table that it follows."""
    paragraphs = grids = 0
    place = Place("文首")
    for piece in pieces:
        if isinstance(piece, Paragraph):
            paragraphs += 1
            place = Place(f"第{paragraphs}段")
        elif isinstance(piece, Grid):
            grids += 1
            place = Place(f"表{grids}")
        elif isinstance(piece, Observation):
            yield replace(piece, place=place)
