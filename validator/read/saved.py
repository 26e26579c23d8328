"""Saved page in one file (.mht .mhtml) → Document: its HTML part, with the pages that it frames in their places."""

from __future__ import annotations

import email
import re
from collections.abc import Mapping
from dataclasses import replace
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import urljoin

from validator.model import Document, Unreadable
from validator.read import html
from validator.read.encoding import declared_charset, decode

_HEAD = 16384
_PAGES = ("text/html", "application/xhtml+xml")
_FRAME = re.compile(r"""<i?frame\b[^>]{0,2000}?\bsrc\s*=\s*["']?([^"'\s>]+)[^>]*>(?:\s*</i?frame\s*>)?""", re.I)
_FRAMESET = re.compile(r"</?(?:frameset|noframes)\b[^>]*>", re.I)
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
        text = _whole(email.message_from_bytes(data), name)
    except RecursionError as error:
        raise Unreadable("F004", _TOO_DEEP.format(name=name)) from error
    except ValueError as error:  # NUL in a header
        raise Unreadable("F001", _NO_PAGE.format(name=name)) from error
    return replace(html.read(text.encode("utf-8-sig"), name), reader="mht")


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

    def shown(frame: re.Match[str]) -> str:
        source = frame[1].replace("&amp;", "&")
        framed = known.get(source) or known.get(urljoin(base, source))
        if framed is None or id(framed) in used:
            return frame[0]
        return f"<div>{_page(framed, known, used)}</div>"

    text = _text(part)
    inlined = _FRAME.sub(shown, text)
    return text if inlined == text else _FRAMESET.sub("", inlined)


def _text(part: Part) -> str:
    """The charset of the part's header comes before that of its markup, which was often written for another copy."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, part.get_content_charset() or declared_charset(data[:_HEAD]))
