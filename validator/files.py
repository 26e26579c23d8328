"""Paths → bytes → cases, with what can go wrong on the way told as a case."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from validator.archives.archive import is_archive, members
from validator.archives.page_files import without_page_files
from validator.archives.saved_folder import framed
from validator.limits import MAX_BYTES
from validator.model import Case, Document, Observation, Unreadable
from validator.pipeline import extract, unreadable
from validator.read import OLD_OFFICE
from validator.read.sniff import sniff
from validator.unshown import shown

#: Name, bytes or why not, and how many members of its archive were passed over (told with the last one).
Content = tuple[str, bytes | Unreadable, int]

STANDARD_INPUT = "-"
#: Files held in memory together, so that LibreOffice starts once for them.
_AT_ONCE = 20
#: How files begin that only an office program can read.
_OLD_MARKS = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK", b"<?xml")


def extract_file(path: str, reader: str | None = None, edition: str | None = None) -> tuple[Case, ...]:
    """The cases of the file at `path` (`-`: standard input). Never raises for what the file is or holds."""
    return tuple(extract_files((path,), reader, edition))


def extract_files(
    paths: Iterable[str],
    reader: str | None = None,
    edition: str | None = None,
    refusal: Callable[[str], Unreadable | None] | None = None,
) -> Iterator[Case]:
    """The cases of many files in order, archives opened; old office files are converted some at a time.

    `refusal` is asked before each file or member is read; what it answers is told in place of the file.
    """
    kept, page_files = without_page_files(paths)
    contents = (found for path in kept for found in _contents(path, reader))
    while some := tuple(islice(contents, _AT_ONCE)):
        made = {} if reader else converted(some)
        for path, content, skipped in some:
            found: bytes | Document | Unreadable = made.get(path, content)
            found = (refusal(path) if refusal else None) or found
            if isinstance(found, Unreadable):
                yield unreadable(path, found)
                continue
            document = found if isinstance(found, Document) else None
            cases = extract(content if isinstance(content, bytes) else b"", path, reader, edition, document)
            if isinstance(content, bytes) and _may_be_framed(cases):
                cases = _framed(path, content, edition) or cases
            yield from _with_notes(cases, members_skipped=skipped, page_files=page_files[path])


def _may_be_framed(cases: Sequence[Case]) -> bool:
    """A page that lacks tables may show them in frames."""
    return cases[0].reader == "html" and any(not c.tables or not all(t.found for t in c.tables) for c in cases)


def _framed(path: str, data: bytes, edition: str | None) -> tuple[Case, ...]:
    """The cases of a page with the pages that it frames, which were saved beside it; none if it frames none."""
    try:
        document = framed(path, data)
    except Unreadable:
        return ()  # the page itself was read: its frames stay what they were, links to other files
    return extract(data, path, None, edition, document) if document else ()


def _with_notes(cases: tuple[Case, ...], **skipped: int) -> Iterator[Case]:
    """The first case says how many other files of its archive, or saved with its page, were not looked into."""
    notes = tuple(Observation(kind, number=number) for kind, number in skipped.items() if number)
    for number, case in enumerate(cases):
        yield replace(case, observations=case.observations + notes) if notes and not number else case


def _contents(path: str, reader: str | None) -> Iterator[Content]:
    """The file, or the members of an archive, under names that can be printed."""
    try:
        data = _bytes(path)
    except Unreadable as error:
        yield shown(path), error, 0
        return
    if reader is None and is_archive(data, path):
        yield from _members(path, data)
    else:
        yield shown(path), data, 0


def _members(path: str, data: bytes) -> Iterator[Content]:
    """The members of an archive; how many were passed over is known when the last one was seen."""
    found = members(path, data)
    held = next(found, None)
    while held is not None:
        name, content = held
        try:
            held = next(found)
        except StopIteration as end:
            yield shown(name), content, end.value or 0
            return
        yield shown(name), content, 0


def converted(some: Sequence[Content]) -> Mapping[str, Document | Unreadable]:
    """Those that need LibreOffice, by path, read with one start of it; a single one is read like any other file."""
    due = {path: data for path, data, _ in some if isinstance(data, bytes) and _is_old(data, path)}
    if len(due) < 2:
        return {}
    from validator.read.office import read_many

    return read_many(due)


def _is_old(data: bytes, path: str) -> bool:
    try:
        return data.startswith(_OLD_MARKS) and sniff(data, path).reader in OLD_OFFICE
    except Unreadable:
        return False


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        place = Path(path)
        state = place.stat()
        _refuse_other(path, state.st_mode)
        with place.open("rb") as file:
            return read_whole(file, min(state.st_size, MAX_BYTES))
    except FileNotFoundError as error:
        raise Unreadable("F001", "找不到这个文件。请检查路径和文件名。") from error
    except PermissionError as error:
        raise Unreadable("F001", "没有权限读取，或文件正被其他程序独占。请关闭后重试。") from error
    except OSError as error:
        raise Unreadable(
            "F001", f"读取失败（{error.strerror or '系统错误'}）。请把文件复制到本机硬盘后重试。"
        ) from error
    except ValueError as error:  # an embedded NUL
        raise Unreadable("F001", "路径里有不能用的字符。请检查文件名。") from error


def read_whole(file: BinaryIO, size: int) -> bytes:
    """All that it holds, to one byte beyond the limit; `size`, as it was told, may be wrong.

    To ask for as much as the limit takes memory of that size, which for thousands of pages is much work.
    """
    data = file.read(size + 1)
    return data if len(data) <= size else data + file.read(MAX_BYTES - size)


def _refuse_other(path: str, mode: int) -> None:
    """Refuse what is no file before it is opened: opening a pipe waits for a writer that may never come."""
    if stat.S_ISDIR(mode):
        raise _folder(path)
    if not stat.S_ISREG(mode):
        raise Unreadable(
            "F006", "这是管道、设备或套接字，不是文件。请给出文件的路径；要读取标准输入，请用「-」并加 --reader。"
        )


def _folder(path: str) -> Unreadable:
    """What is said of a folder: an audit looks into those that it may open."""
    if not os.access(path, os.R_OK | os.X_OK):
        return Unreadable("F001", "没有权限打开这个文件夹，里面的文件没有检查。请取得权限后再检查。")
    if Path(path).is_symlink():
        return Unreadable("F006", "这是指向文件夹的链接，没有进去（以免绕圈子）。要检查那个文件夹，请直接给出它。")
    advice = "请给出里面的文件，例如：d711 check 文件夹/*.docx；要检查整个文件夹，请用：d711 audit 文件夹 -o 结果文件夹"
    return Unreadable("F006", f"这是文件夹，不是文件。{advice}")
