"""Markup of a page that shows others in frames → the markup with those pages in the places of their frames."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_FRAME = re.compile(r"""<i?frame\b[^>]{0,2000}?\bsrc\s*=\s*["']?([^"'\s>]+)[^>]*>(?:\s*</i?frame\s*>)?""", re.I)
_FRAMESET = re.compile(r"</?(?:frameset|noframes)\b[^>]*>", re.I)
#: Excel lists the sheets of a workbook so, and frames the first of them.
_SHEET = re.compile(r"""<link\b[^>]{0,2000}?\bid\s*=\s*["']?shLink\b[^>]{0,2000}?\bhref\s*=\s*["']?([^"'\s>]+)""", re.I)


def with_frames(markup: str, page_of: Callable[[str], str | None]) -> str:
    """Replace each frame by the markup that `page_of` gives for its address; None leaves it as it is.

    Sheets that are only listed are put behind the page: a browser shows them at a click.
    """
    seen: set[str] = set()

    def shown(frame: re.Match[str]) -> str:
        source = _address(frame)
        seen.add(source)
        page = page_of(source)
        return frame[0] if page is None else f"<div>{page}</div>"

    inlined = _FRAME.sub(shown, markup)
    sheets = "".join(f"<div>{page}</div>" for source in _sheets(markup, seen) if (page := page_of(source)) is not None)
    return _FRAMESET.sub("", inlined) + sheets if inlined != markup or sheets else markup


def _sheets(markup: str, seen: set[str]) -> Iterator[str]:
    sources = dict.fromkeys(map(_address, _SHEET.finditer(markup)))
    return (source for source in sources if source not in seen)


def _address(found: re.Match[str]) -> str:
    return found[1].replace("&amp;", "&")
