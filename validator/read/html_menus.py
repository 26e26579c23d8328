"""Lists of links to other pages: a site's menus, which are no part of what stands on the page.

Such a list is not read as paragraphs; only those of its lines are that may be taken for a title, a section's title or a
form field. Nothing else is lost: it holds no table, picture, form field, link to a file, and nothing hidden or struck
out; all its text stands in short links that lead away from the page, so it holds no sentence. A trail of links
(当前位置) has fewer of them, and a contents list links to places on its own page. Ordered lists and lists in cells are
read: those may be part of a report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from validator.read.html_elements import files
from validator.read.html_marks import may_name_file

#: Lists within three others, which no site has, are read: each is looked through once for each that it lies in.
_LISTS = "ul:not(td ul, th ul, ul ul ul ul), nav:not(td nav, th nav, nav nav)"
_INNER = "ul, nav"
#: A list has so many links at least, each of so few characters.
_FEWEST = 8
_LONGEST = 30
#: What leads to no place on the page, but opens what lies below in the menu.
_OPENS = "#"
#: What sentences and numbered titles have: a list with one of these is none of a site's.
_OF_A_TEXT = re.compile("。|^[(（]?[一二三四五六七八九十]+[)）]?[、.．]", re.M)
#: What titles, sections' titles and form fields have.
_MAY_BE_OF_A_REPORT = re.compile(r"[报報:：]|情[况況]|事[项項]|20\d\d")


@dataclass(frozen=True, slots=True)
class Menus:
    """The menus by memory id, each with the lines of it that are read; and their links, which lead to no files."""

    lines: Mapping[int, Sequence[str]]
    links: Set[int]


def menus(tree: LexborHTMLParser, links: Sequence[LexborNode], entered: Set[int], broken: Set[int]) -> Menus:
    """The menus of a page.

    `links`: those of the page; `entered`, `broken`: what holds more than text and links, and more than a line.
    """
    found: dict[int, Sequence[str]] = {}
    inside: set[int] = set()
    for node in tree.css(_LISTS) if len(links) >= _FEWEST else ():
        at = node.mem_id
        if at in entered or at in broken or at in inside:
            continue
        held = node.css("a")
        lines = _lines(node, held)
        if lines is not None:
            found[at] = lines
            inside.update([inner.mem_id for inner in (*held, *node.css(_INNER))])
    return Menus(found, inside)


def _lines(node: LexborNode, links: Sequence[LexborNode]) -> Sequence[str] | None:
    """The lines of a menu that are read; None if it is no menu. `links`: those in `node`."""
    if len(links) < _FEWEST:
        return None
    words = [link.text(strip=True, skip_empty=True) for link in links]
    said = "\n".join(words)
    if max(map(len, words)) > _LONGEST or node.text(strip=True, skip_empty=True) != said.replace("\n", ""):
        return None
    if _OF_A_TEXT.search(said) or not _all_lead_away(node, links, said):
        return None
    return [line for line in words if _MAY_BE_OF_A_REPORT.search(line)] if _MAY_BE_OF_A_REPORT.search(said) else ()


def _all_lead_away(node: LexborNode, links: Sequence[LexborNode], words: str) -> bool:
    """Whether all links of `node` lead to other pages: none to a place on this one, to nowhere, or to a file."""
    attributes = [link.attrs for link in links]
    ways = [found.get("href") or "" for found in attributes]
    if any("#" in way and way != _OPENS for way in ways):
        return False
    if not all(ways) and node.css_first("a:not([href])") is not None:
        return False
    titles = [found.get("title") or "" for found in attributes]
    may_lead_to_file = not all(ways) or may_name_file("\n".join([*ways, *titles, words]))
    return not (may_lead_to_file and files(links))
