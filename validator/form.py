"""The mandated form as nouns: editions, tables, lines and the identities between their cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

Term = tuple[int, str, str]  # coefficient, row, column


class SchemaError(ValueError):
    """A form description that contradicts itself; the message names file, table and key."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: key, printed label, other wordings, the headings over it, what its cells hold."""

    key: str
    label: str
    short: str
    aliases: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    holds: Literal["count", "signed", "amount"] = "count"
    unit: str | None = None
    sums: bool = False  # a total of other lines


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over rows whose keys begin with `key.`; it may stand as one row instead of them."""

    key: str
    label: str
    may_stand_alone: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """An identity as written: `rule`, which lines it adds up, "a + b = c", and a name for its right side."""

    rule: str
    axis: Literal["rows", "columns"]
    words: str
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """left = right, exactly. `at` is the column (or row) it holds in; terms are (coefficient, row, column)."""

    rule: str
    axis: Literal["rows", "columns"]  # which lines the sentence adds up
    at: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    right_name: str | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms on one side: left - right."""
        return self.left + tuple((-k, r, c) for k, r, c in self.right)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One mandated table. `layout` "single_row" prints all rows side by side in one row of figures."""

    key: str
    title: str
    section: int
    basis: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    groups: tuple[Group, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    layout: Literal["matrix", "single_row"] = "matrix"
    stood_for: tuple[Line, ...] = ()  # rows in whose place their heading stands
    row_keys: tuple[str, ...] = field(init=False, repr=False)  # in printed order; asked for at every report
    column_keys: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """List the keys once."""
        object.__setattr__(self, "row_keys", tuple(line.key for line in self.rows))
        object.__setattr__(self, "column_keys", tuple(line.key for line in self.columns))

    def row(self, key: str) -> Line:
        """The row of that key, the heading that may stand as a row, or a row that one stands for; KeyError if none."""
        return _rows(self)[key]

    def column(self, key: str) -> Line:
        """The column of that key; KeyError if there is none."""
        return _columns(self)[key]


@cache
def _rows(table: Table) -> dict[str, Line]:
    """Forms are few and asked for their lines at every cell."""
    headings = {g.key: Line(g.key, g.label, g.label) for g in table.groups if g.may_stand_alone}
    return headings | {line.key: line for line in (*table.stood_for, *table.rows)}


@cache
def _columns(table: Table) -> dict[str, Line]:
    return {line.key: line for line in table.columns}


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One edition of the form, the years it governs, and the notice that issued it."""

    key: str
    name: str
    notice: str
    first: int
    last: int | None
    optional: tuple[int, ...]
    tables: tuple[Table, ...]
    statements: tuple[str, ...] = ()  # what the text has to say besides the tables
    table_keys: tuple[str, ...] = field(init=False, repr=False)  # in printed order

    def __post_init__(self) -> None:
        """List the keys once."""
        object.__setattr__(self, "table_keys", tuple(table.key for table in self.tables))

    def table(self, key: str) -> Table:
        """The table of that key; KeyError if the edition has none."""
        return _tables(self)[key]

    def governs(self, year: int) -> bool:
        """Whether reports of that year are to be made in this edition."""
        return self.first <= year and (self.last is None or year <= self.last)


@cache
def _tables(edition: Edition) -> dict[str, Table]:
    return {table.key: table for table in edition.tables}


@cache
def collapsed(table: Table, keys: tuple[str, ...]) -> Table:
    """The same table with the groups `keys` each printed as one row."""
    rows: list[Line] = []
    for line in table.rows:
        group = line.key.partition(".")[0]
        if group not in keys or group == line.key:
            rows.append(line)
        elif all(row.key != group for row in rows):
            rows.append(replace(table.row(group), under=line.under[:-1]))
    return replace(table, rows=tuple(rows), stood_for=tuple(line for line in table.rows if line not in rows))


@cache
def identities(table: Table) -> tuple[Identity, ...]:
    """Every identity of `table`, its sentences written out for each column or row, in declared order."""
    return tuple(
        _identity(table, sentence, at)
        for sentence in table.sentences
        for at in (table.column_keys if sentence.axis == "rows" else table.row_keys)
    )


def _identity(table: Table, sentence: Sentence, at: str) -> Identity:
    left, _, right = sentence.words.partition("=")
    sides = [_terms(table, side, sentence.axis, at) for side in (left, right)]
    return Identity(sentence.rule, sentence.axis, at, sides[0], sides[1], sentence.right)


def _terms(table: Table, side: str, axis: str, at: str) -> tuple[Term, ...]:
    keys = [key for name in side.split("+") for key in _members(table, name.strip(), axis)]
    return tuple((1, key, at) if axis == "rows" else (1, at, key) for key in keys)


def _members(table: Table, name: str, axis: str) -> tuple[str, ...]:
    """The line of that name, or the rows of the group of that name."""
    keys = table.row_keys if axis == "rows" else table.column_keys
    found = (name,) if name in keys else tuple(k for k in keys if k.startswith(f"{name}."))
    if not found:
        raise SchemaError(f"{table.key}: identity names an unknown line {name!r}")
    return found
