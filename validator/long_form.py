"""Long-form sheets → mandated tables: one row a figure (organ, year, table, row, column, value), as data exports write it.

Only the shape is changed: labels stay as they are written, so that alignment judges them as it does anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from validator.form import Edition
from validator.model import Block, Grid, GridCell, Paragraph, Place
from validator.numerals import tidy
from validator.schema import editions
from validator.title_words import plain, year_of
from validator.words import recognise, vocabulary

#: Names that heads of columns go by, for what the column holds; of two that hold the figure, the earlier name counts.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "path": ("path", "文件", "来源文件"),
    "part": ("part",),
    "organ": ("organ", "单位", "单位名称", "填报单位", "报告单位", "机关", "机关名称", "行政机关", "机构", "部门"),
    "year": ("year", "年度", "年份", "报告年度", "统计年度", "所属年度"),
    "table": ("table", "表", "表名", "表名称", "表格", "所属表", "报表"),
    "row": ("row", "行", "行名", "行标签", "行名称", "行项目", "项目", "指标", "指标名称"),
    "column": ("column", "列", "列名", "列标签", "列名称", "栏目", "栏", "分类"),
    "value": ("raw", "value", "数值", "值", "数据", "数量", "填报值", "指标值"),
}
_NEEDED = frozenset({"table", "row", "column", "value"})
_OWNER = ("path", "part", "organ", "year")
#: Rows above the heads, and figures that make a long form.
_ABOVE = 20
_LEAST = 10
#: Shapes of rows that the tables of one name may have; more come from cells that were left out.
_MOST_SHAPES = 6
_JOINTS = "/>-—|、"

Owner = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """One figure: whose it is, its labels and their cells, and its own cell."""

    owner: Owner
    organ: str
    year: str
    table: str
    row: str
    column: str
    label: GridCell
    head: GridCell
    value: GridCell


def long_pieces(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The blocks of each report that is written in long form, what is in no such form before the first; or none."""
    grids = {number: found for number, block in enumerate(blocks) if (found := _records(block))}
    owners: dict[Owner, list[tuple[_Record, str | None]]] = {}
    for number, found in grids.items():
        block = blocks[number]
        sheet = block.sheet if isinstance(block, Grid) else None
        for record in found:
            owners.setdefault(record.owner, []).append((record, sheet))
    rest = tuple(block for number, block in enumerate(blocks) if number not in grids)
    pieces = [tuple(_blocks([record for record, _ in held], held[0][1])) for held in owners.values()]
    return [(*rest, *pieces[0]), *pieces[1:]] if pieces else []


# ---------------------------------------------------------------- sheet → records


