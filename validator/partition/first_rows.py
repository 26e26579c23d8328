"""The rows by which a kind of table shows itself in a grid: by these a second set of tables is noticed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from validator.model import Grid
from validator.words import recognise

#: The first row of the application matrix: every report has it once.
ANCHOR = "本年新收政府信息公开申请数量"
#: The first rows of section two, and the first column of the last table.
STARTS = frozenset({"规章", "行政许可", "行政处罚"})
_KINDS = STARTS | {ANCHOR, "结果维持"}


def is_anchor(text: str) -> bool:
    """Whether a text is the label of the first row of the application matrix."""
    return "新" in text and "收" in text and _kind(text) == ANCHOR


def anchor_rows(grid: Grid) -> Iterable[int]:
    """The rows, in order, that are the first of an application matrix."""
    return dict.fromkeys([cell.row for cell in grid.cells if "新" in cell.text and is_anchor(cell.text)])


def kinds(grid: Grid) -> Mapping[str, list[int]]:
    """Kind of table → the rows, in order, in which it shows itself."""
    found: dict[str, list[int]] = {}
    for cell in grid.cells:
        kind = _kind(cell.text)
        if kind in _KINDS and cell.row not in found.setdefault(kind, []):
            found[kind].append(cell.row)
    return found


def _kind(text: str) -> str:
    word = recognise(text)
    label = word.label if word else ""
    return ANCHOR if label.startswith(ANCHOR[:6]) else label
