"""Bytes of a text file → str. The bytes decide, then the declaration; gb18030 fits nearly anything and comes late."""

from __future__ import annotations

import codecs
import re

from validator.model import Unreadable
from validator.numerals import PADDING

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with that mark
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SIMPLIFIED = ("gb2312", "gb_2312-80", "gbk", "x-gbk", "gb18030", "cp936", "ms936", "csgb2312")
_TRADITIONAL = ("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cn-big5", "csbig5", "cp950", "big5-eten")
_CODECS = {**dict.fromkeys(_SIMPLIFIED, "gb18030"), **dict.fromkeys(_TRADITIONAL, "big5hkscs")}
_LADDER = ("gb18030", "big5hkscs", "big5")  # big5hkscs lacks a few marks that big5 has

_DECLARED = re.compile(
    rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_NO_CONTROLS = bytes(set(b"\t\n\v\f\r") | set(range(32, 127)) | set(range(128, 256)))
_UNASSIGNED = re.compile("[\ue000-\uf8ff\ufffe\uffff]")

#: Sizes looked at, in bytes, and shares of control characters and of broken characters that a text may have.
_HEAD = 4096
_SAMPLE = 16384
_MAX_CONTROLS = 0.005
_MAX_BROKEN = 0.01

_NOISE = "这个文件不是可以识别的文字，可能已损坏，或扩展名与内容不符。请用原软件打开确认，另存后再检查。"
_EMPTY = "文件是空的，没有可以检查的内容。请确认已保存完整，再重新检查。"


def declared_charset(head: bytes) -> str | None:
    """The charset that an HTML meta or an XML declaration within `head` names, in lower case; None if there is none."""
    found = _DECLARED.search(head)
    return (found[1] or found[2]).decode("ascii", "ignore").lower() if found else None


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`, without a byte order mark.

    `declared` is a charset name found in the file; it is believed only where the bytes allow it. Where a few
    characters are broken beyond repair, U+FFFD stands for each, and the caller has to say so.
    Raises Unreadable: F001 for what is no text, F002 for nothing but blanks.
    """
    return decode_and_encode(data, declared)[0]


def decode_and_encode(data: bytes, declared: str | None = None) -> tuple[str, bytes]:
    """The text as `decode` gives it, and the same in UTF-8: what is written so already is not coded anew."""
    bare, text = _by_mark(data)
    if text is None and b"\0" in bare[:_HEAD]:
        text = _utf16(bare)
    if text is None and (text := _strict(bare, "utf-8")) is not None:
        encoded = bare
    else:
        text = text or _cut_utf8(bare) or _chinese(bare, declared) or _damaged(bare, declared)
        encoded = text.encode()
    _refuse_noise(text, encoded)
    if not (text[:_HEAD].strip(PADDING) or text.strip(PADDING)):  # no copy of the whole for nearly every file
        raise Unreadable("F002", _EMPTY)
    return text, encoded


def _by_mark(data: bytes) -> tuple[bytes, str | None]:
    """The bytes after a byte order mark, and what they say in its code; the mark may lie, then None."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            bare = data[len(mark) :]
            return bare, _strict(bare, codec)
    return data, None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _cut_utf8(data: bytes) -> str | None:
    """UTF-8 in a file that was cut off inside its last character: it loses that character only."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return None
    return None if text.isascii() else text


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: markup and figures have their NUL on one side, few characters on the other."""
    head = data[:_HEAD]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < 0.02 * len(head) or 2 * min(even, odd) > max(even, odd):
        return None
    return _strict(data[: len(data) & ~1], "utf-16-le" if odd > even else "utf-16-be")


def _refuse_noise(text: str, encoded: bytes) -> None:
    controls = len(encoded.translate(None, _NO_CONTROLS))
    if controls > max(2, _MAX_CONTROLS * len(text)):
        raise Unreadable("F001", _NOISE)


def _chinese(data: bytes, declared: str | None) -> str | None:
    """A Chinese double-byte text that decodes without a fault, in the likelier code where two fit."""
    fits = {codec: text for codec in _LADDER if (text := _strict(data, codec)) is not None}
    if "gb18030" not in fits or len(fits) == 1:
        return next(iter(fits.values()), None)
    wanted = _CODECS.get(declared or "")
    traditional = next(codec for codec in fits if codec != "gb18030")
    return fits["gb18030" if _guess(data, wanted) == "gb18030" else traditional]


def _guess(data: bytes, wanted: str | None) -> str:
    """gb18030 or big5hkscs by the frequencies of characters; `wanted` where they say neither."""
    import chardet  # slow to load, and needed by few files

    high = b" ".join(re.findall(rb"[^\x00-\x7f][^\r\n<>]*", data))
    guess = str(chardet.detect(high[:_SAMPLE])["encoding"]).lower()
    return _CODECS.get(guess) or wanted or "gb18030"


def _damaged(data: bytes, declared: str | None) -> str:
    """A text with a few broken bytes (titles cut off by length are common): U+FFFD marks each; else F001."""
    codecs_ = ("utf-8", _CODECS.get(declared or "", "gb18030"), "gb18030")
    texts = [data.decode(codec, "replace") for codec in codecs_]
    best = min(texts, key=lambda text: text.count("\ufffd"))
    written = sum(not c.isascii() for c in best)
    if best.count("\ufffd") > max(1, _MAX_BROKEN * written) or _UNASSIGNED.search(best[:_SAMPLE]):
        raise Unreadable("F001", _NOISE)
    return best
