"""What single elements of a parsed page come to: cells, pictures, links to files, form fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborNode

from validator.model import Attachment, Image
from validator.read.html_marks import Token, attachment, embedded, field_value, image, is_file, is_page

#: Elements that show another file in their place.
EMBEDS = frozenset(("frame", "iframe", "embed", "object"))


def _image(node: LexborNode) -> Image | None:
    return image(node.attributes)


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


#: Elements that have to be looked into.
MADE: Mapping[str, Callable[[LexborNode], Token | None]] = {
    "img": _image,
    "a": _attachment,
}
#: Form fields, and elements that show another file in their place.
FIELDS: Mapping[str, Callable[[LexborNode], Token | None]] = {
    "input": _input,
    "select": _select,
    "textarea": _textarea,
}
SHOWN: Mapping[str, Callable[[LexborNode], Token | None]] = {**FIELDS, **dict.fromkeys(EMBEDS, _attachment)}
