"""One sheet's XML → Sheet, streamed: blank formatted rows cost little, whatever lies beyond the limits is only counted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from validator import limits
from validator.read.marked import STRUCK, settled
from validator.read.xlsx_grid import Area, Sheet, Spot
from validator.read.xlsx_values import date_text, number_text, string_item, struck_out

_REF = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_TAGS = ("{*}row", "{*}col", "{*}mergeCell")
_TRUE = ("1", "true")
_BOOLEANS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}

Value = tuple[str, bool]  # text, whether it is a formula without a value


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share."""

    strings: Sequence[str]
    date_styles: frozenset[str]
    from_1904: bool
    struck_styles: frozenset[str] = frozenset()
    struck_strings: Sequence[str] = ()  # the strings as cells of such a style show them; none if there is no such style


@dataclass(slots=True)
class _Seen:
    """What the stream has brought so far."""

    cells: dict[Spot, Value] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: dict[Spot, str] = field(default_factory=dict)
    computed: set[Spot] = field(default_factory=set)
    row: int = -1
    told: int = -1  # the last row with text
    beyond: int = 0


def read_sheet(xml: bytes, name: str, hidden: bool, book: Book) -> Sheet:
    """Read one worksheet part. Raises lxml.etree.XMLSyntaxError (malformed) or ValueError (it declares a DTD)."""
    seen = _Seen()
    stream = etree.iterparse(
        io.BytesIO(xml), events=("end",), tag=_TAGS, resolve_entities=False, no_network=True, huge_tree=False
    )
    for _, element in stream:
        match element.tag.rpartition("}")[2]:
            case "row":
                _take_row(element, book, seen)
            case "col":
                _take_column(element, seen)
            case _:
                _take_merge(element, seen)
        _forget(element)
    if stream.root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a worksheet with a DTD")
    rows, columns = frozenset(seen.hidden_rows), frozenset(seen.hidden_columns)
    return Sheet(name, seen.cells, tuple(seen.merges), rows, columns, hidden, seen.beyond, seen.struck, seen.computed)


def _forget(element: etree._Element) -> None:
    """Free what was read: the tree of a large sheet must not grow."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _take_row(row: etree._Element, book: Book, seen: _Seen) -> None:
    stated = _ROW.fullmatch(row.get("r", ""))
    seen.row = int(stated[0]) - 1 if stated else seen.row + 1
    number, column = seen.row, -1
    if row.get("hidden") in _TRUE or _is_zero(row.get("ht")):
        seen.hidden_rows.add(number)
    keep_blank = number == seen.told + 1
    for cell in row.iterchildren("{*}c"):
        spot = _spot(cell.get("r", ""))
        column = spot[1] if spot else column + 1
        if not keep_blank and not len(cell):
            continue
        marked, formula = _value(cell, book) if len(cell) else ("", False)
        text = settled(marked)
        if number >= limits.MAX_ROWS or column >= limits.MAX_COLUMNS or len(seen.cells) > limits.MAX_CELLS:
            seen.beyond += bool(text.strip())
            continue
        if STRUCK in marked:
            seen.struck[number, column] = marked
        if text or keep_blank:
            seen.cells[number, column] = (text, formula)
            seen.told = number if text.strip() else seen.told
            if len(cell) > 1 and not formula and cell.find("{*}f") is not None:
                seen.computed.add((number, column))


def _take_column(columns: etree._Element, seen: _Seen) -> None:
    first, last = columns.get("min", ""), columns.get("max", "")
    hidden = columns.get("hidden") in _TRUE or _is_zero(columns.get("width"))
    if hidden and first.isdecimal() and last.isdecimal():
        seen.hidden_columns.update(range(int(first[:6]) - 1, min(int(last[:6]), limits.MAX_COLUMNS)))


def _take_merge(merge: etree._Element, seen: _Seen) -> None:
    first, _, last = merge.get("ref", "").partition(":")
    start, end = _spot(first), _spot(last)
    if start and end and len(seen.merges) < limits.MAX_CELLS:
        seen.merges.append((*start, *end))


def _is_zero(size: str | None) -> bool:
    return bool(size) and not (size or "").strip("0.")


def _spot(ref: str) -> Spot | None:
    found = _REF.fullmatch(ref)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _value(cell: etree._Element, book: Book) -> Value:
    """A cell's text, still with its marks."""
    parts = dict(_parts(cell))
    stored, formula, sort, style = parts.get("v"), parts.get("f"), cell.get("t", "n"), cell.get("s", "")
    raw = "" if stored is None else stored.text or ""
    struck = style in book.struck_styles
    # A text formula may well have come out blank; any other one without a value was never worked out.
    if formula is not None and (stored is None or not (raw or sort == "str")):
        words = f"={formula.text or '（公式）'}"
        return struck_out(words) if struck else words, True
    if sort == "inlineStr":
        return string_item(parts["is"], struck) if "is" in parts else "", False
    if sort == "s":
        return _shared(raw.strip(), book.struck_strings if struck else book.strings), False
    words = _typed(raw.strip() if sort != "str" else raw, sort, style, book)
    return struck_out(words) if struck else words, False


def _shared(raw: str, strings: Sequence[str]) -> str:
    known = raw.isdecimal() and len(raw) < 10 and int(raw) < len(strings)
    return strings[int(raw)] if known else ""


def _parts(cell: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for part in cell.iterchildren(tag=etree.Element):
        yield str(part.tag).rpartition("}")[2], part


def _typed(raw: str, sort: str, style: str, book: Book) -> str:
    """A stored value by its type letter: b boolean, n number; e, d and str are text already."""
    match sort:
        case "b":
            return _BOOLEANS.get(raw, raw)
        case "n":
            return date_text(raw, book.from_1904) if style in book.date_styles and raw else number_text(raw)
    return raw
