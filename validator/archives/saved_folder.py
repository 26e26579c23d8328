"""Pages that a browser or an office program saved beside a folder of their own (页面.html, 页面_files/)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from validator.archives.page_files import FOLDERS, PAGES
from validator.limits import MAX_BYTES
from validator.model import Document
from validator.read import html
from validator.read.encoding import declared_charset, decode
from validator.read.html_frames import with_frames
from validator.read.picture import is_installed
from validator.read.pictures import taken_along
from validator.read.sniff import EXTENSIONS

_PICTURES = frozenset(ending for ending, reader in EXTENSIONS.items() if reader == "picture")
_HEAD = 4096
#: So many frames of a page are followed at most, and none inside them.
_MOST_FRAMES = 50


def framed(path: str, data: bytes) -> Document | None:
    """The page with the local pages that it frames, and its pictures if a recogniser is there; None if it has none of either.

    Only files inside the page's own folder are opened. Raises Unreadable as the reader of pages does.
    """
    page = Path(path)
    if page.suffix.lower() not in PAGES or not _folders(page):
        return None
    written = data.lower()
    if b"frame" not in written and b"<img" not in written:
        return None
    markup = decode(data, declared_charset(data[:_HEAD]))
    left = [_MOST_FRAMES, MAX_BYTES - len(data)]

    def page_of(source: str) -> str | None:
        file = _inside(page, source, PAGES) if left[0] > 0 else None
        if file is None:
            return None
        content = _read(file, left[1])
        left[0] -= 1
        left[1] -= len(content or b"")
        return decode(content, declared_charset(content[:_HEAD])) if content is not None else None

    inlined = with_frames(markup, page_of) if b"frame" in written else markup
    document = html.read(data if inlined == markup else inlined.encode("utf-8-sig"), page.name)
    blocks = taken_along(document.blocks, lambda source: _picture(page, source)) if is_installed() else document.blocks
    return None if inlined == markup and blocks == document.blocks else replace(document, blocks=blocks)


def _picture(page: Path, source: str) -> bytes | None:
    file = _inside(page, source, _PICTURES)
    return _read(file, MAX_BYTES) if file else None


def _folders(page: Path) -> list[Path]:
    """The folders saved with the page."""
    named = (page.with_name(page.stem + ending) for ending in FOLDERS)
    return [folder for folder in named if folder.is_dir()]


def _inside(page: Path, source: str, endings: Container[str]) -> Path | None:
    """The file of such a kind that a frame or picture shows, if it lies in the page's own folder; links out of it do not count."""
    try:
        address = urlsplit(source)
        if address.scheme or address.netloc or not address.path:
            return None
        file = (page.parent / unquote(address.path).replace("\\", "/")).resolve()
        kept = any(file.is_relative_to(folder.resolve()) for folder in _folders(page))
        return file if kept and file.suffix.lower() in endings and file.is_file() else None
    except (OSError, RuntimeError, ValueError):  # names that are too long, links in a circle, no address at all
        return None


def _read(file: Path, most: int) -> bytes | None:
    """The content of a file; None if it is too large or cannot be read."""
    try:
        return file.read_bytes() if file.stat().st_size <= most else None
    except OSError:
        return None
