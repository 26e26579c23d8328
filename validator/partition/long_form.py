"""Records of long-form sheets → the tables of each report, as they would be printed.

Only the shape is changed: labels stay as they are written, so that alignment judges them as it does anywhere; their
order, which means nothing in such a sheet, is that of the form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import structs

from validator.form import Table
from validator.identity.title_words import year_of
from validator.model import Block, Grid, GridCell, Paragraph, Place
from validator.numerals import tidy
from validator.partition.long_records import Owner, Record, records
from validator.schema import editions
from validator.words import column_index, recognise, row_index, vocabulary

_JOINTS = "/>-—|、"


def long_pieces(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The blocks of each report that is written in long form, what is in no such form before the first; or none."""
    owners: dict[Owner, list[Record]] = {}
    rest: list[Block] = []
    for block in blocks:
        found = records(block)
        rest += () if found else (block,)
        for record in found:
            owners.setdefault(record.owner, []).append(record)
    pieces = [tuple(_blocks(held)) for held in owners.values()]
    return [(*rest, *pieces[0]), *pieces[1:]] if pieces else []


def _blocks(held: Sequence[Record]) -> Iterator[Block]:
    """A header block, and a grid for each table."""
    first = held[0]
    place = first.label.place or Place()
    yield Paragraph(f"单位：{first.organ}", place)
    yield Paragraph(f"年度：{year_of(first.year) or ''}", place)
    for table in dict.fromkeys(record.table for record in held):
        for rows in _shapes(_rows([record for record in held if record.table == table])):
            yield _grid(table, rows, place.sheet)


_Row = dict[str, Record]  # column → figure


def _rows(held: Sequence[Record]) -> list[_Row]:
    """Rows by their labels, as the form orders them; a figure that was stated otherwise before begins its row again."""
    found: dict[tuple[str, int], _Row] = {}
    for record in held:
        time = 0
        while (other := found.get((record.row, time), {}).get(record.column)) is not None:
            if tidy(other.value.text) == tidy(record.value.text):
                break
            time += 1
        found.setdefault((record.row, time), {}).setdefault(record.column, record)
    order = _order([label for label, _ in found], row_index)
    return [found[key] for key in sorted(found, key=lambda key: (key[1], order.get(key[0], len(order))))]


def _shapes(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows of one mandated table together, be single figures left out; of several: those with the same columns."""
    labels = [next(iter(row.values())).row for row in rows]
    if len(_order(labels, row_index)) == len(set(labels)):
        return [list(rows)]
    shapes: dict[frozenset[str], list[_Row]] = {}
    for row in rows:
        shapes.setdefault(frozenset(row), []).append(row)
    return list(shapes.values())


def _order(labels: Sequence[str], index: Callable[[Table], Mapping[str, str]]) -> dict[str, int]:
    """The places of labels among the rows or columns (`index`) of the mandated table that knows most of them."""
    words = {label: word.label for label in labels if (word := recognise(_path(label)[-1]))}
    known = (index(table) for edition in editions().values() for table in edition.tables)
    best = max(known, key=lambda names: sum(word in names for word in words.values()))
    keys = list(dict.fromkeys(best.values()))
    return {label: keys.index(best[word]) for label, word in words.items() if word in best}


def _grid(table: str, rows: Sequence[_Row], sheet: str | None) -> Grid:
    heads = {column: record for row in rows for column, record in row.items()}
    order = _order(list(heads), column_index)
    columns = sorted(heads.items(), key=lambda head: order.get(head[0], len(order)))
    paths = [_path(column) for column, _ in columns]
    depth = max(map(len, paths))
    cells = [GridCell(0, 0, 1, 1, table, next(iter(rows[0].values())).label.place)]
    for at, (path, (_, record)) in enumerate(zip(paths, columns, strict=True), 1):
        levels = enumerate(path, 1 + depth - len(path))
        cells += [GridCell(level, at, 1, 1, text, record.head.place) for level, text in levels]
    for number, row in enumerate(rows, 1 + depth):
        first = next(iter(row.values()))
        cells.append(GridCell(number, 0, 1, 1, first.row, first.label.place))
        cells += [_figure(number, at, row.get(column), first) for at, (column, _) in enumerate(columns, 1)]
    return Grid.of(cells, sheet)


def _figure(row: int, column: int, record: Record | None, first: Record) -> GridCell:
    """The cell of a figure; for one that is not there a blank, found where its row begins."""
    if record is None:
        return GridCell(row, column, 1, 1, "", first.label.place)
    return structs.replace(record.value, row=row, column=column, rowspan=1, colspan=1)


def _path(column: str) -> tuple[str, ...]:
    """法人或其他组织/其他 → the heading and the column; a name that only holds such a sign stays whole."""
    for joint in _JOINTS:
        pieces = tuple(piece.strip() for piece in column.split(joint))
        if len(pieces) > 1 and all(map(_is_heading, pieces[:-1])):
            return pieces
    return (column,)


def _is_heading(text: str) -> bool:
    word = recognise(text)
    return word is not None and vocabulary().is_a(word.label, "heading")
