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
    """The pictures that a workbook stream stores, in order, as other workbooks bring theirs; up to where it is damaged."""
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
    """The pictures of a run of drawing records, whatever holds them; a record that runs over the end ends it."""
    at = 0
    while at + _HEAD <= len(data):
        number, kind, length = unpack_from("<HHI", data, at)
        begun = at + _HEAD
        if kind in _HOLDERS:  # what it holds follows: to go on there is to go into it, however deep
            at = begun
            continue
        at = begun + length
        if at > len(data):
            return
        if kind == _ENTRY and length > _ENTRY_HEAD:
            yield from _held(data[begun + _ENTRY_HEAD + data[begun + _NAME_AT] : at])
        elif kind in _PICTURES:
            yield _bare(data[begun:at], number, kind)


def _held(data: bytes) -> Iterator[bytes]:
    """The picture of an entry of the store, if it has one."""
    if len(data) > _HEAD:
        number, kind, length = unpack_from("<HHI", data)
        if kind in _PICTURES and length <= len(data) - _HEAD:
            yield _bare(data[_HEAD : _HEAD + length], number, kind)


def _bare(body: bytes, number: int, kind: int) -> bytes:
    digests = 2 if number >> 4 & 1 else 1
    return body[digests * _DIGEST + _TAG :] if kind in _BITMAPS else body
