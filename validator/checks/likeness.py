"""Two figures that ought to be equal: how the one may have come from the other, in a few words."""

from __future__ import annotations

from itertools import pairwise


def likeness(now: int, due: int) -> str:
    """A hint in brackets where `now` is ten times `due`, a tenth of it, or has two digits turned round; "" otherwise."""
    if now == due or now <= 0 or due <= 0:
        return ""
    if now == 10 * due or due == 10 * now:
        return f"（像是{'多' if now > due else '少'}写一个 0）"
    return "（像是两个数字颠倒）" if str(due) in _turned(str(now)) else ""


def _turned(digits: str) -> set[str]:
    """`digits` with each pair of neighbours turned round."""
    return {digits[:i] + b + a + digits[i + 2 :] for i, (a, b) in enumerate(pairwise(digits)) if a != b}
