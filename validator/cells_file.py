"""Cases ↔ JSON and CSV: what `extract` writes is itself an input of `check`."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec
from msgspec import structs

from validator.model import COMPUTED, Case, Cell, Unreadable
from validator.numerals import read_figure
from validator.schema import editions

#: Says what the file is, and in which form.
FORMAT = "decree711-cells/1"
_SIGNED = re.compile(r"[+-]\d+(?:\.\d+)?")
COLUMNS = (
    "path",
    "part",
    "organ",
    "year",
    "edition",
    "table",
    "row",
    "column",
    "raw",
    "kind",
    "unit",
    "value",
    "place",
    "origin",
)


class CellsFile(msgspec.Struct):
    """The file: its format and one case for each report."""

    format: str
    cases: tuple[Case, ...]


_encoder = msgspec.json.Encoder(decimal_format="number")


def encode_cases(cases: Sequence[Case]) -> bytes:
    """Cases → JSON, lossless, indented for people."""
    return msgspec.json.format(_encoder.encode(CellsFile(FORMAT, tuple(cases))), indent=1) + b"\n"


def decode_cases(data: bytes) -> tuple[Case, ...]:
    """JSON → cases. The raw text is the authority: kind and value are read anew, so that an edited cell counts.

    Raises Unreadable F001 if the file is not what `encode_cases` writes.
    """
    try:
        found = msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8), type=CellsFile)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable("F001", "不是 d711 extract 写出的 JSON 文件，或已损坏。请重新提取后再检查。") from error
    if found.format != FORMAT:
        raise Unreadable("F001", f"JSON 文件的格式应为 {FORMAT}。请用本版本的 d711 extract 重新提取。")
    if not all(map(_fits_the_form, found.cases)):
        raise Unreadable("F001", "JSON 文件里有规定格式没有的表、行、列，或同一单元格写了两次。请重新提取后再检查。")
    return tuple(replace(case, cells=tuple(map(_retyped, case.cells))) for case in found.cases)


def _fits_the_form(case: Case) -> bool:
    """Whether every key that a person may have changed is one of the form, and no cell comes twice."""
    known = editions()
    found = {t.key: known.get(t.edition or "") for t in case.tables if t.found}
    tables = all(edition is not None and key in edition.table_keys for key, edition in found.items())
    cells = [cell.key for cell in case.cells]
    places = set(_places())
    once = len(set(cells)) == len(cells) and all(key in places and key[0] in found for key in cells)
    return case.part > 0 and (case.edition is None or case.edition in known) and tables and once and _seen(case, places)


def _seen(case: Case, places: set[tuple[str, str, str]]) -> bool:
    """Whether what reading came upon names tables, rows and columns of the form."""
    tables = {table for table, _, _ in places}
    lines = {(table, line) for table, row, column in places for line in (row, column)}
    observed = [o for o in case.observations if o.table is not None]
    named = {(o.table, line) for o in observed for line in (*o.rows, *o.columns)}
    others = {table for o in case.observations for table in o.tables}
    return all(o.table in tables for o in observed) and tables.issuperset(others) and lines.issuperset(named)


def _places() -> Iterator[tuple[str, str, str]]:
    """Every cell of every edition."""
    for edition in editions().values():
        for table in edition.tables:
            rows = (*table.row_keys, *(g.key for g in table.groups if g.may_stand_alone))
            yield from ((table.key, row, column) for row in rows for column in table.column_keys)


def _retyped(cell: Cell) -> Cell:
    if cell.kind == "formula" and cell.raw.startswith("="):
        return cell
    figure = read_figure(cell.raw)
    marks = (*figure.marks, COMPUTED) if COMPUTED in cell.marks else figure.marks
    return structs.replace(cell, kind=figure.kind, value=figure.value, unit=figure.unit, marks=marks)


def write_csv(cases: Sequence[Case]) -> bytes:
    """Cases → CSV in UTF-8 with BOM (as Excel wants it), one line a cell; no cell can start a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for case in cases:
        writer.writerows(_line(case, cell) for cell in case.cells)
    return ("\ufeff" + out.getvalue()).encode()


def _line(case: Case, cell: Cell) -> tuple[object, ...]:
    start = (_safe(case.path), case.part, _safe(case.organ or ""), case.report_year, case.edition)
    value = "" if cell.value is None else f"{cell.value:f}"
    return (
        *start,
        cell.table,
        cell.row,
        cell.column,
        _safe(cell.raw),
        cell.kind,
        cell.unit,
        value,
        cell.place.where,
        cell.origin,
    )


def _safe(text: str) -> str:
    """A text that a spreadsheet would run is written behind an apostrophe; plain signed numbers stay numbers."""
    runs = text[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{text}" if runs and not _SIGNED.fullmatch(text) else text
