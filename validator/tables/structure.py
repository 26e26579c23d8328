"""Alignment × its table → what is missing or out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from validator.form import Edition, Line, Table, collapsed
from validator.model import Observation
from validator.tables.alignment import Alignment


def printed_form(table: Table, rows: Sequence[str]) -> Table:
    """The table as it is printed: groups that stand as one row instead of their members."""
    alone = tuple(g.key for g in table.groups if g.may_stand_alone and g.key in rows)
    return collapsed(table, alone) if alone else table


def structure_notes(found: Alignment, edition: Edition) -> Iterator[Observation]:
    """Everything about the table as a whole; what concerned one line was observed when it was aligned."""
    table = printed_form(edition.table(found.table.key), found.rows)
    yield from found.observations
    yield from _missing(table.rows, found.rows, table.key, "rows")
    yield from _missing(table.columns, found.columns, table.key, "columns")
    if moved := _first_moved(found.rows, table.row_keys):
        yield Observation("rows_out_of_order", table.key, rows=moved, place=found.place)
    if moved := _first_moved(found.columns, table.column_keys):
        yield Observation("columns_out_of_order", table.key, columns=moved, place=found.place)


def _missing(lines: Sequence[Line], printed: Sequence[str], table: str, axis: str) -> Iterator[Observation]:
    """One observation for each run of lines that are not there."""
    for absent, run in groupby(enumerate(lines), key=lambda item: item[1].key not in printed):
        if absent:
            gone = list(run)
            before = lines[gone[0][0] - 1].label if gone[0][0] else ""
            keys = tuple(line.key for _, line in gone)
            at_end = gone[-1][0] == len(lines) - 1
            note = "end" if at_end and len(gone) > 1 else ""
            rows, columns = (keys, ()) if axis == "rows" else ((), keys)
            yield Observation(f"{axis}_missing", table, rows, columns, before, note, len(gone))


def _first_moved(printed: Sequence[str], mandated: Sequence[str]) -> tuple[str, ...]:
    """The first line that stands behind one which should come after it."""
    order = {key: i for i, key in enumerate(mandated)}
    for key, following in pairwise(key for key in printed if key in order):
        if order[following] < order[key]:
            return (following,)
    return ()
