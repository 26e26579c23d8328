"""Segment × Table → Alignment: which printed line is which mandated row or column, and what did not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from validator.form import Table
from validator.model import GridCell, Observation
from validator.tables.alignment import (
    Alignment,
    header_notes,
    heading_rows,
    is_foreign,
    overlong,
    row_note,
    unused,
)
from validator.tables.leftovers import Printed, match_lines
from validator.tables.line_slips import in_gaps, is_misspelt, unit_of, without_slips
from validator.tables.nameless import dealt_out
from validator.tables.place_cells import place_cells, without_check_columns
from validator.tables.segment import Body, Head, Segment, Source
from validator.words import column_index, own_labels, recognise, row_index, unmarked, vocabulary

#: So many rows of a table prove it where its header is missing.
_ROWS_ALONE = 8


def align_matrix(segment: Segment, table: Table, fallback: Sequence[Head] = ()) -> Alignment | None:
    """Read `segment` as `table`; None if it does not carry the table's labels.

    `fallback` are the heads of the piece above, for a table that goes on without a header of its own.
    """
    bodies, lost = dealt_out(segment.bodies, table)
    segment = replace(segment, bodies=tuple(bodies)) if lost else segment
    named = in_gaps([_row_key(body, table) for body in segment.bodies], segment.bodies, table)
    sole = not any(named) and is_misspelt(segment.bodies, table)
    certain = [body for body, key in zip(segment.bodies, named, strict=True) if key or sole]
    if not certain:
        return None
    label_stop = sorted(body.label_stop for body in certain)[len(certain) // 2]
    heads = [h for h in segment.heads if h.stop > label_stop and not _is_heading(h)] or list(fallback)
    columns, column_notes = _columns(heads, table)
    proved = len(columns) == len(table.columns) if sole else columns or _proves_itself(certain, table, segment.section)
    if not proved:
        return None
    printed = [Printed(b.label, k, not is_foreign(b, k), b.place) for b, k in zip(segment.bodies, named, strict=True)]
    rows, row_notes = match_lines(printed, table.rows, table.key, "row")
    notes = (*lost, *row_notes, *overlong(segment.bodies, named, table), *column_notes)
    return _collect(segment, table, rows, columns, heads, notes)


def _is_heading(head: Head) -> bool:
    """A banner or group heading that reaches over columns which have no name of their own."""
    word = recognise(head.text)
    return word is not None and not vocabulary().is_a(word.label, "column")


def _row_key(body: Body, table: Table) -> str | None:
    """The row that the label certainly names, or `group*` for a heading that is printed as a row."""
    word = recognise(body.label)
    if word is None:
        return None
    return row_index(table).get(word.label) or _group_index(table).get(word.label)


@cache
def _group_index(table: Table) -> Mapping[str, str]:
    """Unmarked heading → `group*`."""
    return {unmarked(group.label): f"{group.key}*" for group in table.groups}


def _proves_itself(certain: Sequence[Body], table: Table, section: int | None) -> bool:
    """Without a header: many rows of the table, each with exactly as many cells as it has columns, in its section."""
    fits = all(len(body.cells) == len(table.columns) for body in certain)
    placed = section == table.section or (section is None and len(certain) > 1)
    return fits and placed and len(certain) >= min(len(table.rows), _ROWS_ALONE)


def _columns(heads: Sequence[Head], table: Table) -> tuple[dict[str, int], list[Observation]]:
    """Column key → position in `heads`; nothing if no head is certainly a column of the table."""
    index = column_index(table)
    certain = without_slips([index.get(head_label(head, index) or "") for head in heads], table.column_keys)
    if not any(certain):
        return {}, []
    printed = [Printed(h.text, k) for h, k in zip(heads, certain, strict=True)]
    keys, notes = match_lines(printed, table.columns, table.key, "column")
    columns: dict[str, int] = {}
    for position, key in enumerate(keys):
        text = heads[position].text
        word = recognise(text)
        if key and (unit := unit_of(heads[position], table.column(key))):
            notes.append(Observation("amount_unit", table.key, columns=(key,), text=unit))
        elif key and certain[position] and word and word.label in index and not word.exact:
            notes.append(Observation("label_unlike", table.key, (), (key,), text.strip(), table.column(key).label))
        if key in columns:
            notes.append(Observation("column_twice", table.key, columns=(key,), text=text))
        elif key:
            columns[key] = position
    return columns, notes


def head_label(head: Head, index: Mapping[str, str]) -> str | None:
    """The label at the foot of a header path; its last texts may be pieces of one label (结果 / 维持)."""
    for start in range(len(head.texts)):
        word = recognise("".join(head.texts[start:]))
        if word and word.label in index:
            return word.label
    return None


def _score(segment: Segment, heads: Sequence[Head], table: Table) -> int:
    """Labels that are exactly this table's: rows and columns, aliases not counted."""
    rows, columns = own_labels(table)
    named = sum(1 for b in segment.bodies if (w := recognise(b.label)) and w.label in rows)
    return named + sum(head_label(head, columns) is not None for head in heads)


def _collect(
    segment: Segment,
    table: Table,
    rows: Sequence[str | None],
    columns: Mapping[str, int],
    heads: Sequence[Head],
    notes: Sequence[Observation],
) -> Alignment:
    """Take the cells of every matched row, and say what did not fit."""
    at = dict(columns) or {key: i for i, key in enumerate(table.column_keys)}
    grounds = heads if columns else [Head((), i, i + 1) for i in range(len(at))]
    bodies = without_check_columns(segment.bodies, heads)
    taken = _take_rows(bodies, _stand_alone(rows, table), table, at, grounds, segment.source, told=bool(columns))
    checked = [] if bodies == segment.bodies else [Observation("extra_column", table.key, text="表头以外的列")]
    standing = heading_rows(table, taken.rows, segment.bodies)
    above = header_notes(segment, table, columns, heads)
    return Alignment(
        table,
        segment.source,
        segment.section,
        taken.cells,
        tuple(taken.rows),
        tuple(at),
        tuple(heads),
        tuple(taken.opened),
        (*notes, *above, *checked, *taken.observed, *standing),
        _score(segment, heads, table),
        segment.place,
    )


@dataclass(slots=True)
class _Taken:
    """What the rows of a segment gave."""

    cells: dict[tuple[str, str], tuple[GridCell, Source]] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    observed: list[Observation] = field(default_factory=list)


def _take_rows(
    bodies: Sequence[Body],
    keys: Sequence[str | None],
    table: Table,
    at: Mapping[str, int],
    heads: Sequence[Head],
    source: Source,
    told: bool,
) -> _Taken:
    """Place each row's cells under `heads`; a row whose cells cannot be counted off is open. `told`: say what was odd."""
    taken = _Taken()
    for body, key in zip(bodies, keys, strict=True):
        if key is None or key.endswith("*") or key in taken.rows:
            taken.observed += unused(table, body, key)
            continue
        taken.rows.append(key)
        placed, odd = place_cells(body, heads)
        if odd and told:
            taken.observed.append(row_note(table, odd, (key,), body))
        if placed is None:
            taken.opened.append(key)
        else:
            taken.cells.update({(key, column): (placed[i], source) for column, i in at.items() if i < len(placed)})
    return taken


def _stand_alone(rows: Sequence[str | None], table: Table) -> list[str | None]:
    """`other*` becomes the row `other` where it may stand alone and none of its members is printed."""
    alone = {g.key for g in table.groups if g.may_stand_alone}
    alone -= {key.partition(".")[0] for key in rows if key and "." in key}
    return [key[:-1] if key and key.endswith("*") and key[:-1] in alone else key for key in rows]
