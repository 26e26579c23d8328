"""What a row of a grid is by its labels: a header, the title of a section, data, or nothing to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from validator.model import Grid, GridCell
from validator.numerals import read_figure
from validator.tables.form_lines import is_form_line
from validator.tables.unfold import ORDINALS
from validator.words import recognise, vocabulary

Row = tuple[GridCell, ...]
Kind = Literal["header", "section", "body", "nothing"]

#: So many cells that count 1, 2, 3 … are column numbers, no figures.
_NUMBERED, _LED = 5, 2
#: So many different column labels make a header.
_COLUMNS = 2


def row_kind(grid: Grid, row: Row, number: int, header: Sequence[int]) -> Kind:
    """The kind of row `number`. `header`: the header rows directly above, if no data row came yet."""
    words = vocabulary()
    own = [cell for cell in row if cell.row == number]
    known = [word.label for cell in own if (word := recognise(cell.text))]
    if _is_numbering(own) or (not known and is_form_line([cell.text for cell in own])):
        return "nothing"
    if known and words.sections.keys() >= set(known):
        return "section"
    if _names_columns(known):
        return "header"
    singles = _names_single_rows(known)
    if singles >= 2 or (singles == len(known) == 1 and _heads_a_block(grid, row, number)):
        return "header"
    if any(_may_be_row(label) for label in known):
        return _row_or_heading(row, known)
    if known:
        return "nothing" if words.beside.issuperset(known) else "header"
    if _continues_header(grid, own, header):
        return "header"
    kinds = {read_figure(cell.text).kind for cell in own}
    return "body" if kinds - {"text", "blank"} or ("text" in kinds and len(row) > 2) else "nothing"


def _names_columns(known: Iterable[str]) -> bool:
    words = vocabulary()
    return sum([words.is_a(label, "column") for label in set(known)]) >= _COLUMNS


def _heads_a_block(grid: Grid, row: Row, number: int) -> bool:
    """Whether nothing but blanks stands beside 行政复议, and column labels below it."""
    if sum(bool(cell.text.strip()) for cell in row) != 1 or number + 1 == len(grid.index):
        return False
    return _names_columns(word.label for cell in grid.row(number + 1) if (word := recognise(cell.text)))


def _is_numbering(own: Sequence[GridCell]) -> bool:
    """A row of column numbers: 1, 2, 3 …; where 甲 or 栏次 stands before them, two are enough."""
    every = [text for cell in own if (text := cell.text.strip())]
    texts = [text for text in every if text not in ORDINALS]
    least = _NUMBERED if len(texts) == len(every) else _LED
    return len(texts) >= least and texts == [str(n) for n in range(1, len(texts) + 1)]


def _row_or_heading(row: Row, known: Sequence[str]) -> Kind:
    """A row label with cells behind it is data; 行政复议 with nothing behind it heads columns."""
    words = vocabulary()
    if not _may_be_row(known[-1]) and known[-1] not in words.beside:
        return "header"
    if recognise(row[-1].text) is None or (len(row) == 1 and not words.is_a(known[-1], "heading")):
        return "body"
    return "nothing" if words.beside.issuperset(known) else "header"


def _may_be_row(label: str) -> bool:
    words = vocabulary()
    return words.is_a(label, "row") or label in words.groups


def _names_single_rows(known: Sequence[str]) -> int:
    """How many rows of a one-row table (行政复议, 未经复议直接起诉 …) are named: two side by side are a header."""
    words = vocabulary()
    return len({label for label in known if words.is_a(label, "row") and words.is_a(label, "heading")} - words.groups)


def _continues_header(grid: Grid, own: Sequence[GridCell], header: Sequence[int]) -> bool:
    """Text under a column label, before any figure: the rest of a label that was broken over two rows."""
    if not header or any(read_figure(cell.text).kind not in ("text", "blank") for cell in own):
        return False
    above = {c for h in header for cell in grid.row(h) if _starts_column(cell) for c in range(cell.column, cell.right)}
    return any(read_figure(cell.text).kind == "text" and cell.column in above for cell in own)


def _starts_column(cell: GridCell) -> bool:
    """Whether what stands below may be the rest of a column label, or a column under this heading."""
    if read_figure(cell.text).kind != "text" or (word := recognise(cell.text)) is None:
        return read_figure(cell.text).kind == "text"
    return vocabulary().is_a(word.label, "column") or word.label in vocabulary().over.values()


def is_single_body(row: Row) -> bool:
    """Under a one-row header: figures and blanks, with at most one label before them and little other text."""
    kinds = [read_figure(cell.text).kind for cell in row]
    texts = kinds.count("text")
    labels = sum(recognise(cell.text) is not None for cell in row)
    figures = len(kinds) - texts - kinds.count("blank")
    fits = len(row) > 1 and labels <= 1 and (figures >= texts if figures else texts == 0)
    return fits and not _is_numbering(row) and not (labels == 0 and is_form_line([cell.text for cell in row]))
