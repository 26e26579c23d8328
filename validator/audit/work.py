"""What is to be read: folders, patterns, files, ZIPs as one unit, lists → sources in the order of their names."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path, PurePath

from validator.archives.archive_names import sort_of
from validator.archives.saved_folder import FOLDERS, PAGES, without_page_files
from validator.files import shown
from validator.read.encoding import decode

#: What a path begins with that names a list of files, one a line.
LIST_MARK = "@"


class BadWork(ValueError):
    """Paths that name nothing to be read; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: its name in the results, where it is, its size in bytes, when it changed (ns; -1: not there)."""

    name: str
    path: str
    size: int
    changed: int


def find_sources(paths: Sequence[str], output: str) -> tuple[str, tuple[Source, ...]]:
    """The folder that names are relative to, and every file once, in the order of the names.

    `output`, where the results go, is not looked into. Raises BadWork.
    """
    own = str(Path(output).resolve())
    found = [(root, tuple(files)) for path in paths for root, files in _named(path, own)]
    every = dict.fromkeys(file for _, files in found for file in files)
    if not every:
        raise BadWork(f"{'、'.join(paths)} 里没有可以核验的文件。请检查路径。")
    base = _base([root for root, _ in found], own)
    return base, tuple(_sources(every, base))


def whole(path: str | Path, folder: str | Path = "") -> str:
    """The path from the root, without detours; `folder`: what it is relative to, the working folder unless told."""
    return os.path.normpath(Path(folder, path).absolute())


def _named(path: str, own: str) -> Iterator[tuple[str, Iterable[str]]]:
    """(Folder, files) for what the user named."""
    if path.startswith(LIST_MARK):
        listed = read_list(path.removeprefix(LIST_MARK))
        yield from ((str(Path(file).parent), (file,)) for file in without_page_files(listed)[0])
    elif Path(path).is_dir():
        yield whole(path), _reports(_walked(whole(path), own), whole(path))
    elif Path(path).exists():
        yield str(Path(whole(path)).parent), (whole(path),)
    elif has_magic(path):
        yield _pattern(path, own)
    else:
        raise BadWork(f"找不到 {shown(path)}。请检查路径。")


def _pattern(path: str, own: str) -> tuple[str, Iterable[str]]:
    fixed = next(p for p in (Path(path), *Path(path).parents) if not has_magic(str(p)))
    matched = list(fixed.glob(str(Path(path).relative_to(fixed))))
    if not matched:
        raise BadWork(f"没有文件符合 {shown(path)}。请检查路径。")
    root = whole(fixed)
    return root, _reports([whole(p) for p in matched if p.is_file() and not p.resolve().is_relative_to(own)], root)


def read_list(path: str) -> list[str]:
    """The files that a list names, one a line, relative to the folder that the list is in. Raises BadWork."""
    try:
        lines = decode(Path(path).read_bytes()).splitlines()
    except OSError as error:
        raise BadWork(f"读不了清单 {shown(path)}。请检查路径和权限。") from error
    return [whole(line.strip(), Path(path).parent) for line in lines if line.strip()]


def _walked(folder: str, own: str) -> Iterator[str]:
    """Every file below a folder; links to folders are not followed. A folder that cannot be opened stands for itself."""
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if not entry.is_dir(follow_symlinks=False):
                        yield entry.path
                    elif str(Path(entry.path).resolve()) != own:
                        waiting.append(entry.path)
        except OSError:
            yield place  # reading it tells the user that it was not looked into


def _reports(files: Iterable[str], root: str) -> Sequence[str]:
    """As in an archive: what may be a report; pictures only where there is nothing else."""
    by_sort: dict[str, list[str]] = {}
    for file in files:
        by_sort.setdefault(sort_of(PurePath(file[len(root) :]).as_posix()), []).append(file)
    return by_sort.get("report") or by_sort.get("picture") or ()


def _base(roots: Sequence[str], own: str) -> str:
    try:
        base = os.path.commonpath(roots)
    except ValueError as error:  # drives of Windows have nothing in common
        raise BadWork("要核验的文件在不同的盘上。请一次只核验一个盘上的文件。") from error
    if str(Path(base).resolve()) == own:
        raise BadWork("结果文件夹（-o）不能就是要核验的文件夹。请另起一个文件夹。")
    return base


def _sources(paths: Iterable[str], base: str) -> Iterator[Source]:
    """In the order of their names; names that look alike when they are printed are told apart by a number."""
    start = len(base.rstrip(os.sep)) + 1
    named = sorted((shown(path[start:].replace(os.sep, "/")), path) for path in paths)
    seen: Counter[str] = Counter()
    for name, path in named:
        seen[name] += 1
        yield _source(name if seen[name] == 1 else f"{name} ({seen[name]})", path)


def frames_of(path: str) -> Sequence[str]:
    """The pages in a page's own folder, which it may show in frames: they are part of its content."""
    page = Path(path)
    if page.suffix.lower() not in PAGES:
        return ()
    folders = (page.with_name(page.stem + ending) for ending in FOLDERS)
    return sorted(
        str(f) for folder in folders if folder.is_dir() for f in folder.rglob("*") if f.suffix.lower() in PAGES
    )


def _source(name: str, path: str) -> Source:
    try:
        states = [Path(one).stat() for one in (path, *frames_of(path))]
    except (OSError, ValueError):
        return Source(name, path, -1, -1)
    size = sum(state.st_size for state in states) if stat.S_ISREG(states[0].st_mode) else -1
    return Source(name, path, size, max(state.st_mtime_ns for state in states))
