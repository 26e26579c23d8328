"""The result set: every file is written beside its place, several at once, and put there when all are whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from validator.audit.store import Store
from validator.audit.task import Task
from validator.audit.where_to_begin import NOTHING, Asked, first_lines, totals_in
from validator.audit.writing import LINES, Piece, WriteTask

_OPEN = "不能写入 {path}。请关闭正在打开它的程序，检查磁盘空间和权限，再用同一条命令运行一次。"
_STALE = "{names} 是以前写的，这次没有更新。"
#: What is the program's own in the result folder.
PRIVATE = ".d711"


class BadResults(ValueError):
    """Results that cannot be written; the text is a sentence for the user."""


#: Output → its files. What writes a file stands in `writing.LINES`, or in the registry of what is made of entries.
OUTPUTS: Mapping[str, Sequence[str]] = {
    "jsonl": ("findings.jsonl", "reports.jsonl"),
    "parquet": ("cells.parquet",),
    "sarif": ("findings.sarif",),
    "xlsx": ("汇总.xlsx",),
    "html": ("index.html",),
    "organs": ("按机关.zip",),
}
#: Those that are written where the user names none.
USUAL = tuple(name for name in OUTPUTS if name != "organs")


def want_entries(outputs: Sequence[str]) -> bool:
    """Whether any of the outputs takes more than the lines of each report."""
    return not set(LINES).issuperset(files_of(outputs))


@dataclass(frozen=True, slots=True)
class Written:
    """The names of the files that were written, and what is to be said of them."""

    files: tuple[str, ...]
    notes: tuple[str, ...]


#: Does tasks, and hands out the results of each as they come.
Doing = Callable[[Iterable[Task]], Iterable[Sequence[Piece]]]


def write_results(
    store: Store,
    folder: Path,
    base: str,
    outputs: Sequence[str],
    doing: Doing,
    told: Callable[[], None],
    asked: Asked = NOTHING,
) -> Written:
    """Write the `outputs` into `folder`; the store is shared for that. `told` is called after each file.

    `base`: the folder that paths are relative to; `asked`: what the results are held against. Raises BadResults, BadLast.
    """
    way, new, notes = _way(folder, base), folder / PRIVATE, {}
    totals = totals_in(store, asked) if asked != NOTHING or want_entries(outputs) else None
    store.share()
    longest_first = reversed(files_of(outputs))
    for piece in chain.from_iterable(doing(WriteTask(name, new, way, totals) for name in longest_first)):
        with _spoken(folder / piece.name):
            if piece.error:
                raise piece.error
        notes[piece.name] = piece.notes
        told()
    files = tuple(name for name in files_of(outputs) if (new / name).exists())
    _put(files, new, folder)
    said = [note for name in files_of(outputs) for note in notes[name]]
    if stale := "、".join(_stale(folder, files)):
        said.append(_STALE.format(names=stale))
    begin = first_lines(totals) if totals else ()  # whoever wants the lines alone has a program read them
    return Written(files, (*begin, *dict.fromkeys(said)))


def _put(files: Sequence[str], new: Path, folder: Path) -> None:
    """Each file in its place, the lines last: until all else is there, they are what was there last time."""
    for name in reversed(files):
        with _spoken(folder / name):
            (new / name).replace(folder / name)


def files_of(outputs: Iterable[str]) -> tuple[str, ...]:
    """The files of some outputs."""
    return tuple(name for output in outputs for name in OUTPUTS[output])


def _stale(folder: Path, files: Collection[str]) -> Iterator[str]:
    """What an earlier run wrote and this one does not."""
    return (name for name in files_of(OUTPUTS) if name not in files and (folder / name).exists())


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
