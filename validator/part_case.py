"""One report of a document → its case: tables as printed, recovered from text, or hidden, and what was seen on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from validator.form import Edition
from validator.model import Case, Cell, Document, Observation, Part, TableReading
from validator.partition.parts import observations_in
from validator.prose.dates import publication
from validator.tables.absence import borders_lost, hidden_report, hidden_tables, may_be_hidden
from validator.tables.familiar import Tables, read_tables
from validator.tables.recover import recover
from validator.tables.text_piece import cut_off


def case_of(part: Part, document: Document, path: str, digest: str, wanted: str | None) -> Case:
    """The case of one report of `document`; `digest`: of the file; `wanted`: the edition that the user names, if any."""
    printed = read_tables(part.blocks, part.year, wanted)
    edition, tables, cells, hidden = _completed(part, printed, PurePath(path).name)
    broken = cut_off(part.blocks, edition, tables, part.titled)
    online = publication(document.meta if part.number == 1 else {}, part.paragraphs)
    return Case(
        path,
        part.number,
        digest,
        document.reader,
        edition.key if edition else None,
        part.year,
        part.year_from,
        part.organ,
        part.title,
        part.titled,
        tables,
        cells,
        (*observations_in(part, document), *_still_true(printed.observations, tables), *hidden, *broken),
        part.paragraphs,
        published=online.day if online else None,
        published_from=online.witness if online else None,
        published_at=online.place if online else None,
        edition_forced=wanted is not None,
    )


def _still_true(seen: Sequence[Observation], tables: Sequence[TableReading]) -> Iterator[Observation]:
    """Without the missing tables that were recovered after all."""
    found = {table.key for table in tables if table.found}
    return (o for o in seen if not (o.kind == "table_missing" and o.table in found))


Completed = tuple[Edition | None, tuple[TableReading, ...], tuple[Cell, ...], tuple[Observation, ...]]


def _completed(part: Part, printed: Tables, file_name: str) -> Completed:
    """What is printed; for tables that were not: recovered from text without borders, or why they cannot be seen."""
    tables, cells = printed.readings, printed.cells
    if tables and all(table.found for table in tables):
        return printed.edition, tables, cells, ()
    guessed, lost = borders_lost(part.blocks)
    edition = printed.edition or guessed
    if edition is None:
        return None, tables, cells, tuple(hidden_report(part)) if may_be_hidden(part, file_name) else ()
    found = {table.key: table for table in tables if table.found}
    due = [o for o in lost if o.table in edition.table_keys and o.table not in found]
    recovered = recover(part.blocks, edition, due)
    found |= {table.key: table for table in recovered.tables}
    whole = tuple(found.get(key, TableReading(key, False)) for key in edition.table_keys)
    lacking = {edition.table(table.key).section for table in whole if not table.found}
    unseen = tuple(hidden_tables(part, lacking)) if lacking else ()
    return edition, whole, cells + recovered.cells, (*recovered.observations, *unseen)
