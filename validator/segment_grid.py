"""Grid → segments: which rows are header, which are data, and where a row's label ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from validator.model import Grid, GridCell
from validator.numerals import read_figure
from validator.segment import Body, Head, Segment, is_single_header
from validator.words import recognise, vocabulary

Row = tuple[GridCell, ...]
Kind = Literal["header", "section", "body", "nothing"]

#: So many cells that count 1, 2, 3 … are column numbers, no figures.
_NUMBERED = 5


def grid_segments(grid: Grid, source: int, after: str = "", section: int | None = None) -> list[Segment]:
    """Cut `grid` where a header or section begins; rows that carry neither labels nor figures are passed over."""
    found: list[Segment] = []
    header: list[int] = []
    bodies: list[Body] = []
    single = False
    for number in range(len(grid.index)):
        row = grid.row(number)
        kind = (
            "body"
            if single and _is_figures(row) and not _is_numbering(row)
            else _kind(grid, row, number, () if bodies else header)
        )
        if kind in ("header", "section") and bodies:
            found.append(Segment(_heads(grid, header, bodies), tuple(bodies), source, after, section))
            header, bodies = [], []
        if kind == "header":
            header.append(number)
            single = is_single_header([c.text for n in header for c in grid.row(n) if c.row == n])
        elif kind == "section":
            header, single, section = [], False, _section(row)
        elif kind == "body":
            bodies.append(_body(row, number, single, bodies[-1].label_stop if bodies else grid.width))
    if bodies:
        found.append(Segment(_heads(grid, header, bodies), tuple(bodies), source, after, section))
    return found


def _section(row: Row) -> int | None:
    """The section whose title stands alone in the row."""
    known = [word.label for cell in row if (word := recognise(cell.text))]
    return vocabulary().sections.get(known[0]) if known else None


def _kind(grid: Grid, row: Row, number: int, header: Sequence[int]) -> Kind:
    """`header`: the header rows directly above, if no data row came yet."""
    words = vocabulary()
    own = [cell for cell in row if cell.row == number]
    known = [word.label for cell in own if (word := recognise(cell.text))]
    if _is_numbering(own):
        return "nothing"
    if known and words.sections.keys() >= set(known):
        return "section"
    if sum(words.is_a(label, "column") for label in set(known)) >= 2 or _names_single_rows(known) >= 2:
        return "header"
    if any(_may_be_row(label) for label in known):
        return _row_or_heading(row, known)
    if known:
        return "nothing" if words.beside.issuperset(known) else "header"
    if _continues_header(grid, own, header):
        return "header"
    kinds = {read_figure(cell.text).kind for cell in own}
    return "body" if kinds - {"text", "blank"} or ("text" in kinds and len(row) > 2) else "nothing"


def _is_numbering(own: Sequence[GridCell]) -> bool:
    """A row of column numbers: 1, 2, 3 …"""
    texts = [cell.text.strip() for cell in own if cell.text.strip()]
    return len(texts) >= _NUMBERED and texts == [str(n) for n in range(1, len(texts) + 1)]


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


def _is_figures(row: Row) -> bool:
    """Under a one-row header: figures and blanks, with at most one label before them and little other text."""
    kinds = [read_figure(cell.text).kind for cell in row]
    texts = kinds.count("text")
    labels = sum(recognise(cell.text) is not None for cell in row)
    figures = len(kinds) - texts - kinds.count("blank")
    return len(row) > 1 and labels <= 1 and (figures >= texts if figures else texts == 0)


def _body(row: Row, number: int, single: bool, label_stop: int) -> Body:
    leaf = _leaf(row, number, single, label_stop)
    label = row[leaf] if leaf >= 0 else None
    path = tuple(cell.text for cell in row[: max(leaf, 0)] if cell.text.strip())
    place = label.place if label else row[0].place
    text, stop = (label.text, label.right) if label else ("", 0)
    proved = not any(cell.unproved for cell in row[leaf + 1 :])
    return Body(text, path, row[leaf + 1 :], place, number, stop, proved)


def _leaf(row: Row, number: int, single: bool, label_stop: int) -> int:
    """Which cell is the row's label: the last one known, or what stands behind a group's heading; -1: none."""
    texts = [read_figure(cell.text).kind == "text" for cell in row]
    known = [i for i, cell in enumerate(row) if recognise(cell.text)]
    if known:
        word = recognise(row[known[-1]].text)
        behind = known[-1] + 1
        only_heading = word is not None and word.label in vocabulary().beside
        return behind if only_heading and behind < len(row) and texts[behind] else known[-1]
    figures = [read_figure(cell.text).kind not in ("text", "blank") for cell in row]
    leading = figures.index(True) if True in figures else len(row)
    if single or not any(texts[:leading]):
        return -1
    labels = [i for i in range(leading) if texts[i] and row[i].row == number]
    return max((i for i in labels if row[i].right <= label_stop), default=labels[0] if labels else -1)


def _heads(grid: Grid, header: Sequence[int], bodies: Sequence[Body]) -> tuple[Head, ...]:
    """Header rows → columns: neighbouring grid columns under the same filled header cells are one column."""
    filled = [tuple(dict.fromkeys(_filled(grid, header, c))) for c in range(grid.width)]
    heads: list[Head] = []
    for column, ids in enumerate(filled):
        goes_on = column > 0 and bool(ids) and _is_repeated(grid, filled, column, bodies)
        if goes_on and heads and heads[-1].stop == column:
            heads[-1] = replace(heads[-1], stop=column + 1)
        elif ids:
            heads.append(Head(tuple(grid.cells[i].text for i in ids), column, column + 1))
    return tuple(heads)


def _is_repeated(grid: Grid, filled: Sequence[tuple[int, ...]], column: int, bodies: Sequence[Body]) -> bool:
    """The column left of it once more: the same header cells, or a merged cell that was filled up, figures and all."""
    before, now = filled[column - 1], filled[column]
    if before == now:
        return True
    labels = [
        [word.label for i in ids if (word := recognise(grid.cells[i].text)) and word.exact] for ids in (before, now)
    ]
    if not labels[1] or len(labels[1]) != len(now) or labels[0] != labels[1]:
        return False
    return all(_text(grid, body.row, column - 1) == _text(grid, body.row, column) for body in bodies)


def _text(grid: Grid, row: int, column: int) -> str:
    number = grid.index[row][column]
    return grid.cells[number].text.strip() if number >= 0 else ""


def _filled(grid: Grid, header: Sequence[int], column: int) -> list[int]:
    return [i for r in header if (i := grid.index[r][column]) >= 0 and grid.cells[i].text.strip()]
