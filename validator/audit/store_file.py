"""The database of an audit as a file: begun, taken up again, or refused with a sentence for the user."""

from __future__ import annotations

import sqlite3
from pathlib import Path

FILE = "audit.sqlite"
#: Another form of the tables is another number.
_FORM = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS files(
    name TEXT PRIMARY KEY, size INTEGER, changed INTEGER, digest TEXT, reading TEXT, failed INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS cases(name TEXT, number INTEGER, summary BLOB, data BLOB, PRIMARY KEY(name, number));
CREATE TABLE IF NOT EXISTS verdicts(
    name TEXT, number INTEGER, key BLOB, status TEXT, errors INTEGER, warnings INTEGER, notices INTEGER, quiet INTEGER,
    unseen TEXT, report BLOB, findings BLOB, entry BLOB, PRIMARY KEY(name, number));
"""
_SETTINGS = ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL", "wal_autocheckpoint=4000")
#: Seconds: the workers of an audit that was killed while they wrote results are gone a moment later.
_PATIENCE = 1.0

_BUSY = "另一个 d711 audit 正在写 {folder}。请等它结束，或用 -o 另起一个文件夹。"
_DAMAGED = "{folder} 里的进度记录已损坏，或来自别的版本。请加 --fresh 重新核验。"
_UNWRITABLE = "不能写入 {folder}。请检查磁盘空间和权限。"


class BadStore(ValueError):
    """A result folder that cannot be worked in; the text is a sentence for the user."""


def open_store(folder: Path, fresh: bool = False) -> sqlite3.Connection:
    """The database in `folder`, held by this process alone; `fresh`: whatever is there is dropped. Raises BadStore."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _opened(folder / FILE, fresh)
    except (sqlite3.DatabaseError, OSError) as error:
        damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
        if not _is_busy(error) and not damaged:
            raise unwritable(folder) from error
        raise BadStore((_DAMAGED if damaged else _BUSY).format(folder=folder.parent)) from error


def _is_busy(error: Exception) -> bool:
    return isinstance(error, sqlite3.OperationalError) and "locked" in str(error)


def share(base: sqlite3.Connection, folder: Path) -> None:
    """Let other processes of this audit read the database in `folder`: nobody writes it any more, no other audit takes it up.

    A write-ahead log that was begun by one process alone can be read by nobody else: it is given up.
    Raises BadStore if another audit was quicker.
    """
    for setting in ("journal_mode=DELETE", "locking_mode=NORMAL"):
        base.execute(f"PRAGMA {setting}")
    base.execute("SELECT 1 FROM files").fetchone()  # lets go of the lock
    try:
        base.execute("BEGIN")
        base.execute("SELECT 1 FROM files").fetchone()  # and holds that of a reader
    except sqlite3.OperationalError as error:
        if not _is_busy(error):
            raise
        raise BadStore(_BUSY.format(folder=folder.parent)) from error


def open_shared(folder: Path) -> sqlite3.Connection:
    """The database in `folder`, for reading, while another process shares it."""
    base = sqlite3.connect(folder / FILE)
    base.execute("PRAGMA query_only=ON")
    return base


def unwritable(folder: Path) -> BadStore:
    """What is said where nothing can be written into the program's own `folder`."""
    return BadStore(_UNWRITABLE.format(folder=folder.parent))


def _opened(path: Path, fresh: bool) -> sqlite3.Connection:
    """Raises sqlite3.OperationalError if another process holds it, DatabaseError if it is none of ours."""
    base = sqlite3.connect(path, timeout=_PATIENCE)
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
