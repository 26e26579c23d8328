"""What grids and streams are cut into before alignment: heads above, bodies below."""

from __future__ import annotations

from dataclasses import dataclass

from validator.model import GridCell, Place
from validator.words import recognise, vocabulary

#: So many different column labels of a one-row table make its header certain; 申请处理 shares at most three.
SINGLE_HEADER = 4


@dataclass(frozen=True, slots=True)
class Head:
    """One printed column: its header texts from top to bottom, and the grid columns [start, stop) it covers."""

    texts: tuple[str, ...]
    start: int
    stop: int

    @property
    def text(self) -> str:
        """The header as a person reads it."""
        return "".join(self.texts[-1:])


@dataclass(frozen=True, slots=True)
class Body:
    """One printed row: its label ("" if it has none), the headings left of it, and the cells right of it."""

    label: str
    path: tuple[str, ...]
    cells: tuple[GridCell, ...]
    place: Place | None
    row: int
    label_stop: int = 0  # the grid column at which its label ends
    counted: bool = True  # False: how many cells belong to the row could not be told


@dataclass(frozen=True, slots=True)
class Segment:
    """A header and the rows under it; a table of the form is one segment, or several where it was cut."""

    heads: tuple[Head, ...]
    bodies: tuple[Body, ...]
    source: int  # which block of the part it came from
    after: str = ""  # the last running text above it
    section: int | None = None  # the section of the report that it stands in, if titles tell


def is_single_header(texts: list[str]) -> bool:
    """Whether header `texts` are those of a table that prints one row of figures."""
    singles = vocabulary().singles
    found = {word.label for text in texts if (word := recognise(text))}
    return len(found & singles) >= SINGLE_HEADER
