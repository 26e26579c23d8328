"""One report of a document → its case: tables as printed, recovered from text, or hidden, and what was seen on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from validator.model import EXCERPT, Case, Cell, Document, Observation, Part
from validator.partition.parts import observations_in
from validator.prose.dates import publication
from validator.tables.absence import may_hide_tables
from validator.tables.completion import completed
from validator.tables.familiar import read_tables
from validator.tables.no_report import no_report
from validator.tables.repeats import repeats_lost
from validator.tables.text_piece import cut_off


def case_of(part: Part, document: Document, path: str, digest: str, wanted: str | None) -> Case:
    """The case of one report of `document`; `digest`: of the file; `wanted`: the edition that the user names, if any."""
    printed = read_tables(part.blocks, part.year, wanted)
    edition, tables, cells, seen = completed(part, printed, PurePath(path).name)
    about = observations_in(part, document)
    pasted = any(o.kind == EXCERPT for o in about)
    if not (wanted or pasted) and (none := no_report(part, tables, cells)):
        part, edition, tables, cells, seen = _unnamed(part), None, (), (), (none,)
    broken = cut_off(part.blocks, edition, tables, part.titled) if edition or may_hide_tables(part.year) else ()
    seen = (*_without_torn(seen, cells, broken), *repeats_lost(part.blocks, seen))
    case = Case(
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
        (*about, *seen, *broken),
        part.paragraphs,
        edition_forced=wanted is not None,
    )
    return _published(case, document.meta if part.number == 1 else {})


def _published(case: Case, meta: Mapping[str, str]) -> Case:
    """With its day of publication, if `meta` or its text tells it."""
    online = publication(meta, case.paragraphs)
    if online is None:
        return case
    return replace(case, published=online.day, published_from=online.witness, published_at=online.place)


def _unnamed(part: Part) -> Part:
    """What is no report is nobody's, of no year."""
    return replace(part, titled=False, title=None, organ=None, year=None, year_from=None, blocks=())


def _without_torn(
    seen: Sequence[Observation], cells: Sequence[Cell], broken: Sequence[Observation]
) -> tuple[Observation, ...]:
    """Without lost borders of a table of which nothing is left because the text breaks off before its first figure."""
    torn = {key for o in broken for key in (o.table, *o.tables)} - {cell.table for cell in cells}
    return tuple(o for o in seen if o.kind != "borders_lost" or o.table not in torn)
