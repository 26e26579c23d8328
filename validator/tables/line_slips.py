"""Slips in the names of rows and columns that their neighbours put right: a name left out, a name printed twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validator.form import Line, Table
from validator.schema import editions
from validator.tables.leftovers import is_only_row
from validator.tables.segment import Body, Head
from validator.words import normal, recognise

_UNIT = re.compile(r"\((?:单位:?)?(万元|元)\)$")


def in_gaps(named: Sequence[str | None], bodies: Sequence[Body], table: Table) -> list[str | None]:
    """A full row without a label, where just one row of the table is missing between its neighbours, is that row."""
    found, keys = list(named), table.row_keys
    for at, body in enumerate(bodies):
        if found[at] or body.label.strip() or not body.counted or len(body.cells) != len(table.columns):
            continue
        above = max((keys.index(key) for key in found[:at] if key in keys), default=-1)
        below = min((keys.index(key) for key in found[at + 1 :] if key in keys), default=-1)
        if below - above == 2 and all(cell.text.strip() for cell in body.cells):
            found[at] = keys[above + 1]
    return found


def is_misspelt(bodies: Sequence[Body], table: Table) -> bool:
    """Whether the only line under a header is the one row of this table, misspelt: 行政事业型收费.

    Its header has to show that it is this table: all columns of it.
    """
    if len(bodies) != 1 or recognise(bodies[0].label):
        return False
    return is_only_row(bodies[0].label, table, (other for edition in editions().values() for other in edition.tables))


def unit_of(head: Head, column: Line) -> str | None:
    """The unit that a header gives to amounts for which the form gives none: 采购总金额（万元）."""
    if column.holds != "amount" or column.unit:
        return None
    found = _UNIT.search(normal(head.printed or head.text))
    return found[1] if found else None


def without_slips(named: Sequence[str | None], keys: Sequence[str]) -> list[str | None]:
    """A name that comes twice side by side, where the column behind it is missing, is a slip: left to its place."""
    found = list(named)
    for at in range(1, len(found)):
        key = found[at]
        if key and key == found[at - 1] and keys[-1] != key and keys[keys.index(key) + 1] not in found:
            found[at] = None
    return found
