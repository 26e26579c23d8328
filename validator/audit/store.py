"""What an audit has done so far: a database in the result folder that takes whole batches or nothing of them.

A run that is killed at any moment leaves a sound one; the next run goes on from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from validator.audit.store_file import open_shared, open_store, share


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was when it was read. `digest`: of its content, None if that is not known; `size`, `changed`: of its Source.

    `reading`: what read it; `failed`: reading it ran out of time or ended its process.
    """

    name: str
    size: int
    changed: int
    digest: str | None
    reading: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One judged report: `key` is what it was judged on, `quiet` how many findings the baseline kept back;

    `unseen`: how codes of rules begin, and the tables, that were not looked at, with blanks between; `report`, `findings`: its lines; `entry`: all of it, empty if no output wanted it.
    """

    name: str
    number: int
    key: bytes
    status: str
    errors: int
    warnings: int
    notices: int
    quiet: int
    unseen: str
    report: bytes
    findings: bytes
    entry: bytes


class Store(AbstractContextManager["Store"]):
    """The database, held by one process alone, or read by several. Every writing method is one transaction."""

    def __init__(self, folder: Path, fresh: bool = False, shared: bool = False) -> None:
        """Open or begin the store in `folder`; `fresh`: whatever is there is dropped. Raises BadStore.

        `shared`: for reading, what another process shares.
        """
        self._folder = folder
        self._base = open_shared(folder) if shared else open_store(folder, fresh)

    def share(self) -> None:
        """From here on it is only read, by other processes as well, until it is closed. Raises BadStore."""
        share(self._base, self._folder)

    def __exit__(self, *_: object) -> None:
        """Close it; another process may take it up."""
        self._base.close()

    def file(self, name: str) -> FileRow | None:
        """What is known of a file."""
        row = self._base.execute("SELECT * FROM files WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        name, size, changed, digest, reading, failed = row
        return FileRow(name, size, changed, digest, reading, bool(failed))

    def put(self, files: Iterable[tuple[FileRow, Sequence[tuple[bytes, bytes]] | None]]) -> None:
        """Files as they are now, with (summary, case) for each report; None: they hold what they held, whatever read it."""
        every = list(files)
        read = [(file, cases) for file, cases in every if cases is not None]
        same = [(file.size, file.changed, file.name) for file, cases in every if cases is None]
        with self._base as base:
            base.executemany("UPDATE files SET size = ?, changed = ? WHERE name = ?", same)
            base.executemany("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", [_fields(file) for file, _ in read])
            _replace_cases(base, [(file.name, cases) for file, cases in read])

    def keep_only(self, names: Iterable[str]) -> int:
        """Drop every file that is not among `names`; how many these were."""
        if self._base.execute("SELECT 1 FROM files LIMIT 1").fetchone() is None:
            return 0
        with self._base as base:
            base.execute("CREATE TEMP TABLE present(name TEXT PRIMARY KEY) WITHOUT ROWID")
            base.executemany("INSERT OR IGNORE INTO present VALUES (?)", ((name,) for name in names))
            gone = base.execute("DELETE FROM files WHERE name NOT IN (SELECT name FROM present)").rowcount
            for table in ("cases", "verdicts") if gone else ():
                base.execute(f"DELETE FROM {table} WHERE name NOT IN (SELECT name FROM files)")
            base.execute("DROP TABLE present")
        return gone

    def failed(self) -> frozenset[str]:
        """The names of files that ran out of time or ended their process when they were last read."""
        return frozenset(name for (name,) in self._base.execute("SELECT name FROM files WHERE failed"))

    def summaries(self) -> Iterator[tuple[str, int, bytes]]:
        """(Name, number, summary) of every case, in the order of names and numbers."""
        yield from self._base.execute("SELECT name, number, summary FROM cases ORDER BY name, number")

    def reports(self) -> int:
        """How many cases there are."""
        return int(self._base.execute("SELECT count(*) FROM cases").fetchone()[0])

    def summary(self, name: str, number: int) -> bytes:
        """The summary of a case. Raises KeyError."""
        return self._of_case("summary", name, number)

    def case(self, name: str, number: int) -> bytes:
        """A case as it was stored. Raises KeyError."""
        return self._of_case("data", name, number)

    def _of_case(self, column: str, name: str, number: int) -> bytes:
        query = f"SELECT {column} FROM cases WHERE name = ? AND number = ?"
        row = self._base.execute(query, (name, number)).fetchone()
        if row is None:
            raise KeyError(name, number)
        return bytes(row[0])

    def verdict_key(self, name: str, number: int, entry: bool = True) -> bytes | None:
        """What a report was last judged on; None if it was not, or if its `entry` is wanted and is not there."""
        query = "SELECT key FROM verdicts WHERE name = ? AND number = ? AND (length(entry) OR NOT ?)"
        row = self._base.execute(query, (name, number, entry)).fetchone()
        return None if row is None else bytes(row[0])

    def put_verdicts(self, rows: Iterable[VerdictRow]) -> None:
        """Judged reports."""
        with self._base as base:
            marks = ", ".join("?" * len(VerdictRow.__slots__))
            base.executemany(f"REPLACE INTO verdicts VALUES ({marks})", map(_fields, rows))

    def verdicts(self, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The named fields of every VerdictRow, in the order of names and numbers."""
        assert _COLUMNS.issuperset(columns)
        yield from self._base.execute(f"SELECT {', '.join(columns)} FROM verdicts ORDER BY name, number")

    def statuses(self) -> dict[str, int]:
        """How many reports have each status."""
        return dict(self._base.execute("SELECT status, count(*) FROM verdicts GROUP BY status"))

    def sum(self, column: str) -> int:
        """The sum of one numeric field of every VerdictRow."""
        assert column in _COLUMNS
        return int(self._base.execute(f"SELECT total({column}) FROM verdicts").fetchone()[0])


_COLUMNS = frozenset(VerdictRow.__slots__)


def _replace_cases(base: sqlite3.Connection, read: Sequence[tuple[str, Sequence[tuple[bytes, bytes]]]]) -> None:
    base.executemany("DELETE FROM cases WHERE name = ?", [(name,) for name, _ in read])
    rows = ((name, number, *case) for name, cases in read for number, case in enumerate(cases))
    base.executemany("INSERT INTO cases VALUES (?, ?, ?, ?)", rows)
    base.executemany(
        "DELETE FROM verdicts WHERE name = ? AND number >= ?", [(name, len(cases)) for name, cases in read]
    )


def _fields(row: FileRow | VerdictRow) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in row.__slots__)
