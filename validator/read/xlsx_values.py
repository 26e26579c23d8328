"""What a sheet's cell says, as text: numbers without float noise, dates in ISO form, shared strings."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from lxml import etree

from validator.read.marked import RAISED, RAISED_END, STRUCK, STRUCK_END

_SIGNIFICANT = 15  # digits that a spreadsheet keeps of a number
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LITERAL = re.compile(r'"[^"]*"|\[(?![hms]+\])[^\]]*\]|\\.|_.|\*.', re.IGNORECASE)
#: Built-in number formats that show a date or a time, the East Asian ones included.
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})


def number_text(raw: str) -> str:
    """A stored number as digits without exponent, integral ones without fraction; anything else unchanged."""
    if raw.isascii() and raw.isdigit() and len(raw) <= _SIGNIFICANT:
        return str(int(raw))
    try:
        value = float(raw)
    except ValueError:
        return raw
    return float_text(value) if math.isfinite(value) else raw


def float_text(value: float) -> str:
    """A finite number as at most fifteen significant digits, without exponent."""
    rounded = float(f"{value:.{_SIGNIFICANT}g}")
    if rounded == int(rounded):
        return str(int(rounded))
    digits = _SIGNIFICANT - 1 - math.floor(math.log10(abs(rounded)))
    return f"{rounded:.{digits}f}".rstrip("0")


def date_text(raw: str, from_1904: bool) -> str:
    """A date's serial number (days) as ISO date, time or both; what is no date stays a number."""
    try:
        days = float(raw)
        first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
        # Spreadsheets hold 1900 for a leap year: serials before 1 March are one day off.
        shift = 1 if not from_1904 and days < 60 else 0
        moment = first + timedelta(days=shift, seconds=round(days * 86400))
    except (ValueError, OverflowError):
        return number_text(raw)
    if days < 0:
        return number_text(raw)
    if days < 1:
        return moment.time().isoformat()
    return moment.date().isoformat() if days.is_integer() else moment.isoformat(" ")


def shows_date(number: int, code: str = "") -> bool:
    """Whether a number format, built in by its number or written as a code, shows a date or a time."""
    return number in _DATE_FORMATS or any(c in "ymdhs" for c in _LITERAL.sub("", code).lower())


def string_item(item: etree._Element, struck: bool = False) -> str:
    """The text of a shared or inline string: all its runs, phonetic guides left out, marks round raised and struck ones.

    `struck` says that the font of the cell is struck out, which holds for the runs that state no font.
    """
    runs = "".join([_run(text, struck) for text in item.iter("{*}t")])
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), runs).replace("\r", "")


def _run(text: etree._Element, struck: bool) -> str:
    words, run = text.text or "", text.getparent()
    sort = "" if run is None else str(run.tag).rpartition("}")[2]
    if run is None or sort == "rPh":
        return ""
    font = run.find("{*}rPr") if sort == "r" else None
    if is_struck(font) if font is not None else struck:
        return struck_out(words)
    raised = None if font is None else font.find("{*}vertAlign")
    if raised is not None and raised.get("val") in ("superscript", "subscript"):
        return f"{RAISED}{words}{RAISED_END}"
    return words


def struck_out(text: str) -> str:
    """The text between the marks of what is struck out."""
    return f"{STRUCK}{text}{STRUCK_END}" if text else ""


def is_struck(font: etree._Element) -> bool:
    """Whether a font, of a run or of the style sheet, is struck out."""
    switch = font.find("{*}strike")
    return switch is not None and switch.get("val", "1") in ("1", "true")


def struck_styles(root: etree._Element) -> frozenset[str]:
    """From the style sheet: the numbers (as text) of the cell styles whose font is struck out."""
    fonts = {str(i) for i, font in enumerate(root.iterfind("{*}fonts/{*}font")) if is_struck(font)}
    styles = (x.get("fontId", "") for x in root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(i) for i, font in enumerate(styles) if font in fonts)


def date_styles(root: etree._Element) -> frozenset[str]:
    """From the style sheet: the numbers (as text) of the cell styles that show a date or a time."""
    codes: Mapping[str, str] = {
        f.get("numFmtId", ""): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/{*}numFmt")
    }
    styles = (x.get("numFmtId", "") for x in root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(
        str(i) for i, f in enumerate(styles) if shows_date(int(f) if f.isdecimal() else -1, codes.get(f, ""))
    )