def _records(block: Block) -> list[_Record]:
    if not isinstance(block, Grid):
        return []
    for number in range(min(_ABOVE, len(block.index))):
        heads = _heads(block, number)
        if heads.keys() >= _NEEDED:
            found = _named(list(_below(block, number, heads)))
            known = [r for r in found if recognise(r.row) and recognise(r.column.rpartition("/")[2])]
            return found if len(known) >= max(_LEAST, len(found) // 2) else []
    return []


def _heads(grid: Grid, number: int) -> dict[str, int]:
    """What the columns hold, by the names in row `number`."""
    names = {plain(cell.text).lower(): cell.column for cell in reversed(grid.row(number))}
    found = {role: [names[name] for name in known if name in names] for role, known in _HEADS.items()}
    return {role: columns[0] for role, columns in found.items() if columns}


def _below(grid: Grid, number: int, heads: Mapping[str, int]) -> Iterator[_Record]:
    """The records below the heads; whose they are, and of which table, holds on where it is left blank."""
    last: dict[str, str] = {}
    for row in range(number + 1, len(grid.index)):
        cells = {role: grid.cells[i] for role, at in heads.items() if (i := grid.index[row][at]) >= 0}
        texts = {role: tidy(cell.text) for role, cell in cells.items()}
        last |= {role: texts[role] for role in (*_OWNER, "table") if texts.get(role)}
        if texts.get("row") and texts.get("column") and "value" in cells and last.get("table"):
            owner = tuple(last.get(role, "") for role in _OWNER)
            names = (last["table"], texts["row"], texts["column"])
            yield _Record(owner, owner[2], owner[3], *names, cells["row"], cells["column"], cells["value"])


# ---------------------------------------------------------------- keys → labels


def _named(records: list[_Record]) -> list[_Record]:
    """Records that go by the keys of the form, under its labels."""
    tables = {table for edition in editions().values() for table in edition.table_keys}
    if not records or not tables.issuperset(record.table for record in records):
        return records
    keys = {(record.table, record.row, record.column) for record in records}
    fitting = [edition for edition in editions().values() if keys <= set(_labels(edition))]
    if not fitting:
        return records
    year = year_of(records[0].year)
    chosen = next((edition for edition in fitting if year and edition.governs(year)), fitting[-1])
    labels = _labels(chosen)
    found = ((record, labels[record.table, record.row, record.column]) for record in records)
    return [replace(record, table=table, row=row, column=column) for record, (table, row, column) in found]


def _labels(edition: Edition) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """Keys → labels: a column with the headings over it, a row that may stand alone for its members too."""
    return {
        (table.key, row, column.key): (table.title, table.row(row).label, "/".join((*column.under, column.label)))
        for table in edition.tables
        for row in (*table.row_keys, *(group.key for group in table.groups if group.may_stand_alone))
        for column in table.columns
    }


# ---------------------------------------------------------------- records of one report → blocks


def _blocks(records: Sequence[_Record], sheet: str | None) -> Iterator[Block]:
    place = records[0].label.place or Place()
    yield Paragraph(f"单位：{records[0].organ}", place)
    yield Paragraph(f"年度：{year_of(records[0].year) or ''}", place)
    for table in dict.fromkeys(record.table for record in records):
        for rows in _shapes(_rows([record for record in records if record.table == table])):
            yield _grid(table, rows, sheet)


_Row = dict[str, _Record]  # column → figure


def _rows(records: Sequence[_Record]) -> list[_Row]:
    """Rows by their labels in order; a figure that is stated otherwise before begins its row a second time."""
    found: dict[tuple[str, int], _Row] = {}
    for record in records:
        time = 0
        while (other := found.get((record.row, time), {}).get(record.column)) is not None:
            if tidy(other.value.text) == tidy(record.value.text):
                break
            time += 1
        found.setdefault((record.row, time), {}).setdefault(record.column, record)
    return list(found.values())


def _shapes(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows with the same columns are one table; all rows together, where single figures were left out."""
    shapes: dict[frozenset[str], list[_Row]] = {}
    for row in rows:
        shapes.setdefault(frozenset(row), []).append(row)
    return list(shapes.values()) if len(shapes) <= _MOST_SHAPES else [list(rows)]


def _grid(table: str, rows: Sequence[_Row], sheet: str | None) -> Grid:
    columns = list({column: record for row in rows for column, record in row.items()}.items())
    paths = [_path(column) for column, _ in columns]
    depth = max(map(len, paths))
    cells = [GridCell(0, 0, 1, 1, table, next(iter(rows[0].values())).label.place)]
    for at, (path, (_, record)) in enumerate(zip(paths, columns, strict=True), 1):
        levels = enumerate(path, 1 + depth - len(path))
        cells += [GridCell(level, at, 1, 1, text, record.head.place) for level, text in levels]
    for number, row in enumerate(rows, 1 + depth):
        first = next(iter(row.values()))
        cells.append(GridCell(number, 0, 1, 1, first.row, first.label.place))
        cells += [_figure(number, at, row.get(column)) for at, (column, _) in enumerate(columns, 1)]
    return Grid.of(cells, sheet)


def _figure(row: int, column: int, record: _Record | None) -> GridCell:
    if record is None:
        return GridCell(row, column, 1, 1, "")
    return replace(record.value, row=row, column=column, rowspan=1, colspan=1)


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
