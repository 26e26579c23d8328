"""What grids and streams are cut into before alignment: heads above, bodies below."""

from __future__ import annotations

from dataclasses import dataclass

from validator.model import GridCell, Place
from validator.tables.turned import turned
from validator.words import recognise, vocabulary

#: So many different column labels of a one-row table make its header certain; 申请处理 shares at most three.
SINGLE_HEADER = 4


@dataclass(frozen=True, slots=True)
class Source:
    """Where a segment comes from: which block of the part, N of its 表N, the last running text above it.

    `turned`: its rows are the columns of the source.
    """

    block: int
    number: int = 1
    after: str = ""
    turned: bool = False

    def place(self, cell: GridCell) -> Place:
        """表2 第27行第4列, unless the cell has a place of its own (年报!D31, 第212行)."""
        if cell.place is not None and cell.place.where:
            return cell.place
        printed = turned(cell) if self.turned else cell
        where = f"表{self.number} 第{printed.row + 1}行第{printed.column + 1}列"
        return cell.place.spell(where) if cell.place else Place(where)

    def table(self, first: GridCell) -> Place:
        """表2, unless the table's `first` cell has a place of its own."""
        return first.place if first.place is not None and first.place.where else Place(f"表{self.number}")


@dataclass(frozen=True, slots=True)
class Head:
    """One printed column: its header texts from top to bottom, and the grid columns [start, stop) it covers."""

    texts: tuple[str, ...]
    start: int
    stop: int
    printed: str = ""  # what is printed, where `texts` give the label that it was taken for

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
    broken: bool = False  # the text ends in this row: its last cells are not there


@dataclass(frozen=True, slots=True)
class Segment:
    """A header and the rows under it; a table of the form is one segment, or several where it was cut."""

    heads: tuple[Head, ...]
    bodies: tuple[Body, ...]
    source: Source
    place: Place | None = None
    section: int | None = None  # the section of the report that it stands in, if titles tell


def is_single_header(texts: list[str]) -> bool:
    """Whether header `texts` are those of a table that prints one row of figures."""
    singles = vocabulary().singles
    found = {word.label for text in texts if (word := recognise(text))}
    return len(found & singles) >= SINGLE_HEADER
