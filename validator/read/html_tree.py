"""A parsed page → its visible content as one flat run of tokens. With html_effects the only module that knows the HTML parser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from validator.model import Attachment, Image
from validator.numerals import tidy
from validator.read.html_display import displayed
from validator.read.html_effects import Effect, effects
from validator.read.html_marks import (
    BREAK,
    CellStart,
    Mark,
    Token,
    attachment,
    cell_start,
    embedded,
    field_value,
    image,
    is_file,
    is_page,
)
from validator.read.html_names import BLOCKS, CELLS, PUBLISHED, UNENTERED
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
_FIELD_DEPTH = 8  # so many elements at most lie between a form field and its cell
#: Elements that show another file in their place.
_EMBEDS = frozenset(("frame", "iframe", "embed", "object"))
#: Elements that a cell of plain text does not hold.
_MORE_THAN_TEXT = ",".join(sorted((UNENTERED | {"table", "img", "a", "pre"}) - {"-comment", "-doctype"}))
_ORGAN_NAMES = ("contentsource", "source", "author")
_BLANKS = " \t\n\f\r"


def parse(markup: bytes) -> Page:
    """Parse UTF-8 `markup`, whole page or fragment; a page without a body or frames has no tokens."""
    tree = LexborHTMLParser(markup, options=LexborDocumentOptions.WO_EVENTS)
    body = tree.body or tree.css_first("frameset")
    if body is None:
        return Page((), _meta(tree))
    found = effects(tree, markup)
    tokens = _flatten(body, found, _entered_cells(tree, found))
    return Page(displayed(tokens) if found else cast(tuple[Token, ...], tuple(tokens)), _meta(tree))


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    title = tree.css_first("title")
    found = {"page_title": title.text() if title is not None else ""}
    named: dict[str, str] = {}
    for node in tree.css("meta[name][content]"):
        attributes = node.attributes
        named.setdefault((attributes["name"] or "").lower(), attributes["content"] or "")
    found["title"] = named.get("articletitle") or found["page_title"]
    found["organ"] = next((named[name] for name in _ORGAN_NAMES if named.get(name)), "")
    found["published"] = next((named[name] for name in PUBLISHED if named.get(name)), "")
    return {key: text.strip() for key, text in found.items() if text.strip()}


def _entered_cells(tree: LexborHTMLParser, affected: Mapping[int, Effect]) -> frozenset[int]:
    """The cells that hold more than text: only into these must the walk go, which is slow."""
    inside = (node.parent for node in tree.css(_MORE_THAN_TEXT))
    cells = {cell.mem_id for node in inside if (cell := _cell_of(node)) is not None}
    touched = (node for node in tree.css("td *, td, th, th *") if node.mem_id in affected) if affected else ()
    return frozenset(cells | {cell.mem_id for node in touched if (cell := _cell_of(node)) is not None})


def _cell_of(node: LexborNode | None) -> LexborNode | None:
    """The innermost cell that a node is or lies in."""
    while node is not None and node.tag not in CELLS:
        node = node.parent
    return node


def _flatten(body: LexborNode, affected: Mapping[int, Effect], entered: frozenset[int]) -> list[Token | Effect]:
    """Walk the tree without recursion: depth is up to the file. `ends` holds what to put at the end of each element.

    `entered`: the cells that have to be walked through; the text of any other comes in one piece.
    """
    tokens: list[Token | Effect] = []
    ends: list[tuple[LexborNode, Token | None]] = []
    kept = _preformatted(body)
    node = body.first_child
    while node is not None or ends:
        if node is None:
            node, end = ends.pop()
            if end is not None:
                _put(tokens, end)
            if affected and node.mem_id in affected:
                tokens.append(RAISED_END if affected[node.mem_id] is Effect.RAISED else Effect.END)
            node = node.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            _put_text(tokens, node, kept)
        elif tag in CELLS and node.mem_id not in entered and (text := _only_text(node)) is not None:
            tokens += (_cell(node), text)
        elif tag not in UNENTERED:
            ends.append((node, _affected(tokens, node, tag, affected) if affected else _start(tokens, node, tag)))
            node = node.first_child
            continue
        elif tag in _SHOWN:
            tokens += _shown(node, tag, ends, affected)
        node = node.next
    return tokens


def _affected(tokens: list[Token | Effect], node: LexborNode, tag: str, affected: Mapping[int, Effect]) -> Token | None:
    """The same as `_start` on a page with effects: a hidden element goes with its bounds, another keeps them."""
    effect = affected.get(node.mem_id)
    if effect is Effect.HIDDEN:
        tokens.append(effect)
    end = _start(tokens, node, tag)
    if effect is not None and effect is not Effect.HIDDEN:
        tokens.append(RAISED if effect is Effect.RAISED else effect)
    return end


def _only_text(cell: LexborNode) -> str | None:
    """The text of a cell that has one run of it, or none; None where the walk must tell how its runs are parted."""
    runs = [run for run in cell.text(separator=BREAK).split(BREAK) if run.strip(_BLANKS)]
    if len(runs) > 1:
        runs = [run for run in runs if tidy(run)] or runs[:1]
    return None if len(runs) > 1 else "".join(runs)


def _start(tokens: list[Token | Effect], node: LexborNode, tag: str) -> Token | None:
    """Put what an element begins with; returns what it ends with."""
    if tag in _FIXED:
        start, end = _FIXED[tag]
        _put(tokens, start)
        return end
    if tag in _MADE and (made := _MADE[tag](node)) is not None:
        tokens.append(made)
    return None


def _shown(
    node: LexborNode, tag: str, ends: Sequence[tuple[LexborNode, object]], affected: Mapping[int, Effect]
) -> Iterator[Token]:
    """What an element shows that is not entered; a form field only in a cell: in a form of its own it searches."""
    if tag in _FIELDS:
        above = (outer.tag for outer, _ in reversed(ends[-_FIELD_DEPTH:]))
        holder = next((name for name in above if name in CELLS or name == "form"), "")
        if holder not in CELLS or node.mem_id in affected:
            return
    if shown := _SHOWN[tag](node):
        yield shown


def _put(tokens: list[Token | Effect], token: Token | Effect) -> None:
    """Add a token; of several breaks in a row one is enough, and none is needed at the start of a cell."""
    if token is not BREAK or _ends_in_text(tokens):
        tokens.append(token)


def _ends_in_text(tokens: Sequence[Token | Effect]) -> bool:
    """Whether a line has begun."""
    last = tokens[-1] if tokens else BREAK
    return last is not BREAK and not isinstance(last, (Mark, CellStart))


def _put_text(tokens: list[Token | Effect], node: LexborNode, kept: frozenset[int]) -> None:
    """Add the text of a node, but no blanks at the start of a line: they are the layout of the source."""
    text = node.text_content or ""
    if kept and node.mem_id in kept:
        for line in text.split("\n"):
            tokens += (line, BREAK)
        tokens.pop()
    elif text.strip(_BLANKS) or _ends_in_text(tokens):
        tokens.append(text)


def _preformatted(body: LexborNode) -> frozenset[int]:
    """The text nodes whose source line ends are seen."""
    nodes = (node for pre in body.css("pre") for node in pre.traverse(include_text=True))
    return frozenset(node.mem_id for node in nodes if node.is_text_node)


def _cell(node: LexborNode) -> CellStart:
    attributes = node.attrs
    return cell_start(attributes.get("rowspan"), attributes.get("colspan"))


def _image(node: LexborNode) -> Image | None:
    return image(node.attributes)


def _attachment(node: LexborNode) -> Attachment | None:
    attributes = node.attributes
    if node.tag in _EMBEDS:
        return embedded(attributes) if is_file(attributes) or is_page(attributes) else None
    text = node.text()
    return attachment(attributes, text) if is_file(attributes, text) else None


def _input(node: LexborNode) -> str:
    return field_value(node.attributes)


def _select(node: LexborNode) -> str:
    """The option that is chosen; without one the first, which a browser shows."""
    chosen = node.css("option[selected]")[-1:] or node.css("option")[:1]
    return chosen[0].text() if chosen else ""


def _textarea(node: LexborNode) -> str:
    return str(node.text())


#: Elements that have to be looked into.
_MADE: Mapping[str, Callable[[LexborNode], Token | None]] = {
    "td": _cell,
    "th": _cell,
    "img": _image,
    "a": _attachment,
}
#: Form fields, and elements that show another file in their place.
_FIELDS: Mapping[str, Callable[[LexborNode], Token | None]] = {
    "input": _input,
    "select": _select,
    "textarea": _textarea,
}
_SHOWN = {**_FIELDS, **dict.fromkeys(_EMBEDS, _attachment)}
