"""Segment × a table that prints its rows side by side above one row of figures (复议诉讼)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from validator.form import Table
from validator.model import Observation
from validator.tables.align import align_matrix, head_label
from validator.tables.alignment import Alignment, row_note
from validator.tables.place_cells import place_cells
from validator.tables.segment import Head, Segment
from validator.words import column_index, recognise, row_index

_Leaf = tuple[Head, str]  # a column of figures, and the key that its header names


def align(segment: Segment, table: Table, fallback: Sequence[Head] = ()) -> Alignment | None:
    """Read `segment` as `table`, whichever way the form prints it; None if it is not that table."""
    single = _align_single(segment, table) if table.layout == "single_row" else None
    found = single or align_matrix(segment, table, () if table.layout == "single_row" else fallback)
    if found is None or not segment.source.turned:
        return found
    return replace(found, observations=(Observation("table_turned", table.key, place=found.place), *found.observations))


def _align_single(segment: Segment, table: Table) -> Alignment | None:
    index = column_index(table)
    leaves = [(h, index[label]) for h in segment.heads if (label := head_label(h, index))]
    leaves = _under_line(leaves, segment, table)
    above = {_named_above(head, row_index(table)) for head, _ in leaves}
    if len(leaves) * 2 < len(table.rows) * len(table.columns) and not (leaves and None not in above):
        return None
    filled = [b for b in segment.bodies if any(c.text.strip() for c in b.cells)]
    body = filled[0] if filled else segment.bodies[0]
    keys = list(zip(_blocks(leaves, table), (key for _, key in leaves), strict=True))
    placed, odd = (
        place_cells(body, [head for head, _ in leaves])
        if len(set(keys)) == len(keys) or not body.counted
        else (None, "row_width")
    )
    notes = [row_note(table, odd, table.row_keys, body)] if odd else []
    notes += _without_column(keys, table)
    notes += [
        Observation("extra_row", table.key, text=b.label.strip() or "多出的一行", place=b.place) for b in filled[1:]
    ]
    rows = tuple(dict.fromkeys(row for row, _ in keys))
    return Alignment(
        table,
        segment.source,
        segment.section,
        {key: (cell, segment.source) for key, cell in zip(keys, placed or (), strict=False)},
        rows,
        tuple(dict.fromkeys(key for _, key in leaves)),
        segment.heads,
        () if placed else rows,
        tuple(notes),
        len(leaves),
        segment.place,
    )


def _under_line(leaves: list[_Leaf], segment: Segment, table: Table) -> list[_Leaf]:
    """One block of columns under a line of text that names its row: the name becomes its heading."""
    word = recognise(segment.source.after) if len(leaves) == len(table.columns) else None
    if word is None or word.label not in row_index(table) or any(len(head.texts) > 1 for head, _ in leaves):
        return leaves
    return [(replace(head, texts=(word.label, *head.texts)), key) for head, key in leaves]


def _without_column(keys: Sequence[tuple[str, str]], table: Table) -> Iterator[Observation]:
    """Columns that some of the printed rows have and others have not."""
    printed = {column for _, column in keys}
    for row in dict.fromkeys(row for row, _ in keys):
        if gone := tuple(c for c in table.column_keys if c in printed and (row, c) not in keys):
            yield Observation("columns_missing", table.key, (row,), gone, number=len(gone))


def _blocks(leaves: Sequence[_Leaf], table: Table) -> list[str]:
    """The row of each column of figures: what the headings above say, else a new one where a name comes again."""
    names = row_index(table)
    above = [_named_above(head, names) for head, _ in leaves]
    named = [row for row in above if row]
    if len(named) == len({(row, key) for row, (_, key) in zip(above, leaves, strict=True) if row}) == len(leaves):
        return named
    runs = _runs(leaves)
    said = [next((above[i] for i in run if above[i]), None) for run in runs]
    free = [key for key in table.row_keys if key not in said]
    blocks: list[str] = []
    for run, name in zip(runs, said, strict=True):
        # Two blocks under one name, or more blocks than rows, are no reading: the keys come twice and stay open.
        blocks += [name or (free.pop(0) if free else table.row_keys[-1])] * len(run)
    return blocks


def _runs(leaves: Sequence[_Leaf]) -> list[list[int]]:
    """The positions of the columns in blocks: a new one begins where a name comes again."""
    runs: list[list[int]] = []
    seen: set[str] = set()
    for position, (_, key) in enumerate(leaves):
        if not runs or key in seen:
            runs.append([])
            seen = set()
        seen.add(key)
        runs[-1].append(position)
    return runs


def _named_above(head: Head, names: Mapping[str, str]) -> str | None:
    found = (names[w.label] for t in reversed(head.texts[:-1]) if (w := recognise(t)) and w.label in names)
    return next(found, None)
