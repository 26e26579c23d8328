"""Grid → segments: which rows are header, which are data, and where a row's label ends."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from validator.model import Grid, GridCell
from validator.numerals import read_figure
from validator.tables.row_kinds import Row, is_single_body, row_kind
from validator.tables.segment import Body, Head, Segment, Source, is_single_header
from validator.tables.turned import figures_of_columns, turned_pieces
from validator.words import recognise, vocabulary


def grid_segments(grid: Grid, source: Source, section: int | None = None) -> list[Segment]:
    """Cut `grid` where a header or section begins; rows that carry neither labels nor figures are passed over.

    `section`: the section of the report in which the grid begins. Pieces printed with rows as columns are turned.
    """
    found, headers = _cut(grid, source, section)
    if not any(figures_of_columns(row) for row in headers):
        return found
    pieces = list(turned_pieces(grid))
    if not pieces:
        return found
    found, _ = _cut(grid, source, section, frozenset(number for rows, _ in pieces for number in rows))
    over = replace(source, turned=True)
    return found + [segment for _, piece in pieces for segment in _cut(piece, over, None)[0]]


@dataclass(slots=True)
class _Open:
    """The segment being read."""

    header: list[int] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    single: bool = False


def _cut(
    grid: Grid, source: Source, section: int | None, aside: Container[int] = ()
) -> tuple[list[Segment], list[Row]]:
    """The segments of the rows that are not set `aside`, and all header rows."""
    found: list[Segment] = []
    headers: list[Row] = []
    now = _Open()
    for number in range(len(grid.index)):
        row = grid.row(number)
        kind = "aside" if number in aside else _kind(grid, row, number, now)
        if kind in ("header", "section", "aside") and now.bodies:
            found.append(_closed(grid, now, source, section))
            now = _Open()
        if kind == "header":
            now.header.append(number)
            headers.append(row)
            now.single = is_single_header([c.text for n in now.header for c in grid.row(n) if c.row == n])
        elif kind == "section":
            now, section = _Open(), _section(row)
        elif kind == "body":
            stop = now.bodies[-1].label_stop if now.bodies else grid.width
            now.bodies.append(_body(row, number, now.single, stop, source))
    return [*found, _closed(grid, now, source, section)] if now.bodies else found, headers


def _kind(grid: Grid, row: Row, number: int, now: _Open) -> str:
    if now.single and is_single_body(row):
        return "body"
    return row_kind(grid, row, number, () if now.bodies else now.header)


def _closed(grid: Grid, now: _Open, source: Source, section: int | None) -> Segment:
    place = source.table(grid.row(now.bodies[0].row)[0])
    return Segment(_heads(grid, now.header, now.bodies), tuple(now.bodies), source, place, section)


def _section(row: Row) -> int | None:
    """The section whose title stands alone in the row."""
    known = [word.label for cell in row if (word := recognise(cell.text))]
    return vocabulary().sections.get(known[0]) if known else None


def _body(row: Row, number: int, single: bool, label_stop: int, source: Source) -> Body:
    leaf = _leaf(row, number, single, label_stop)
    label = row[leaf] if leaf >= 0 else None
    path = tuple(cell.text for cell in row[: max(leaf, 0)] if cell.text.strip())
    text, stop = (label.text, label.right) if label else ("", 0)
    cells = row[leaf + 1 :]
    while label and cells and _is_from_above(cells[0], number):
        cells = cells[1:]
    proved = not any(cell.unproved for cell in cells)
    return Body(text, path, cells, source.place(label or row[0]), number, stop, proved)


def _is_from_above(cell: GridCell, number: int) -> bool:
    """A heading that reaches down into the row."""
    return cell.row < number and recognise(cell.text) is not None


def _leaf(row: Row, number: int, single: bool, label_stop: int) -> int:
    """Which cell is the row's label: the last one known, or what stands behind a group's heading; -1: none."""
    texts = [read_figure(cell.text).kind == "text" for cell in row]
    known = [i for i, cell in enumerate(row) if recognise(cell.text)]
    if known:
        return _known_leaf(row, number, known, texts)
    figures = [read_figure(cell.text).kind not in ("text", "blank") for cell in row]
    leading = figures.index(True) if True in figures else len(row)
    if single or not any(texts[:leading]):
        return -1
    labels = [i for i in range(leading) if texts[i] and row[i].row == number]
    return max((i for i in labels if row[i].right <= label_stop), default=labels[0] if labels else -1)


def _known_leaf(row: Row, number: int, known: Sequence[int], texts: Sequence[bool]) -> int:
    """A heading whose merged cell begins above may stand behind the row's own label, where another reaches too far."""
    word = recognise(row[known[-1]].text)
    if word is None or word.label not in vocabulary().beside:
        return known[-1]
    own = [i for i in known if row[i].row == number]
    if own and row[known[-1]].row < number:
        return own[-1]
    behind = known[-1] + 1
    return behind if behind < len(row) and texts[behind] else known[-1]


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
