"""Exact linear algebra on small integer matrices: rank, and solving for a few unknowns."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd


def reduced(rows: Sequence[Sequence[int]], width: int) -> tuple[list[list[int]], list[int]]:
    """Row-reduce on the first `width` columns; returns all rows (pivot rows first) and the pivot columns.

    Rows stay integers: each is known but for a factor.
    """
    matrix = [list(row) for row in rows]
    pivots: list[int] = []
    for column in range(width):
        top = len(pivots)
        found = next((r for r in range(top, len(matrix)) if matrix[r][column]), None)
        if found is None:
            continue
        matrix[top], matrix[found] = matrix[found], matrix[top]
        lead = matrix[top]
        for r, row in enumerate(matrix):
            if r != top and row[column]:
                matrix[r] = _combined(row, lead, column)
        pivots.append(column)
    return matrix, pivots


def _combined(row: Sequence[int], lead: Sequence[int], column: int) -> list[int]:
    """`row` without the unknown of `column`, in the smallest integers."""
    scale, factor = lead[column], row[column]
    mixed = [scale * x - factor * y for x, y in zip(row, lead, strict=True)]
    common = gcd(*mixed)
    return [x // common for x in mixed] if common > 1 else mixed


def rank(rows: Sequence[Sequence[int]]) -> int:
    """The rank of an integer matrix, exactly."""
    return len(reduced(rows, len(rows[0]))[1]) if rows else 0


def solve(rows: Sequence[Sequence[int]], due: Sequence[int]) -> list[Fraction] | None:
    """The one solution x of rows · x = due; None if there is none or more than one. Needs at least one row."""
    width = len(rows[0])
    if len(rows) < width:
        return None
    matrix, pivots = reduced([[*row, right] for row, right in zip(rows, due, strict=True)], width)
    if len(pivots) < width or any(row[width] for row in matrix[width:]):
        return None
    return [Fraction(row[width], row[i]) for i, row in enumerate(matrix[:width])]
