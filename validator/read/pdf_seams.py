"""Two tables set one right above the other share a line: where the columns change altogether, one ends and one begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

Spot = tuple[int, int]
#: So many lines between columns end at the seam, and so many others begin there. Rows of one table leave lines out and
#: take them up again, but those of a row with all columns are among those of the others.
_ALL_CHANGED = 4


def apart(regions: Sequence[Sequence[Spot]], height: int) -> Iterator[Sequence[Sequence[Spot]]]:
    """The regions (cells as their grid spots) of each table, from top to bottom; `height`: rows of the grid."""
    edges: list[set[int]] = [set() for _ in range(height)]
    joined: set[int] = set()
    for region in regions:
        rows = {row for row, _ in region}
        joined.update(range(min(rows) + 1, max(rows) + 1))
        for row in rows:
            edges[row].add(min(column for _, column in region))
    seams = [row for row in range(1, height) if row not in joined and _is_seam(edges[row - 1], edges[row])]
    for first, stop in zip((0, *seams), (*seams, height), strict=True):
        yield [region for region in regions if first <= region[0][0] < stop]


def _is_seam(above: set[int], below: set[int]) -> bool:
    return min(len(above - below), len(below - above)) >= _ALL_CHANGED
