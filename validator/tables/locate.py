"""Part × Editions → the edition that is printed, and every mandated table read in its form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from validator.form import Edition, Table
from validator.model import Block, Grid, Observation, Paragraph, Stream
from validator.schema import editions
from validator.tables.align_single import align
from validator.tables.alignment import Alignment
from validator.tables.ragged import as_stream, is_ragged
from validator.tables.segment import Segment, Source
from validator.tables.segment_grid import grid_segments
from validator.tables.segment_stream import stream_segments
from validator.tables.structure import structure_notes
from validator.tables.turned import turned_text
from validator.tables.which_edition import Reading, choose, printed_in
from validator.words import recognise, vocabulary

#: A line that heads something is no longer than this.
_TITLE_LENGTH = 60
_YEARS = re.compile(r"(20\d\d)\s*年")


@dataclass(frozen=True, slots=True)
class Located:
    """What was found in one part: alignments by table key, read in the form of `edition` unless said otherwise."""

    edition: Edition | None
    tables: Mapping[str, tuple[Edition, Alignment]]
    observations: tuple[Observation, ...]


def locate(blocks: Sequence[Block], year: int | None, wanted: str | None = None) -> Located:
    """Find the mandated tables by what they carry. `year` decides only where the labels do not; `wanted` forces."""
    segments = list(_segments(blocks))
    readings = {key: _read(segments, edition, year) for key, edition in editions().items()}
    chosen = editions()[wanted] if wanted else choose(readings, year)
    if chosen is None:
        return Located(None, {}, ())
    tables, notes = _settle(readings, chosen)
    whole = tuple(note for edition, found in tables.values() for note in structure_notes(found, edition))
    return Located(chosen, tables, (*notes, *whole))


def _segments(blocks: Iterable[Block]) -> Iterable[Segment]:
    """表N counts the grids that carry a mandated label, as a person would: page furniture is left out."""
    after, section, counted = "", None, 0
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            after = block.text
            section = section_of(block.text) or section
        elif isinstance(block, Grid):
            source = Source(number, counted + 1, after)
            if block.sheet is None and is_ragged(block):
                found = stream_segments(as_stream(block, counted + 1), source, whole=True)
            else:
                found = grid_segments(block, source, section)
            section = found[-1].section if found else section
            counted += any(map(_is_labelled, found))
            yield from found
            after = ""
        elif isinstance(block, Stream):
            rest, grids = turned_text(block)
            yield from stream_segments(rest, Source(number, after=after))
            for grid in grids:
                yield from grid_segments(grid, Source(number))


def section_of(text: str) -> int | None:
    """The section that `text` is the title of."""
    word = recognise(text) if len(text) < _TITLE_LENGTH else None
    return vocabulary().sections.get(word.label) if word else None


def _read(segments: Sequence[Segment], edition: Edition, year: int | None) -> Reading:
    """Every table of the edition, its pieces joined."""
    found: dict[str, tuple[Alignment, tuple[Observation, ...]]] = {}
    for table in edition.tables:
        pieces: list[Alignment] = []
        for segment in segments:
            piece = align(segment, table, pieces[-1].heads if pieces else ())
            if piece:
                pieces.append(piece)
        if pieces:
            found[table.key] = _join(pieces, table, year)
    return found


def _join(pieces: Sequence[Alignment], table: Table, year: int | None) -> tuple[Alignment, tuple[Observation, ...]]:
    """Pieces with different rows are one table that was cut; a second one with the same rows is a rival, and said."""
    best = max(pieces, key=lambda p: (_year_fits(p, year), p.section == table.section, len(p.cells), p.score))
    start = next(i for i, piece in enumerate(pieces) if piece is best)
    whole, rivals = best, list[Alignment]()
    for at, piece in [*enumerate(pieces[start + 1 :], start + 1), *reversed(list(enumerate(pieces[:start])))]:
        if not set(piece.rows) & set(whole.rows):
            whole = _append(whole, piece) if at > start else _append(piece, whole)
        elif _is_rival(piece, best, table):
            rivals.append(piece)
    notes = [
        Observation(
            "table_twice", table.key, text=rival.source.after.strip()[:40], place=rival.place, number=len(rivals)
        )
        for rival in rivals[:1]
    ]
    return whole, tuple(notes)


def _year_fits(piece: Alignment, year: int | None) -> int:
    """Whether the line above names the report's year (1), another year (-1), or none (0)."""
    named = set(named_years(piece.source.after))
    return 0 if year is None or not named else 1 if year in named else -1


def named_years(above: str) -> list[int]:
    """The years that the line above a table names."""
    return [int(found) for found in _YEARS.findall(above[:_TITLE_LENGTH])]


def _is_rival(piece: Alignment, best: Alignment, table: Table) -> bool:
    """A summary of a few rows in another section is no second copy of the table, nor is one row of another name."""
    elsewhere = best.section == table.section and piece.section not in (table.section, None)
    unlike = len(piece.rows) == 1 and any(note.kind == "label_unlike" and note.rows for note in piece.observations)
    return not unlike and not (elsewhere and len(piece.cells) < len(best.cells))


def _append(above: Alignment, below: Alignment) -> Alignment:
    return replace(
        above,
        cells={**above.cells, **below.cells},
        rows=above.rows + below.rows,
        columns=tuple(dict.fromkeys(above.columns + below.columns)),
        open_rows=above.open_rows + below.open_rows,
        observations=above.observations + below.observations,
        score=above.score + below.score,
    )


# ---------------------------------------------------------------- the form of each table


def _settle(
    readings: Mapping[str, Reading], chosen: Edition
) -> tuple[dict[str, tuple[Edition, Alignment]], list[Observation]]:
    """The chosen edition's reading of each table, or another edition's where the table is clearly printed in that."""
    tables: dict[str, tuple[Edition, Alignment]] = {}
    notes: list[Observation] = []
    for key in chosen.table_keys:
        best = max(
            (e for e in editions().values() if key in readings[e.key]),
            key=lambda e: (
                printed_in(readings[e.key][key][0]),
                readings[e.key][key][0].score + (e is chosen),
                e is chosen,
            ),
            default=None,
        )
        if best is None:
            notes.append(Observation("table_missing", key))
            continue
        alignment, twice = readings[best.key][key]
        tables[key] = (best, alignment)
        notes += twice
        if best is not chosen:
            notes.append(Observation("table_other_edition", key, note=best.name, place=alignment.place))
    return tables, notes + _unknown_tables(readings, chosen)


def _unknown_tables(readings: Mapping[str, Reading], chosen: Edition) -> list[Observation]:
    """Tables that only another edition has."""
    return [
        Observation("extra_table", None, text=edition.table(key).title, note=edition.name, place=found[0].place)
        for edition in editions().values()
        if edition is not chosen
        for key, found in readings[edition.key].items()
        if key not in chosen.table_keys
    ]


def _is_labelled(segment: Segment) -> bool:
    texts = [body.label for body in segment.bodies] + [text for head in segment.heads for text in head.texts]
    return any(recognise(text) for text in texts)
