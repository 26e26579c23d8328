"""The files of an audit in the order of their names: of a million no more is held than where they are."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from validator.archives.page_files import FOLDERS, PAGES
from validator.unshown import shown


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: its name in the results, where it is, its size in bytes (-1: no file).

    `changed`: a number that is another one when the file may have changed (-1: not there).
    """

    name: str
    path: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Sources:
    """Paths in the order of their names, which are relative to the folder `base`. A file is looked at when its turn comes."""

    base: str
    paths: Sequence[str]

    def __len__(self) -> int:
        """How many files these are."""
        return len(self.paths)

    def __iter__(self) -> Iterator[Source]:
        """Each file as it is now."""
        return (_source(name, path) for name, path in self.named())

    def of(self, names: Collection[str]) -> Iterator[Source]:
        """Those of these `names`; the others are not looked at."""
        return (_source(name, path) for name, path in self.named() if name in names)

    def named(self) -> Iterator[tuple[str, str]]:
        """(Name, path) of each; names that look alike when they are printed are told apart by a number."""
        for name, paths in groupby(self.paths, key=lambda path: _name(path, self.base)):
            for number, path in enumerate(paths, 1):
                yield name if number == 1 else f"{name} ({number})", path


def sources_of(paths: Iterable[str], base: str) -> Sources:
    """Files below `base`, each given once."""
    return Sources(base, sorted(sorted(paths), key=lambda path: _name(path, base)))


def _name(path: str, base: str) -> str:
    return shown(path[len(base.rstrip(os.sep)) + 1 :].replace(os.sep, "/"))


def shown_by(path: str) -> Sequence[str]:
    """What a page may show of its own folder, and so is part of its content: pages in frames; pictures, where they are read."""
    stem, suffix = os.path.splitext(path)  # noqa: PTH122 - a Path takes ten times as long, and there may be a million
    if suffix.lower() not in PAGES:
        return ()
    folders = [Path(stem + ending) for ending in FOLDERS if os.path.isdir(stem + ending)]  # noqa: PTH112
    endings = _shown() if folders else ()
    return sorted(str(f) for folder in folders for f in folder.rglob("*") if f.suffix.lower() in endings)


@cache
def _shown() -> Collection[str]:
    from validator.read.picture import is_installed  # few folders hold saved pages
    from validator.read.sniff import EXTENSIONS

    pictures = [ending for ending, reader in EXTENSIONS.items() if reader == "picture"]
    return {*PAGES, *(pictures if is_installed() else ())}


def _source(name: str, path: str) -> Source:
    return Source(name, path, *state_of(path))


def state_of(path: str) -> tuple[int, int]:
    """Size and `changed` of a Source, without opening the file.

    The time of the content alone does not do: it stays where files change places or come out of an archive, and a clock
    may go back. The number of the file, and the time when anything about it changed (Linux, macOS), tell that.
    """
    try:
        states = [os.stat(one) for one in (path, *shown_by(path))]  # noqa: PTH116
    except (OSError, ValueError):
        return -1, -1
    size = sum(state.st_size for state in states) if stat.S_ISREG(states[0].st_mode) else -1
    return size, hash(tuple((one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for one in states))
