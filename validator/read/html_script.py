"""Pages whose text is put in by a script when they are shown: what was saved holds menus only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from validator.model import Block, Paragraph

#: Menus, titles and dates are short; one line of running text is enough to say that the page holds its text.
_LONGEST_LINE = 60
#: Where scripts of such pages put the text, by the name of the place.
_PLACE = re.compile(
    r"(?:ucap|page|news|article|detail|main)?[-_]?(?:app|root|main|content|article|detail|zoom|text)", re.I
)
_PLACES = "div[id], main, article, section[id], app-root"


def text_comes_by_script(blocks: Sequence[Block], markup: bytes) -> bool:
    """Whether the page has no text of its own: there are scripts, an empty place for the text, and short lines only."""
    if not all(isinstance(b, Paragraph) and _is_menu(b.text) for b in blocks) or b"<script" not in markup.lower():
        return False
    tree = LexborHTMLParser(markup)
    empty = (node for node in tree.css(_PLACES) if not node.text().strip())
    return any("id" not in node.attributes or _PLACE.fullmatch(node.attributes["id"] or "") for node in empty)


def _is_menu(text: str) -> bool:
    return "。" not in text and len(text) <= _LONGEST_LINE
