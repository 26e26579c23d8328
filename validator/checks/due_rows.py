"""What stands in rows that are missing, where the identities of the table leave one possibility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validator.checks.facts import Facts
from validator.linear import solve


def due_rows(key: str, rows: Sequence[str], facts: Facts) -> Mapping[tuple[str, str], int] | None:
    """(row, column) → count, for every cell of `rows` of the table `key`; None if anything is not certain.

    Blank cells count as 0, as in every sum. Uncertain is also what would be negative, or contradicts itself.
    """
    if key not in facts.blanks:
        return None
    sums = facts.blanks[key].sums
    shape = sums.compiled
    unknown = sorted(sums.unknown)
    at = shape.at
    wanted = [(row, column.key) for row in rows for column in shape.table.columns]
    if not unknown or any(at.get(cell) not in sums.unknown for cell in wanted):
        return None
    lines = shape.matrix[:, unknown].astype(int)
    used = [i for i in range(len(lines)) if lines[i].any()]
    due = [-int(sum(f * v for f, v in zip(shape.matrix[i].tolist(), sums.values, strict=True))) for i in used]
    found = solve([lines[i].tolist() for i in used], due) if used else None
    values = dict(zip(unknown, found or (), strict=False))
    counts = {cell: values[at[cell]] for cell in wanted if at[cell] in values}
    sound = len(counts) == len(wanted) and all(n >= 0 and n.denominator == 1 for n in counts.values())
    return {cell: int(n) for cell, n in counts.items()} if sound else None
