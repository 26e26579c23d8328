"""Bytes → Document: one module a format, imported only when that format comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from validator.limits import MAX_BYTES
from validator.model import Document, Unreadable

Reader = Callable[[bytes, str], Document]

#: Formats that LibreOffice (or an extra) opens for us.
OLD_OFFICE = ("doc", "wps", "rtf", "odt", "ods", "et")

#: Reader → the module that holds its `read(data, name) -> Document`.
READERS: Mapping[str, str] = {
    "html": "validator.read.html",
    "text": "validator.read.text",
    "docx": "validator.read.docx",
    "xlsx": "validator.read.xlsx",
    "xls": "validator.read.xls",
    "csv": "validator.read.csv",
    "picture": "validator.read.picture",
    "pdf": "validator.read.pdf_apart",
    **dict.fromkeys(OLD_OFFICE, "validator.read.office"),
    "mht": "validator.read.saved",
}


def read(data: bytes, name: str, reader: str) -> Document:
    """Read `data` with the named reader. Raises Unreadable with the F rule and what the user can do."""
    if len(data) > MAX_BYTES:
        raise Unreadable("F004", f"文件超过 {MAX_BYTES // 1024 // 1024} MB。请只保留年度报告正文后再检查。")
    return cast(Reader, import_module(READERS[reader]).read)(data, name)
