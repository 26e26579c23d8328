"""Markup of a page that shows others in frames → the markup with those pages in the places of their frames."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# A tag ends before the next "<": however many are left open, each character is looked at once.
_FRAME = re.compile(r"<i?frame\b([^<>]*)>(?:\s*</i?frame\s*>)?", re.I)
_FRAMESET = re.compile(r"</?(?:frameset|noframes)\b[^<>]*>", re.I)
_LINK = re.compile(r"<link\b([^<>]*)>", re.I)
#: Excel lists the sheets of a workbook so, and frames the first of them.
_SHEET = re.compile(r"""\bid\s*=\s*["']?shLink\b""", re.I)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s]+)""", re.I)
_TARGET = re.compile(r"""\bhref\s*=\s*["']?([^"'\s]+)""", re.I)


def with_frames(markup: str, page_of: Callable[[str], str | None]) -> str:
    """Replace each frame by the markup that `page_of` gives for its address; None leaves it as it is.

    Sheets that are only listed are put behind the page: a browser shows them at a click.
    """
    seen: set[str] = set()

    def shown(frame: re.Match[str]) -> str:
        source = _address(_SOURCE, frame[1])
        seen.add(source)
        page = page_of(source) if source else None
        return frame[0] if page is None else f"<div>{page}</div>"

    inlined = _FRAME.sub(shown, markup)
    sheets = "".join(f"<div>{page}</div>" for source in _sheets(markup, seen) if (page := page_of(source)) is not None)
    return _FRAMESET.sub("", inlined) + sheets if inlined != markup or sheets else markup


def _sheets(markup: str, seen: set[str]) -> Iterator[str]:
    sources = dict.fromkeys(_address(_TARGET, link[1]) for link in _LINK.finditer(markup) if _SHEET.search(link[1]))
    return (source for source in sources if source and source not in seen)


def _address(attribute: re.Pattern[str], tag: str) -> str:
    """The address that a tag names; empty if it names none."""
    found = attribute.search(tag)
    return found[1].replace("&amp;", "&") if found else ""
