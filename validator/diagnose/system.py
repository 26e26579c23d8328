"""Table → System: its identities as sparse integer rows over numbered cells, which every diagnosis works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validator.form import Identity, Line, Table, identities

Link = tuple[int, int]  # (identity, coefficient or amount)
Changes = tuple[tuple[int, int], ...]  # (cell, new value), by cell


@dataclass(frozen=True, slots=True)
class System:
    """Cells in printed order, row by row; `rows[i]` is identity i as left - right over cell positions.

    `touching[c]` is the column of cell c: the identities it is part of; `across[c]`: those of them that have no other cell
    of its row. `totals` are the cells that add up others. `kinds`: by row the first one that stands in these as it does:
    exchanging the figures of two such rows changes no identity across them.
    """

    cells: tuple[tuple[str, str], ...]
    rows: tuple[Mapping[int, int], ...]
    touching: tuple[tuple[Link, ...], ...]
    across: tuple[tuple[int, ...], ...]
    totals: frozenset[int]
    kinds: tuple[int, ...]
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]

    @property
    def width(self) -> int:
        """Columns of the table; cell c stands in row c // width and column c % width."""
        return len(self.column_names)

    def name(self, cell: int) -> str:
        """The cell by its short labels."""
        row, column = divmod(cell, self.width)
        return f"「{self.row_names[row]}」行「{self.column_names[column]}」列"

    def residuals(self, values: Sequence[int]) -> tuple[int, ...]:
        """left - right of every identity, in the order of `rows`, for cell `values` in the order of `cells`."""
        return tuple(sum(k * values[c] for c, k in row.items()) for row in self.rows)


_built: dict[tuple[object, ...], System] = {}


def system(table: Table) -> System:
    """The system of `table`, built once for each set of lines and sentences."""
    # Hashing a whole Table goes through every label and alias; what identities depend on is far less.
    key = (table.key, table.row_keys, table.column_keys, tuple((s.axis, s.words) for s in table.sentences))
    if key not in _built:
        _built[key] = _build(table)
    return _built[key]


def _build(table: Table) -> System:
    cells = tuple((r, c) for r in table.row_keys for c in table.column_keys)
    position = {cell: i for i, cell in enumerate(cells)}
    rows = tuple(_row(identity, position) for identity in identities(table))
    touching = tuple(tuple((i, row[c]) for i, row in enumerate(rows) if c in row) for c in range(len(cells)))
    adding = {line.key for line in table.rows if line.sums}, {line.key for line in table.columns if line.sums}
    totals = frozenset(i for i, (r, c) in enumerate(cells) if r in adding[0] or c in adding[1])
    across = tuple(tuple(i for i, _ in t if _alone(c, rows[i], len(table.columns))) for c, t in enumerate(touching))
    kinds = _kinds(rows, across, len(table.columns))
    return System(cells, rows, touching, across, totals, kinds, _names(table.rows), _names(table.columns))


def _kinds(rows: Sequence[Mapping[int, int]], across: Sequence[Sequence[int]], width: int) -> tuple[int, ...]:
    stands = [tuple((i, rows[i][c]) for i in identities) for c, identities in enumerate(across)]
    by_row = [tuple(stands[first : first + width]) for first in range(0, len(stands), width)]
    return tuple(by_row.index(row) for row in by_row)


def _alone(cell: int, identity: Mapping[int, int], width: int) -> bool:
    """Whether no other cell of the row of `cell` is in the identity."""
    return sum(other // width == cell // width for other in identity) == 1


def _row(identity: Identity, position: Mapping[tuple[str, str], int]) -> Mapping[int, int]:
    row: dict[int, int] = {}
    for k, r, c in identity.terms:
        cell = position[r, c]
        row[cell] = row.get(cell, 0) + k
    return {cell: k for cell, k in row.items() if k}


def _names(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.short for line in lines)
