"""Sheets with the organ, and perhaps the year, before every row → the tables of each organ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from validator.identity.organ import as_organ
from validator.identity.title_words import plain, year_of
from validator.model import Block, Grid, GridCell, Paragraph, Place
from validator.numerals import tidy
from validator.partition.first_rows import kinds

_ORGANS = frozenset({"单位", "单位名称", "填报单位", "报告单位", "机关", "机关名称", "行政机关", "部门"})
_YEARS = frozenset({"年度", "年份", "报告年度", "统计年度"})
#: Rows that may stand above the heads.
_ABOVE = 20

Owner = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class _Keys:
    """The row of the heads, and the columns that name organ and year (None: no such column)."""

    row: int
    organ: int
    year: int | None


def keyed_pieces(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The blocks of each owner; those of sheets without such a column before the first. Empty if there is no such column."""
    gathered: dict[Owner, list[Block]] = {}
    rest: list[Block] = []
    for block in blocks:
        keys = _keys(block) if isinstance(block, Grid) and kinds(block) else None
        if keys is None or not isinstance(block, Grid):
            rest.append(block)
            continue
        for owner, rows in _owned(block, keys).items():
            gathered.setdefault(owner, []).extend(_table(block, keys, owner, rows))
    pieces = [tuple(piece) for piece in gathered.values()]
    return [(*rest, *pieces[0]), *pieces[1:]] if pieces else []


def _keys(grid: Grid) -> _Keys | None:
    for number in range(min(_ABOVE, len(grid.index))):
        names = {plain(cell.text): cell.column for cell in reversed(grid.row(number)) if cell.row == number}
        organ = next((at for name, at in names.items() if name in _ORGANS), None)
        if organ is not None and len(names) > 2:
            keys = _Keys(number, organ, next((at for name, at in names.items() if name in _YEARS), None))
            return keys if _owned(grid, keys) else None
    return None


def _owned(grid: Grid, keys: _Keys) -> dict[Owner, list[int]]:
    """The rows of each owner; nothing if a row with figures names no organ, for then the column holds something else."""
    found: dict[Owner, list[int]] = {}
    for row in range(keys.row + 1, len(grid.index)):
        organ = as_organ(_text(grid, row, keys.organ))
        if organ is not None:
            year = year_of(_text(grid, row, keys.year)) if keys.year is not None else None
            found.setdefault((organ, year), []).append(row)
        elif found and _text(grid, row, keys.organ):
            return {}
    return found


def _text(grid: Grid, row: int, column: int) -> str:
    number = grid.index[row][column]
    return tidy(grid.cells[number].text) if number >= 0 else ""


def _table(grid: Grid, keys: _Keys, owner: Owner, rows: Sequence[int]) -> Iterator[Block]:
    """The header block of an owner, and its rows below the heads."""
    organ, year = owner
    place = next((cell.place for cell in grid.row(rows[0]) if cell.place), Place())
    yield Paragraph(f"单位：{organ}", place)
    if year is not None:
        yield Paragraph(f"年度：{year}", place)
    first = min(row for row in range(keys.row + 1, rows[0] + 1) if as_organ(_text(grid, row, keys.organ)))
    moved = {row: row for row in range(first)} | {row: first + number for number, row in enumerate(rows)}
    yield Grid.of(_without_keys(grid, keys, moved), grid.sheet)


def _without_keys(grid: Grid, keys: _Keys, moved: dict[int, int]) -> Iterator[GridCell]:
    for cell in grid.cells:
        if cell.row in moved and cell.column not in (keys.organ, keys.year):
            yield structs.replace(cell, row=moved[cell.row])
