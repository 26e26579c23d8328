"""How a report's file is linked to."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from validator.archives.archive import SEPARATOR


def file_of(path: str) -> str:
    """The file that a person can open: the archive, for a report inside one."""
    return path.partition(SEPARATOR)[0]


def member_of(path: str) -> str | None:
    """The name inside the archive; None for a file of its own."""
    return path.partition(SEPARATOR)[2] or None


def link(path: str, base: str = "") -> str:
    """A URI of the report's file: relative to where it is linked from, `base` being the way from there to the files.

    Every character that means something in a URI is encoded, so that no file name can be taken for a scheme.
    """
    file = PurePath(base, file_of(path))
    return file.as_uri() if file.is_absolute() else quote(file.as_posix(), safe="/", errors="replace")
