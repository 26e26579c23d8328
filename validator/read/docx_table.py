"""`w:tbl` → rows of source cells → Grid: spans, merges down the rows, and columns snapped to the table's widths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from msgspec import structs

from validator import limits
from validator.model import Grid, GridCell, Observation, Place
from validator.read.docx_markup import Element, attribute, children, ends_deleted, kind, mark, own, text
from validator.read.marked import settled, struck_text

_ORDINARY = 1000  # the width, in twips, of a column that states none
_HAIR = 30  # twips (half a millimetre): edges that near are one line that a program drew twice
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}


@dataclass(frozen=True, slots=True)
class _Source:
    """One `w:tc`: its row, the edges it lies between (as numbers of `w:gridCol`, later of columns), its text."""

    row: int
    left: int
    right: int
    text: str
    continues: bool
    place: Place
    struck: tuple[Observation, ...] = ()


def table_rows(table: Element) -> tuple[Element, ...]:
    """The rows that are left when all changes are accepted."""
    rows = (child for child in children(table) if kind(child) == "w:tr")
    return tuple(row for row in rows if mark(row, "w:trPr", "w:del") is None)


def row_cells(row: Element) -> tuple[Element, ...]:
    """The cells of a row that are left when all changes are accepted."""
    cells = (child for child in children(row) if kind(child) == "w:tc")
    return tuple(cell for cell in cells if mark(cell, "w:tcPr", "w:cellDel") is None)


def table_cells(table: Element) -> Iterator[Element]:
    """Every cell, row by row."""
    for row in table_rows(table):
        yield from row_cells(row)


def is_single(table: Element) -> bool:
    """Whether the table is but one cell (a frame round text), however many columns and rows that covers."""
    return sum(not _continues(cell) for cell in table_cells(table)) <= 1


def is_layout(table: Element) -> bool:
    """Whether the table only arranges other tables that have more than one cell."""
    inner = (child for cell in table_cells(table) for child in children(cell) if kind(child) == "w:tbl")
    return any(not is_single(t) or is_layout(t) for t in inner)


def cell_text(cell: Element) -> str:
    """The text of a cell, with its marks: a line for each paragraph, frames round text dissolved, a tab as a space."""
    lines = [""]
    for child in children(cell):
        if kind(child) == "w:p":
            lines[-1] += text(child).replace("\t", " ")
            lines += [] if ends_deleted(child) else [""]
        elif kind(child) == "w:tbl":
            lines[-1:] = [*map(cell_text, table_cells(child)), ""]
    return "\n".join(lines[:-1] if not lines[-1] else lines)


def to_grid(table: Element, numbers: Mapping[Element, int]) -> tuple[Grid, tuple[Observation, ...]]:
    """The table as a grid; `spans_cut` if anything beyond the limits was cut from it, `struck_text` for each cell.

    `numbers`: of the document's cells, kept as the offsets of their places.
    """
    rows = table_rows(table)
    sources = [cell for r, row in enumerate(rows[: limits.MAX_ROWS]) for cell in _sources(r, row, numbers)]
    edges = list(accumulate(_widths(table, max((s.right for s in sources), default=0)), initial=0.0))
    columns = _columns(sources, edges)
    snapped = [replace(s, left=columns[s.left], right=columns[s.right]) for s in sources]
    kept = [s for s in snapped if s.left < s.right <= limits.MAX_COLUMNS]
    cut = len(rows) > limits.MAX_ROWS or any(s.right > limits.MAX_COLUMNS for s in snapped)
    seen = [observation for s in sources for observation in s.struck]
    return Grid.of(_merged(kept)), (*_cut(cut), *seen)


def _cut(cut: bool) -> Iterator[Observation]:
    if cut:
        note = f"第{limits.MAX_ROWS}行或第{limits.MAX_COLUMNS}列以后的内容未读取"
        yield Observation("spans_cut", note=note, number=1)


def _sources(number: int, row: Element, numbers: Mapping[Element, int]) -> Iterator[_Source]:
    left = _count(mark(row, "w:trPr", "w:gridBefore"), 0)
    for cell in row_cells(row):
        right = left + max(1, _count(mark(cell, "w:tcPr", "w:gridSpan"), 1))
        marked = cell_text(cell)
        place = Place(offset=numbers.get(cell))
        yield _Source(number, left, right, settled(marked), _continues(cell), place, tuple(struck_text(marked)))
        left = right


def _count(element: Element | None, default: int) -> int:
    value = None if element is None else attribute(element, "val")
    digits = value is not None and value.isascii() and value.isdigit()
    return min(int(value[:6]), limits.MAX_COLSPAN) if digits and value else default


def _continues(cell: Element) -> bool:
    merge = mark(cell, "w:tcPr", "w:vMerge")
    return merge is not None and attribute(merge, "val") in (None, "continue")


def _widths(table: Element, count: int) -> list[float]:
    """The width of each of `count` grid columns in twips; what is not stated is taken as ordinary."""
    grid = own(table, "w:tblGrid")
    columns = [] if grid is None else [c for c in grid if kind(c) == "w:gridCol"]
    stated = [_twips(attribute(c, "w")) for c in columns]
    known = [_ORDINARY if w is None else w for w in stated] if any(stated) else []
    return [*known[:count], *[float(_ORDINARY)] * (count - len(known))]


def _twips(measure: str | None) -> float | None:
    """`1009` or, in strict files, `50.4pt`; None if it is no such measure."""
    if measure is None:
        return None
    unit = _TWIPS.get(measure[-2:], 1.0)
    digits = measure[:-2] if measure[-2:] in _TWIPS else measure
    return float(digits) * unit if digits.isascii() and digits.replace(".", "", 1).isdigit() else None


def _columns(sources: Sequence[_Source], edges: Sequence[float]) -> Mapping[int, int]:
    """Number of a grid edge → number of the column that begins there. Edges no cell uses count for nothing."""
    used = sorted({edge for s in sources for edge in (s.left, s.right)} | {0})
    told = {s.right for s in sources if s.text.strip() and edges[s.right] - edges[s.left] <= _HAIR}
    numbers = {0: 0}
    for before, edge in pairwise(used):
        # A hair-wide column is a slip of a program, unless somebody wrote into it.
        apart = edges[edge] - edges[before] > _HAIR or edge in told
        numbers[edge] = numbers[before] + apart
    return numbers


def _merged(sources: Sequence[_Source]) -> list[GridCell]:
    """Cells with their spans; one that continues nothing above it stands for itself."""
    cells: list[GridCell] = []
    above: dict[tuple[int, int], int] = {}
    for s in sources:
        index = above.get((s.left, s.right))
        open_cell = None if index is None else cells[index]
        if s.continues and index is not None and open_cell and open_cell.row + open_cell.rowspan == s.row:
            cells[index] = structs.replace(open_cell, rowspan=open_cell.rowspan + 1)
        else:
            above[s.left, s.right] = len(cells)
            cells.append(GridCell(s.row, s.left, 1, s.right - s.left, s.text, s.place))
    return cells
