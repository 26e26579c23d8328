"""Zipped office packages, opened safely: bounds are checked before anything is unpacked, XML never reaches outside itself."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from validator import limits
from validator.model import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Bytes of one XML part that is read as a whole: its tree takes some ten times as much memory.
_MAX_XML = 32 * 1024 * 1024
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OverflowError)
#: What libraries let through on damaged files of the old formats: they trust the counts and offsets that they find.
TRUSTING = (
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    UnboundLocalError,
    ValueError,
)
#: Streams of an OLE compound file that tell what it is; their names stand in its directory as UTF-16.
_OLE_STREAMS = (("EncryptedPackage", "encrypted"), ("WordDocument", "word"), ("Workbook", "excel"), ("Book", "excel"))


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package; `advice` is the clause that tells its user how to save it anew."""

    name: str
    advice: str
    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]  # by part name in lower case: part names ignore case


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another; `kind` is the last word of its type, the same in both OOXML dialects."""

    id: str
    kind: str
    target: str


def refuse_unfit(data: bytes, name: str) -> None:
    """Raise Unreadable for what no reader takes: F002 without any byte, F004 too many bytes."""
    if not data:
        raise Unreadable("F002", f"「{name}」是空文件（0 字节）。请重新导出或重新传送后再试。")
    if len(data) > limits.MAX_BYTES:
        most = limits.MAX_BYTES // 1024 // 1024
        raise Unreadable("F004", f"「{name}」超过 {most} MB，未读取。请删去其中的图片，或只保留年度报告后再试。")


def compound_kind(data: bytes) -> str | None:
    """What an OLE compound file holds: encrypted, word, excel or other; None if it is no compound file."""
    if not data.startswith(_OLE):
        return None
    found = (kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data)
    return next(found, "other")


def refuse_compound(data: bytes, name: str, advice: str) -> None:
    """Raise Unreadable for an OLE compound file: F003 encrypted, F006 an older kind, F001 anything else."""
    match compound_kind(data):
        case "encrypted":
            raise Unreadable("F003", f"「{name}」设有打开密码。请取消密码保护，另存后再试。")
        case "word":
            raise Unreadable("F006", f"「{name}」是旧版 Word 文档（.doc）。请用 Word 或 WPS 另存为 .docx 后再试。")
        case "excel":
            raise Unreadable("F006", f"「{name}」是旧版 Excel 工作簿。请把扩展名改为 .xls，或另存为 .xlsx 后再试。")
        case "other":
            raise damaged(name, advice)


def damaged(name: str, advice: str) -> Unreadable:
    """The F001 error for a file that breaks off or contradicts itself."""
    return Unreadable("F001", f"「{name}」已损坏，无法读取。请{advice}，再试一次；打不开时请向提供者重新索取。")


def open_package(data: bytes, name: str, advice: str) -> Package:
    """Open a package; raises Unreadable (F001, F002, F003, F004, F006). Nothing is unpacked yet."""
    refuse_unfit(data, name)
    refuse_compound(data, name, advice)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN_ZIP as error:
        raise damaged(name, advice) from error
    members = archive.infolist()
    _refuse_excess(members, name)
    if any(m.flag_bits & 1 for m in members):
        raise Unreadable("F003", f"「{name}」设有密码。请取消密码保护，另存后再试。")
    return Package(name, advice, archive, {m.filename.replace("\\", "/").lower(): m for m in members})


def _refuse_excess(members: list[zipfile.ZipInfo], name: str) -> None:
    swollen = any(
        m.file_size > limits.RATIO_FLOOR and m.file_size > limits.MAX_RATIO * max(1, m.compress_size) for m in members
    )
    if swollen or len(members) > limits.MAX_MEMBERS or sum(m.file_size for m in members) > limits.MAX_UNZIPPED:
        raise _swollen(name)


def _swollen(name: str) -> Unreadable:
    return Unreadable("F004", f"「{name}」解压后过大，未读取。请新建空白文件，只把年度报告复制进去，另存后再试。")


def has_part(package: Package, part: str) -> bool:
    """Whether the package holds that part."""
    return part.lower() in package.parts


def part_size(package: Package, part: str) -> int:
    """Bytes of a part as the package states them, before it is unpacked; 0 for one that is missing."""
    info = package.parts.get(part.lower())
    return info.file_size if info else 0


def read_part(package: Package, part: str) -> bytes:
    """The bytes of one part; raises Unreadable F001 if it is missing or damaged."""
    info = package.parts.get(part.lower())
    # Other methods are not allowed in office packages, and their output cannot be bounded while unpacking.
    if info is None or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged(package.name, package.advice)
    try:
        return package.archive.read(info)
    except _BROKEN_ZIP as error:
        raise damaged(package.name, package.advice) from error


def xml_part(package: Package, part: str) -> etree._Element:
    """The root of one XML part; raises Unreadable F001 if it is missing, damaged or declares a DTD, F004 if too large."""
    if has_part(package, part) and package.parts[part.lower()].file_size > _MAX_XML:
        raise _swollen(package.name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(read_part(package, part), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(package.name, package.advice) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(package.name, package.advice)
    return root


def relations(package: Package, part: str = "") -> tuple[Relation, ...]:
    """The links of a part ("" for the package itself); empty if it has none. Raises Unreadable F001."""
    folder, file = posixpath.split(part)
    links = posixpath.join(folder, "_rels", f"{file}.rels")
    if not has_part(package, links):
        return ()
    return tuple(
        Relation(
            link.get("Id", ""),
            link.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, unquote(link.get("Target", "")))).lstrip("/"),
        )
        for link in xml_part(package, links).iterchildren("{*}Relationship")
    )


def main_part(package: Package) -> str | None:
    """The name of the part that the package is about; None if it names none."""
    found = (link.target for link in relations(package) if link.kind == "officeDocument")
    return next((target for target in found if has_part(package, target)), None)


def metadata(package: Package) -> dict[str, str]:
    """`title` from the core properties, if it is not blank. Damaged properties are no reason to stop."""
    part = "docProps/core.xml"
    if not has_part(package, part):
        return {}
    try:
        title = xml_part(package, part).findtext("{*}title") or ""
    except Unreadable:
        return {}
    return {"title": title.strip()} if title.strip() else {}


def picture_part(package: Package, part: str) -> bytes | None:
    """A picture's bytes; None for one outside the package. Damaged ones are no reason to stop."""
    if not has_part(package, part):
        return None
    try:
        return read_part(package, part)
    except Unreadable:
        return None
