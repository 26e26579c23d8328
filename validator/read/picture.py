"""Pictures and scanned pages → Document: ruled tables with their figures read twice, and the lines of text between."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from validator.model import Block, Document, Grid, GridCell, Image, Paragraph, Place, Unreadable

if TYPE_CHECKING:
    from validator.read.picture_cells import ReadCell, TextLine
    from validator.read.picture_pages import Box, Grey

_MISSING = (
    "这是图片，识别图片里的表格需要另装组件：pip install 'decree711-validator[ocr]'（离线运行，不联网）。"
    "也可以改用 Word、Excel 或网页原稿检查。"
)

#: A page whose characters are read with less than this, on average, lies on its side or head.
_LEGIBLE = 0.75


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
    return tuple(
        block for number, page in enumerate(pages(data), first_page) for block in _blocks(page, number, tables)
    )


def _blocks(page: Grey, number: int, tables: Iterator[int]) -> list[Block]:
    """Tables and lines of text from top to bottom; a page without a table may still hide one that was not found."""
    from validator.read.picture_cells import fill, in_lattice
    from validator.read.picture_grid import find_lattices

    page, lines = _upright(page)
    unit = median([line.box[3] - line.box[1] for line in lines]) if lines else 0.0
    lattices = find_lattices(page, [line.box for line in lines], unit) if lines else ()
    placed: list[tuple[float, Block]] = [
        (line.box[1], Paragraph(line.reading.text, Place(f"第{number}页", page=number, box=line.box)))
        for line in lines
        if not any(in_lattice(line, lattice) for lattice in lattices)
    ]
    for lattice in lattices:
        cells = fill(page, lattice, lines, unit)
        placed.append((lattice.box[1], _grid(cells, number, next(tables))))
    blocks = [block for _, block in sorted(placed, key=lambda item: item[0])]
    return blocks if lattices else [*blocks, Image(Place(f"第{number}页", page=number))]


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


def _grid(cells: tuple[ReadCell, ...], page: int, table: int) -> Grid:
    return Grid.of(
        GridCell(
            cell.frame.row,
            cell.frame.column,
            cell.frame.rowspan,
            cell.frame.colspan,
            cell.text,
            _place(cell, page, table),
            confidence=cell.confidence,
            readings=cell.readings,
        )
        for cell in cells
    )


def _place(cell: ReadCell, page: int, table: int) -> Place:
    where = f"第{page}页表{table} 第{cell.frame.row + 1}行第{cell.frame.column + 1}列"
    left, top, right, bottom = cell.frame.box
    return Place(where, page=page, box=(float(left), float(top), float(right), float(bottom)))
