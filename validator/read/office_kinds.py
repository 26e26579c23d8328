"""Which office format a file is, by its bytes; and what keeps an office program from opening it."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Mapping
from pathlib import PurePath
from typing import Literal

from xlrd.compdoc import CompDoc, CompDocError

from validator.model import Unreadable
from validator.read.package import TRUSTING, Package, compound_kind, has_part, open_package, read_part

OfficeKind = Literal["doc", "wps", "rtf", "odt", "ods", "et"]

#: What tells two names of one format apart, which only the extension does.
_WPS_WRITER = (".wps", ".wpt")
_WPS_SHEET = (".et", ".ett")
_OPEN_DOCUMENT: Mapping[bytes, OfficeKind] = {b"text": "odt", b"spreadsheet": "ods"}
_OPEN_SUFFIX: Mapping[str, OfficeKind] = {".odt": "odt", ".ott": "odt", ".ods": "ods", ".ots": "ods"}
_MIMETYPE = re.compile(rb"application/vnd\.oasis\.opendocument\.(text|spreadsheet)")
_FLAT = re.compile(rb"<office:document\s")

_HEAD = 4096
_BROKEN_COMPOUND = (CompDocError, *TRUSTING)
_WORD_MAGIC = (0xA5EC, 0xA5DC)  # Word 97 and later; Word 6 and 95
_ENCRYPTED = 0x0100

_LOCKED = "「{name}」设有打开密码。请用 Word、WPS 或 LibreOffice 打开，取消密码，另存后再检查。"
_DAMAGED = "「{name}」已损坏，无法读取。请用原软件打开，另存为 .docx 或 .xlsx 后再检查。"
_ADVICE = "用 LibreOffice 或 WPS 打开后另存为 .docx 或 .xlsx"


def kind_of(data: bytes, name: str) -> OfficeKind | None:
    """The office format of a file, None for any other. `name` only tells .wps from .doc and .et from .xls."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK"):
        return _open_document(data, suffix)
    if _FLAT.search(data[:_HEAD]) and (flat := _MIMETYPE.search(data[:_HEAD])):
        return _OPEN_DOCUMENT[flat[1]]
    match compound_content(data):
        case "word":
            return "wps" if suffix in _WPS_WRITER else "doc"
        case "excel" if suffix in _WPS_SHEET:
            return "et"
    return None


def _open_document(data: bytes, suffix: str) -> OfficeKind | None:
    """By its first member, which states the type; a package zipped anew has it elsewhere."""
    first = _MIMETYPE.match(data[38:200]) if data[30:38] == b"mimetype" else None
    if first is not None:
        return _OPEN_DOCUMENT[first[1]]
    return _OPEN_SUFFIX.get(suffix) if b"content.xml" in data else None


def compound_content(data: bytes) -> str | None:
    """What an OLE compound file itself holds: encrypted, word, excel or other; None if it is no compound file.

    A Word file with an embedded Excel sheet is Word: only the streams of the root count.
    """
    guess = compound_kind(data)
    try:
        names = _root_names(data) if guess else ()
    except _BROKEN_COMPOUND:
        return guess
    for stream, kind in (("EncryptedPackage", "encrypted"), ("WordDocument", "word")):
        if stream in names:
            return kind
    return "excel" if {"Workbook", "Book"} & set(names) else guess


def _root_names(data: bytes) -> tuple[str, ...]:
    directory = CompDoc(data, logfile=io.StringIO()).dirlist
    return tuple(directory[number].name for number in directory[0].children)


def refuse_unsafe(data: bytes, name: str, kind: OfficeKind) -> None:
    """Raise Unreadable for what no office program should be given: F001 damaged, F003 a password, F004 too large."""
    match kind:
        case "odt" | "ods" if data.startswith(b"PK"):
            _refuse_package(open_package(data, name, _ADVICE))
        case "odt" | "ods" if b"<!DOCTYPE" in data[:_HEAD] or b"<!ENTITY" in data:
            raise Unreadable("F001", _DAMAGED.format(name=name))
        case "doc" | "wps" if _is_locked(data):
            raise Unreadable("F003", _LOCKED.format(name=name))


def _refuse_package(package: Package) -> None:
    locked = b"encryption-data" in read_part(package, "META-INF/manifest.xml")
    if locked or has_part(package, "encrypted-package"):
        raise Unreadable("F003", _LOCKED.format(name=package.name))
    if not has_part(package, "content.xml"):
        raise Unreadable("F001", _DAMAGED.format(name=package.name))


def _is_locked(data: bytes) -> bool:
    """Whether the header of a Word file says that its text is enciphered."""
    try:
        header = CompDoc(data, logfile=io.StringIO()).get_named_stream("WordDocument")
        magic, flags = struct.unpack_from("<H8xH", header or b"")
    except _BROKEN_COMPOUND:
        return False
    return magic in _WORD_MAGIC and bool(flags & _ENCRYPTED)
