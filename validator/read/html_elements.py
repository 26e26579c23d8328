"""What single elements of a parsed page come to: cells, pictures, links to files, form fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from selectolax.lexbor import LexborNode

from validator.model import Attachment, Image
from validator.read.html_marks import Token, attachment, embedded, field_value, image, is_file, is_page, may_name_file

#: Elements that show another file in their place.
EMBEDS = frozenset(("frame", "iframe", "embed", "object"))


def pictures(nodes: Sequence[LexborNode]) -> list[tuple[LexborNode, Image]]:
    """The pictures that are no decoration, and what they come to."""
    return [(node, token) for node in nodes if (token := image(node.attributes)) is not None]


def files(links: Sequence[LexborNode]) -> list[tuple[LexborNode, Attachment]]:
    """The links to files, and what they come to; they are looked into one by one only where any may lead to a file."""
    if not may_name_file("\n".join([f"{link.html}\n{link.text()}" for link in links])):
        return []
    return [(link, token) for link in links if (token := _attachment(link)) is not None]


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
