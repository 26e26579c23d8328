"""What single elements of a parsed page come to: cells, pictures, links to files, form fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from selectolax.lexbor import LexborNode

from validator.model import Attachment, Image
from validator.read.html_marks import Token, attachment, embedded, field_value, image, is_file, is_page, may_name_file

#: Elements that show another file in their place.
EMBEDS = frozenset(("frame", "iframe", "embed", "object"))


def made(found: Mapping[str, Sequence[LexborNode]]) -> dict[int, Image | Attachment]:
    """What the pictures and the links of a page come to, by memory id: no decoration, and of links those to files.

    `found`: the elements of the page by name. A menu's links are many: they are looked into one by one only where
    any of them may lead to a file.
    """
    pictures = [(node, image(node.attributes)) for node in found.get("img", ())]
    links = found.get("a", ())
    said = [f"{link.html}\n{link.text()}" for link in links]
    likely = zip(links, said, strict=True) if may_name_file("\n".join(said)) else ()
    files = [(link, _attachment(link)) for link, words in likely if may_name_file(words)]
    return {node.mem_id: token for node, token in (*pictures, *files) if token is not None}


def _attachment(node: LexborNode) -> Attachment | None:
    attributes = node.attributes
    if node.tag in EMBEDS:
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


#: Form fields, and elements that show another file in their place.
FIELDS: Mapping[str, Callable[[LexborNode], Token | None]] = {
    "input": _input,
    "select": _select,
    "textarea": _textarea,
}
SHOWN: Mapping[str, Callable[[LexborNode], Token | None]] = {**FIELDS, **dict.fromkeys(EMBEDS, _attachment)}
