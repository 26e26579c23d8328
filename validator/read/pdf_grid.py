"""A table as pieced together → Grid with the place of every cell; rows that are not proved are left open and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validator.model import Grid, GridCell, Observation, Place
from validator.read.pdf_page import rounded
from validator.read.pdf_piece import HAN, PdfCell, Piece


def to_grid(table: Piece, number: int) -> tuple[Grid, tuple[Observation, ...]]:
    """The Nth table of the file as a grid. The cells of a row with a doubted cell are unproved: the row stays open."""
    doubted = sorted({r for c in table.cells if c.doubt for r in range(c.top, c.bottom)})
    cells = [
        _cell(c, number, top in doubted)
        for top in range(table.height)
        for c in sorted((c for c in table.cells if c.top == top), key=lambda c: c.left)
    ]
    return Grid.of(cells), tuple(_notes(table, doubted, number))


def _cell(c: PdfCell, number: int, unproved: bool) -> GridCell:
    spans = c.bottom - c.top, c.right - c.left
    return GridCell(c.top, c.left, *spans, c.text, _place(c, number), unproved=unproved)


def _place(cell: PdfCell, number: int) -> Place:
    where = f"第{cell.page}页表{number} 第{cell.top + 1}行第{cell.left + 1}列"
    return Place(where, page=cell.page, box=rounded(cell.box))


def _notes(table: Piece, doubted: Sequence[int], number: int) -> Iterator[Observation]:
    """One observation for each doubted row, at its first doubted cell."""
    for row in doubted:
        cell = next(c for c in table.row(row) if c.doubt)
        label = next((c.text for c in reversed(table.row(row)) if HAN.search(c.text)), "")
        yield Observation("unproved", text=label, note=cell.doubt, number=row + 1, place=_place(cell, number))
