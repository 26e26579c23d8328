"""What a claim that no reading fits is told as: the sentence, the number, the cell with its place, the readings tried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from validator.checks.facts import Facts, at
from validator.form import Line, Table
from validator.model import Cell, Claim, Reading

#: So many characters of a long sentence are shown before its number, and so many behind it.
_BEFORE, _BEHIND = 28, 8
#: So many rows or columns of a sum are named one by one.
_NAMED = 3
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Misfit:
    """A claim that no reading fits: what its cells add up to, the readings tried with their sums, and the cells."""

    claim: Claim
    due: Decimal
    tried: tuple[tuple[Reading, Decimal], ...]
    cells: tuple[Cell, ...]


def told(group: Sequence[Misfit], certain: bool, facts: Facts) -> str:
    """The message of a finding; `group`: all that the same words claim; `certain`: that they mean just these cells."""
    claim = group[0].claim
    form = facts.forms[claim.table]
    number = claim.sentence[claim.start : claim.end]
    zero = _none(number, claim, form) if not claim.value else ""
    said = f"正文{at(claim.place)}写“{excerpt(claim)}”{zero}"
    cells = "，".join(_stated(misfit, form) for misfit in group)
    other = _tried(group[0].tried, form) if claim.value else ""
    return f"{said}，而表中{cells}，两处不一致。{other}{_borne_out(group, certain, facts)}请核对后改正写错的一处。"


def _borne_out(group: Sequence[Misfit], certain: bool, facts: Facts) -> str:
    """What speaks for the table: a number in one cell, in whose place the sentence's would break sums that hold."""
    cells = [cell for misfit in group for cell in misfit.cells]
    sums = facts.sums.get(group[0].claim.table)
    if len(cells) != 1 or not group[0].due or sums is None:
        return ""
    among = sums.compiled.examined[:, sums.compiled.at[cells[0].row, cells[0].column]]
    states = [status for status, holds in zip(sums.status, among, strict=True) if holds]
    if not states or set(states) != {"pass"}:
        return ""
    which = f"它所在的 {len(states)} 个等式都" if len(states) > 1 else "它所在的等式"
    return f"表中的数与{which}相符{'，多半是正文写错' if certain else ''}。"


def _none(number: str, claim: Claim, form: Table) -> str:
    """What there was none of, where the words are no 0; 均胜诉 does not say of what: 结果纠正 0 件."""
    if any(word in number for word in "未没无零不"):
        return "，即 0 件"
    return "" if re.search(r"\d", number) else f"，即{form.column(claim.columns[0]).short} 0 件"


def _stated(misfit: Misfit, form: Table) -> str:
    """「新收」行「总计」列（表2 第5行第9列）是 74."""
    claim = misfit.claim
    unit = form.column(claim.columns[0]).unit
    place = at(misfit.cells[0].place) if len(misfit.cells) == 1 else ""
    return f"{_named(claim.rows, claim.columns, form)}{place}是 {_plain(misfit.due)}{f' {unit}' if unit else ''}"


def excerpt(claim: Claim) -> str:
    """The part of the sentence around the number."""
    sentence = claim.sentence
    start, end = max(0, claim.start - _BEFORE), min(len(sentence), claim.end + _BEHIND)
    cut = max((sentence.find(mark, start, claim.start) + 1 for mark in "，；。：、"), default=0) if start else 0
    start = cut if start and cut and claim.start - cut >= _SHORTEST else start
    return f"{'…' if start else ''}{sentence[start:end].strip()}{'…' if end < len(sentence) else ''}"


def _named(rows: Reading, columns: Sequence[str], form: Table) -> str:
    """「（一）予以公开」行「总计」列, or the rows that are added up."""
    across = "、".join(form.column(column).short for column in columns[:_NAMED]) + (
        "等" if len(columns) > _NAMED else ""
    )
    names = [_row(name, form) for _, name in rows]
    down = "」「".join(names[:_NAMED]) + ("」等" if len(names) > _NAMED else "」")
    several = len(rows) > 1 or len(columns) > 1 or _is_group(rows[0][1], form)
    return f"「{down}{'行' if len(names) == 1 else '各行'}「{across}」列{'之和' if several else ''}"


def _tried(tried: Sequence[tuple[Reading, Decimal]], form: Table) -> str:
    if not tried:
        return ""
    sums = "；".join(f"{_spelled(reading, form)} = {_plain(value)}" for reading, value in tried)
    return f"按其他算法（{sums}）也不符。"


def _spelled(reading: Reading, form: Table) -> str:
    words = "".join(f" {'+' if sign > 0 else '-'} {_row(name, form)}" for sign, name in reading)
    return words.removeprefix(" + ")


def _row(name: str, form: Table) -> str:
    """The short label of a row, or of a group of rows."""
    if _is_group(name, form):
        return next(group.label for group in form.groups if group.key == name)
    return _short(form.row(name))


def _short(line: Line) -> str:
    return line.label if len(line.label) <= _SHORTEST else line.short


def _is_group(name: str, form: Table) -> bool:
    return name not in form.row_keys


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
