"""Sheets → marks: where a workbook says whose figures follow, and of which year; and the pieces of each owner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from validator.identity.organ import as_organ, field_organ, sheet_organ
from validator.identity.title import as_title, field_year, sheet_year
from validator.identity.title_words import plain, year_of
from validator.model import Block, Grid
from validator.partition.first_rows import ANCHOR, kinds
from validator.partition.lines import TextLine, text_lines
from validator.partition.slices import Piece, Position, slices

Source = Literal["sheet", "title", "field", "name"]
Owner = tuple[str | None, int | None]  # organ, report year

NOBODY: Owner = (None, None)
#: Whose a sheet is that adds up those of others, until it names an organ itself.
NOT_NAMED = ""
_SUMMARY = re.compile(r"汇总|合计|总表|总计|全[省市州盟县区旗]")
#: So many rows apart, two marks belong to one header block.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A line, or the name of a sheet, that names an organ, a year or both."""

    at: Position
    organ: str | None
    year: int | None
    source: Source


def marks(blocks: Sequence[Block]) -> list[Mark]:
    """All marks in order. A bare name counts only where no title, field or sheet names an organ."""
    found = sorted((*_of_sheets(blocks), *_of_lines(text_lines(blocks))), key=lambda mark: mark.at)
    strict = any(mark.organ and mark.source != "name" for mark in found)
    kept = [mark for mark in found if not (strict and mark.source == "name")]
    names = {mark.organ for mark in kept if mark.organ}
    return [replace(mark, organ=_in_full(mark.organ, names)) for mark in kept]


def _in_full(organ: str | None, names: Collection[str]) -> str | None:
    """A name cut short for a sheet (教育局), as the workbook has it in full."""
    longer = [name for name in names if organ and name.endswith(organ) and name != organ]
    return longer[0] if len(longer) == 1 else organ


def _of_sheets(blocks: Sequence[Block]) -> Iterator[Mark]:
    for number, block in enumerate(blocks):
        if isinstance(block, Grid) and block.sheet is not None:
            organ = NOT_NAMED if _SUMMARY.match(plain(block.sheet)) else sheet_organ(block.sheet)
            year = sheet_year(block.sheet)
            if organ is not None or year:
                yield Mark((number, 0), organ, year, "sheet")


def _of_lines(lines: Iterable[TextLine]) -> Iterator[Mark]:
    for line in lines:
        titled, field = as_title(line.text), field_organ(line.text)
        named = titled or field
        organ = as_organ(named or line.text)
        year = year_of(titled) if titled else field_year(line.text)
        if organ or year:
            source: Source = "title" if titled else "field" if field or year else "name"
            yield Mark((line.block, line.token), organ, year, source)


def owner_at(found: Iterable[Mark], at: Position) -> Owner:
    """Whose figures stand at a position: the last organ and the last year that are named up to there."""
    organ, year = NOBODY
    for mark in found:
        if mark.at <= at:
            organ, year = _taken(mark, (organ, year))
    return organ, year


def _taken(mark: Mark, owner: Owner) -> Owner:
    return owner[0] if mark.organ is None else mark.organ, mark.year or owner[1]


# ---------------------------------------------------------------- the pieces of each owner


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The blocks between two changes of owner: whose they are, the year that they name themselves, what they hold."""

    blocks: Piece
    owner: Owner
    year: int | None
    kinds: Counter[str]


def owned_pieces(blocks: Piece, found: Sequence[Mark]) -> list[tuple[Piece, Owner]]:
    """The blocks of each owner, wherever they stand, in the order of the owners.

    Nothing unless tables of one kind stand under the names of several, and none of them has two of 申请处理.
    """
    stretches = list(_stretches(blocks, found))
    gathered: dict[Owner, list[_Stretch]] = {}
    for stretch in stretches:
        if stretch.kinds:
            gathered.setdefault(stretch.owner, []).append(stretch)
    if not _are_reports(gathered):
        return []
    cover = _common(stretches)
    held = _with_the_rest(stretches)
    return [
        (tuple(b for s in own for b in held[id(s)]), (organ, next((s.year for s in own if s.year), cover)))
        for (organ, _), own in gathered.items()
    ]


def _stretches(blocks: Piece, found: Sequence[Mark]) -> Iterator[_Stretch]:
    cuts = list(dict.fromkeys(_changes(found)))
    bounds = ((0, 0), *cuts, (len(blocks), 0))
    for start, stop, piece in zip(bounds, bounds[1:], slices(blocks, cuts), strict=False):
        last = stop[0], stop[1] - 1
        own = [mark for mark in found if start <= mark.at <= last]
        shown = Counter(kind for b in piece if isinstance(b, Grid) for kind, rows in kinds(b).items() for _ in rows)
        yield _Stretch(piece, owner_at(found, last), owner_at(own, last)[1], shown)


def _changes(found: Sequence[Mark]) -> Iterator[Position]:
    """Where another owner is named than before: the first line of each such header block."""
    owner = NOBODY
    for number, mark in enumerate(found):
        now = _taken(mark, owner)
        if now != owner:
            yield _first_of_block(found, number)
        owner = now


def _first_of_block(found: Sequence[Mark], number: int) -> Position:
    while number and _is_near(found[number - 1].at, found[number].at):
        number -= 1
    return found[number].at


def _is_near(above: Position, below: Position) -> bool:
    return above[0] == below[0] and below[1] - above[1] <= _NEAR


def _are_reports(gathered: dict[Owner, list[_Stretch]]) -> bool:
    counts = [sum((stretch.kinds for stretch in own), Counter[str]()) for own in gathered.values()]
    shared = Counter(kind for count in counts for kind in count)
    return NOBODY not in gathered and max(shared.values(), default=0) > 1 and all(c[ANCHOR] <= 1 for c in counts)


def _common(stretches: Sequence[_Stretch]) -> int | None:
    """The year of all that name none: what a cover, or a line on top of all, says, or all others agree on."""
    first = next(number for number, stretch in enumerate(stretches) if stretch.kinds)
    on_top = {stretch.year for stretch in stretches[:first] if stretch.year}
    every = {stretch.year for stretch in stretches if stretch.year}
    return next((years.pop() for years in (on_top, every) if len(years) == 1), None)


def _with_the_rest(stretches: Sequence[_Stretch]) -> dict[int, list[Block]]:
    """The blocks of each stretch with tables, by its id, and of those without before it; the last takes all behind."""
    held: dict[int, list[Block]] = {}
    waiting: list[Block] = []
    last: list[Block] = waiting
    for stretch in stretches:
        waiting += stretch.blocks
        if stretch.kinds:
            held[id(stretch)] = last = waiting
            waiting = []
    last += waiting
    return held
