"""What an audit has done so far: a database in the result folder that takes whole batches or nothing of them.

A run that is killed at any moment leaves a sound one; the next run goes on from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

FILE = "audit.sqlite"
#: Another form of the tables is another number.
_FORM = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS files(
    name TEXT PRIMARY KEY, size INTEGER, changed INTEGER, digest TEXT, reading TEXT, failed INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cases(name TEXT, number INTEGER, summary BLOB, data BLOB, PRIMARY KEY(name, number));
CREATE TABLE IF NOT EXISTS verdicts(
    name TEXT, number INTEGER, key BLOB, status TEXT, errors INTEGER, warnings INTEGER, notices INTEGER, quiet INTEGER,
    report BLOB, findings BLOB, entry BLOB, PRIMARY KEY(name, number));
"""
_SETTINGS = ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=4000")

_BUSY = "另一个 d711 audit 正在写 {folder}。请等它结束，或用 -o 另起一个文件夹。"
_DAMAGED = "{folder} 里的进度记录已损坏，或来自别的版本。请加 --fresh 重新核验。"
_UNWRITABLE = "不能写入 {folder}。请检查磁盘空间和权限。"


class BadStore(ValueError):
    """A result folder that cannot be worked in; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it was when it was read. `digest`: of its content, None if it could not be opened.

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

    `report`, `findings`: its lines; `entry`: all of it, empty if no output wanted it.
    """

    name: str
    number: int
    key: bytes
    status: str
    errors: int
    warnings: int
    notices: int
    quiet: int
    report: bytes
    findings: bytes
    entry: bytes


class Store(AbstractContextManager["Store"]):
    """The database, held by one process alone. Every writing method is one transaction."""

    def __init__(self, folder: Path, fresh: bool = False) -> None:
        """Open or begin the store in `folder`; `fresh`: whatever is there is dropped. Raises BadStore."""
        self._folder = folder
        path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._base = _opened(path, fresh)
        except (sqlite3.DatabaseError, OSError) as error:
            busy = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
            damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
            told = _BUSY if busy else _DAMAGED if damaged else _UNWRITABLE
            raise BadStore(told.format(folder=folder.parent)) from error

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
        """Files as they are now, with (summary, case) for each report; None: they hold what they held."""
        every = list(files)
        with self._base as base:
            base.executemany("REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", [_fields(file) for file, _ in every])
            _replace_cases(base, [(file.name, cases) for file, cases in every if cases is not None])

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

    def verdicts(self, *columns: str) -> Iterator[tuple[bytes, ...]]:
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


def _opened(path: Path, fresh: bool) -> sqlite3.Connection:
    """Raises sqlite3.OperationalError if another process holds it, DatabaseError if it is none of ours."""
    base = sqlite3.connect(path, timeout=0)
    try:
        _take(base)
    except sqlite3.DatabaseError as error:
        base.close()
        if isinstance(error, sqlite3.OperationalError) or not fresh:
            raise
        path.unlink()
        return _opened(path, False)
    if fresh:
        for table in ("files", "cases", "verdicts"):
            base.execute(f"DELETE FROM {table}")
        base.commit()
    return base


def _take(base: sqlite3.Connection) -> None:
    for setting in _SETTINGS:
        base.execute(f"PRAGMA {setting}")
    base.execute("BEGIN EXCLUSIVE")
    form = base.execute("PRAGMA user_version").fetchone()[0]
    if form not in (0, _FORM):
        raise sqlite3.DatabaseError("another form")
    base.commit()
    base.executescript(f"{_TABLES} PRAGMA user_version={_FORM};")


def _replace_cases(base: sqlite3.Connection, read: Sequence[tuple[str, Sequence[tuple[bytes, bytes]]]]) -> None:
    base.executemany("DELETE FROM cases WHERE name = ?", [(name,) for name, _ in read])
    rows = ((name, number, *case) for name, cases in read for number, case in enumerate(cases))
    base.executemany("INSERT INTO cases VALUES (?, ?, ?, ?)", rows)
    base.executemany(
        "DELETE FROM verdicts WHERE name = ? AND number >= ?", [(name, len(cases)) for name, cases in read]
    )


def _fields(row: FileRow | VerdictRow) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in row.__slots__)
