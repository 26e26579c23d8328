"""Refuses markup that no page has and that would keep a parser busy: nesting, unclosed formatting, attributes."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from validator.limits import MAX_DEPTH
from validator.model import Unreadable

_TAG = re.compile(rb"<(/?)([a-z][^\s/>]*)[^<>]*", re.I)
_VOID = frozenset(b"area base br col embed frame hr img input link meta param source track wbr".split())
#: Opening one of these closes an open one of the same name, up to the nearest scope.
_IMPLIED = frozenset(b"p li dt dd option tr td th tbody thead tfoot".split())
_SCOPES = frozenset(b"table ul ol dl select button".split())
#: Formatting that is left open goes on in every later block: once more in each, for up to three alike.
_FORMATTING = frozenset(b"a b big code em font i nobr s small strike strong tt u".split())
_ALIKE = 3

_MAX_COPIES = 1_000_000
#: A tag with too many attributes is longer than this, in bytes.
_LONG_TAG = 4096
_SIGN, _SLASH = b"</"
_MAX_ATTRIBUTES = 5_000
_TOO_DEEP = f"网页的标签嵌套超过 {MAX_DEPTH} 层，无法处理。请在浏览器中打开，将正文另存为 .docx 或文本后再检查。"
_TOO_HEAVY = "网页的标签写法异常，解析量过大。请在浏览器中打开，将正文另存为 .docx 或文本后再检查。"

_Open = tuple[bytes, bytes]  # an open element: its name, and its whole start tag


def refuse_bombs(markup: bytes) -> None:
    """Raise Unreadable("F004") if UTF-8 `markup` nests deeper than MAX_DEPTH or would multiply when parsed."""
    codes = np.frombuffer(markup, dtype=np.uint8)
    signs = np.flatnonzero(codes == _SIGN)
    if not len(signs):
        return
    if len(markup) > _LONG_TAG:
        _refuse_attributes(markup, signs)
    closing = codes[np.minimum(signs + 1, len(codes) - 1)] == _SLASH
    deepest = int(np.where(closing, -1, 1).cumsum().max())  # a bound from above, cheap for every sound page
    if deepest > MAX_DEPTH or deepest * len(signs) > 10 * _MAX_COPIES:
        _refuse_depth(markup)


def _refuse_attributes(markup: bytes, signs: NDArray[np.intp]) -> None:
    """A parser compares every attribute of a tag with every other; `signs`: where each "<" stands."""
    lengths = np.diff(signs, append=len(markup))
    for at in np.flatnonzero(lengths > _LONG_TAG).tolist():
        tag = markup[signs[at] : signs[at] + lengths[at]].partition(b">")[0]
        if len(tag.split()) + tag.count(b'"') // 2 > _MAX_ATTRIBUTES:
            raise Unreadable("F004", _TOO_HEAVY)


def _refuse_depth(markup: bytes) -> None:
    """Follow the open elements as a parser does, near enough."""
    stack: list[_Open] = []
    held: Counter[bytes] = Counter()
    alike: Counter[bytes] = Counter()
    left_open = copies = 0
    for match in _TAG.finditer(markup):
        name = match[2].lower()
        if name in _VOID:
            continue
        popped = _popped(stack, held, name, bool(match[1]))
        left_open += _left_open(popped, alike)
        if match[1]:
            left_open -= bool(left_open and not popped and name in _FORMATTING)
            continue
        stack.append((name, match[0]))
        held[name] += 1
        copies += left_open
        if len(stack) > MAX_DEPTH or copies > _MAX_COPIES:
            raise Unreadable("F004", _TOO_DEEP if len(stack) > MAX_DEPTH else _TOO_HEAVY)


def _popped(stack: list[_Open], held: Counter[bytes], name: bytes, closing: bool) -> list[_Open]:
    """What a tag of that name takes off `stack`, down to the nearest of its name, which comes last."""
    if not held[name] or not (closing or _in_scope(stack, name)):
        return []
    popped: list[_Open] = []
    while not popped or popped[-1][0] != name:
        popped.append(stack.pop())
        held[popped[-1][0]] -= 1
    return popped


def _in_scope(stack: list[_Open], name: bytes) -> bool:
    """Whether opening `name` closes an open one: no scope lies between."""
    if name not in _IMPLIED:
        return False
    nearest = next((above for above, _ in reversed(stack) if above == name or above in _SCOPES), b"")
    return nearest == name


def _left_open(popped: list[_Open], alike: Counter[bytes]) -> int:
    """How many formatting elements were closed by another's tag and go on; counts them in `alike`."""
    gone_on = 0
    for name, tag in popped[:-1]:
        if name in _FORMATTING:
            gone_on += alike[tag] < _ALIKE
            alike[tag] += 1
    return gone_on
