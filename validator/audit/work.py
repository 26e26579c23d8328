"""What is to be read: folders, patterns, files, ZIPs as one unit, lists → sources in the order of their names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import has_magic
from pathlib import Path

from validator.archives.page_files import without_page_files
from validator.audit.folders import Found, in_folder, matching, whole
from validator.audit.sources import Sources, sources_of
from validator.model import Unreadable
from validator.own_files import left_out
from validator.read.encoding import decode
from validator.unshown import shown

#: What a path begins with that names a list of files, one a line.
LIST_MARK = "@"


class BadWork(ValueError):
    """Paths that name nothing to be read; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be read, every file once; `notes`: what is to be said of what is left out."""

    sources: Sources
    notes: tuple[str, ...] = ()


def find_sources(paths: Sequence[str], output: str, listed: Sequence[str] = (), about: Sequence[str] = ()) -> Work:
    """What the user named: `paths`, and files that a manifest lists, which need not be there.

    `output`, where the results go, is not looked into; `about`: files that were given to say something of the others,
    which may lie among them. Raises BadWork.
    """
    own = str(Path(output).resolve())
    found = [one for path in paths for one in _named(path, own)] + [*_listed(listed)]
    # Whichever way a page and those of its own folder were named, and in whatever batches they are read:
    named, aside = dict.fromkeys(file for one in found for file in one.files), {whole(path) for path in about}
    every, with_pages = without_page_files({file: None for file in named if file not in aside})
    notes = tuple(_left_out(found, with_pages.total()))
    if not every:
        raise BadWork("".join((f"{'、'.join(paths)} 里没有可以核验的文件。请检查路径。", *notes)))
    base = _base([one.root for one in found], own)
    return Work(sources_of(every, base), notes)


def _named(path: str, own: str) -> Iterator[Found]:
    """What the user named."""
    if path.startswith(LIST_MARK):
        yield from _listed(read_list(path.removeprefix(LIST_MARK)))
    elif Path(path).is_dir():
        yield in_folder(whole(path), own)
    elif Path(path).exists():
        yield Found(str(Path(whole(path)).parent), (whole(path),))
    elif has_magic(path):
        yield _pattern(path, own)
    else:
        raise BadWork(f"找不到 {shown(path)}。请检查路径。")


def _pattern(path: str, own: str) -> Found:
    found = matching(path, own)
    if not (found.files or found.pictures or found.results or found.own):
        raise BadWork(f"没有文件符合 {shown(path)}。请检查路径。")
    return found


def _listed(files: Iterable[str]) -> Iterator[Found]:
    return (Found(str(Path(file).parent), (file,)) for file in files)


def _left_out(found: Sequence[Found], with_pages: int) -> Iterator[str]:
    for folder in dict.fromkeys(folder for one in found for folder in one.results):
        yield f"{shown(folder)} 是以前核验的结果，没有检查。"
    if own := sorted({file for one in found for file in one.own}):
        yield left_out(own)
    if pictures := sum(one.pictures for one in found):
        yield f"另有 {pictures} 个图片没有检查：太小，或不是 .png、.jpg、.bmp、.tif。"
    if with_pages:
        yield f"随网页另存的文件夹里的 {with_pages} 个文件属于网页，没有单独检查。"


def read_list(path: str) -> list[str]:
    """The files that a list names, one a line, relative to the folder that the list is in. Raises BadWork."""
    try:
        lines = decode(Path(path).read_bytes()).splitlines()
    except OSError as error:
        raise BadWork(f"读不了清单 {shown(path)}。请检查路径和权限。") from error
    except Unreadable as error:
        raise BadWork(f"清单 {shown(path)} 是空的，或不是文本文件。请写成一行一个文件。") from error
    return [whole(line.strip(), Path(path).parent) for line in lines if line.strip()]


def _base(roots: Sequence[str], own: str) -> str:
    try:
        base = os.path.commonpath(roots)
    except ValueError as error:  # drives of Windows have nothing in common
        raise BadWork("要核验的文件在不同的盘上。请一次只核验一个盘上的文件。") from error
    if str(Path(base).resolve()) == own:
        raise BadWork("结果文件夹（-o）不能就是要核验的文件夹。请另起一个文件夹。")
    return base
