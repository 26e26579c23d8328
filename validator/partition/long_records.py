"""Sheets in long form → records: one row a figure (organ, year, table, row, column, value), as data exports write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from validator.form import Edition
from validator.identity.title_words import plain, year_of
from validator.model import Block, Grid, GridCell
from validator.numerals import tidy
from validator.schema import editions
from validator.words import recognise

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
Owner = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One figure of a long form: whose it is, its labels and their cells, and its own cell."""

    owner: Owner
    organ: str
    year: str
    table: str
    row: str
    column: str
    label: GridCell
    head: GridCell
    value: GridCell


def records(block: Block) -> list[Record]:
    """The figures of a sheet in long form; none of anything else."""
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


def _below(grid: Grid, number: int, heads: Mapping[str, int]) -> Iterator[Record]:
    """The records below the heads; whose they are, and of which table, holds on where it is left blank."""
    last: dict[str, str] = {}
    for row in range(number + 1, len(grid.index)):
        cells = {role: grid.cells[i] for role, at in heads.items() if (i := grid.index[row][at]) >= 0}
        texts = {role: tidy(cell.text) for role, cell in cells.items()}
        last |= {role: texts[role] for role in (*_OWNER, "table") if texts.get(role)}
        if texts.get("row") and texts.get("column") and "value" in cells and last.get("table"):
            owner = tuple(last.get(role, "") for role in _OWNER)
            names = (last["table"], texts["row"], texts["column"])
            yield Record(owner, owner[2], owner[3], *names, cells["row"], cells["column"], cells["value"])


# ---------------------------------------------------------------- keys → labels


def _named(records: list[Record]) -> list[Record]:
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
