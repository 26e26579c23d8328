"""Identities × cells → pass, fail or open, for many reports in one matrix product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from validator.form import Identity, Table, identities
from validator.model import Cell

Status = Literal["pass", "fail", "open"]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A table's identities as one integer matrix: a row for each identity, a column for each cell.

    `at`: where each cell stands among them; `keys`: the cells with the table's own key before row and column;
    `of_rule`: positions of the identities of a rule.
    """

    table: Table
    identities: tuple[Identity, ...]
    cells: tuple[tuple[str, str], ...]
    at: Mapping[tuple[str, str], int]
    keys: tuple[tuple[str, str, str], ...]
    of_rule: Mapping[str, tuple[int, ...]]
    matrix: Matrix
    examined: Matrix  # 1 where the identity has the cell


@dataclass(frozen=True, slots=True)
class Sums:
    """The identities of one table of one report, judged; blank and dash count as 0.

    values: one integer for each cell (0 where unknown); unknown: cells that no sum may use;
    blank: cells in which nothing is printed; status and residual (left - right): one for each identity.
    """

    compiled: Compiled
    values: tuple[int, ...]
    unknown: frozenset[int]
    blank: frozenset[int]
    status: tuple[Status, ...]
    residual: tuple[int, ...]


@cache
def compiled(table: Table) -> Compiled:
    """Compile once for each printed form of a table."""
    every = identities(table)
    cells = tuple((row, column) for row in table.row_keys for column in table.column_keys)
    at = {cell: i for i, cell in enumerate(cells)}
    matrix = np.zeros((len(every), len(cells)))
    for i, identity in enumerate(every):
        for factor, row, column in identity.terms:
            matrix[i, at[row, column]] += factor
    keys = tuple((table.key, row, column) for row, column in cells)
    rules = dict.fromkeys(identity.rule for identity in every)
    of_rule = {rule: tuple(i for i, one in enumerate(every) if one.rule == rule) for rule in rules}
    return Compiled(table, every, cells, at, keys, of_rule, matrix, (matrix != 0).astype(float))


Vectors = tuple[list[int], set[int], set[int]]  # values, unknown cells, blank cells


def vectors(form: Table, cells: Mapping[tuple[str, str, str], Cell]) -> Vectors:
    """One report's cells in the order of `compiled(form).cells`."""
    found = [cells.get(key) for key in compiled(form).keys]
    counts = [
        None if c is None else int(c.raw) if c.kind == "number" and c.raw.isdigit() and c.raw.isascii() else _count(c)
        for c in found
    ]
    values = [count or 0 for count in counts]
    odd = [i for i, count in enumerate(counts) if count is None]
    blank = {i for i in odd if (cell := found[i]) is not None and cell.kind in ("blank", "dash")}
    unknown = {*odd} - blank
    if not any(values) and len(blank) == len(values) and _no_dash(form, cells):
        unknown = set(blank)  # 未填写: nothing was stated, so nothing can be judged
    return values, unknown, blank


#: Units that are part of the number: 3万件 is 30000.
MULTIPLES = {"万": 10_000, "万件": 10_000, "亿": 100_000_000}


def _count(cell: Cell) -> int | None:
    """The count that a cell states; None if it states none (blank, text, a fraction, a negative number)."""
    if cell.value is None or cell.value < 0:
        return None
    value = cell.value * MULTIPLES.get(cell.unit or "", 1)
    return int(value) if value == value.to_integral_value() else None


def _no_dash(form: Table, cells: Mapping[tuple[str, str, str], Cell]) -> bool:
    return all(c.kind == "blank" for c in cells.values() if c.table == form.key)


def judge_sums(batch: Sequence[tuple[Table, Mapping[tuple[str, str, str], Cell]]]) -> list[Sums]:
    """Judge one table each of many reports; equal forms share one product. Returns them in the order given."""
    prepared = [(form, vectors(form, cells)) for form, cells in batch]
    results: dict[int, Sums] = {}
    by_form: dict[Table, list[int]] = {}
    for number, (form, _) in enumerate(prepared):
        by_form.setdefault(form, []).append(number)
    for form, numbers in by_form.items():
        shape = compiled(form)
        values = np.array([prepared[n][1][0] for n in numbers], dtype=float)
        unknown = np.zeros_like(values)
        for k, n in enumerate(numbers):
            unknown[k, list(prepared[n][1][1])] = 1
        residuals = values @ shape.matrix.T
        opened = ((unknown @ shape.examined.T) > 0).tolist()
        for n, left, unsure in zip(numbers, residuals.tolist(), opened, strict=True):
            results[n] = _sums(shape, prepared[n][1], left, unsure)
    return [results[n] for n in range(len(batch))]


def _sums(shape: Compiled, prepared: Vectors, residuals: Sequence[float], opened: Sequence[bool]) -> Sums:
    values, unknown, blank = prepared
    status: list[Status] = ["open" if o else "fail" if r else "pass" for o, r in zip(opened, residuals, strict=True)]
    residual = tuple(map(int, residuals))
    return Sums(shape, tuple(values), frozenset(unknown), frozenset(blank), tuple(status), residual)
