"""The result set: every file is written beside its place, several at once, and put there when all are whole."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from validator.audit.store import Store
from validator.audit.task import Begin, Task
from validator.audit.where_to_begin import first_lines
from validator.model import Unreadable
from validator.report.json import Entry, decode

Write = Callable[
    [Path, Store, str], tuple[str, ...]
]  # where, of what, the way from there to the files; what is to be said

_OPEN = "不能写入 {path}。请关闭正在打开它的程序，检查磁盘空间和权限，再用同一条命令运行一次。"


_STALE = "{names} 是以前写的，这次没有更新。"
#: What is the program's own in the result folder.
PRIVATE = ".d711"


class BadResults(ValueError):
    """Results that cannot be written; the text is a sentence for the user."""


def entries(store: Store) -> Iterator[Entry]:
    """Every report as the outputs take it, in path order."""
    for (stored,) in store.verdicts("entry"):
        yield decode(zlib.decompress(stored))


def _findings(path: Path, store: Store, _: str) -> tuple[str, ...]:
    with path.open("wb") as file:
        file.writelines(zlib.decompress(stored) for (stored,) in store.verdicts("findings"))
    return ()


def _reports(path: Path, store: Store, _: str) -> tuple[str, ...]:
    with path.open("wb") as file:
        file.writelines(stored for (stored,) in store.verdicts("report"))
    return ()


def _parquet(path: Path, store: Store, base: str) -> tuple[str, ...]:
    from validator.audit_outputs.parquet import write

    return write(path, entries(store), base)


def _sarif(path: Path, store: Store, base: str) -> tuple[str, ...]:
    from validator.audit_outputs.sarif import write

    return write(path, entries(store), base)


def _workbook(path: Path, store: Store, base: str) -> tuple[str, ...]:
    from validator.audit_outputs.workbook import write

    return write(path, entries(store), base)


def _dashboard(path: Path, store: Store, base: str) -> tuple[str, ...]:
    from validator.audit_outputs.dashboard import write

    return write(path, entries(store), base)


def _organs(path: Path, store: Store, base: str) -> tuple[str, ...]:
    from validator.audit_outputs.organs import write

    return write(path, entries(store), base)


#: Output → its files. One new output is one line here.
OUTPUTS: Mapping[str, Mapping[str, Write]] = {
    "jsonl": {"findings.jsonl": _findings, "reports.jsonl": _reports},
    "parquet": {"cells.parquet": _parquet},
    "sarif": {"findings.sarif": _sarif},
    "xlsx": {"汇总.xlsx": _workbook},
    "html": {"index.html": _dashboard},
    "organs": {"按机关.zip": _organs},
}
#: Those that are written where the user names none.
USUAL = tuple(name for name in OUTPUTS if name != "organs")
_OF_LINES = frozenset({"jsonl"})


def want_entries(outputs: Sequence[str]) -> bool:
    """Whether any of the outputs takes more than the lines of each report."""
    return not _OF_LINES.issuperset(outputs)


@dataclass(frozen=True, slots=True)
class Written:
    """The names of the files that were written, and what is to be said of them."""

    files: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that was tried: what is to be said of it, and why it could not be written."""

    name: str
    notes: tuple[str, ...] = ()
    error: OSError | None = None


@dataclass(frozen=True, slots=True)
class WriteTask:
    """A file of the result set, written in the program's own folder `private`, where the store is shared.

    `way`: from the results to the files of the audit.
    """

    name: str
    private: Path
    way: str

    @property
    def at_once(self) -> int:
        """It is one step."""
        return 1

    def run(self, _: Begin) -> Sequence[Piece]:
        """Write it. It may take as long as it does: no file of the user's has begun."""
        path = self.private / self.name
        try:
            path.unlink(missing_ok=True)
            with Store(self.private, shared=True) as store:
                return [Piece(self.name, files_of(tuple(OUTPUTS))[self.name](path, store, self.way))]
        except OSError as error:
            return [Piece(self.name, error=error)]

    def alone(self) -> Sequence[Task]:
        """There is nothing smaller."""
        return [self]

    def without(self, place: str, why: Unreadable) -> None:
        """Nothing can be given up."""


#: Does tasks, and hands out the results of each as they come.
Doing = Callable[[Iterable[Task]], Iterable[Sequence[Piece]]]


def write_results(
    store: Store, folder: Path, base: str, outputs: Sequence[str], doing: Doing, told: Callable[[], None]
) -> Written:
    """Write the `outputs` into `folder`; the store is shared for that. `told` is called after each file.

    `base`: the folder that paths are relative to. Raises BadResults.
    """
    way, new, notes = _way(folder, base), folder / PRIVATE, {}
    store.share()
    longest_first = reversed(files_of(outputs))
    for piece in chain.from_iterable(doing(WriteTask(name, new, way) for name in longest_first)):
        with _spoken(folder / piece.name):
            if piece.error:
                raise piece.error
        notes[piece.name] = piece.notes
        told()
    files = tuple(name for name in files_of(outputs) if (new / name).exists())
    for name in files:
        with _spoken(folder / name):
            (new / name).replace(folder / name)
    said = [note for name in files_of(outputs) for note in notes[name]]
    if stale := "、".join(_stale(folder, files)):
        said.append(_STALE.format(names=stale))
    begin = first_lines(store) if want_entries(outputs) else ()  # whoever wants the lines alone has a program read them
    return Written(files, (*begin, *dict.fromkeys(said)))


def files_of(outputs: Sequence[str]) -> dict[str, Write]:
    """The files of some outputs, and what writes each."""
    return {name: write for output in outputs for name, write in OUTPUTS[output].items()}


def _stale(folder: Path, files: Collection[str]) -> Iterator[str]:
    """What an earlier run wrote and this one does not."""
    return (name for name in files_of(tuple(OUTPUTS)) if name not in files and (folder / name).exists())


def _way(folder: Path, base: str) -> str:
    """From the results to the files: relative, so that both may be moved together; on another drive as it is."""
    try:
        way = os.path.relpath(base, folder)
    except ValueError:
        return base
    return "" if way == "." else way


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BadResults(_OPEN.format(path=path)) from error
