"""The mandated tables on one common grid of columns, so that they stand below each other: templates, workbooks drawn anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Literal

from validator.form import Table
from validator.report.table_layout import Spot, TableLayout, table_layout

#: Columns of the grid: the widest table has so many.
WIDTH = 15
#: Grid columns of the headings beside the figures, by how many levels of them there are.
_BESIDE = {0: (), 1: (6,), 3: (1, 2, 5)}

Role = Literal["banner", "head", "label", "figure"]


@dataclass(frozen=True, slots=True)
class Box:
    """A printed cell: 0-based origin in its table, spans, text; of a figure, its row and column keys."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    role: Role
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table as it is drawn: its boxes, and how many of its rows are heads."""

    form: Table
    boxes: tuple[Box, ...]
    heads: int

    @property
    def height(self) -> int:
        """Rows of the grid."""
        return max(box.row + box.rowspan for box in self.boxes)


@cache
def drawn(form: Table) -> Drawn:
    """`form` on the grid; a table of section two under the banner of its item."""
    layout = table_layout(form)
    banner = (Box(0, 0, 1, WIDTH, form.title, "banner"),) if form.section == 2 else ()
    boxes = (*banner, *_boxes(form, layout, len(banner)))
    return Drawn(form, boxes, len(banner) + len(layout.head))


def _spans(layout: TableLayout) -> tuple[int, ...]:
    """Grid columns of each printed column: headings as listed, what is left shared by the figures."""
    beside = _BESIDE[layout.beside]
    count = layout.width - layout.beside
    room, more = divmod(WIDTH - sum(beside), count)
    return (*beside, *(room + (n < more) for n in range(count)))


def _boxes(form: Table, layout: TableLayout, top: int) -> Iterator[Box]:
    edges = [0, *accumulate(_spans(layout))]
    taken: set[tuple[int, int]] = set()
    rows = [*((head, ()) for head in layout.head), *((row.headings, row.spots) for row in layout.body)]
    for number, (headings, spots) in enumerate(rows):
        role: Role = "head" if number < len(layout.head) else "label"
        for heading in headings:
            at = next(c for c in range(layout.width) if (number, c) not in taken)
            taken |= {(number + r, at + c) for r in range(heading.rowspan) for c in range(heading.colspan)}
            span = edges[at + heading.colspan] - edges[at]
            yield Box(top + number, edges[at], heading.rowspan, span, heading.text, role)
        for at, spot in enumerate(spots, layout.beside):
            yield Box(top + number, edges[at], 1, edges[at + 1] - edges[at], "", "figure", spot)
