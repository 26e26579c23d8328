"""Pictures that stand in a document: their bytes are taken along, and what they show takes their place."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from urllib.parse import unquote_to_bytes

from validator.model import Block, Document, Grid, Image, Paragraph, Unreadable
from validator.read.picture import Spot, is_installed, pixels, recognise_one

#: So many pictures of one document are looked into, with so many pixels in all (A4 at 300 dpi has 9 million).
MAX_PICTURES = 20
MAX_PIXELS = 200_000_000
#: Bytes of one picture; below the least it is a logo or a rule.
_LEAST_BYTES, _MOST_BYTES = 2048, 32 * 1024 * 1024
#: A table with readable figures is at least so many pixels wide and high: the one of section four is low.
_WIDTH, _HEIGHT = 400, 100
#: A picture with so many lines of text and no ruled table may still hide one that was not found.
_MANY_LINES = 8


def taken_along(blocks: Sequence[Block], find: Callable[[str], bytes | None]) -> tuple[Block, ...]:
    """The blocks, the first MAX_PICTURES pictures with their bytes. `find`: source → bytes, None if it holds no such."""
    left = count(MAX_PICTURES, -1)
    return tuple(_with_data(b, find, left) if isinstance(b, Image) and b.source else b for b in blocks)


def _with_data(image: Image, find: Callable[[str], bytes | None], left: Iterator[int]) -> Image:
    data = image.data if image.data is not None else find(image.source)
    if data is None or not _LEAST_BYTES <= len(data) <= _MOST_BYTES or next(left) <= 0:
        return image
    return replace(image, source="", data=data)


def data_in_address(address: str) -> bytes | None:
    """The bytes that a `data:` address holds itself; None for any other address."""
    head, comma, body = address.partition(",")
    if not comma or not head.lower().startswith("data:image/"):
        return None
    raw = unquote_to_bytes(body)
    if not head.lower().endswith(";base64"):
        return raw
    try:
        return b64decode(raw)
    except Error:
        return None


def recognised(document: Document) -> Document:
    """The document with the tables and lines of its pictures in their places; itself where nothing could be looked into.

    A picture that cannot be opened, is beyond the bounds, or shows text without a table, stays with its bytes.
    """
    if not is_installed() or not any(isinstance(b, Image) and b.data for b in document.blocks):
        return document
    blocks: list[Block] = []
    pictures, left = 0, MAX_PIXELS
    for block in document.blocks:
        pictures += isinstance(block, Image)
        if isinstance(block, Image) and block.data:
            spot = _spot(block, pictures)
            shown, used = _shown(block, spot, 1 + _tables(blocks, spot), left)
            left -= used
            blocks += shown
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _spot(image: Image, number: int) -> Spot:
    page, box = image.place.page, image.place.box
    return Spot(f"第{number}张图片" if page is None else f"第{page}页", page, box)


def _tables(blocks: Sequence[Block], spot: Spot) -> int:
    """Tables of a paged file are counted through it, those of a picture in a text from 1."""
    return 0 if spot.page is None else sum(isinstance(block, Grid) for block in blocks)


def _shown(image: Image, spot: Spot, table: int, left: int) -> tuple[tuple[Block, ...], int]:
    """What takes the place of the picture, and how many pixels were looked at."""
    data = image.data or b""
    try:
        width, height = pixels(data)
        if width < _WIDTH or height < _HEIGHT:
            return (replace(image, data=None),), 0
        if width * height > left:
            return (image,), 0
        found = recognise_one(data, spot, table)
    except Unreadable:
        return (image,), 0
    if any(isinstance(block, Grid) for block in found):
        return found, width * height
    lines = sum(isinstance(block, Paragraph) for block in found)
    kept = image if lines >= _MANY_LINES else replace(image, data=None)
    return (*(b for b in found if not isinstance(b, Image)), kept), width * height
