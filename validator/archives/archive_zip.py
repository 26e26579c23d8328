"""The files of a ZIP archive, one by one: bounds are checked on the directory before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from functools import partial

from validator import limits
from validator.archives.archive_names import decode_names, tidy_names
from validator.model import Unreadable

Entry = tuple[str, Callable[[], bytes]]  # name, and its bytes or Unreadable when called

_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OverflowError)
_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: Parts at the root that make a ZIP file one document: Office, OpenDocument, OFD.
_DOCUMENTS = frozenset(("[Content_Types].xml", "mimetype", "OFD.xml", "content.xml"))

_DAMAGED = "压缩包已损坏或不完整，无法解压。请重新传送或重新打包后再检查。"
_BAD_MEMBER = "压缩包里的这个文件已损坏，解压不出来。请重新打包后再检查。"
_LOCKED = "压缩包里的这个文件设有密码。请先用密码解压，再检查解压后的文件。"
_METHOD = "压缩包里的这个文件用了本程序不支持的压缩方式。请先解压，再检查里面的文件。"
_TOO_LARGE = f"压缩包里的这个文件解压后超过 {limits.MAX_BYTES // 1024 // 1024} MB，或压缩比不正常，未读取。请确认后单独解压检查。"
_TOO_MANY = f"压缩包里的文件超过 {limits.MAX_MEMBERS} 个，未读取。请分成几个压缩包，或解压后再检查。"


def is_plain_zip(data: bytes) -> bool | None:
    """Whether this is a ZIP archive rather than one document in a ZIP package; None if its directory is damaged."""
    if not data.startswith(b"PK"):
        return False
    try:
        names = _open(data).namelist()
    except Unreadable as error:
        return None if error.rule == "F001" else True
    return _DOCUMENTS.isdisjoint(names)


def entries(data: bytes) -> list[Entry]:
    """The files of the archive, folders left out, in their order. Raises Unreadable F001 damaged, F004 too many."""
    archive = _open(data)
    members = archive.infolist()
    names = tidy_names(_names(members))
    return [
        (name, partial(_content, archive, info))
        for name, info in zip(names, members, strict=True)
        if not name.endswith("/")
    ]


def _open(data: bytes) -> zipfile.ZipFile:
    # Counted before the directory is read: a million entries take a gigabyte.
    if data.count(b"PK\x01\x02") > limits.MAX_MEMBERS:
        raise Unreadable("F004", _TOO_MANY)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise Unreadable("F001", _DAMAGED) from error


def _names(members: Sequence[zipfile.ZipInfo]) -> list[str]:
    """By the extra field, by the UTF-8 flag, else by guess; all names without a flag are guessed together."""
    stated = [_stated(info) for info in members]
    bare = [info.orig_filename.encode("cp437") for info, name in zip(members, stated, strict=True) if name is None]
    guessed = iter(decode_names(bare))
    return [next(guessed) if name is None else name for name in stated]


def _stated(info: zipfile.ZipInfo) -> str | None:
    """The name where the archive says its encoding. `filename` will not do: it is cut up where 0x5C is half a character."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if kind == _UNICODE_PATH and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    try:
        info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    return info.orig_filename if info.flag_bits & _UTF8 else None


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Unpack one file; raises Unreadable (F001, F003, F004, F006)."""
    if info.flag_bits & _ENCRYPTED:
        raise Unreadable("F003", _LOCKED)
    # The output of other methods cannot be bounded while unpacking.
    if info.compress_type not in _PLAIN:
        raise Unreadable("F006", _METHOD)
    swollen = info.file_size > limits.RATIO_FLOOR and info.file_size > limits.MAX_RATIO * max(1, info.compress_size)
    if swollen or info.file_size > limits.MAX_BYTES:
        raise Unreadable("F004", _TOO_LARGE)
    try:
        return archive.read(info)
    except _BROKEN as error:
        raise Unreadable("F001", _BAD_MEMBER) from error
