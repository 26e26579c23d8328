"""Text whose cell borders are lost → cells, where the identities leave exactly one way to cut its digits.

一、本年新收政府信息公开申请数量713000074 is 71, 3, 0, 0, 0, 0, 74: no other cut makes the rows, columns and balances hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from validator.form import Edition, Line, Table, collapsed
from validator.model import Block, Cell, Observation, Place, TableReading
from validator.partition.lines import TextLine, text_lines
from validator.tables.recover_cuts import forced_cut, joint_cuts, single_row_cut
from validator.words import normal, unmarked

_MARK = re.compile(r"^(\d{1,2})[.、)]|^(\([一二三四五六七八九十]+\))|^([一二三四五六七八九十]{1,3})、")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
#: What follows the last table.
_AFTERWARDS = ("五、存在的主要问题", "五、政府信息公开工作", "六、其他需要报告")
#: Everything behind a label that may belong to its figures: signs, dashes and units too.
_FIGURES = re.compile(r"[\d.,+\-/—−%元万亿件项个增减无]+")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be recovered: readings and cells of those tables, and what is to be said of each."""

    tables: tuple[TableReading, ...]
    cells: tuple[Cell, ...]
    observations: tuple[Observation, ...]


def recover(blocks: Sequence[Block], edition: Edition, lost: Sequence[Observation]) -> Recovered:
    """Recover the tables that `lost` names (borders_lost). What stays undecided keeps its observation, with the reason."""
    lines = [line for line in text_lines(blocks) if line.text]
    text = " ".join(_spaced(line.text) for line in lines)
    tables: list[TableReading] = []
    cells: list[Cell] = []
    notes: list[Observation] = []
    for seen in lost:
        table = edition.table(seen.table or "")
        found, reason = _recover_table(table, _window(table, edition, text))
        if found:
            place = _place(lines, table) or seen.place or Place()
            cells += _cells(table, found, place)
            rows = tuple(found)
            left = tuple(key for key in _form(table, rows).row_keys if key not in found)
            tables.append(TableReading(table.key, True, place, edition.key, rows + left, left))
            notes.append(Observation("recovered", table.key, rows, number=len(found), place=place))
        if reason:
            notes.append(Observation("borders_lost", table.key, text=seen.text, note=reason, place=seen.place))
    return Recovered(tuple(tables), tuple(cells), tuple(notes))


def _spaced(text: str) -> str:
    """The normal form with blanks kept between digits: there they may part two cells."""
    return " ".join(normal(piece) for piece in _BETWEEN_DIGITS.split(text))


def _window(table: Table, edition: Edition, text: str) -> str:
    """From the table's first row to where the next table or section begins: prose may use the same words."""
    starts = sorted(start for other in edition.tables if (start := _start(other, text)) >= 0)
    begin = _start(table, text)
    if begin < 0:
        return ""
    sections = [at for title in _AFTERWARDS if (at := text.find(title, begin)) >= 0]
    end = min((at for at in (*starts, *sections) if at > begin), default=len(text))
    return text[begin:end]


def _start(table: Table, text: str) -> int:
    """Where the first row's label follows the last column's: that is the table, not a sentence."""
    row, column = re.escape(unmarked(table.rows[0].label)), re.escape(unmarked(table.columns[-1].label))
    if table.layout == "single_row":
        found = re.search(rf"{re.escape(unmarked(table.rows[-1].label))}(?= *{unmarked(table.columns[0].label)})", text)
    else:
        found = re.search(rf"(?<={column}) ?(?:[一二三四五六七八九十]+、|\d[.、])?{row}", text) or re.search(
            rf"[一二三四五六七八九十]、{row}", text
        )
    return found.start() if found else -1


Cut = dict[str, tuple[str, ...]]  # row key → its figures as printed


def _recover_table(table: Table, text: str) -> tuple[Cut, str]:
    """The rows whose figures are certain, and why the rest (if any) is not."""
    if table.layout == "single_row":
        return _recover_single(table, text)
    digits = _digits(table, text)
    if not table.sentences:
        plain = {key: run for key, run in digits.items() if _PLAIN.fullmatch(run)}
        found = {key: cut for key, run in plain.items() if (cut := forced_cut(run, len(table.columns)))}
        left = [table.row(key).short for key in table.row_keys if key not in found]
        return found, f"「{'」「'.join(left)}」的数字有不止一种拆法" if left else ""
    form = _form(table, tuple(digits))
    missing = [line.short for line in form.rows if line.key not in digits]
    if missing:
        return {}, f"没有找到「{missing[0]}」等 {len(missing)} 行的数字"
    whole = {key: run for key, run in digits.items() if run.isdigit()}
    if len(whole) < len(digits):
        return {}, "有的行不是整数"
    return joint_cuts(form, whole)


def _form(table: Table, rows: Sequence[str]) -> Table:
    """The table with 其他处理 as one row where its members are not printed."""
    alone = [g.key for g in table.groups if g.may_stand_alone and g.key in rows]
    return collapsed(table, tuple(alone)) if alone else table


def _digits(table: Table, text: str) -> dict[str, str]:
    """Row key → the run of figures behind its label, labels taken in printed order."""
    found: dict[str, str] = {}
    lines = list(_printed_lines(table, text))
    followers = [start for _, start, _ in lines[1:]]
    for (key, _, stop), follower in zip_longest(lines, followers):
        end = len(text) if follower is None else follower
        figures = _FIGURES.match(re.sub(r"(?<=\d) +(?=\d)", "", text[stop:end].lstrip()))
        if figures and any(c.isdigit() for c in figures[0]):
            found[key] = figures[0]
    return found


def _printed_lines(table: Table, text: str) -> Iterator[tuple[str, int, int]]:
    """(key, where the label with its mark begins, where it ends) of every row found, from top to bottom."""
    at = 0
    groups = [Line(g.key, g.label, g.label) for g in table.groups if g.may_stand_alone]
    for line in _in_order(table, groups):
        place = _find(line, text, at)
        if place is None:
            continue
        start, stop = place
        yield line.key, start, stop
        at = stop


def _in_order(table: Table, groups: Sequence[Line]) -> Iterator[Line]:
    """Rows, and before the members of a group that may stand alone its heading."""
    told: set[str] = set()
    for line in table.rows:
        for group in groups:
            if line.key.startswith(f"{group.key}.") and group.key not in told:
                told.add(group.key)
                yield group
        yield line


def _find(line: Line, text: str, at: int) -> tuple[int, int] | None:
    """The label with the mark that the form gives it; short labels are taken only with their mark."""
    label = unmarked(line.label)
    mark = _MARK.match(normal(line.label))
    for name in (label, *map(unmarked, line.aliases)):
        start = text.find(name, at)
        while start >= 0:
            begin = _mark_start(text, start, mark[0][:-1] if mark and mark[1] else (mark[0] if mark else ""))
            if begin < start or len(name) > 3 or not mark:
                return begin, start + len(name)
            start = text.find(name, start + 1)
    return None


def _mark_start(text: str, start: int, mark: str) -> int:
    """Where the label's own mark begins: the digit of 2. belongs to the label, not to the figures before it."""
    if not mark:
        return start
    bare = mark.rstrip("、.")
    for shown in (f"{bare}.", f"{bare}、", f"{bare})", bare):
        if text.endswith(shown, 0, start) and (shown != bare or bare.startswith("(")):
            return start - len(shown)
    return start


def _recover_single(table: Table, text: str) -> tuple[Cut, str]:
    """The run of figures behind the last column label of the header."""
    last = unmarked(table.columns[-1].label)
    found = re.search(rf"{last} *(\d[\d ]*)", text)
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
