"""One search through a parsed page: which elements are more than plain text, so that the walk can take the rest whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from validator.model import Attachment, Image
from validator.read.html_effects import Effect, effects
from validator.read.html_elements import files, pictures
from validator.read.html_marks import CellStart, cell_start
from validator.read.html_menus import menus
from validator.read.html_names import CELLS, UNENTERED

Found = Mapping[str, Sequence[LexborNode]]

#: Elements that are nothing but the text or the elements that they hold, the commonest first: each page has thousands.
_COMMON = r"td, span, p, a, li, tr, o\:p, div, b, strong, font, tbody, th, ul, u, i, em, h1, h2, h3, h4"
_SOUGHT = f":not({_COMMON}), [rowspan], [colspan]"
#: Elements that a run of plain text does not hold.
_MORE_THAN_TEXT = UNENTERED | {"table", "pre"}
#: Elements that end a line, or in which a paragraph may hold another block.
_MORE_THAN_A_LINE = ("br", "applet", "button", "marquee")


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found, by memory ids of nodes.

    `affected`: the effect of an element on its text; `entered`: what is or holds more than text, or anything affected;
    `made`: what pictures and links come to, if anything; `broken`: what holds a line break; `spans`: cells with spans; `kept`: text nodes whose source lines are seen;
    `menus`: lists of links to other pages, and the lines of them that are read.
    """

    affected: Mapping[int, Effect]
    entered: Set[int]
    made: Mapping[int, Image | Attachment]
    broken: Set[int]
    spans: Mapping[int, CellStart]
    kept: Set[int]
    menus: Mapping[int, Sequence[str]]


def find(tree: LexborHTMLParser) -> Found:
    """The links, the elements that are not common and the cells with spans, by name, each sort in document order."""
    found: dict[str, list[LexborNode]] = {}
    for node in tree.css(_SOUGHT):
        found.setdefault(node.tag or "", []).append(node)
    return {**found, "a": tree.css("a")}


def survey(tree: LexborHTMLParser, found: Found, markup: bytes) -> Survey:
    """What `found` means for the text of the page; `markup` is what `tree` was parsed from."""
    affected = effects(tree, found, markup)
    shown: Sequence[tuple[LexborNode, Image | Attachment]] = pictures(found.get("img", ()))
    more = [node for tag in _MORE_THAN_TEXT & found.keys() for node in found[tag]]
    entered = _with_holders([*more, *(node for node, _ in shown), *(node for node, _ in affected)])
    broken = _with_holders([node for tag in _MORE_THAN_A_LINE for node in found.get(tag, ())])
    lists = menus(tree, found["a"], entered, broken)
    linked: Sequence[tuple[LexborNode, Image | Attachment]] = files(
        [link for link in found["a"] if link.mem_id not in lists.links]
    )
    return Survey(
        {node.mem_id: effect for node, effect in affected},
        entered | _with_holders([node for node, _ in linked]),
        {node.mem_id: token for node, token in (*shown, *linked)},
        broken,
        {node.mem_id: _start(node) for tag in CELLS for node in found.get(tag, ())},
        _preformatted(found.get("pre", ())),
        lists.lines,
    )


def _with_holders(nodes: Iterable[LexborNode]) -> frozenset[int]:
    """The nodes and all that they lie in."""
    ids: set[int] = set()
    for node in nodes:
        at: LexborNode | None = node
        while at is not None and at.mem_id not in ids:
            ids.add(at.mem_id)
            at = at.parent
    return frozenset(ids)


def _start(cell: LexborNode) -> CellStart:
    attributes = cell.attrs
    return cell_start(attributes.get("rowspan"), attributes.get("colspan"))


def _preformatted(elements: Iterable[LexborNode]) -> frozenset[int]:
    nodes = (node for pre in elements for node in pre.traverse(include_text=True))
    return frozenset(node.mem_id for node in nodes if node.is_text_node)
