"""Sound reports: figures that satisfy every identity of their edition, as they would be printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Literal

from validator.form import Edition, Line, Table, collapsed
from validator.schema import editions

Scale = Literal["small", "large", "zero"]
Rows = Mapping[str, Mapping[str, str | None]]

#: The most a result row of one applicant, and a figure of section two, may hold.
_MOST: Mapping[Scale, tuple[int, int]] = {"small": (12, 600), "large": (9_000, 90_000_000), "zero": (0, 0)}
_PLACES = ("临溪县", "云桥市", "安岭区", "白石湾区", "清水河县", "东坪市", "南浦区", "长亭县")
_OFFICES = (
    "人民政府",
    "人民政府办公室",
    "民政局",
    "教育局",
    "统计局",
    "司法局",
    "水利局",
    "自然资源局",
    "市场监督管理局",
)
_ENDS = ("new", "carried_in", "total", "carried_out")
_NUMBER = re.compile(r"(减)?([+-]?\d+(?:\.\d+)?)(?:[件项条个元]|万元)?")


@dataclass(frozen=True, slots=True)
class Report:
    """One report: table key → row key → column key → what is printed (None: an empty cell). No key: not printed."""

    organ: str
    year: int
    edition: str
    tables: Mapping[str, Rows]


def sound(seed: int | str, edition: str, year: int | None = None, scale: Scale = "small") -> Report:
    """A report without any fault, the same for the same arguments. `year` may be one the edition does not govern.

    Raises KeyError for an unknown edition or scale.
    """
    form, (most, many) = editions()[edition], _MOST[scale]
    rng = Random(f"{seed}/{edition}/{scale}")
    organ = rng.choice(_PLACES) + rng.choice(_OFFICES)
    usual = rng.choice(_years(form))
    tables = {table.key: _printed(_filled(rng, table, most, many), table, rng) for table in form.tables}
    return Report(organ, usual if year is None else year, edition, tables)


def _years(form: Edition) -> list[int]:
    last = form.last or form.first + 4
    return [year for year in range(form.first, last + 1) if year not in form.optional]


def _filled(rng: Random, table: Table, most: int, many: int) -> dict[str, dict[str, Decimal]]:
    if table.key == "requests":
        return _requests(rng, table, most)
    if table.key == "disputes":
        return {row: _dispute(rng, table, most) for row in table.row_keys}
    return {row: _activity(rng, table, many) for row in table.row_keys}


def _count(rng: Random, most: int, zeros: float) -> int:
    """Zero as often as `zeros` says, otherwise any size up to `most` with every length alike."""
    return 0 if most < 1 or rng.random() < zeros else max(1, int(most ** rng.random()))


def _requests(rng: Random, table: Table, most: int) -> dict[str, dict[str, Decimal]]:
    rows: dict[str, dict[str, Decimal]] = {key: {} for key in table.row_keys}
    for column in table.column_keys[:-1]:
        person = column == table.column_keys[0]
        ceiling, zeros = (most, 0.45) if person else (most // 4, 0.85)
        drawn = {key: _count(rng, ceiling, zeros) for key in rows if key not in _ENDS}
        drawn["total"] = sum(drawn.values())
        drawn["carried_out"] = min(drawn["total"], _count(rng, ceiling, 0.1 if person else 0.8))
        every = drawn["total"] + drawn["carried_out"]
        drawn["carried_in"] = rng.randint(0, every // 5)
        drawn["new"] = every - drawn["carried_in"]
        for key, value in drawn.items():
            rows[key][column] = Decimal(value)
    for row in rows.values():
        row["total"] = sum(row.values(), Decimal(0))
    return rows


def _dispute(rng: Random, table: Table, most: int) -> dict[str, Decimal]:
    row = {key: Decimal(_count(rng, most // 4, 0.6)) for key in table.column_keys[:-1]}
    return {**row, "total": sum(row.values(), Decimal(0))}


def _activity(rng: Random, table: Table, many: int) -> dict[str, Decimal]:
    """A row of section two, within the inequalities that hold between its columns."""
    row = {c.key: Decimal(_count(rng, _ceiling(c, many), 0.4)) for c in table.columns}
    if "in_force" in row:
        row["in_force"] += row["issued"]
    if "published" in row:
        row["published"] = min(row["published"], row["created"])
        row["public_total"] += row["published"]
    if "change" in row:
        row["change"] = Decimal(rng.randint(-int(row["previous_items"]), int(row["previous_items"]) // 2))
    if "decisions" in row and "change" in row and any(row.values()):
        # Equal to either would be the known misreading of this edition.
        while row["decisions"] in (row["change"], row["change"] + row["previous_items"]):
            row["decisions"] += 1
    if "projects" in row:
        row["amount"] *= 1000 if row["projects"] else 0
    return row


def _ceiling(column: Line, many: int) -> int:
    """Decisions run to eight digits, fees to millions; documents and items are thousands at most."""
    if column.key == "decisions":
        return many
    return many // 40 if column.holds == "amount" else min(many, 3_000)


def _printed(rows: Mapping[str, Mapping[str, Decimal]], table: Table, rng: Random) -> Rows:
    return {
        row: {c.key: _spelled(line[c.key], c.holds, c.unit, rng) for c in table.columns} for row, line in rows.items()
    }


def _spelled(value: Decimal, holds: str, unit: str | None, rng: Random) -> str:
    if holds == "signed" and value > 0 and rng.random() < 0.5:
        return f"+{value}"
    if holds == "amount" and unit and value:
        # A fee in 万元 has up to six decimals; without a unit an amount is told in whole yuan.
        return f"{value + Decimal(rng.randrange(1_000_000)) / 1_000_000:.{rng.choice((0, 1, 2, 2, 4, 6))}f}"
    return str(value)


def form_of(report: Report, key: str) -> Table:
    """The mandated table `key` as the report prints it: a group that stands as one row stands so here."""
    table = editions()[report.edition].table(key)
    rows = report.tables.get(key, {})
    return collapsed(table, tuple(g.key for g in table.groups if g.may_stand_alone and g.key in rows))


def printed_form(report: Report, key: str) -> Table:
    """`form_of` without the rows and columns that the report leaves out."""
    table, rows = form_of(report, key), report.tables[key]
    columns = {column for row in rows.values() for column in row}
    kept = tuple(line for line in table.rows if line.key in rows)
    return replace(table, rows=kept, columns=tuple(line for line in table.columns if line.key in columns))


def number(text: str | None) -> Decimal | None:
    """The number that is printed, whatever its width, separators, sign or unit; None if there is none."""
    plain = unicodedata.normalize("NFKC", text or "").replace(",", "").replace(" ", "")
    match = _NUMBER.fullmatch(plain)
    return None if match is None else Decimal(match[2]) * (-1 if match[1] else 1)


def values(report: Report) -> dict[str, dict[str, dict[str, Decimal | None]]]:
    """The truth as numbers, in the report's own keys; None where no number is printed."""
    return {
        table: {row: {column: number(text) for column, text in line.items()} for row, line in rows.items()}
        for table, rows in report.tables.items()
    }


def rewritten(report: Report, cells: Iterable[tuple[tuple[str, str, str], str | None]]) -> Report:
    """The report with the cells ((table, row, column), text) printed as given."""
    new = dict(cells)
    tables = {
        table: {row: {c: new.get((table, row, c), text) for c, text in line.items()} for row, line in rows.items()}
        for table, rows in report.tables.items()
    }
    return replace(report, tables=tables)
