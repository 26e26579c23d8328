"""Exact linear algebra on small integer matrices: rank, and solving for a few unknowns."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def reduced(rows: Sequence[Sequence[int | Fraction]], width: int) -> tuple[list[list[Fraction]], list[int]]:
    """Row-reduce on the first `width` columns; returns all rows (pivot rows first) and the pivot columns."""
    matrix = [[Fraction(x) for x in row] for row in rows]
    pivots: list[int] = []
    for column in range(width):
        top = len(pivots)
        found = next((r for r in range(top, len(matrix)) if matrix[r][column]), None)
        if found is None:
            continue
        matrix[top], matrix[found] = matrix[found], matrix[top]
        lead = matrix[top][column]
        matrix[top] = [x / lead for x in matrix[top]]
        for r, row in enumerate(matrix):
            if r != top and row[column]:
                factor = row[column]
                matrix[r] = [x - factor * y for x, y in zip(row, matrix[top], strict=True)]
        pivots.append(column)
    return matrix, pivots


def rank(rows: Sequence[Sequence[int]]) -> int:
    """The rank of an integer matrix, exactly."""
    return len(reduced(rows, len(rows[0]))[1]) if rows else 0


def solve(rows: Sequence[Sequence[int]], due: Sequence[int]) -> list[Fraction] | None:
    """The one solution x of rows · x = due; None if there is none or more than one. Needs at least one row."""
    width = len(rows[0])
    matrix, pivots = reduced([[*row, right] for row, right in zip(rows, due, strict=True)], width)
    if len(pivots) < width or any(row[width] for row in matrix[width:]):
        return None
    return [row[width] for row in matrix[:width]]
