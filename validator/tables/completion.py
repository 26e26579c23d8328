"""Tables as read → all that can be said of the part: what was recovered from text without borders, what is out of sight."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from validator.form import Edition
from validator.model import Cell, Observation, Part, TableReading
from validator.tables.absence import borders_lost, hidden_report, hidden_tables, may_be_hidden
from validator.tables.familiar import Tables
from validator.tables.recover import recover

Completed = tuple[Edition | None, tuple[TableReading, ...], tuple[Cell, ...], tuple[Observation, ...]]


def completed(part: Part, printed: Tables, file_name: str) -> Completed:
    """Edition, readings, cells and observations of a part: as printed, and of tables not read so, as recovered.

    A table of which labels but not one figure could be read counts as not read.
    """
    read = {cell.table for cell in printed.cells}
    unread = {table.key for table in printed.readings if table.found and table.open_rows} - read
    if printed.readings and not unread and all(table.found for table in printed.readings):
        return printed.edition, printed.readings, printed.cells, printed.observations
    guessed, lost = borders_lost(part.blocks)
    edition = printed.edition or guessed
    if edition is None:
        hidden = tuple(hidden_report(part)) if may_be_hidden(part, file_name) else ()
        return None, printed.readings, printed.cells, (*printed.observations, *hidden)
    found = {table.key: table for table in printed.readings if table.found}
    due = [o for o in lost if o.table in edition.table_keys and (o.table not in found or o.table in unread)]
    recovered = recover(part.blocks, edition, due)
    gained = {table.key: table for table in recovered.tables}
    whole = tuple({**found, **gained}.get(key, TableReading(key, False)) for key in edition.table_keys)
    lacking = {edition.table(table.key).section for table in whole if not table.found}
    unseen = tuple(hidden_tables(part, lacking)) if lacking else ()
    told = (o for o in recovered.observations if o.table not in unread - gained.keys())
    seen = (*_still_true(printed.observations, gained), *told, *unseen)
    return edition, whole, printed.cells + recovered.cells, seen


def _still_true(seen: Sequence[Observation], gained: Container[str | None]) -> Iterator[Observation]:
    """Without what was said of tables that were recovered after all."""
    return (o for o in seen if o.table is None or o.table not in gained)
