"""Lines of text left of the figures of a table without rules → its row labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from validator.read.pdf_lines import Line, is_digit
from validator.read.pdf_piece import MARK

#: Baselines, and edges or middles of the lines of one label, differ by at most so many sizes; its lines follow within _LEADING.
_LEVEL, _EDGE, _LEADING = 0.6, 0.5, 1.9
#: Edges nearer than this share of the size are one; a column of labels begins in so many lines.
_SAME, _FEW = 0.12, 3
_DASH = re.compile(r"[-/\\—–－]{1,3}")


@dataclass(slots=True)
class Label:
    """The lines of one label, from top to bottom."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its lines as one."""
        return "".join(line.text for line in self.lines)

    def reaches(self, level: float) -> bool:
        """Whether a row of figures at that height stands beside the label."""
        slack = _LEVEL * self.lines[0].size
        return baseline(self.lines[0]) - slack <= level <= baseline(self.lines[-1]) + slack


def find_labels(parts: Sequence[Line], split: Sequence[Sequence[Line]]) -> list[Label]:
    """Lines below each other with a common edge or middle are a label; a list mark, or a row of its own, begins the next."""
    levels = [baseline(row[0]) for row in split if any(map(is_figure, row))]
    heads = [baseline(row[0]) for row in split if len(row) > 1 and not any(map(is_figure, row))]
    found: list[Label] = []
    for part in sorted(parts, key=baseline):
        above = next((label for label in reversed(found) if _follows(label.lines[-1], part)), None)
        beside = any(abs(baseline(part) - level) < 1.0 for level in levels)
        if above is None or MARK.match(part.text) or (beside and _is_whole(above, levels, heads)):
            found.append(Label([part]))
        else:
            above.lines.append(part)
    return found


def _is_whole(label: Label, levels: Sequence[float], heads: Sequence[float]) -> bool:
    """Whether the label has its row of figures, or stands in a header."""
    headed = any(abs(baseline(label.lines[-1]) - level) < 1.0 for level in heads)
    return headed or any(label.reaches(level) for level in levels)


def _follows(above: Line, below: Line) -> bool:
    one, other = above.box, below.box
    apart = min(abs(one[0] - other[0]), abs(one[2] - other[2]), abs(one[0] + one[2] - other[0] - other[2]) / 2)
    return apart <= _EDGE * above.size and 0 < baseline(below) - baseline(above) <= _LEADING * above.size


def label_beside(labels: Sequence[Label], level: float) -> Label | None:
    """The label next to the figures at that height: headings of groups stand further left."""
    near = [label for label in labels if label.reaches(level)]
    return max(near, key=lambda label: label.lines[0].box[0], default=None)


def label_columns(split: Sequence[Sequence[Line]], stop: float) -> list[float]:
    """Where columns of labels begin left of `stop`: so many marked labels begin there that it is no chance."""
    left = [part for parts in split for part in parts if part.box[0] < stop]
    edges = [(part.box[0], _SAME * part.size) for part in left if MARK.match(part.text)]
    return [x for x, near in edges if sum(abs(x - other) <= near for other, _ in edges) >= _FEW]


def cut_at(starts: Sequence[float], parts: Sequence[Line]) -> list[Line]:
    """Cut where a gap that running text does not have lies before the beginning of a column of labels."""
    cut: list[Line] = []
    for part in parts:
        at = [0]
        for n, (one, other) in enumerate(pairwise(part.glyphs), 1):
            wide = other.body[0] - one.body[2] > _SAME * other.size
            if wide and any(abs(other.body[0] - x) <= _SAME * other.size for x in starts):
                at.append(n)
        cut += [Line(part.glyphs[start:stop]) for start, stop in pairwise([*at, len(part.glyphs)])]
    return cut


def baseline(line: Line) -> float:
    """How far down the page its text stands, in points."""
    return line.glyphs[0].base[1]


def is_figure(line: Line) -> bool:
    """Digits and their signs only, or a dash; 1. is the mark of a label."""
    digits = all(is_digit(glyph) for glyph in line.glyphs) and line.text[-1] not in ".,．，"
    return digits or _DASH.fullmatch(line.text) is not None
