"""Numbers written in Chinese numerals: 三十二, 一百零五, 两万三千."""

from __future__ import annotations

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}


def chinese_number(text: str) -> int | None:
    """The number that `text` spells; None where it spells none for certain (三五, 十百, 二〇二四)."""
    above, cut, below = text.rpartition("亿")
    if cut:
        return _joined(above, below, _LARGE["亿"])
    above, cut, below = text.rpartition("万")
    return _joined(above, below, _LARGE["万"]) if cut else _below_ten_thousand(text)


def _joined(above: str, below: str, size: int) -> int | None:
    """`above` times `size`, and the smaller rest; nothing where either is no number."""
    high, low = chinese_number(above), chinese_number(below) if below else 0
    return None if not high or low is None or low >= size else high * size + low


def _below_ten_thousand(text: str) -> int | None:
    total, digit, least = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            continue
        size = _SMALL.get(character, least)
        if size >= least or digit == 0 or (digit is None and (total or size > 10)):
            return None
        total, digit, least = total + (digit or 1) * size, None, size
    return total + (digit or 0) if text else None
