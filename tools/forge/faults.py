"""Faults put into a report, each a true one: what was printed, what is printed now, and which rules may tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import NamedTuple

from tools.forge.figures import Report, form_of, number, rewritten, sound
from tools.forge.slips import SCRIBBLES, SLIPS, Slip
from validator.form import Table
from validator.schema import editions


@dataclass(frozen=True, slots=True)
class Fault:
    """A report with one fault. `family`: letters of the rule families that may rightly tell it; `was` and `now` are
    printed texts (None: an empty cell, or nothing to print)."""

    kind: str
    report: Report
    family: frozenset[str]
    table: str | None = None
    row: str | None = None
    column: str | None = None
    was: str | None = None
    now: str | None = None


class Spot(NamedTuple):
    """The keys of one cell."""

    table: str
    row: str
    column: str


Maker = Callable[[Random, Report], Fault]
Where = Callable[[Table, str, str], bool]  # form, row, column

_OPENING, _CLOSING = ("new", "carried_in"), ("carried_out",)
_ENDS = (*_OPENING, *_CLOSING)


class NoPlace(LookupError):
    """The report has no cell in which this kind of fault could be."""


def _detail(form: Table, row: str, column: str) -> bool:
    return row not in _ENDS and not form.row(row).sums and not form.column(column).sums


def _row_total(form: Table, row: str, column: str) -> bool:
    return row not in _ENDS and not form.row(row).sums and form.column(column).sums


def _grand_total(form: Table, row: str, _: str) -> bool:
    return form.row(row).sums


def _total(form: Table, row: str, column: str) -> bool:
    return form.row(row).sums or form.column(column).sums


def _any(_: Table, __: str, ___: str) -> bool:
    return True


#: Where a figure may be wrong: table and which of its cells.
TARGETS: Mapping[str, tuple[str, Where]] = {
    "requests-detail": ("requests", _detail),
    "requests-total": ("requests", _row_total),
    "requests-grand-total": ("requests", _grand_total),
    "requests-opening": ("requests", lambda _, row, __: row in _OPENING),
    "requests-closing": ("requests", lambda _, row, __: row in _CLOSING),
    "disputes-detail": ("disputes", _detail),
    "disputes-total": ("disputes", _total),
}


def _spots(rng: Random, report: Report, table: str, where: Where) -> Iterator[tuple[Spot, str]]:
    """The cells of `table` that hold a number, in random order, with the number plainly written."""
    form, rows = form_of(report, table), report.tables.get(table, {})
    found = [
        (Spot(table, row, column), str(value))
        for row, line in rows.items()
        for column, text in line.items()
        if where(form, row, column) and (value := number(text)) is not None
    ]
    yield from rng.sample(found, len(found))


def _misprint(kind: str, target: tuple[str, Where], slip: Slip, family: str, rng: Random, report: Report) -> Fault:
    for spot, text in _spots(rng, report, *target):
        now = slip(rng, text)
        if now is not None and now != text:
            was = report.tables[spot.table][spot.row][spot.column]
            return Fault(kind, rewritten(report, [(spot, now)]), frozenset(family), *spot, was, now)
    raise NoPlace(kind)


def _blank_total(table: str, rng: Random, report: Report) -> Fault:
    for spot, text in _spots(rng, report, table, _total):
        if text != "0":
            was = report.tables[spot.table][spot.row][spot.column]
            return Fault(f"{table}-blank-total", rewritten(report, [(spot, None)]), frozenset("VA"), *spot, was)
    raise NoPlace(f"{table}-blank-total")


def _missing_row(tables: str, rng: Random, report: Report) -> Fault:
    """A row left out of a table that keeps at least one other."""
    some = [(t, r) for t, rows in report.tables.items() if t.startswith(tables) and len(rows) > 1 for r in rows]
    if not some:
        raise NoPlace(f"{tables}-missing-row")
    table, row = rng.choice(some)
    rows = {key: line for key, line in report.tables[table].items() if key != row}
    left = replace(report, tables={**report.tables, table: rows})
    return Fault(f"{tables}-missing-row", left, frozenset("S"), table, row)


def _missing_column(table: str, rng: Random, report: Report) -> Fault:
    rows = report.tables.get(table, {})
    columns = [column for line in rows.values() for column in line]
    if not columns:
        raise NoPlace(f"{table}-missing-column")
    gone = rng.choice(columns)
    kept = {row: {c: text for c, text in line.items() if c != gone} for row, line in rows.items()}
    left = replace(report, tables={**report.tables, table: kept})
    return Fault(f"{table}-missing-column", left, frozenset("S"), table, None, gone)


def _missing_table(tables: str, rng: Random, report: Report) -> Fault:
    some = [key for key in report.tables if key.startswith(tables)]
    if not some:
        raise NoPlace(f"{tables}-missing-table")
    gone = rng.choice(some)
    left = replace(report, tables={key: rows for key, rows in report.tables.items() if key != gone})
    return Fault(f"{tables}-missing-table", left, frozenset("S"), gone)


def older_edition(rng: Random, report: Report) -> Fault:
    """The whole report in the edition before the one that governs its year. Raises NoPlace if there is none."""
    keys = list(editions())
    before = keys[: keys.index(report.edition)]
    if not before or not editions()[report.edition].governs(report.year):
        raise NoPlace("older-edition")
    old = sound(rng.getrandbits(32), before[-1], report.year)
    return Fault("older-edition", replace(old, organ=report.organ), frozenset("D"))


def _makers() -> Iterator[tuple[str, Maker]]:
    for target, where in TARGETS.items():
        for name, slip in SLIPS.items():
            yield f"{target}-{name}", partial(_misprint, f"{target}-{name}", where, slip, "A")
    for table in ("requests", "disputes"):
        for name, slip in SCRIBBLES.items():
            yield f"{table}-{name}", partial(_misprint, f"{table}-{name}", (table, _any), slip, "VA")
        yield f"{table}-blank-total", partial(_blank_total, table)
        yield f"{table}-missing-column", partial(_missing_column, table)
    for tables in ("requests", "disputes", "art20"):
        yield f"{tables}-missing-table", partial(_missing_table, tables)
    for tables in ("requests", "art20"):
        yield f"{tables}-missing-row", partial(_missing_row, tables)
    yield "older-edition", older_edition


#: Every kind of fault by its name. A maker raises NoPlace where the report offers no place for it.
FAULTS: Mapping[str, Maker] = dict(_makers())
