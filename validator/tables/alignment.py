"""What aligning a segment gives: cells by key, the lines that are printed, and what was odd about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from validator.form import Table
from validator.model import GridCell, Observation, Place
from validator.tables.segment import Body, Head, Segment, Source
from validator.words import recognise, unmarked, vocabulary


@dataclass(frozen=True, slots=True)
class Alignment:
    """A segment read as (a piece of) one table. `score` counts the labels that are exactly the table's own."""

    table: Table
    source: Source
    section: int | None
    cells: Mapping[tuple[str, str], tuple[GridCell, Source]]
    rows: tuple[str, ...]  # keys in the order in which they are printed
    columns: tuple[str, ...]
    heads: tuple[Head, ...]
    open_rows: tuple[str, ...]
    observations: tuple[Observation, ...]
    score: int
    place: Place | None


def is_foreign(body: Body, key: str | None) -> bool:
    """Named for certain, but not a row of this table."""
    word = recognise(body.label)
    return key is None and word is not None and vocabulary().is_a(word.label, "row")


def overlong(bodies: Sequence[Body], keys: Sequence[str | None], table: Table) -> Iterator[Observation]:
    """Labels that are recognised although guidance was pasted into them, or their end cut off."""
    for body, key in zip(bodies, keys, strict=True):
        word = recognise(body.label)
        if key in table.row_keys and key and not (word and word.exact):
            text, label = body.label.strip() or "（没有行名）", table.row(key).label
            yield Observation("label_unlike", table.key, (key,), (), text, label, place=body.place)


def heading_rows(table: Table, printed: Sequence[str], bodies: Sequence[Body]) -> list[Observation]:
    """（六）其他处理 printed as one row instead of its members."""
    standing = [g for g in table.groups if g.may_stand_alone and g.key in printed]
    return [
        Observation("heading_as_row", table.key, (g.key,), text=b.label.strip(), place=b.place)
        for g in standing
        for b in bodies
        if (w := recognise(b.label)) and w.label == unmarked(g.label)
    ]


def header_notes(
    segment: Segment, table: Table, columns: Mapping[str, int], heads: Sequence[Head]
) -> list[Observation]:
    """No header at all, or columns that the form does not know."""
    if not columns:
        return [Observation("header_missing", table.key, place=segment.place)]
    used = set(columns.values())
    return [
        Observation("extra_column", table.key, text=head.text.strip()) for i, head in enumerate(heads) if i not in used
    ]


def row_note(table: Table, kind: str, rows: Sequence[str], body: Body) -> Observation:
    """What was odd about the cells of a row."""
    text = " ".join(cell.text.strip() for cell in body.cells)[:80]
    return Observation(kind, table.key, tuple(rows), text=text, number=len(body.cells), place=body.place)


def unused(table: Table, body: Body, key: str | None) -> list[Observation]:
    """A row that the form does not know, or knows already; rows of other tables and empty ones are none of ours."""
    if not any(cell.text.strip() for cell in body.cells) or is_foreign(body, key):
        return []
    kind = "row_twice" if key and not key.endswith("*") else "extra_row"
    rows = (key,) if key and kind == "row_twice" else ()
    return [Observation(kind, table.key, rows, text=body.label.strip(), place=body.place)]
