"""Pages of a PDF that are pictures, and large pictures on its pages, as they look: one image of each for recognition."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BytesIO

import pypdfium2

from validator.model import Block, Image, Place
from validator.read.pdf_document import opened
from validator.read.pdf_page import Box, Page, middle
from validator.read.picture import is_installed
from validator.read.pictures import MAX_PICTURES

_POINTS = 72.0
#: Pixels to the inch, less where a page would have more pixels than A3 has at that.
_FINE, _MOST = 200.0, 8_000_000.0
#: A picture smaller than this, in points, is a seal or a logo; one with so many characters on it is a background.
_SMALLEST, _PRINTED_OVER = (144.0, 36.0), 30
#: Strips of one picture touch.
_TOUCHING = 1.5


def rendered(blocks: Sequence[Block], pages: Sequence[Page], data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a PDF, its first MAX_PICTURES pictures with their bytes and boxes. Raises Unreadable as `opened` does.

    A page without text is one picture. `pages` are those of the file in order, `name` is for messages.
    """
    wanted = [b.place.page for b in blocks if isinstance(b, Image) and b.place.page][:MAX_PICTURES]
    if not wanted:
        return tuple(blocks)
    shown: dict[int, tuple[Image, ...]] = {}
    with opened(data, name) as file:
        for number in wanted:
            shown[number] = tuple(_images(file, pages[number - 1]))
    return tuple(new for block in blocks for new in _in_place(block, shown))


def _in_place(block: Block, shown: dict[int, tuple[Image, ...]]) -> tuple[Block, ...]:
    if not isinstance(block, Image) or block.place.page is None:
        return (block,)
    return shown.get(block.place.page) or (block,)


def _images(file: pypdfium2.PdfDocument, page: Page) -> Iterator[Image]:
    whole = (0.0, 0.0, page.width, page.height)
    boxes = [whole] if not page.glyphs else [box for box in _whole(page.pictures) if _is_large(box, page)]
    places = [Place(f"第{page.number}页", page=page.number, box=box) for box in boxes]
    if not is_installed():  # nothing would look at them
        yield from (Image(place, data=b"") for place in places)
        return
    with closing(file[page.number - 1]) as handle:
        for place, box in zip(places, boxes, strict=True):
            yield Image(place, data=_drawn(handle, box, page))


def _drawn(handle: pypdfium2.PdfPage, box: Box, page: Page) -> bytes:
    """What stands in the box, in grey; nothing where the page was turned to be read, or cannot be drawn."""
    left, top, right, bottom = max(0.0, box[0]), max(0.0, box[1]), min(page.width, box[2]), min(page.height, box[3])
    if max(abs(handle.get_width() - page.width), abs(handle.get_height() - page.height)) > 1:
        return b""
    scale = min(_FINE / _POINTS, math.sqrt(_MOST / (page.width * page.height)))
    crop = left, page.height - bottom, page.width - right, top
    try:
        bitmap = handle.render(scale=scale, crop=crop, grayscale=True)
    except (pypdfium2.PdfiumError, ValueError):  # a crop without a pixel
        return b""
    packed = BytesIO()
    with closing(bitmap):
        bitmap.to_pil().save(packed, "PNG", compress_level=1)
    return packed.getvalue()


def _is_large(box: Box, page: Page) -> bool:
    """Large enough for a table, and not a background that text is printed on."""
    over = sum(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in (middle(g.ink) for g in page.glyphs))
    return box[2] - box[0] >= _SMALLEST[0] and box[3] - box[1] >= _SMALLEST[1] and over < _PRINTED_OVER


def _whole(pictures: Sequence[Box]) -> list[Box]:
    """The pictures from top to bottom, those that touch as one: scanners and office programs cut them into strips."""
    found: list[Box] = []
    for box in sorted(pictures, key=lambda b: (b[1], b[0])):
        if found and _touch(found[-1], box):
            one = found.pop()
            box = min(one[0], box[0]), min(one[1], box[1]), max(one[2], box[2]), max(one[3], box[3])
        found.append(box)
    return found


def _touch(one: Box, other: Box) -> bool:
    beside = one[0] - _TOUCHING <= other[2] and other[0] <= one[2] + _TOUCHING
    return beside and one[1] - _TOUCHING <= other[3] and other[1] <= one[3] + _TOUCHING
