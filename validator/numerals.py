"""A printed figure → its kind and exact value, or nothing. Never lenient: what is not certainly one number is text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from validator.model import Kind

#: Characters that only pad a figure: blanks of every width and marks of zero width.
PADDING = " \t\r\n\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"

#: More digits than any count or amount has; sums of such figures are still exact as floats.
MOST_DIGITS = 14

_DASHES = frozenset({"/", "\\", "-", "--", "---", "无", "無", "不适用", "不適用", "N/A", "n/a"})
_LINES = str.maketrans(dict.fromkeys("‐‑‒–—―−─━﹣－", "-"))
#: Chinese characters that a figure or what stands for one may begin with.
_BEGINNINGS = frozenset("减增无無不")
_UNITS = "万元|萬元|亿元|千元|元|万件|万|亿|件次|件|项|項|个|個|条|條|份|宗|起|次|人次|人|户|例|笔|部"
_NUMBER = re.compile(
    rf"(?P<word>减少|减|增加|增)?(?P<sign>[+-])?(?P<digits>[0-9]+(?:,[0-9]+)*)(?P<fraction>\.[0-9]+)?(?P<unit>{_UNITS})?"
)
_DIGIT = re.compile("[0-9]")
_GROUPED = re.compile(r"[1-9]\d{0,2}(,\d{3})+")
_SPACED = re.compile(r"(?<=[\d,.+\-增加减少])[ \u00a0\u2000-\u200a\u202f\u3000]+(?=[\d,.])")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell holds: its kind, the number (None if there is none), a unit and how it was written."""

    kind: Kind
    value: Decimal | None = None
    unit: str | None = None
    marks: tuple[str, ...] = ()


def tidy(raw: str) -> str:
    """The text without padding around it: what a person sees in the cell."""
    return raw.strip(PADDING)


@lru_cache(maxsize=4096)
def read_figure(raw: str) -> Figure:
    """Read one cell's text. `raw` is what is printed, padding and all; nothing is ever rounded."""
    text = tidy(raw)
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return Figure("number", Decimal(text))
    if not text:
        return Figure("blank")
    if "一" <= text[0] <= "鿿" and text[0] not in _BEGINNINGS:  # nearly every label and sentence
        return Figure("text")
    plain = unicodedata.normalize("NFKC", text).translate(_LINES)
    if plain in _DASHES or set(plain) == {"-"}:
        return Figure("dash")
    return _number(text, plain) or Figure("text")


def _number(text: str, plain: str) -> Figure | None:
    """`text` as printed, `plain` the same under NFKC with one kind of minus."""
    if not _DIGIT.search(plain):
        return None
    squeezed = _SPACED.sub("", plain.strip(PADDING))
    match = _NUMBER.fullmatch(squeezed) or _NUMBER.fullmatch(_before_unit(squeezed))
    if match is None or (match["word"] and match["sign"]):
        return None
    if any(unicodedata.category(c) == "No" for c in text):  # ① and ² are marks, not counts
        return None
    digits, fraction = match["digits"], match["fraction"] or ""
    if "," in digits and not _GROUPED.fullmatch(digits):
        return None
    bare = digits.replace(",", "")
    if len(bare) + len(fraction) > MOST_DIGITS:
        return None
    minus = match["sign"] == "-" or (match["word"] or "").startswith("减")
    value = Decimal(("-" if minus else "") + bare + fraction)
    marks = _marks(text, plain, squeezed, digits, match["word"])
    return Figure("unit" if match["unit"] else "number", value, match["unit"], marks)


def _before_unit(text: str) -> str:
    """`12 件` → `12件`: padding between a number and its unit carries nothing."""
    return re.sub(rf"(?<=\d)[{PADDING}]+(?=\D)", "", text)


def _has_gap(plain: str) -> bool:
    """Whether blanks part digits otherwise than by thousands (1 234 567): then these may be two figures."""
    digits = re.search(r"\d[\d ]*\d", re.sub(_SPACED.pattern, " ", plain))
    return digits is not None and " " in digits[0] and not re.fullmatch(r"\d{1,3}(?: \d{3})+", digits[0])


def _marks(text: str, plain: str, squeezed: str, digits: str, word: str | None) -> tuple[str, ...]:
    """How the figure departs from plain digits."""
    full_width = any(unicodedata.east_asian_width(c) == "F" and c not in PADDING for c in text)
    found = {
        "full_width": full_width,
        "separator": "," in digits,
        "space": squeezed != plain and _SPACED.search(plain) is not None and not _has_gap(plain),
        "gap": _has_gap(plain),
        "word_sign": bool(word),
    }
    return tuple(name for name, present in found.items() if present)
