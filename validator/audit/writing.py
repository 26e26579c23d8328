"""What is to be written, as a task for a worker: one file of the result set, from the store, which is shared meanwhile."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from validator.audit.store import Store
from validator.audit.task import Begin, Task
from validator.audit_outputs.registry import OUTPUTS
from validator.audit_outputs.totals import Totals
from validator.model import Unreadable
from validator.report.json import Entry, decode


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that was tried: what is to be said of it, or why it could not be written."""

    name: str
    notes: tuple[str, ...] = ()
    error: OSError | sqlite3.Error | None = None


@dataclass(frozen=True, slots=True)
class WriteTask:
    """The file `name`, written into the program's own `folder`, where the store is.

    `way`: from the results to the files of the audit; `totals`: there for files that are made of entries.
    """

    name: str
    folder: Path
    way: str
    totals: Totals | None

    @property
    def at_once(self) -> None:
        """No file of the user's is begun, and a long list takes long."""

    def run(self, _: Begin) -> Sequence[Piece]:
        """Write it."""
        path = self.folder / self.name
        try:
            path.unlink(missing_ok=True)
            with Store(self.folder, shared=True) as store:
                return [Piece(self.name, _write(path, store, self.way, self.totals))]
        except (OSError, sqlite3.Error) as error:
            return [Piece(self.name, error=error)]

    def alone(self) -> Sequence[Task]:
        """There is nothing smaller."""
        return [self]

    def without(self, place: str, why: Unreadable) -> None:
        """There is nothing that could be given up."""


def _findings(store: Store) -> Iterator[bytes]:
    return (zlib.decompress(stored) for (stored,) in store.verdicts("findings"))


def _reports(store: Store) -> Iterator[bytes]:
    return (stored for (stored,) in store.verdicts("report"))


#: Files that hold what is stored, report by report; all others stand in the registry of what is made of entries.
LINES: Mapping[str, Callable[[Store], Iterator[bytes]]] = {"findings.jsonl": _findings, "reports.jsonl": _reports}


def _write(path: Path, store: Store, way: str, totals: Totals | None) -> tuple[str, ...]:
    """What is to be said of the file. Raises OSError."""
    if path.name not in LINES:
        assert totals is not None
        return OUTPUTS[path.name]()(path, _entries(store), way, totals)
    with path.open("wb") as file:
        file.writelines(LINES[path.name](store))
    return ()


def _entries(store: Store) -> Iterator[Entry]:
    """Every report as the outputs take it, in path order."""
    for (stored,) in store.verdicts("entry"):
        yield decode(zlib.decompress(stored))
