"""Document → parts: one for each report in the file, with what its text says of itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from validator.identity.title import identify
from validator.model import Attachment, Block, Document, Grid, Image, Observation, Paragraph, Part, Place
from validator.partition.beside import parted
from validator.partition.cuts import cut
from validator.partition.keyed_rows import keyed_pieces
from validator.partition.lines import text_lines
from validator.partition.long_form import long_pieces
from validator.partition.owners import NOBODY, Owner, marks, owned_pieces
from validator.partition.slices import Piece
from validator.words import unmarked, vocabulary

#: Readers of sheets.
_SHEETS = ("xlsx", "xls", "csv", "et", "ods")
#: Witnesses that hold for one report: what they say is not said of the others in the workbook.
_OF_ONE = ("sheet", "meta", "file name", None)


def split_parts(document: Document, file_name: str) -> tuple[Part, ...]:
    """Cut where a second report begins. `file_name` is the last witness for the year."""
    found = tuple(
        _part(number, piece, document if number == 1 else Document(document.reader, piece[0]), file_name)
        for number, piece in enumerate(_pieces(document), 1)
    )
    return _with_cover(found) if len(found) > 1 and document.reader in _SHEETS else found


def _pieces(document: Document) -> list[tuple[Piece, Owner]]:
    """The blocks of each report, and whose they are where that is how they were told apart."""
    if document.reader not in _SHEETS:
        return [(piece, NOBODY) for piece in cut(document.blocks)]
    if found := long_pieces(document.blocks) or keyed_pieces(document.blocks):
        return [(piece, NOBODY) for piece in found]
    blocks = parted(document.blocks)
    named = marks(blocks)
    return owned_pieces(blocks, named) or [(piece, NOBODY) for piece in cut(blocks, named)]


def _part(number: int, piece: tuple[Piece, Owner], source: Document, file_name: str) -> Part:
    blocks, (organ, year) = piece
    lines = tuple(Paragraph(line.text, line.place) for line in text_lines(blocks))
    texts = [line.text for line in lines]
    sections = vocabulary().sections
    body = next((i for i, text in enumerate(texts) if len(text) < 40 and unmarked(text) in sections), None)
    on_sheets = source.reader in _SHEETS
    sheets = tuple(dict.fromkeys(b.sheet or "" for b in blocks if on_sheets and isinstance(b, Grid)))
    found = identify(texts, source.meta, file_name, body, sheets)
    said = (found.year, found.year_from) if year in (None, found.year) else (year, "field")
    return Part(number, blocks, found.title is not None, found.title, organ or found.organ, *said, lines)


def _with_cover(parts: Sequence[Part]) -> tuple[Part, ...]:
    """What only the first part names, a cover or a line on top, holds for all: the year; the organ of several years."""
    first, others = parts[0], parts[1:]
    if first.year_from not in _OF_ONE and all(part.year_from in ("file name", None) for part in others):
        return (first, *(replace(part, year=first.year, year_from=first.year_from) for part in others))
    years = {part.year for part in parts}
    if len(years) == len(parts) and None not in years and not any(part.organ for part in others):
        return (first, *(replace(part, organ=first.organ) for part in others))
    return tuple(parts)


def observations_in(part: Part, document: Document) -> tuple[Observation, ...]:
    """What the reader saw among the blocks of `part`; what stands on no page and no sheet belongs to the first part."""
    if not document.observations:
        return ()
    places = [(_place_of(block), block) for block in document.blocks]
    sheets = {place.sheet for place, _ in places if place.sheet is not None}
    own_sheets = {_place_of(block).sheet for block in part.blocks}
    refs = {
        (cell.place.sheet, cell.place.ref) for b in part.blocks if isinstance(b, Grid) for cell in b.cells if cell.place
    }
    paged = [(_height(place), block) for place, block in places if place.page is not None]
    heights = [height for height, _ in paged]
    own = {id(block) for block in part.blocks}

    def is_here(place: Place | None) -> bool:
        if place is not None and place.sheet in sheets:
            return place.sheet in own_sheets and (place.ref is None or (place.sheet, place.ref) in refs)
        if place is not None and place.page is not None and paged:
            return id(paged[max(bisect_right(heights, _height(place)) - 1, 0)][1]) in own
        return part.number == 1

    return tuple(seen for seen in document.observations if is_here(seen.place))


def _place_of(block: Block) -> Place:
    """Where a block begins."""
    if isinstance(block, Paragraph | Image | Attachment):
        return block.place
    if isinstance(block, Grid):
        first = next((cell.place for cell in block.cells if cell.place), Place())
        return first if block.sheet is None else Place(sheet=block.sheet)
    return block.tokens[0].place if block.tokens else Place()


def _height(place: Place) -> tuple[int, float]:
    """Page, and points from its top: blocks follow each other so."""
    return place.page or 0, place.box[1] if place.box else 0.0
