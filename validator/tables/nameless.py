"""A heading with the figures of all its rows behind it: a text in which the names of those rows were lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from msgspec import structs

from validator.form import Line, Table
from validator.model import GridCell, Observation
from validator.tables.segment import Body
from validator.words import recognise, unmarked


def dealt_out(bodies: Sequence[Body], table: Table) -> tuple[Sequence[Body], list[Observation]]:
    """（三）不予公开 with 56 figures as the eight rows of seven that the form has there, and what is to be said of each.

    Only where the figures are exactly as many as those rows have: then each can belong to one row only.
    """
    behind = [_members(body, table) for body in bodies]
    if not any(behind):
        return bodies, []
    width = len(table.columns)
    dealt = [row for body, members in zip(bodies, behind, strict=True) for row in _rows(body, members, width)]
    lost = [line for members in behind for line in members]
    places = {body.label: body.place for body in dealt}
    notes = [
        Observation("label_unlike", table.key, (line.key,), (), "（没有行名）", line.label, place=places[line.label])
        for line in lost
    ]
    return dealt, notes


def _members(body: Body, table: Table) -> Sequence[Line]:
    """The rows whose figures stand behind this heading; none if it is no such heading."""
    width = len(table.columns)
    if len(body.cells) <= width or (word := recognise(body.label)) is None:
        return ()
    members = _groups(table).get(word.label, ())
    return members if len(_filled(body)) == len(members) * width else ()


def _filled(body: Body) -> Sequence[GridCell]:
    """Its cells without the blanks that merged cells leave behind."""
    return [cell for cell in body.cells if cell.text.strip()]


@cache
def _groups(table: Table) -> dict[str, Sequence[Line]]:
    """Unmarked heading → its rows."""
    return {
        unmarked(group.label): tuple(line for line in table.rows if line.key.startswith(f"{group.key}."))
        for group in table.groups
    }


def _rows(body: Body, members: Sequence[Line], width: int) -> Iterator[Body]:
    if not members:
        yield body
    for number, line in enumerate(members):
        cells = _filled(body)[number * width : (number + 1) * width]
        moved = tuple(structs.replace(cell, column=body.label_stop + i) for i, cell in enumerate(cells))
        path = (*body.path, body.label)
        yield replace(body, label=line.label, path=path, cells=moved, place=cells[0].place, counted=True)
