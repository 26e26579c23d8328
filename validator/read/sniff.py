"""Bytes and a name → which reader: content first, the extension where content does not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from validator.model import Unreadable

#: Reader by extension; what is listed under a reader may be any of its formats.
EXTENSIONS: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".shtml": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "text",
    ".text": "text",
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "xls",
    ".csv": "csv",
    ".tsv": "csv",
    ".pdf": "pdf",
    ".json": "cells",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"), "picture"),
    **dict.fromkeys((".doc", ".dot"), "doc"),
    **dict.fromkeys((".wps", ".wpt"), "wps"),
    ".rtf": "rtf",
    **dict.fromkeys((".odt", ".ott", ".fodt"), "odt"),
    **dict.fromkeys((".ods", ".ots", ".fods"), "ods"),
    **dict.fromkeys((".et", ".ett"), "et"),
    **dict.fromkeys((".mht", ".mhtml"), "mht"),
}


@dataclass(frozen=True, slots=True)
class FormatName:
    """A format as a user knows it, and the extension that it should have."""

    name: str
    suffix: str


NAMES: Mapping[str, FormatName] = {
    "html": FormatName("网页", ".html"),
    "text": FormatName("纯文本", ".txt"),
    "docx": FormatName(" Word 文档", ".docx"),
    "xlsx": FormatName(" Excel 工作簿", ".xlsx"),
    "xls": FormatName("旧版 Excel 工作簿", ".xls"),
    "picture": FormatName("图片", ".png"),
    "doc": FormatName("旧版 Word 文档", ".doc"),
    "wps": FormatName(" WPS 文字文档", ".wps"),
    "rtf": FormatName(" RTF 文档", ".rtf"),
    "odt": FormatName(" OpenDocument 文档", ".odt"),
    "ods": FormatName(" OpenDocument 表格", ".ods"),
    "et": FormatName(" WPS 表格", ".et"),
    "pdf": FormatName(" PDF 文件", ".pdf"),
    "mht": FormatName("存成一个文件的网页", ".mht"),
}

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|table|div|p|meta|span|center|font|script|title|iframe)\b", re.IGNORECASE
)

_PAGE = re.compile(rb"<\s*(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CELL = re.compile(rb"<\s*t[rdh]\b", re.IGNORECASE)
_TAG = re.compile(rb"</?[a-z!][^<]*>|<!--", re.IGNORECASE)
#: A text is told from a page by so many bytes.
_LOOKED_AT = 1 << 15
_MARKDOWN = re.compile(rb"^ {0,3}(?:#{1,6} |\|)", re.MULTILINE)

#: Formats that are known but not read, with what the user can do instead.
_ARCHIVES, _ARCHIVE = (b"Rar!", b"7z\xbc\xaf"), "这是压缩包。请先解压，再检查里面的文件。"
#: What Word, Excel and WPS put beside a file while it is open: a name and a few bytes, called like the file behind these.
_OWNED, _OWNER_BYTES = "~$", 1024
_OWNER = "这是 Word、Excel 或 WPS 打开文件时留下的临时文件，里面没有年报。请选名字前面没有“~$”的那个文件。"
_OTHER_ZIP = "这是压缩包或不能识别的文件。请先解压，或用 Word/WPS/Excel 另存为 .docx、.xlsx。"
_BROKEN_ZIP = "压缩包已损坏，无法解压。请重新传送或重新打包后再检查。"
_OLD_OFFICE = "不能识别这个旧版 Office 文件。请用 Word/WPS/Excel 打开，另存为 .docx 或 .xlsx。"
#: What no text file is called.
_PACKED = ("docx", "xlsx", "xls", "doc", "wps", "et", "odt", "ods", "rtf", "pdf")
#: What is read under another name only if its name is put right: plain text may be anything.
_UNSURE = ("text", "picture")
#: Extension → contents that Word, Excel and WPS open all the same: systems export web pages as .xls and .doc.
_WRITER = ("html", "mht", "rtf", "docx", "doc", "wps")
_SHEET = ("html", "mht", "xlsx", "xls", "et")
_PUT_UP_WITH: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("doc", "wps"), _WRITER),
    **dict.fromkeys(("xls", "et"), _SHEET),
    "text": ("html",),
}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The reader for a file; whether its extension names another format; and whether programs put up with that."""

    reader: str
    odd: bool = False
    opens: bool = True


