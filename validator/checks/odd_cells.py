"""What the rules on single cells share: one defect for each table, which names the first few of its odd cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from validator.checks.facts import Facts, Verdict, at, short_name, table_name
from validator.model import Cell, Defect

_NAMED = 3
#: What is printed is shown up to so many characters.
_LONGEST = 20


def judge_odd(odd: Sequence[Cell], facts: Facts, fault: Callable[[Sequence[Cell]], str]) -> Verdict:
    """Items: cells of the tables found. `fault`: what is wrong with the odd cells of one table, and what to do."""
    if not odd:
        return Verdict(passed=len(facts.cells))
    by_table = {key: tuple(cell for cell in odd if cell.table == key) for key in facts.forms}
    defects = tuple(
        Defect(
            f"{table_name(key, facts)}有 {len(cells)} 个单元格{fault(cells)}",
            key,
            cells,
            basis=facts.forms[key].basis,
        )
        for key, cells in by_table.items()
        if cells
    )
    return Verdict(defects, len(facts.cells) - len(odd), len(odd))


def cells_listed(cells: Sequence[Cell], facts: Facts, printed: bool = False) -> str:
    """The first few of `cells`, with their places; `printed` adds what stands in them."""
    named = "；".join(_named(cell, facts, printed) for cell in cells[:_NAMED])
    return named + ("等" if len(cells) > _NAMED else "")


def _named(cell: Cell, facts: Facts, printed: bool) -> str:
    shown = cell.raw if len(cell.raw) <= _LONGEST else f"{cell.raw[:_LONGEST]}…"
    name = short_name(facts.forms[cell.table], cell.row, cell.column)
    return f"{name}{f'“{shown}”' if printed else ''}{at(cell.place)}"
