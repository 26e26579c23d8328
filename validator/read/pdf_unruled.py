"""Lines of text in columns, without rules → a table, only where positions leave no choice; else nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.read.pdf_labels import Label, baseline, cut_at, find_labels, is_figure, label_beside, label_columns
from validator.read.pdf_lines import Line
from validator.read.pdf_piece import PdfCell, Piece

#: Neighbours farther apart than this many sizes stand in two columns.
COLUMN_GAP = 1.0
#: A heading and a label beside it that stand too near to be told apart: 其他处理1.申请人.
_GLUED = re.compile(r"[\u3400-\u9fff）)]\s?\d{1,2}[.、．]\s?[\u3400-\u9fff]")

Column = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands right of the labels on one line, and the first piece of that line."""

    right: Sequence[Line]
    first: Line

    @property
    def figures(self) -> list[Line]:
        """The figures among it."""
        return [part for part in self.right if is_figure(part)]

    def label(self, labels: Sequence[Label]) -> Label | None:
        """The label beside the row, if it has figures."""
        return label_beside(labels, baseline(self.first)) if self.figures else None


def unruled(found: Sequence[Line], page: int) -> Piece | None:
    """The table that the lines print; None where a figure or label could belong to more than one row or column."""
    split = [line.pieces(COLUMN_GAP) for line in found]
    columns = _columns(split)
    if not columns or any(_is_loose(part) for parts in split for part in parts):
        return None
    starts = label_columns(split, columns[0][0])
    split = [cut_at(starts, parts) for parts in split]
    labels = find_labels([part for parts in split for part in parts if part.box[2] <= columns[0][0]], split)
    rows = [_Row(right, parts[0]) for parts in split if (right := [p for p in parts if p.box[2] > columns[0][0]])]
    figures = [row for row in rows if row.figures]
    if not _is_certain(figures, labels):
        return None
    if not _are_columns([[_over(part, columns)[0] for part in row.figures] for row in figures], len(columns)):
        return None
    cells = [cell for n, row in enumerate(rows) for cell in _cells(n, row, row.label(labels), columns, page)]
    taken = [(c.top, k) for c in cells for k in range(c.left, c.right)]
    if len(taken) != len(set(taken)):
        return None
    boxes = [line.box for line in found]
    box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    xs = (box[0], *(column[0] for column in columns), box[2])
    return Piece(xs, len(rows), tuple(cells), box, page, ruled=False)


def _is_certain(rows: Sequence[_Row], labels: Sequence[Label]) -> bool:
    """Every row of figures has a label of its own, and no other row could claim it; or the table prints no row labels."""
    if not labels:
        return True
    chosen = [row.label(labels) for row in rows]
    own = [label for label in chosen if label is not None and not _GLUED.search(label.text)]
    return len(own) == len(rows) and all(
        sum(label.reaches(baseline(row.right[0])) for row in rows) == 1 for label in own
    )


def _are_columns(rows: Sequence[Sequence[int]], count: int) -> bool:
    """Whether the longest rows of figures stand in the same columns, and shorter ones in those, or in columns of their own.

    A column without figures would shift all others against those of the next page.
    """
    used: dict[int, set[int]] = {}
    for row in rows:
        used.setdefault(len(row), set()).update(row)
    most = max(used, default=0)
    if set().union(*used.values()) != set(range(count)):
        return False
    return len(used[most]) == most and all(found <= used[most] or len(found) == n for n, found in used.items())


def _is_loose(line: Line) -> bool:
    """Two figures so near each other that they look like one."""
    return " " in line.text and is_figure(line)


def _columns(split: Sequence[Sequence[Line]]) -> list[Column]:
    """Where figures stand: what overlaps is one column."""
    found: list[Column] = []
    spans = [part.box for parts in split for part in parts if len(parts) > 1 and is_figure(part)]
    for x0, _, x1, _ in sorted(spans):
        if found and x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _cells(number: int, row: _Row, label: Label | None, columns: Sequence[Column], page: int) -> Iterator[PdfCell]:
    if label:
        first, last = label.lines[0], label.lines[-1]
        yield PdfCell(number, 0, number + 1, 1, label.text, page, first.box, first=first, last=last)
    for part in row.right:
        start, stop = _over(part, columns)
        yield PdfCell(number, start + 1, number + 1, stop + 1, part.text, page, part.box, figure=is_figure(part))


def _over(part: Line, columns: Sequence[Column]) -> tuple[int, int]:
    """The columns whose middle the text covers, else the nearest."""
    x0, _, x1, _ = part.box
    middles = [(a + b) / 2 for a, b in columns]
    covered = [i for i, x in enumerate(middles) if x0 <= x <= x1]
    if covered:
        return covered[0], covered[-1] + 1
    near = min(range(len(middles)), key=lambda i: abs(middles[i] - (x0 + x1) / 2))
    return near, near + 1