def sniff(data: bytes, name: str) -> Sniffed:
    """Content first. Raises Unreadable F001, F002, F003, F005 (not called what it may be) or F006."""
    extension = PurePath(name).suffix.lower()
    by_name = EXTENSIONS.get(extension)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("F002", "文件是空的，没有可检查的内容。请确认选对了文件。")
    if name.startswith(_OWNED) and len(data) <= _OWNER_BYTES:
        raise Unreadable("F006", _OWNER)
    if data.startswith(_ARCHIVES):
        raise Unreadable("F006", _ARCHIVE)
    found = _by_content(data, name, by_name)
    if found is None and extension == ".zip":
        raise Unreadable("F001", _BROKEN_ZIP)
    if found is None:
        raise Unreadable(
            "F006",
            f"不能识别{f' {extension} ' if extension else '没有扩展名的'}文件。请提供 .docx、.xlsx、.pdf、.html、.txt 或 .csv。",
        )
    if by_name in (None, found):
        return Sniffed(found)
    if found in _UNSURE:
        raise Unreadable("F005", _wrong(extension, found))
    return Sniffed(found, odd=True, opens=found in _PUT_UP_WITH.get(by_name or "", ()))


def _wrong(extension: str, found: str) -> str:
    """What has no marks of its own, or has to be recognised, is said, not guessed."""
    advice = f"请把扩展名改为 {NAMES[found].suffix}（或加 --reader {found}）后再检查，或用原软件另存。"
    return f"扩展名是 {extension}，内容却是{NAMES[found].name}。{advice}"


def _by_content(data: bytes, name: str, by_name: str | None) -> str | None:
    """What the bytes are; plain text has no mark of its own, so there the extension decides."""
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_PICTURES):
        return "picture"
    if data.startswith(b"PK"):
        return _zipped(data, name, by_name)
    if data.startswith((_OLE, b"{\\rtf")) or b"<office:document" in head:
        return _office(data, name)
    if b"mime-version" in head.lower():
        from validator.read.saved import is_saved_page

        if is_saved_page(data):
            return "mht"
    if head.startswith(b"<") and by_name != "cells" and _MARKUP.search(head):
        return by_name if by_name in ("text", "csv") and _is_plain(data[:_LOOKED_AT].replace(b"\0", b"")) else "html"
    return "text" if by_name in _PACKED and _looks_like_text(data) else by_name


def _is_plain(text: bytes) -> bool:
    """Whether what begins with a tag is a text all the same, and no page: Markdown, or most of its lines hold no tag."""
    if _PAGE.search(text):
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    bare = not _CELL.search(text) and 2 * sum(_TAG.search(line) is None for line in lines) > len(lines)
    return bare or _MARKDOWN.search(text) is not None


def _zipped(data: bytes, name: str, by_name: str | None) -> str:
    """Packages name their parts in the clear, at the latest in the directory at the end."""
    if b"application/vnd.oasis.opendocument" in data[:200]:
        return _office(data, name)
    if b"word/" in data[:4096] or b"word/document.xml" in data:
        return "docx"
    if b"xl/" in data[:4096] or b"xl/workbook.xml" in data:
        return "xlsx"
    if by_name in ("docx", "xlsx"):
        return by_name
    raise Unreadable("F006", _OTHER_ZIP)


def _office(data: bytes, name: str) -> str:
    """Compound files, RTF and OpenDocument: who wrote it is inside."""
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("F003", "文件加了密码。请用 Word/Excel/WPS 打开，去掉密码后再检查。")
    from validator.read.office_kinds import compound_content, kind_of

    found = kind_of(data, name)
    if found:
        return found
    if data.startswith(_OLE) and (compound_content(data) == "excel" or name.lower().endswith(".xls")):
        return "xls"
    raise Unreadable("F006", _OLD_OFFICE)


def _looks_like_text(data: bytes) -> bool:
    return b"\0" not in data[:4096] and sum(byte < 9 for byte in data[:4096]) == 0
