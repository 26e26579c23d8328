"""Broken identities that blanks explain: a total left blank, or details left blank under a total."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from validator.checks.arithmetic import Status, Sums


@dataclass(frozen=True, slots=True)
class Blanks:
    """`due`: blank total → the value that its details give. `bare`: identities whose details are all blank.

    `sums`: the identities judged anew with totals filled in and `bare` ones open.
    `mended`: identities that the filled totals make hold.
    """

    due: tuple[tuple[int, int], ...]
    bare: tuple[int, ...]
    mended: tuple[int, ...]
    sums: Sums


def explain_blanks(sums: Sums) -> Blanks:
    """Look for blank totals and bare totals behind the failed identities of one table."""
    if "fail" not in sums.status or not sums.blank:
        return Blanks((), (), (), sums)
    due = dict(_due_totals(sums))
    filled = _refill(sums, due)
    if due and "fail" in filled.status and _one_cell_explains(sums):
        due, filled = {}, sums
    mended = tuple(
        i
        for i, (was, now) in enumerate(zip(sums.status, filled.status, strict=True))
        if was == "fail" and now == "pass"
    )
    bare = tuple(i for i in range(len(filled.status)) if _is_bare(filled, i))
    status: tuple[Status, ...] = tuple("open" if i in bare else s for i, s in enumerate(filled.status))
    return Blanks(tuple(due.items()), bare, mended, replace(filled, status=status))


def _one_cell_explains(sums: Sums) -> bool:
    """Whether changing a single filled cell makes all hold: then that cell is wrong, and no total is missing."""
    failed = {i for i, status in enumerate(sums.status) if status == "fail"}
    judged = [i for i, status in enumerate(sums.status) if status != "open"]
    matrix = sums.compiled.matrix
    return any(
        sums.values[cell]
        and {i for i in judged if matrix[i, cell]} == failed
        and len({sums.residual[i] / matrix[i, cell] for i in failed}) == 1
        for cell in range(len(sums.values))
        if cell not in sums.blank and cell not in sums.unknown
    )


def _due_totals(sums: Sums) -> Iterator[tuple[int, int]]:
    """Blank totals whose details do not sum to 0. Rows of details first, the grand total last."""
    shape = sums.compiled
    at = shape.at
    values = list(sums.values)
    for i in sorted(range(len(shape.identities)), key=lambda i: shape.identities[i].axis != "columns"):
        identity = shape.identities[i]
        total = at[identity.left[0][1:]]
        if len(identity.left) != 1 or total not in sums.blank or sums.status[i] == "open" or values[total]:
            continue
        details = [at[row, column] for _, row, column in identity.right]
        if value := sum(values[d] for d in details):
            values[total] = value
            yield total, value


def _refill(sums: Sums, due: dict[int, int]) -> Sums:
    values = tuple(due.get(i, value) for i, value in enumerate(sums.values))
    residual = tuple(
        int(sum(f * v for f, v in zip(row, values, strict=True) if f)) for row in sums.compiled.matrix.tolist()
    )
    status: tuple[Status, ...] = tuple(
        s if s == "open" else "fail" if r else "pass" for s, r in zip(sums.status, residual, strict=True)
    )
    return replace(sums, values=values, residual=residual, status=status, blank=sums.blank - due.keys())


def _is_bare(sums: Sums, i: int) -> bool:
    """A single total on the left that is not 0, and nothing but blanks on the right."""
    identity = sums.compiled.identities[i]
    if sums.status[i] != "fail" or len(identity.left) != 1:
        return False
    at = sums.compiled.at
    return all(at[row, column] in sums.blank for _, row, column in identity.right)
