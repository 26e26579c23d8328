"""Pictures that may show a page of a report, told from icons and seals by their size, before they are decoded."""

from __future__ import annotations

from pathlib import Path

from validator.read.sniff import EXTENSIONS

#: A page with a readable table is at least so many pixels wide and high; bytes, where the pixels are not known.
_WIDTH, _HEIGHT = 400, 200
_BYTES = 2048
_PNG = b"\x89PNG\r\n\x1a\n"
#: Segments of a JPEG that tell its size: all frames but tables (C4, CC) and the reserved C8.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_HEAD = 1 << 16


def may_be_page(path: str) -> bool:
    """Whether the picture is of a format that is read, and as large as a page; also what cannot be opened."""
    if EXTENSIONS.get(Path(path).suffix.lower()) != "picture":
        return False
    try:
        with Path(path).open("rb") as file:
            head, size = file.read(_HEAD), Path(path).stat().st_size
    except OSError:
        return True  # reading it tells the user why
    pixels = _pixels(head)
    return size >= _BYTES if pixels is None else pixels[0] >= _WIDTH and pixels[1] >= _HEIGHT


def _pixels(head: bytes) -> tuple[int, int] | None:
    """Width and height by the head of a PNG or a JPEG; None for any other, and where the head does not tell."""
    if head.startswith(_PNG) and len(head) >= 24:
        return _number(head[16:20]), _number(head[20:24])
    if not head.startswith(b"\xff\xd8"):
        return None
    place = 2
    while place + 9 <= len(head) and head[place] == 0xFF:
        if head[place + 1] in _FRAMES:
            return _number(head[place + 7 : place + 9]), _number(head[place + 5 : place + 7])
        place += 2 + _number(head[place + 2 : place + 4])
    return None


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
