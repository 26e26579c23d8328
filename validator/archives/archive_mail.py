"""The attachments of a letter (.eml); its own text only where nothing that may be a report is attached."""

from __future__ import annotations

import binascii
import email
import email.header
import mimetypes
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.message import Message
from email.parser import BytesHeaderParser
from functools import partial
from pathlib import PurePath

from validator.archives.archive_names import decode_names, sort_of, tidy_names
from validator.archives.archive_zip import Entry
from validator.model import Unreadable

Part = Message

_HEAD = 65536
#: How the first line of a header begins for the parser (email.feedparser).
_BEGUN = re.compile(rb"From |[!-9;-~]*:|[\t ]")
_LETTER = ("From", "To", "Subject", "Received", "Message-ID")
_BODIES = {"text/html": "正文.html", "text/plain": "正文.txt"}
_DAMAGED = "邮件已损坏，附件取不出来。请在邮件软件里另存附件后再检查。"
_TOO_DEEP = "邮件的结构嵌套过深，未读取。请在邮件软件里保存附件后再检查。"


def is_mail(data: bytes, name: str) -> bool:
    """Whether the file is a letter: named so, or with the header of one."""
    if PurePath(name).suffix.lower() == ".eml":
        return True
    if not may_begin_header(data):
        return False
    head = data[:_HEAD]
    if b"\0" in head or b"content-type:" not in head.lower():
        return False
    header = BytesHeaderParser().parsebytes(head)
    return "MIME-Version" in header and sum(field in header for field in _LETTER) >= 3


def may_begin_header(data: bytes) -> bool:
    """Whether the first line may be one of a header: where it is none, the parser finds no header at all."""
    return _BEGUN.match(data) is not None


def entries(data: bytes) -> list[Entry]:
    """What is attached, in order. Raises Unreadable F001 for a damaged header, F004 for a hostile structure."""
    try:
        parts = list(_leaves(email.message_from_bytes(data)))
        attached = [part for part in parts if _is_attached(part)]
        names = list(tidy_names(_name(part, number) for number, part in enumerate(attached, 1)))
    except RecursionError as error:
        raise Unreadable("F004", _TOO_DEEP) from error
    except ValueError as error:  # NUL in a header
        raise Unreadable("F001", _DAMAGED) from error
    found: list[Entry] = [(name, partial(_content, part)) for name, part in zip(names, attached, strict=True)]
    if not any(sort_of(name) == "report" for name in names):
        found += _body(parts)
    return found


def _leaves(letter: Part) -> Iterator[Part]:
    """Parts that hold no parts; a letter attached to the letter stays whole."""
    waiting = [letter]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += reversed([p for p in inner if isinstance(p, Message)])
        else:
            yield part


def _is_attached(part: Part) -> bool:
    named = part.get_filename() is not None or part.get_content_disposition() == "attachment"
    return named or part.get_content_type() not in _BODIES


def _body(parts: list[Part]) -> Iterator[Entry]:
    """The letter's text once: mail programs send the same as a page and as plain text."""
    for sort, name in _BODIES.items():
        texts = [part for part in parts if part.get_content_type() == sort and not _is_attached(part)]
        if texts:
            yield name, partial(_content, texts[0])
            return


def _content(part: Part) -> bytes:
    """Its bytes; raises Unreadable F001."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return inner[0].as_bytes() if inner and isinstance(inner[0], Message) else b""
    try:
        data = part.get_payload(decode=True)
    except ValueError as error:  # NUL in the name of its charset
        raise Unreadable("F001", _DAMAGED) from error
    return data if isinstance(data, bytes) else b""


def _name(part: Part, number: int) -> str:
    """The file name, in whichever of the ways of writing Chinese the mail program chose."""
    stated = _stated(part)
    if stated:
        return stated
    sort = part.get_content_type()
    suffix = ".eml" if sort == "message/rfc822" else mimetypes.guess_extension(sort) or ""
    return f"附件{number}{suffix}"


def _stated(part: Part) -> str:
    name = part.get_filename() or ""
    if "\ufffd" in name:  # bytes of no stated encoding: the parser gave them up, the raw field has them still
        name = _raw_name(part) or name
    return _decoded("".join(name.splitlines()))


def _raw_name(part: Part) -> str:
    """The name out of the field as it came, its bytes decoded as archives' names are."""
    for field, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        raw = next((value for key, value in part.raw_items() if key.lower() == field), "")
        plain = Message()
        plain["Content-Type"] = (
            "x/x; " + decode_names([str(raw).encode("ascii", "surrogateescape")])[0].partition(";")[2]
        )
        found = plain.get_param(parameter)
        if isinstance(found, str):
            return found
    return ""


def _decoded(name: str) -> str:
    """`=?GB2312?B?…?=` words, which do not belong into a parameter but stand there often."""
    try:
        pieces = email.header.decode_header(name)
    except (HeaderParseError, binascii.Error, ValueError):
        return name
    return "".join(p if isinstance(p, str) else _word(p, charset) for p, charset in pieces)


def _word(data: bytes, charset: str | None) -> str:
    codec = (charset or "utf-8").lower()
    try:
        return data.decode("gb18030" if codec in ("gb2312", "gbk") else codec)
    except (LookupError, UnicodeDecodeError):
        return decode_names([data])[0]
