"""Every report of an audit by what others look it up by: on disk, so that a million take hardly more memory than a thousand."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from msgspec import msgpack, structs

from validator.audit.manifest import NOTHING, Statement
from validator.audit.register_lookup import StoredIndex, StoredSketches
from validator.audit.store import Store
from validator.audit.summary import decode_summary, stand_in
from validator.between.link_index import folder_of, shelf_of, sought
from validator.between.links import Pair
from validator.between.sketch import Key, Sketch
from validator.between.sure_year import comparable_year
from validator.model import Case

_FILE = "links.sqlite"
_TABLES = """
CREATE TABLE reports(
    row INTEGER PRIMARY KEY, name TEXT, number INTEGER, path TEXT, part INTEGER, reporter TEXT, organ TEXT, year INTEGER,
    folder TEXT, shelf TEXT, printed BLOB, told BLOB);
CREATE TABLE alike(row INTEGER, sort TEXT, path TEXT, part INTEGER, shared INTEGER, sentences INTEGER);
"""
_INDEXES = """
CREATE INDEX by_organ ON reports(organ, year, shelf);
CREATE INDEX by_folder ON reports(folder, year, organ);
CREATE INDEX by_path ON reports(path, part);
CREATE INDEX by_name ON reports(name);
"""
#: Nothing here has to outlive the process.
_SETTINGS = ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-16000")
#: Rows that are written together.
_BATCH = 1000


class Slot(NamedTuple):
    """Where a report is stored, a digest of all that was read of it, and whose it is in the results."""

    name: str
    number: int
    mark: bytes
    reporter: str


class Register(AbstractContextManager["Register"]):
    """Stand-ins of the reports, a row for each in the order of names and numbers."""

    def __init__(self, folder: Path, store: Store) -> None:
        """An empty one, in a file in `folder` that is gone when it is closed; `store`: where the reports are."""
        self._file, self._store = folder / _FILE, store
        self._file.unlink(missing_ok=True)
        self._base = sqlite3.connect(self._file)
        for setting in _SETTINGS:
            self._base.execute(f"PRAGMA {setting}")
        self._base.executescript(_TABLES)
        self.index, self.sketches = StoredIndex(self._base), StoredSketches(self._base, store)

    def __exit__(self, *_: object) -> None:
        """Nothing is left of it."""
        self._base.close()
        self._file.unlink(missing_ok=True)

    def enter(self, said: Mapping[str, Statement]) -> None:
        """Take in all reports of the store, with what a manifest `said` of their files."""
        deque(self.entering(said), maxlen=0)

    def entering(self, said: Mapping[str, Statement]) -> Iterator[tuple[Key, Sketch]]:
        """The same, with the sketch of each when it is in."""
        stored = enumerate(self._store.summaries())
        while batch := [_row(row, one, said.get(one[0], NOTHING)) for row, one in islice(stored, _BATCH)]:
            self._base.executemany(f"INSERT INTO reports VALUES ({', '.join('?' * 12)})", [row for row, _, _ in batch])
            yield from ((key, sketch) for _, key, sketch in batch)
        self._base.executescript(_INDEXES)

    def keep(self, pairs: Iterable[tuple[int, Pair]]) -> None:
        """What reports are like, by their rows."""
        rows = ((row, pair.sort, *pair.other, pair.shared, pair.sentences) for row, pair in pairs)
        self._base.executemany("INSERT INTO alike VALUES (?, ?, ?, ?, ?, ?)", rows)

    # ------------------------------------------------------------ all of them, and single ones

    def reports(self) -> Iterator[tuple[Case, Slot, tuple[Pair, ...]]]:
        """Every report: its stand-in, where it is stored, and what it is like, in the order in which that was found."""
        alike = groupby(self._base.execute("SELECT * FROM alike ORDER BY row, rowid"), key=itemgetter(0))
        at, pairs = next(alike, (-1, iter(())))
        query = "SELECT row, name, number, reporter, told FROM reports ORDER BY row"
        for row, name, number, reporter, told in self._base.execute(query):
            summary = decode_summary(told)
            case, like = stand_in(name, summary), []
            if row == at:
                like = [Pair(sort, (case.path, case.part), (path, part), *of) for _, sort, path, part, *of in pairs]
                at, pairs = next(alike, (-1, iter(())))
            yield case, Slot(name, number, summary.mark, reporter), tuple(like)

    def slot(self, case: Case) -> Slot:
        """Where the report is stored."""
        query = "SELECT name, number, told, reporter FROM reports WHERE path = ? AND part = ?"
        name, number, told, reporter = self._base.execute(query, (case.path, case.part)).fetchone()
        return Slot(name, number, decode_summary(told).mark, reporter)


def _row(row: int, stored: tuple[str, int, bytes], statement: Statement) -> tuple[tuple[object, ...], Key, Sketch]:
    """What is written of a report, and its sketch under the organ and year that it is compared under."""
    name, number, summary = stored
    told = decode_summary(summary)
    case = _stated(stand_in(name, told), statement)
    sketch = structs.replace(told.sketch, organ=case.organ, year=comparable_year(case))
    little = structs.replace(
        told,
        year=case.report_year,
        year_from=case.year_from,
        sketch=structs.replace(sketch, sentences=b"", cells=b""),
    )
    organ, year = sought(case) or (None, None)
    folder = folder_of(case.path)
    reporter = told.sketch.organ or statement.organ or f"{case.path}#{case.part}"
    place = (name, number, case.path, case.part, reporter, organ, year, folder, shelf_of(folder))
    return (row, *place, sketch.printed, msgpack.encode(little)), (case.path, case.part), sketch


def _stated(case: Case, statement: Statement) -> Case:
    """Organ and year as a person says they are: for linking that is the last word."""
    if statement.organ is not None:
        case = replace(case, organ=statement.organ)
    return case if statement.year is None else replace(case, report_year=statement.year, year_from="manifest")
