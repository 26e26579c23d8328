"""What a sheet's cell says, as text: numbers without float noise, dates in ISO form, shared strings."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from lxml import etree

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


def string_item(item: etree._Element) -> str:
    """The text of a shared or inline string: all its runs, phonetic guides left out."""
    texts = (t for t in item.iter("{*}t") if not _is_guide(t))
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), "".join(t.text or "" for t in texts)).replace("\r", "")


def _is_guide(run: etree._Element) -> bool:
    parent = run.getparent()
    return parent is not None and str(parent.tag).endswith("}rPh")


def date_styles(root: etree._Element) -> frozenset[str]:
    """From the style sheet: the numbers (as text) of the cell styles that show a date or a time."""
    codes: Mapping[str, str] = {
        f.get("numFmtId", ""): f.get("formatCode", "") for f in root.iterfind("{*}numFmts/{*}numFmt")
    }
    styles = (x.get("numFmtId", "") for x in root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(
        str(i) for i, f in enumerate(styles) if shows_date(int(f) if f.isdecimal() else -1, codes.get(f, ""))
    )
