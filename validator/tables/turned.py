"""Grids whose rows are columns and whose columns are rows: found by their labels, and turned to be read like others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import structs

from validator.model import Grid, GridCell, Stream, Token
from validator.numerals import read_figure
from validator.words import recognise, vocabulary


def turned(cell: GridCell) -> GridCell:
    """The cell with rows and columns exchanged; done twice it is the cell itself."""
    return structs.replace(cell, row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)


def turned_pieces(grid: Grid) -> Iterator[tuple[range, Grid]]:
    """Runs of rows, between lines that hold one cell, in which figures follow the names of columns; each turned."""
    start = 0
    for stop in range(len(grid.index) + 1):
        if stop < len(grid.index) and not _is_alone(grid, stop):
            continue
        rows = range(start, stop)
        if _is_turned(grid, rows):
            cells = [cell for cell in grid.cells if cell.row in rows]
            yield rows, Grid.of(map(turned, cells), grid.sheet)
        start = stop + 1


def _is_alone(grid: Grid, row: int) -> bool:
    """Nothing, or one cell that is no name of a column before blanks."""
    texts = [cell.text for cell in grid.row(row) if cell.text.strip()]
    word = recognise(texts[0]) if len(texts) == 1 else None
    return len(texts) < 2 and not (word and vocabulary().is_a(word.label, "column"))


def _is_turned(grid: Grid, rows: range) -> bool:
    """Whether some figure follows a name that only columns have, and none a name that rows have."""
    words = vocabulary()
    printed = [grid.row(row) for row in rows]
    if not any(map(figures_of_columns, printed)):
        return False
    return all(words.is_a(label, "column") for row in printed if (label := _label_of_figures(row)))


def figures_of_columns(row: Sequence[GridCell | Token]) -> bool:
    """Whether the first figure of a row follows a name that only columns have."""
    label, words = _label_of_figures(row), vocabulary()
    return label is not None and words.is_a(label, "column") and not words.is_a(label, "row")


def _label_of_figures(row: Sequence[GridCell | Token]) -> str | None:
    """The label directly before the first figure of a row; None if there is no such figure or no label."""
    before = ""
    for cell in row:
        kind = read_figure(cell.text).kind
        if kind == "text":
            before = cell.text
        elif kind != "blank":
            word = recognise(before) if before else None
            return word.label if word else None
    return None


def turned_text(stream: Stream) -> tuple[Stream, tuple[Grid, ...]]:
    """The stream without its rows that are printed as columns, and those rows as grids (not turned yet)."""
    rest: list[Token] = []
    grids: list[Grid] = []
    for width, group in groupby(_printed_rows(stream), key=len):
        rows = list(group)
        grid = Grid.of(_cells(rows), sheet="") if width > 1 < len(rows) and any(map(figures_of_columns, rows)) else None
        if grid and any(True for _ in turned_pieces(grid)):
            grids.append(grid)
        else:
            rest += [token for row in rows for token in row]
    return (Stream(tuple(rest)), tuple(grids)) if grids else (stream, ())


def _printed_rows(stream: Stream) -> Iterator[list[Token]]:
    for row, group in groupby(stream.tokens, key=lambda token: token.row):
        tokens = list(group)
        yield from [tokens] if row else [[token] for token in tokens]


def _cells(rows: list[list[Token]]) -> Iterator[GridCell]:
    for r, row in enumerate(rows):
        yield from (GridCell(r, c, 1, 1, token.text, token.place) for c, token in enumerate(row))
