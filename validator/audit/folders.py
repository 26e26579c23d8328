"""Folders and patterns → the files in them that may be reports; what is left out besides is told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic
from itertools import takewhile
from pathlib import Path

from validator.archives.folder_files import sort_in_folder
from validator.audit.page_pictures import may_be_page
from validator.audit.results import PRIVATE
from validator.audit.store_file import FILE
from validator.own_files import is_own_file


@dataclass(frozen=True, slots=True)
class Found:
    """Files below `root`. Passed over were so many `pictures`, folders with `results` of earlier audits, and `own` files."""

    root: str
    files: Sequence[str]
    pictures: int = 0
    results: Sequence[str] = ()
    own: Sequence[str] = ()


def in_folder(folder: str, own: str) -> Found:
    """What is below a folder; `own`, where the results go, is not looked into."""
    return _reports(_walked(folder, own), folder)


def matching(pattern: str, own: str) -> Found:
    """What a pattern names; nothing below `own`."""
    fixed = next(p for p in (Path(pattern), *Path(pattern).parents) if not has_magic(str(p)))
    matched = fixed.glob(str(Path(pattern).relative_to(fixed)))
    return _reports(
        (whole(p) for p in matched if p.is_file() and not p.resolve().is_relative_to(own)),
        whole(fixed),
    )


def whole(path: str | Path, folder: str | Path = "") -> str:
    """The path from the root, without detours; `folder`: what it is relative to, the working folder unless told."""
    return os.path.normpath(Path(folder, path).absolute())


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


def _reports(files: Iterable[str], root: str) -> Found:
    """What may be a report: of the pictures beside others those that may show a page, all where there is nothing else."""
    every = tuple(files)
    results = _result_sets(every, root)
    by_sort: dict[str, list[str]] = {"report": [], "picture": [], "own": []}
    for file in every:
        if not results or results.isdisjoint(Path(file).parents):
            by_sort.setdefault(_sort(file, root), []).append(file)
    pictures = by_sort["picture"]
    kept = [file for file in pictures if may_be_page(file)] if by_sort["report"] else pictures
    passed_over = len(pictures) - len(kept)
    return Found(root, (*by_sort["report"], *kept), passed_over, sorted(map(str, results)), sorted(by_sort["own"]))


def _sort(file: str, root: str) -> str:
    sort = sort_in_folder(file, file[len(root) :].replace(os.sep, "/"))
    return "own" if sort == "report" and is_own_file(file) else sort


def _result_sets(files: Iterable[str], root: str) -> set[Path]:
    """The folders that hold what an audit wrote: reading it again would judge its own words."""
    places = {os.path.dirname(file) for file in files}  # noqa: PTH120 - a Path of each of a million files takes long
    below = {folder for place in places for folder in _upward(Path(place), root)}
    return {folder for folder in below if (folder / PRIVATE / FILE).exists()}


def _upward(place: Path, root: str) -> Iterator[Path]:
    """The folder and those that it is in, up to `root`."""
    return takewhile(lambda folder: folder.is_relative_to(root), (place, *place.parents))
