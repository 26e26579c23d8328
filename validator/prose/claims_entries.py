"""What schemas/claims.toml holds: facts, ways of saying that there was none, that all were so, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from validator.model import Reading


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that sentences state: the words around its number, and the cells that it is found in.

    `column`: by edition key; `also`: other columns that a careful author may mean; the rest is described in the file.
    """

    key: str
    rule: str
    table: str
    cells: Reading  # "*": the rows that the subject names
    column: Mapping[str, tuple[str, ...]]
    hints: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    around: tuple[tuple[str, str], ...] = ()
    readings: tuple[Reading, ...] = ()
    alone: tuple[Reading, ...] = ()
    apart: str = "carried_in"
    also: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    subject: str | None = None
    unless: tuple[str, ...] = ()
    astray: tuple[str, ...] = ()
    shared: str | None = None
    about: str | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zero:
    """A way of saying that there was none."""

    facts: tuple[str, ...]
    hints: tuple[str, ...]
    pattern: str
    about: str | None = None
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """A way of saying that something holds for all of a number told before; `rows`: that all of it is of these rows."""

    fact: str
    of: tuple[str, ...]
    hints: tuple[str, ...]
    pattern: str
    zero: bool = False
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """A way of adding up a number of one of the facts `of` and the one `beside`."""

    fact: str
    of: tuple[str, ...]
    beside: str
    lead: str
    end: str


@dataclass(frozen=True, slots=True)
class Loose:
    """Clauses of known words only: the pattern of such a clause, and of each fact what it holds."""

    words: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Book:
    """All that the file says. `subjects`: kind of subject → pattern → rows; `documents`: what tells of no answers; `part`: what
    tells of a part of the applications; `kind`: what counts one kind of them; `sure`: a text of words that leave no doubt.
    """

    facts: Mapping[str, Fact]
    zeros: tuple[Zero, ...]
    wholes: tuple[Whole, ...]
    sums: Sum
    loose: Loose
    subjects: Mapping[str, Mapping[str, tuple[str, ...]]]
    documents: str
    part: str
    kind: str
    sure: str
