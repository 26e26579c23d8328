"""Text whose cell borders are lost → cells, where blanks or the identities leave exactly one way to cut its digits.

一、本年新收政府信息公开申请数量713000074 is 71, 3, 0, 0, 0, 0, 74: no other cut makes the rows, columns and balances hold.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from validator.form import Edition, Table, collapsed
from validator.model import Block, Cell, Observation, Place, TableReading
from validator.partition.lines import TextLine, text_lines
from validator.tables.recover_cuts import Cut, single_row_cut, sure_cut
from validator.tables.recover_joint import joint_cuts
from validator.tables.recover_text import LINE_END, figures_of, run_together, window
from validator.words import normal, unmarked

_PLAIN = re.compile(r"[+\-]?\d+(?:\.\d+)?(?: [+\-]?\d+(?:\.\d+)?)*")
_COUNTS = re.compile(r"[\d ]+")
#: Why the rows of an observation are open, where others of their table are not.
SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be recovered: readings and cells of those tables, and what is to be said of each."""

    tables: tuple[TableReading, ...]
    cells: tuple[Cell, ...]
    observations: tuple[Observation, ...]


def recover(blocks: Sequence[Block], edition: Edition, lost: Sequence[Observation]) -> Recovered:
    """Recover the tables that `lost` names (borders_lost). What stays undecided keeps its observation, with the reason."""
    lines = [line for line in text_lines(blocks) if line.text]
    text = run_together(blocks)
    tables: list[TableReading] = []
    cells: list[Cell] = []
    notes: list[Observation] = []
    for seen in lost:
        table = edition.table(seen.table or "")
        found, reason = _recover_table(table, window(table, edition, text))
        left = tuple(key for key in _form(table, tuple(found)).row_keys if key not in found)
        if found:
            place = _place(lines, table) or seen.place or Place()
            cells += _cells(table, found, place)
            rows = tuple(found)
            tables.append(TableReading(table.key, True, place, edition.key, rows + left, left))
            notes.append(Observation("recovered", table.key, rows, number=len(found), place=place))
        if reason:
            notes.append(Observation("borders_lost", table.key, left, text=seen.text, note=reason, place=seen.place))
    return Recovered(tuple(tables), tuple(cells), tuple(notes))


def _recover_table(table: Table, text: str) -> tuple[Cut, str]:
    """The rows whose figures are certain, and why the rest (if any) is not."""
    if table.layout == "single_row":
        return _recover_single(table, text)
    printed = figures_of(table, text)
    if sum(LINE_END in run for run in printed.values()) * 2 > len(printed):
        return {}, "数字各占一行，分不清属于哪一格"
    runs = {key: run.replace(LINE_END, "") for key, run in printed.items()}
    if not table.sentences:
        plain = {key: run for key, run in runs.items() if _PLAIN.fullmatch(run)}
        found = {key: cut for key, run in plain.items() if (cut := sure_cut(run, len(table.columns)))}
        return found, _several(table, found)
    form = _form(table, tuple(runs))
    missing = [line.short for line in form.rows if line.key not in runs]
    if missing:
        return {}, f"没有找到「{missing[0]}」等 {len(missing)} 行的数字"
    whole = {key: run for key, run in runs.items() if _COUNTS.fullmatch(run)}
    if len(whole) < len(runs):
        return {}, "有的行不是整数"
    found, reason = joint_cuts(form, whole)
    return found, reason or _several(form, found)


def _several(form: Table, found: Container[str]) -> str:
    return "" if all(key in found for key in form.row_keys) else SEVERAL


def _form(table: Table, rows: Sequence[str]) -> Table:
    """The table with 其他处理 as one row where its members are not printed."""
    alone = [g.key for g in table.groups if g.may_stand_alone and g.key in rows]
    return collapsed(table, tuple(alone)) if alone else table


def _recover_single(table: Table, text: str) -> tuple[Cut, str]:
    """The run of figures behind the last column label of the header."""
    last = unmarked(table.columns[-1].label)
    found = re.search(rf"{last}(\d[\d \n]*)", text)
    if not found:
        return {}, "没有找到数字"
    return single_row_cut(table, found[1])


# ---------------------------------------------------------------- cells


def _cells(table: Table, found: Cut, place: Place) -> Iterator[Cell]:
    for row, figures in found.items():
        for column, raw in zip(table.column_keys, figures, strict=True):
            yield Cell(table.key, row, column, raw, "number", Decimal(raw), place, origin="recovered")


def _place(lines: Sequence[TextLine], table: Table) -> Place | None:
    first = unmarked(table.rows[0].label)
    return next((line.place for line in lines if first in normal(line.text)), None)
