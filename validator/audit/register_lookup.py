"""What is looked up in a register: reports of an organ, a folder or a file, and what single ones are like."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from validator.audit.store import Store
from validator.audit.summary import decode_summary, stand_in
from validator.between.link_index import NAMED, SMALL_FOLDER, Group, group_of
from validator.between.sketch import Who
from validator.model import Case

_ALL = -1  # as SQLite says it


class StoredIndex:
    """An `Index` of the reports in a register, and the lists of those that lie together."""

    def __init__(self, base: sqlite3.Connection) -> None:
        """`base`: of the register. Reports that lie side by side ask for the same again and again."""
        self._base = base
        self._group = lru_cache(maxsize=1024)(self._found)
        self.beside = lru_cache(maxsize=64)(self._beside)
        self.in_place = lru_cache(maxsize=16)(self._in_place)
        self._years: frozenset[int] | None = None

    @property
    def years(self) -> frozenset[int]:
        """See Index."""
        if self._years is None:
            found = self._base.execute("SELECT DISTINCT year FROM reports WHERE year IS NOT NULL")
            self._years = frozenset(year for (year,) in found)
        return self._years

    def of(self, organ: str, year: int) -> Group | None:
        """See Index."""
        return self._group("organ = ? AND year = ?", organ, year)

    def in_folder(self, organ: str, year: int, folder: str) -> Group | None:
        """See Index."""
        return self._group("organ = ? AND year = ? AND folder = ?", organ, year, folder)

    def on_shelf(self, organ: str, year: int, shelf: str) -> Group | None:
        """See Index."""
        return self._group("organ = ? AND year = ? AND shelf = ?", organ, year, shelf)

    def _found(self, where: str, *of: object) -> Group | None:
        first = self._cases(where, NAMED + 1, *of)
        if len(first) <= NAMED:
            return group_of(first) if first else None
        query = f"SELECT count(*), count(DISTINCT printed) FROM reports WHERE {where}"
        number, versions = self._base.execute(query, of).fetchone()
        return Group(first[:NAMED], number, versions == 1)

    def _beside(self, folder: str, year: int) -> Sequence[Case]:
        """See Index."""
        found = self._cases("folder = ? AND year = ?", SMALL_FOLDER + 1, folder, year)
        return found if len(found) <= SMALL_FOLDER else ()

    # ------------------------------------------------------------ what lies together

    def _in_place(self, folder: str) -> Sequence[Case]:
        """All that lie in a folder, whatever they are."""
        return self._cases("folder = ?", _ALL, folder)

    def folders(self) -> Iterator[str]:
        """Every folder in which reports lie."""
        yield from (folder for (folder,) in self._base.execute("SELECT DISTINCT folder FROM reports"))

    def in_file(self, name: str) -> Sequence[Case]:
        """All that one file holds, by its name."""
        return self._cases("name = ?", _ALL, name)

    def at_path(self, path: str) -> Sequence[Case]:
        """All parts of one report file, which may lie inside another."""
        return self._cases("path = ?", _ALL, path)

    def beginning(self, path: str, folder: str) -> Sequence[Case]:
        """All that lie in a folder, and whose paths begin so."""
        return self._cases("path >= ? AND path < ? AND folder = ?", _ALL, path, f"{path}\U0010ffff", folder)

    def _cases(self, where: str, most: int, *of: object) -> list[Case]:
        query = f"SELECT name, told FROM reports WHERE {where} ORDER BY row LIMIT {most}"
        return [stand_in(name, decode_summary(told)) for name, told in self._base.execute(query, of)]


@dataclass(frozen=True, slots=True)
class StoredSketches:
    """What is `Known` of the rows of a register; `store`: where the sketches are."""

    base: sqlite3.Connection
    store: Store

    def who(self, row: int) -> Who:
        """See Known."""
        path, part, told = self.base.execute("SELECT path, part, told FROM reports WHERE row = ?", (row,)).fetchone()
        sketch = decode_summary(told).sketch
        return Who((path, part), sketch.organ, sketch.year, sketch.sha256)

    def cells(self, row: int) -> bytes:
        """See Known."""
        name, number = self.base.execute("SELECT name, number FROM reports WHERE row = ?", (row,)).fetchone()
        return decode_summary(self.store.summary(name, number)).sketch.cells
