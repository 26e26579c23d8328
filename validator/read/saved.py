"""Saved page in one file (.mht .mhtml) → Document: its HTML part, with the pages that it frames in their places."""

from __future__ import annotations

import email
from collections.abc import Callable, Mapping
from dataclasses import replace
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import urljoin

from validator.model import Document, Unreadable
from validator.read import html
from validator.read.encoding import declared_charset, decode
from validator.read.html_frames import with_frames
from validator.read.pictures import taken_along

_HEAD = 16384
_PAGES = ("text/html", "application/xhtml+xml")
_ADVICE = "请在浏览器或 Word 中重新打开网页，另存为 .html 或 .docx 后再检查。"
_NO_PAGE = "「{name}」里没有网页正文。" + _ADVICE
_TOO_DEEP = "「{name}」的结构嵌套过深，未读取。" + _ADVICE

Part = Message
Pages = Mapping[str, Part]


def is_saved_page(data: bytes) -> bool:
    """Whether the file begins with the header of a page saved with its pictures (MHTML), and is no letter."""
    if b"content-type:" not in data[:_HEAD].lower():
        return False
    header = BytesHeaderParser().parsebytes(data[:_HEAD])
    saved = header.get_content_type() in ("multipart/related", *_PAGES) and "MIME-Version" in header
    return saved and not any(name in header for name in ("To", "Received", "Message-ID"))


def read(data: bytes, name: str) -> Document:
    """Read one saved page; observations as of HTML. Raises Unreadable (F001, F002, F004)."""
    try:
        message = email.message_from_bytes(data)
        text, find = _whole(message, name), _pictures(message)
    except RecursionError as error:
        raise Unreadable("F004", _TOO_DEEP.format(name=name)) from error
    except ValueError as error:  # NUL in a header
        raise Unreadable("F001", _NO_PAGE.format(name=name)) from error
    page = html.read(text.encode("utf-8-sig"), name)
    return replace(page, reader="mht", blocks=taken_along(page.blocks, find))


def _pictures(message: Message) -> Callable[[str], bytes | None]:
    """Address in a page → the picture of that address that was saved with it."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    known = {a: part for part in parts if part.get_content_maintype() == "image" for a in _addresses(part)}
    bases = [str(part["Content-Location"] or "").strip() for part in parts if part.get_content_type() in _PAGES]

    def find(source: str) -> bytes | None:
        addresses = (source, *(urljoin(base, source) for base in bases))
        part = next((known[address] for address in addresses if address in known), None)
        payload = part.get_payload(decode=True) if part is not None else None
        return payload if isinstance(payload, bytes) else None

    return find


def _whole(message: Message, name: str) -> str:
    """The markup of the page that the file was saved for."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES and not part.is_multipart()]
    if not pages:
        raise Unreadable("F001", _NO_PAGE.format(name=name))
    known = {address: part for part in reversed(pages) for address in _addresses(part)}
    start = f"cid:{str(message.get_param('start') or '').strip('<>')}"
    return _page(known.get(start, pages[0]), known, set())


def _addresses(part: Part) -> tuple[str, ...]:
    """What other parts call this one by."""
    number, place = str(part["Content-ID"] or "").strip(" <>"), str(part["Content-Location"] or "").strip()
    return tuple(filter(None, (number and f"cid:{number}", place)))


def _page(part: Part, known: Pages, used: set[int]) -> str:
    """The markup of a page; a frame is replaced by what it shows, once."""
    used.add(id(part))
    base = str(part["Content-Location"] or "").strip()

    def page_of(source: str) -> str | None:
        framed = known.get(source) or known.get(urljoin(base, source))
        return None if framed is None or id(framed) in used else _page(framed, known, used)

    return with_frames(_text(part), page_of)


def _text(part: Part) -> str:
    """The charset of the part's header comes before that of its markup, which was often written for another copy."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, part.get_content_charset() or declared_charset(data[:_HEAD]))
