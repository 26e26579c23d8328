"""Lines of text in columns, without rules → a table, only where positions leave no choice; else nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from validator.read.pdf_lines import Line, is_digit
from validator.read.pdf_piece import MARK, PdfCell, Piece

#: Neighbours farther apart than this many sizes stand in two columns.
COLUMN_GAP = 1.0
#: Baselines, and left edges of one label, differ by at most so many sizes; lines of one label follow within _LEADING.
_LEVEL, _EDGE, _LEADING = 0.6, 0.5, 1.9
_DASH = re.compile(r"[-/\\—–－]{1,3}")
#: A heading and a label beside it that stand too near to be told apart: 其他处理1.申请人.
_GLUED = re.compile(r"[\u3400-\u9fff）)]\s?\d{1,2}[.、．]\s?[\u3400-\u9fff]")

Column = tuple[float, float]


@dataclass(slots=True)
class _Label:
    """The lines of one label, from top to bottom."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    def reaches(self, level: float) -> bool:
        """Whether a row of figures at that height stands beside the label."""
        slack = _LEVEL * self.lines[0].size
        return _level(self.lines[0]) - slack <= level <= _level(self.lines[-1]) + slack


def unruled(found: Sequence[Line], page: int) -> Piece | None:
    """The table that the lines print; None where a figure or label could belong to more than one row or column."""
    split = [line.pieces(COLUMN_GAP) for line in found]
    columns = _columns(split)
    if len(columns) < 2 or any(_is_loose(part) for parts in split for part in parts):
        return None
    labels = _labels([part for parts in split for part in parts if part.box[2] <= columns[0][0]], split)
    rows: list[tuple[list[Line], _Label | None]] = []
    for parts in split:
        right = [part for part in parts if part.box[2] > columns[0][0]]
        label = _beside(labels, _level(parts[0])) if any(map(_is_figure, right)) else None
        if right:
            rows.append((right, label))
    levels = [_level(right[0]) for right, _ in rows if any(map(_is_figure, right))]
    if not _is_certain([label for right, label in rows if any(map(_is_figure, right))], labels, levels):
        return None
    cells = [cell for number, (right, label) in enumerate(rows) for cell in _cells(number, right, label, columns, page)]
    taken = [(c.top, k) for c in cells for k in range(c.left, c.right)]
    if len(taken) != len(set(taken)):
        return None
    boxes = [line.box for line in found]
    box = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    xs = (box[0], *(column[0] for column in columns), box[2])
    return Piece(xs, len(rows), tuple(cells), box, page)


def _is_certain(chosen: Sequence[_Label | None], labels: Sequence[_Label], levels: Sequence[float]) -> bool:
    """Every row of figures has a label of its own, and no other row could claim it; or the table prints no row labels."""
    if not labels:
        return True
    own = [label for label in chosen if label is not None and not _GLUED.search(label.text)]
    return len(own) == len(chosen) and all(sum(map(label.reaches, levels)) == 1 for label in own)


def _level(line: Line) -> float:
    return line.glyphs[0].base[1]


def _is_figure(line: Line) -> bool:
    return all(is_digit(glyph) for glyph in line.glyphs) or _DASH.fullmatch(line.text) is not None


def _is_loose(line: Line) -> bool:
    """Two figures so near each other that they look like one."""
    return " " in line.text and _is_figure(line)


def _columns(split: Sequence[Sequence[Line]]) -> list[Column]:
    """Where figures stand: what overlaps is one column."""
    found: list[Column] = []
    spans = [part.box for parts in split for part in parts if len(parts) > 1 and _is_figure(part)]
    for x0, _, x1, _ in sorted(spans):
        if found and x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _labels(parts: Sequence[Line], split: Sequence[Sequence[Line]]) -> list[_Label]:
    """Lines below each other with one left edge are a label; a list mark, or a second row of figures, begins the next."""
    levels = [_level(row[0]) for row in split if any(map(_is_figure, row))]
    found: list[_Label] = []
    for part in sorted(parts, key=_level):
        near = (label for label in reversed(found) if _follows(label.lines[-1], part))
        above = next(near, None)
        beside = any(abs(_level(part) - level) < 1.0 for level in levels)
        full = above is not None and any(above.reaches(level) for level in levels)
        if above is None or MARK.match(part.text) or (beside and full):
            found.append(_Label([part]))
        else:
            above.lines.append(part)
    return found


def _follows(above: Line, below: Line) -> bool:
    size = above.size
    return abs(above.box[0] - below.box[0]) <= _EDGE * size and 0 < _level(below) - _level(above) <= _LEADING * size


def _beside(labels: Sequence[_Label], level: float) -> _Label | None:
    """The label next to the figures at that height: headings of groups stand further left."""
    near = [label for label in labels if label.reaches(level)]
    return max(near, key=lambda label: label.lines[0].box[0], default=None)


def _cells(
    number: int, right: Sequence[Line], label: _Label | None, columns: Sequence[Column], page: int
) -> Iterator[PdfCell]:
    if label:
        first, last = label.lines[0], label.lines[-1]
        yield PdfCell(number, 0, number + 1, 1, label.text, page, first.box, first=first, last=last)
    for part in right:
        start, stop = _over(part, columns)
        figure = _is_figure(part)
        yield PdfCell(number, start + 1, number + 1, stop + 1, part.text, page, part.box, figure=figure)


def _over(part: Line, columns: Sequence[Column]) -> tuple[int, int]:
    """The columns whose middle the text covers, else the nearest."""
    x0, _, x1, _ = part.box
    middles = [(a + b) / 2 for a, b in columns]
    covered = [i for i, x in enumerate(middles) if x0 <= x <= x1]
    if covered:
        return covered[0], covered[-1] + 1
    near = min(range(len(middles)), key=lambda i: abs(middles[i] - (x0 + x1) / 2))
    return near, near + 1
