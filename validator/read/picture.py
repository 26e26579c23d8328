"""Pictures and scanned pages → Document: ruled tables with their figures read twice, and the lines of text between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from validator.model import Block, Document, Grid, GridCell, Image, Paragraph, Place, Unreadable

if TYPE_CHECKING:
    from validator.read.picture_cells import ReadCell, TextLine
    from validator.read.picture_pages import Grey

#: How to get the recogniser.
RECOGNISER = 'pip install "decree711-validator[ocr]"（Windows、macOS、Debian 相同，离线识别）'
_MISSING = f"这是图片，识别图片里的表格需要另装组件：{RECOGNISER}。也可以改用 Word、Excel 或网页原稿检查。"

#: A page whose characters are read with less than this, on average, lies on its side or head.
_LEGIBLE = 0.75

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a picture stands: in words, on which page, and the box in points that it fills there (None: count pixels)."""

    where: str
    page: int | None = None
    box: Box | None = None


def read(data: bytes, name: str) -> Document:
    """Read a .png, .jpg, .bmp or .tif. Raises Unreadable F006 (recogniser not installed), F001 or F004."""
    return Document("picture", recognise_image(data))


def is_installed() -> bool:
    """Whether pictures can be recognised at all."""
    return all(find_spec(module) is not None for module in ("rapidocr", "onnxruntime", "cv2", "PIL"))


def recognise_image(data: bytes, first_page: int = 1) -> tuple[Block, ...]:
    """The blocks of a picture; its first page is told as number `first_page`. Raises Unreadable as `read` does."""
    if not is_installed():
        raise Unreadable("F006", _MISSING)
    from validator.read.picture_pages import pages

    tables = count(1)
    spots = (Spot(f"第{number}页", number) for number in count(first_page))
    return tuple(block for page, spot in zip(pages(data), spots, strict=False) for block in _blocks(page, spot, tables))


def recognise_one(data: bytes, spot: Spot, first_table: int) -> tuple[Block, ...]:
    """The blocks of the one picture at `spot`, its tables told from `first_table` on. Raises Unreadable F001, F004.

    Needs the recogniser: see `is_installed`.
    """
    from validator.read.picture_pages import pages

    return tuple(_blocks(next(pages(data)), spot, count(first_table)))


def pixels(data: bytes) -> tuple[int, int]:
    """Width and height of a picture that was not decoded yet. Raises Unreadable F001, F004; needs the recogniser."""
    from validator.read.picture_pages import size

    return size(data)


def _blocks(page: Grey, spot: Spot, tables: Iterator[int]) -> list[Block]:
    """Tables and lines of text from top to bottom; a page without a table may still hide one that was not found."""
    from validator.read.picture_cells import fill, in_lattice
    from validator.read.picture_grid import find_lattices

    upright, lines = _upright(page)
    at = _places(spot, page, upright)
    unit = median([line.box[3] - line.box[1] for line in lines]) if lines else 0.0
    lattices = find_lattices(upright, [line.box for line in lines], unit) if lines else ()
    placed: list[tuple[float, Block]] = [
        (line.box[1], Paragraph(line.reading.text, at("", line.box)))
        for line in lines
        if not any(in_lattice(line, lattice) for lattice in lattices)
    ]
    for lattice in lattices:
        cells = fill(upright, lattice, lines, unit)
        placed.append((lattice.box[1], _grid(cells, next(tables), at)))
    blocks = [block for _, block in sorted(placed, key=lambda item: item[0])]
    return blocks if lattices else [*blocks, Image(Place(spot.where, page=spot.page))]


def _places(spot: Spot, page: Grey, upright: Grey) -> Callable[[str, Box], Place]:
    """(words, box in pixels) → place. On a page in points a picture that had to be turned tells no boxes."""
    box = spot.box
    if box is None:
        return lambda words, seen: Place(f"{spot.where}{words}", page=spot.page, box=seen)
    if upright is not page:
        return lambda words, _: Place(f"{spot.where}{words}", page=spot.page)
    left, top, scale = box[0], box[1], (box[2] - box[0]) / page.shape[1]

    def at(words: str, seen: Box) -> Place:
        x0, y0, x1, y1 = (side * scale for side in seen)
        shown = round(left + x0, 1), round(top + y0, 1), round(left + x1, 1), round(top + y1, 1)
        return Place(f"{spot.where}{words}", page=spot.page, box=shown)

    return at


def _upright(page: Grey) -> tuple[Grey, tuple[TextLine, ...]]:
    """The page turned by quarters until its text can be read, and its lines."""
    import numpy as np

    lines = _lines(page)
    if not lines or _legibility(lines) > _LEGIBLE:
        return page, lines
    turned = [np.ascontiguousarray(np.rot90(page, quarters)) for quarters in (1, 2, 3)]
    tried = [(page, lines), *((other, _lines(other)) for other in turned)]
    return max(tried, key=lambda found: _legibility(found[1]))


def _legibility(lines: tuple[TextLine, ...]) -> float:
    """The mean score of the characters read, 0 to 1."""
    read = [(len(line.reading.text), line.reading.score) for line in lines]
    return sum(many * score for many, score in read) / max(1, sum(many for many, _ in read))


def _lines(page: Grey) -> tuple[TextLine, ...]:
    from validator.read.picture_cells import TextLine
    from validator.read.picture_engine import find_lines, read_lines

    boxes = find_lines(page)
    readings = read_lines([_cut(page, box) for box in boxes])
    return tuple(TextLine(box, reading) for box, reading in zip(boxes, readings, strict=True))


def _cut(page: Grey, box: Box) -> Grey:
    left, top, right, bottom = (max(0, int(x)) for x in box)
    return page[top : bottom + 1, left : right + 1]


def _grid(cells: tuple[ReadCell, ...], table: int, at: Callable[[str, Box], Place]) -> Grid:
    return Grid.of(
        GridCell(
            cell.frame.row,
            cell.frame.column,
            cell.frame.rowspan,
            cell.frame.colspan,
            cell.text,
            _place(cell, table, at),
            confidence=cell.confidence,
            readings=cell.readings,
        )
        for cell in cells
    )


def _place(cell: ReadCell, table: int, at: Callable[[str, Box], Place]) -> Place:
    left, top, right, bottom = cell.frame.box
    words = f"表{table} 第{cell.frame.row + 1}行第{cell.frame.column + 1}列"
    return at(words, (float(left), float(top), float(right), float(bottom)))
