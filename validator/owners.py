"""Sheets → marks: where a sheet says whose figures follow, and of which year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.lines import TextLine
from validator.model import Block, Grid
from validator.organ import as_organ, field_organ, sheet_organ
from validator.title import as_title, field_year, sheet_year
from validator.title_words import year_of

Position = tuple[int, int]  # block; token, or row of a grid
Owner = tuple[str | None, int | None]  # organ, report year

#: So many rows apart, two marks belong to one header block.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A line, or the name of a sheet, that names an organ, a year or both; `loose`: nothing but a name."""

    at: Position
    organ: str | None
    year: int | None
    loose: bool = False


def marks(blocks: Sequence[Block], lines: Sequence[TextLine]) -> list[Mark]:
    """All marks in order. A bare name counts only where no title, field or sheet names an organ."""
    found = sorted((*_of_sheets(blocks), *_of_lines(lines)), key=lambda mark: mark.at)
    strict = any(mark.organ and not mark.loose for mark in found)
    return [mark for mark in found if not (mark.loose and strict)]


def _of_sheets(blocks: Sequence[Block]) -> Iterator[Mark]:
    for number, block in enumerate(blocks):
        if isinstance(block, Grid) and block.sheet is not None:
            organ, year = sheet_organ(block.sheet), sheet_year(block.sheet)
            if organ or year:
                yield Mark((number, 0), organ, year)


def _of_lines(lines: Sequence[TextLine]) -> Iterator[Mark]:
    for line in lines:
        titled, field = as_title(line.text), field_organ(line.text)
        named = titled or field
        organ = as_organ(named or line.text)
        year = year_of(titled) if titled else field_year(line.text)
        if organ or year:
            yield Mark((line.block, line.token), organ, year, loose=named is None and year is None)


def owner_at(found: Sequence[Mark], at: Position) -> Owner:
    """Whose figures stand at a position: what the marks up to there say."""
    return settled(mark for mark in found if mark.at <= at)


def settled(found: Iterator[Mark]) -> Owner:
    """What marks in a row come to: the last organ and the last year that they name."""
    organ, year = None, None
    for mark in found:
        organ, year = mark.organ or organ, mark.year or year
    return organ, year


def changes(found: Sequence[Mark], start: Position, stop: Position) -> Iterator[Position]:
    """Where, after `start` and before or at `stop`, another owner is named: the first line of each such header block."""
    owner = owner_at(found, start)
    for number, mark in enumerate(found):
        if start < mark.at <= stop:
            now = mark.organ or owner[0], mark.year or owner[1]
            if now != owner:
                yield _first_of_block(found, number, start)
            owner = now


def _first_of_block(found: Sequence[Mark], number: int, start: Position) -> Position:
    while number and start < found[number - 1].at and _is_near(found[number - 1].at, found[number].at):
        number -= 1
    return found[number].at


def _is_near(above: Position, below: Position) -> bool:
    return above[0] == below[0] and below[1] - above[1] <= _NEAR
