"""Workbooks of results: without the time at which they were written, so that the same content is the same file, and signed."""

from __future__ import annotations

import re
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from validator.own_files import CONTENT, MEMBER

#: The first date that a ZIP archive can hold.
_DATE = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
_CORE = "docProps/core.xml"
#: Bytes from which a member needs the larger directory entry, with room for what grows when it is packed.
_LARGE = 1 << 30


def save_dateless(book: Workbook, target: IO[bytes]) -> None:
    """Save `book` into an open file. Raises OSError."""
    with TemporaryFile() as draft:
        book.save(draft)
        with ZipFile(draft) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
            for info in old.infolist():
                _copy(old, info, new)
            new.writestr(ZipInfo(MEMBER, _DATE), CONTENT)


def _copy(old: ZipFile, info: ZipInfo, new: ZipFile) -> None:
    made = ZipInfo(info.filename, _DATE)
    made.compress_type = ZIP_DEFLATED
    if info.filename == _CORE:
        new.writestr(made, _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(info)))
        return
    with old.open(info) as source, new.open(made, "w", force_zip64=info.file_size > _LARGE) as place:
        copyfileobj(source, place)
