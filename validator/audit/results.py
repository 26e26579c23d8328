"""The result set: every file is written beside its place and put there when all are whole."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from validator.audit.store import Store
from validator.audit.where_to_begin import first_lines, totals_in
from validator.audit_outputs.registry import OUTPUTS as MADE_OF_ENTRIES
from validator.audit_outputs.totals import Totals
from validator.report.json import Entry, decode

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


def _findings(store: Store) -> Iterator[bytes]:
    return (zlib.decompress(stored) for (stored,) in store.verdicts("findings"))


def _reports(store: Store) -> Iterator[bytes]:
    return (stored for (stored,) in store.verdicts("report"))


#: Files that hold what is stored, report by report.
_LINES: Mapping[str, Callable[[Store], Iterator[bytes]]] = {"findings.jsonl": _findings, "reports.jsonl": _reports}
#: Output → its files; each stands in `_LINES` or is made of entries. One new output is one line here.
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
    return not set(_LINES).issuperset(files_of(outputs))


@dataclass(frozen=True, slots=True)
class Written:
    """The names of the files that were written, and what is to be said of them."""

    files: tuple[str, ...]
    notes: tuple[str, ...]


def write_results(store: Store, folder: Path, base: str, outputs: Sequence[str], told: Callable[[], None]) -> Written:
    """Write the `outputs` into `folder`. `told` is called after each file.

    `base`: the folder that paths are relative to. Raises BadResults.
    """
    way, new = _way(folder, base), folder / PRIVATE
    totals = (
        totals_in(store) if want_entries(outputs) else None
    )  # whoever wants the lines alone has a program read them
    notes: list[str] = []
    for name in files_of(outputs):
        with _spoken(folder / name):
            (new / name).unlink(missing_ok=True)
            notes += _write(new / name, store, way, totals)
        told()
    files = tuple(name for name in files_of(outputs) if (new / name).exists())
    for name in files:
        with _spoken(folder / name):
            (new / name).replace(folder / name)
    if stale := "、".join(_stale(folder, files)):
        notes.append(_STALE.format(names=stale))
    return Written(files, (*(first_lines(totals) if totals else ()), *dict.fromkeys(notes)))


def _write(path: Path, store: Store, way: str, totals: Totals | None) -> tuple[str, ...]:
    """Write one file; what is to be said of it. `totals`: there where any file is made of entries. Raises OSError."""
    if totals is not None and path.name not in _LINES:
        return MADE_OF_ENTRIES[path.name]()(path, entries(store), way, totals)
    with path.open("wb") as file:
        file.writelines(_LINES[path.name](store))
    return ()


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
