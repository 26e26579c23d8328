"""What this program wrote itself: marked copies, workbooks and pages of results. Judging them again would judge its own words.

The mark is inside, so that a new name does not hide it. Of a package it is the last member, which nothing refers to: office
programs leave it out when they save. So a copy that somebody worked on is a report like any other.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from validator.unshown import shown
from validator.version import TOOL

#: The member of a package that says so, what it holds, and of which content type that is.
MEMBER = f"{TOOL}/written.xml"
CONTENT = b'<?xml version="1.0" encoding="UTF-8"?>\n<written/>'
TYPE = "application/xml"
#: The same for a page: an element near its beginning.
GENERATOR = f'<meta name="generator" content="{TOOL}">'

_PACKAGE, _END, _END_SIZE = b"PK\x03\x04", b"PK\x05\x06", 22
_PAGE = GENERATOR.encode()
#: Verdicts as text and as Markdown: each stands on a line of its own near the beginning.
_VERDICT = re.compile(r"^(\*\*)?结论：(通过|不通过|未查完|不适用|读不出)(\*\*)?（".encode(), re.M)
_SAID = "结论：".encode()
_HEAD = 2048
_TAIL = len(MEMBER) + _END_SIZE
_NAMED = 3
_LEFT_OUT = (
    "{}是本程序写的批注副本或核验结果，没有核验。要核验副本，请单独给出它；在 Word、Excel 里改过并保存的副本照常核验。"
)


def is_own(data: bytes) -> bool:
    """Whether the program wrote these bytes, and nobody saved them since."""
    return _is_own(data[:_HEAD], data[-_TAIL:])


def is_own_file(path: str) -> bool:
    """The same of a file, of which only both ends are read; no for one that cannot be opened: reading it tells why."""
    try:
        # No Path: it takes longer than all the rest, and there may be a million files.
        if not os.path.isfile(path):  # noqa: PTH113 - opening a pipe waits for a writer that may never come
            return False
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            head = file.read(_HEAD)
            if not head.startswith(_PACKAGE):
                return _is_own(head, b"")
            file.seek(-min(_TAIL, file.seek(0, os.SEEK_END)), os.SEEK_END)
            return _is_own(head, file.read(_TAIL))
    except (OSError, ValueError):
        return False


def _is_own(head: bytes, tail: bytes) -> bool:
    if head.startswith(_PACKAGE):
        return tail.startswith(MEMBER.encode()) and tail[-_END_SIZE:].startswith(_END)
    return _PAGE in head or (_SAID in head and _VERDICT.search(head) is not None)


def left_out(paths: Sequence[str]) -> str:
    """What is said of files of the program's own that were passed over; empty for none."""
    if not paths:
        return ""
    names = "、".join(f"「{shown(Path(path).name)}」" for path in paths[:_NAMED])
    return _LEFT_OUT.format(f"{names}等 {len(paths)} 个文件" if len(paths) > _NAMED else names)
