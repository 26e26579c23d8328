"""A parsed page → its visible content as one flat run of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from validator.read.html_display import displayed
from validator.read.html_effects import Effect
from validator.read.html_elements import FIELDS, SHOWN
from validator.read.html_marks import CellStart, Mark, Row, Token
from validator.read.html_names import BLOCKS, CELLS, PUBLISHED, UNENTERED
from validator.read.html_plain import plain_cell, plain_row, plain_runs
from validator.read.html_survey import Found, Survey, find, survey
from validator.read.html_text import BLANKS, BREAK
from validator.read.marked import RAISED, RAISED_END


@dataclass(frozen=True, slots=True)
class Page:
    """The tokens of the body in document order, and the metadata of the head, as written."""

    tokens: tuple[Token, ...]
    meta: Mapping[str, str]


#: What an element puts before and after its content, where its name is enough to know.
_FIXED: Mapping[str, tuple[Token, Token | None]] = {
    **dict.fromkeys(BLOCKS, (BREAK, BREAK)),
    "table": (Mark.TABLE, Mark.TABLE_END),
    "tr": (Mark.ROW, None),
    "caption": (Mark.CAPTION, None),
}
_SINGLE = CellStart(1, 1)
_FIELD_DEPTH = 8  # so many elements at most lie between a form field and its cell
_ORGAN_NAMES = ("contentsource", "source", "author")


def parse(markup: bytes) -> Page:
    """Parse UTF-8 `markup`, whole page or fragment; a page without a body or frames has no tokens."""
    tree = LexborHTMLParser(markup, options=LexborDocumentOptions.WO_EVENTS)
    found = find(tree)
    body = tree.body or tree.css_first("frameset")
    if body is None:
        return Page((), _meta(found))
    seen = survey(tree, found, markup)
    tokens = flatten(body, seen)
    return Page(displayed(tokens) if seen.affected else cast(tuple[Token, ...], tuple(tokens)), _meta(found))


def _meta(elements: Found) -> dict[str, str]:
    found = {"page_title": next((title.text() for title in elements.get("title", ())), "")}
    named: dict[str, str] = {}
    for node in elements.get("meta", ()):
        attributes = node.attributes
        if attributes.keys() >= {"name", "content"}:
            named.setdefault((attributes["name"] or "").lower(), attributes["content"] or "")
    found["title"] = named.get("articletitle") or found["page_title"]
    found["organ"] = next((named[name] for name in _ORGAN_NAMES if named.get(name)), "")
    found["published"] = next((named[name] for name in PUBLISHED if named.get(name)), "")
    return {key: text.strip() for key, text in found.items() if text.strip()}


def flatten(body: LexborNode, seen: Survey) -> list[Token | Effect]:
    """The tokens of all that `body` holds; `seen`: what a survey of its page found.

    Walks without recursion: depth is up to the file. `ends` holds what to put at the end of each element.
    """
    tokens: list[Token | Effect] = []
    ends: list[tuple[LexborNode, Token | None]] = []
    node = body.first_child
    while node is not None or ends:
        if node is None:
            node, end = ends.pop()
            _end(tokens, node, end, seen)
        elif (tag := node.tag or "") == "-text":
            _put_text(tokens, node, seen)
        elif tag in _WHOLE and _put_whole(tokens, node, tag, seen):
            pass
        elif seen.menus and node.mem_id in seen.menus:
            _put_lines(tokens, seen.menus[node.mem_id])
        elif tag not in UNENTERED:
            ends.append((node, _start(tokens, node, tag, seen)))
            node = node.first_child
            continue
        elif tag in SHOWN:
            tokens += _shown(node, tag, ends, seen)
        node = node.next
    return tokens


#: Elements that may come in one piece.
_WHOLE = CELLS | {"tr", "p"}


def _put_whole(tokens: list[Token | Effect], node: LexborNode, tag: str, seen: Survey) -> bool:
    """Put a row, a cell or a paragraph of plain text; False, and nothing put, where it holds more."""
    if tag == "tr":
        if (row := plain_row(node, seen)) is not None:
            tokens += _open(row) if seen.affected else (row,)
            return True
    elif tag == "p":
        if (runs := plain_runs(node, seen)) is not None:
            _put(tokens, BREAK)
            tokens += runs
            _put(tokens, BREAK)
            return True
    elif (text := plain_cell(node, seen)) is not None:
        tokens += (seen.spans.get(node.mem_id, _SINGLE), text)
        return True
    return False


def _open(row: Row) -> tuple[Token, ...]:
    """The row with its last cell open: what a hidden row behind it leaves to be told comes into it."""
    last = row[-1]
    return (row[:-1], CellStart(last.rowspan, last.colspan), last.text)


def _put_lines(tokens: list[Token | Effect], lines: Iterable[str]) -> None:
    _put(tokens, BREAK)
    for line in lines:
        tokens += (line, BREAK)


def _start(tokens: list[Token | Effect], node: LexborNode, tag: str, seen: Survey) -> Token | None:
    """Put what an element begins with, a hidden one its effect first; returns what it ends with."""
    effect = seen.affected.get(node.mem_id) if seen.affected else None
    if effect is Effect.HIDDEN:
        tokens.append(effect)
    start, end = _FIXED.get(tag, (None, None))
    if start is None and tag in CELLS:
        start = seen.spans.get(node.mem_id, _SINGLE)
    if start is None and tag in ("img", "a"):
        start = seen.made.get(node.mem_id)
    if start is not None:
        _put(tokens, start)
    if effect is not None and effect is not Effect.HIDDEN:
        tokens.append(RAISED if effect is Effect.RAISED else effect)
    return end


def _end(tokens: list[Token | Effect], node: LexborNode, end: Token | None, seen: Survey) -> None:
    """Put what an element ends with, and the end of its effect."""
    if end is not None:
        _put(tokens, end)
    if seen.affected and node.mem_id in seen.affected:
        tokens.append(RAISED_END if seen.affected[node.mem_id] is Effect.RAISED else Effect.END)


def _shown(node: LexborNode, tag: str, ends: Sequence[tuple[LexborNode, object]], seen: Survey) -> Iterator[Token]:
    """What an element shows that is not entered; a form field only in a cell: in a form of its own it searches."""
    if tag in FIELDS:
        above = (outer.tag for outer, _ in reversed(ends[-_FIELD_DEPTH:]))
        holder = next((name for name in above if name in CELLS or name == "form"), "")
        if holder not in CELLS or node.mem_id in seen.affected:
            return
    if shown := SHOWN[tag](node):
        yield shown


def _put(tokens: list[Token | Effect], token: Token | Effect) -> None:
    """Add a token; of several breaks in a row one is enough, and none is needed at the start of a cell."""
    if token is not BREAK or _ends_in_text(tokens):
        tokens.append(token)


def _ends_in_text(tokens: Sequence[Token | Effect]) -> bool:
    """Whether a line has begun."""
    last = tokens[-1] if tokens else BREAK
    return last is not BREAK and not isinstance(last, (Mark, CellStart, tuple))


def _put_text(tokens: list[Token | Effect], node: LexborNode, seen: Survey) -> None:
    """Add the text of a node, but no blanks at the start of a line: they are the layout of the source."""
    text = node.text_content or ""
    if seen.kept and node.mem_id in seen.kept:
        for line in text.split("\n"):
            tokens += (line, BREAK)
        tokens.pop()
    elif text.strip(BLANKS) or _ends_in_text(tokens):
        tokens.append(text)
