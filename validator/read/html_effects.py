"""Which elements of a page hide, strike out or raise their text, by tag, attribute and style attribute; no style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from validator.read.html_names import BLOCKS, CELLS, FRAMES


class Effect(Enum):
    """What an element does to its content; END closes the last but RAISED, which is marked in the text itself."""

    RAISED = "raised"
    STRUCK = "struck out"
    INVISIBLE = "holds its place"
    HIDDEN = "takes no place"
    END = "end"


TAGS: Mapping[str, Effect] = {
    "sup": Effect.RAISED,
    "sub": Effect.RAISED,
    "del": Effect.STRUCK,
    "s": Effect.STRUCK,
    "strike": Effect.STRUCK,
}
_NOT_IN_A_WORD = r"(?<![-\w])"
#: What a style attribute says, in lower case, by the property's or value's name; of several the last one counts.
STYLES: Mapping[str, tuple[re.Pattern[str], Effect]] = {
    "vertical-align": (re.compile(r"vertical-align\s*:\s*su(?:b|per)\b"), Effect.RAISED),
    "line-through": (re.compile(r"text-decoration[^;]{0,99}line-through"), Effect.STRUCK),
    "visibility": (re.compile(r"visibility\s*:\s*hidden"), Effect.INVISIBLE),
    "mso-hide": (re.compile(r"mso-hide\s*:\s*all"), Effect.HIDDEN),
    "display": (re.compile(_NOT_IN_A_WORD + r"display\s*:\s*none"), Effect.HIDDEN),
}
#: The same for UTF-8, without what may not stand before: a search for a word is fast, one for its surroundings slow.
_LOOSE = {
    word.encode(): re.compile(pattern.pattern.removeprefix(_NOT_IN_A_WORD).encode())
    for word, (pattern, _) in STYLES.items()
}
#: Tags are long, and to search each for every word is slow. Of a page only these letters are left, in lower case: little,
#: but whatever it says it still says then, in what is left of the words. They are rare, and tell the words below apart.
_LETTERS = b"dghnouvyDGHNOUVY"
_OTHERS = bytes(set(range(256)) - set(_LETTERS))
_LOWER = bytes(range(256)).lower()
#: The least that each pattern above finds, without its blanks.
_SAID = {
    b"vertical-align": b"vertical-align:su",
    b"line-through": b"line-through",
    b"visibility": b"visibility:hidden",
    b"mso-hide": b"mso-hide:all",
    b"display": b"display:none",
}


def _left(markup: bytes) -> bytes:
    return markup.translate(_LOWER, _OTHERS)


def effects(
    tree: LexborHTMLParser, found: Mapping[str, Sequence[LexborNode]], markup: bytes
) -> list[tuple[LexborNode, Effect]]:
    """Nodes whose text is hidden, struck out or raised; of several effects on one the last counts.

    `found`: the elements of the page by name, where the name is a key of TAGS.
    """
    marked = [(node, effect) for tag, effect in TAGS.items() for node in found.get(tag, ())]
    left = _left(markup)
    if _left(b"hidden") in left:
        marked += [(node, Effect.HIDDEN) for node in tree.css("[hidden]")]
    for word in _said(found, markup, left):
        pattern, effect = STYLES[word]
        styled = tree.css(f"[style*='{word}' i]")
        marked += [(node, effect) for node in styled if pattern.search((node.attrs.get("style") or "").lower())]
    return [(at, effect) for node, effect in marked for at in _touched(node, node.tag or "", effect)]


def _said(found: Mapping[str, Sequence[LexborNode]], markup: bytes, left: bytes) -> Iterator[str]:
    """The keys of STYLES that the page says in more places than its style sheets and scripts: those touch nothing here."""
    words = [word for word, said in _SAID.items() if _left(said) in left]
    if not words:
        return
    page = markup.lower()
    sheets = b"".join([node.text().encode() for tag in ("style", "script") for node in found.get(tag, ())]).lower()
    for word in words:
        if _LOOSE[word].search(page) and page.count(word) > sheets.count(word):
            yield word.decode()


def _touched(node: LexborNode, tag: str, effect: Effect) -> Iterable[LexborNode]:
    """Where an effect shows: a row's in its cells, unless it hides the row; tables stay; only words in a line rise."""
    if tag in FRAMES or (effect is Effect.RAISED and (tag in BLOCKS or tag in CELLS or tag == "tr")):
        return ()
    if tag == "tr" and effect is not Effect.HIDDEN:
        return [cell for cell in node.iter() if cell.tag in CELLS]
    return (node,)
