"""How wide and high the columns and rows of a sheet are, and where a box of some size ends that begins beside a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validator.desk.annotate_xlsx_cells import position
from validator.desk.package_draft import Element

#: Points of a pixel; pixels of a character of the usual font, and what a column has besides.
PIXEL = 0.75
_CHARACTER, _ROUND = 7, 5
_COLUMN, _ROW = 8.43, 15.0  # characters, points: what a sheet has that states none
_MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Measures:
    """Points of the columns and rows (from 1) that state their size, and of all others."""

    columns: Mapping[int, float]
    rows: Mapping[int, float]
    column: float
    row: float


def measures(sheet: Element) -> Measures:
    """The sizes that a sheet's XML states; what is hidden has none."""
    usual = sheet.find("{*}sheetFormatPr")
    width = _number(None if usual is None else usual.get("defaultColWidth"), _COLUMN)
    height = _number(None if usual is None else usual.get("defaultRowHeight"), _ROW)
    columns = {at: points for col in sheet.iterfind("{*}cols/{*}col") for at, points in _columns(col, width)}
    rows = {
        int(row.get("r", "0")): 0.0 if row.get("hidden") in ("1", "true") else _number(row.get("ht"), height)
        for row in sheet.iterfind("{*}sheetData/{*}row")
        if row.get("r", "").isdecimal() and (row.get("ht") or row.get("hidden"))
    }
    return Measures(columns, rows, _points(width), height)


def _columns(col: Element, usual: float) -> Iterator[tuple[int, float]]:
    first, last = col.get("min", ""), col.get("max", "")
    width = 0.0 if col.get("hidden") in ("1", "true") else _points(_number(col.get("width"), usual))
    if first.isdecimal() and last.isdecimal():
        yield from ((at, width) for at in range(int(first), min(int(last), _MOST_COLUMNS) + 1))


def _points(characters: float) -> float:
    return (characters * _CHARACTER + _ROUND) * PIXEL


def _number(text: str | None, usual: float) -> float:
    plain = (text or "").replace(".", "", 1)
    return float(text or "") if plain.isascii() and plain.isdigit() else usual


def anchor(sizes: Measures, ref: str, width: float, height: float) -> str:
    """The anchor of a box right of the cell `ref`, `width` by `height` points.

    Its eight numbers are left, top, right and bottom, each as a line of cells, from 0, and pixels beyond it.
    """
    row, column = position(ref)
    top = max(row - 2, 0)
    right, beyond = _reach(sizes.columns, sizes.column, column, width + 15 * PIXEL)
    bottom, below = _reach(sizes.rows, sizes.row, top, height + 2 * PIXEL)
    return f"{column}, 15, {top}, 2, {right}, {beyond}, {bottom}, {below}"


def _reach(sizes: Mapping[int, float], usual: float, start: int, length: float) -> tuple[int, int]:
    """Which line, from 0, lies `length` points behind the beginning of line `start`, and how many pixels into it."""
    at, left = start, length
    while left >= (size := sizes.get(at + 1, usual)):
        if size == 0 and at > max(sizes, default=0):
            break
        at, left = at + 1, left - size
    return at, round(left / PIXEL)
