"""Pictures of an Excel 97-2003 workbook: the store of its drawings, in the records before the first sheet.

Sources: [MS-XLS] 2.4.102 (MsoDrawingGroup), [MS-ODRAW] 2.2.20 to 2.2.32 (the store, its entries, what an entry holds).
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

from validator.model import Block, Image, Place
from validator.read.pictures import taken_along

#: Records of the workbook: the drawings of all sheets, what does not fit into one record, and the end of what is common.
_DRAWINGS, _CONTINUED, _END = 0x00EB, 0x003C, 0x000A
#: Records of a drawing: what holds others, an entry of the store, and pictures themselves (metafiles first, then bitmaps).
_HOLDERS, _ENTRY, _PICTURES, _BITMAPS = (0xF000, 0xF001), 0xF007, range(0xF01A, 0xF02B), range(0xF01D, 0xF02B)
_HEAD, _ENTRY_HEAD, _NAME_AT = 8, 36, 33
#: Bytes in front of a bitmap: one digest or, where the number of the record is odd, two; and a tag.
_DIGEST, _TAG = 16, 1
_PLACE = Place("工作簿中的图片")


def pictures(stream: bytes) -> tuple[Block, ...]:
    """The pictures that a workbook stream stores, in order, as other workbooks bring theirs. Nothing of a damaged store."""
    stored = {f"图片{number}": data for number, data in enumerate(_stored(b"".join(_drawings(stream))), 1)}
    return taken_along(tuple(Image(_PLACE, name, name) for name in stored), stored.get)


def _drawings(stream: bytes) -> Iterator[bytes]:
    at, inside = 0, False
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        if kind == _END:
            return
        inside = kind == _DRAWINGS or (inside and kind == _CONTINUED)
        if inside:
            yield stream[at + 4 : at + 4 + length]
        at += 4 + length


def _stored(data: bytes) -> Iterator[bytes]:
    """What the records of a drawing hold of pictures; a record that runs over the end ends it."""
    at = 0
    while at + _HEAD <= len(data):
        number, kind, length = unpack_from("<HHI", data, at)
        body = data[at + _HEAD : at + _HEAD + length]
        if len(body) < length:
            return
        if kind in _HOLDERS:
            yield from _stored(body)
        elif kind == _ENTRY and length > _ENTRY_HEAD:
            yield from _stored(body[_ENTRY_HEAD + body[_NAME_AT] :])
        elif kind in _PICTURES:
            digests = 2 if number >> 4 & 1 else 1
            yield body[digests * _DIGEST + _TAG :] if kind in _BITMAPS else body
        at += _HEAD + length
