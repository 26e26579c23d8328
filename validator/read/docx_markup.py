"""WordprocessingML as a reader of the finished text sees it: wrappers opened, deleted text gone, alternatives chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from validator.read.marked import RAISED, RAISED_END, STRUCK, STRUCK_END

Element = etree._Element

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_WRAPPERS = frozenset(
    {"w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:hyperlink", "w:fldSimple", "w:dir", "w:bdo"}
    | {"w:ins", "w:moveTo"}
)
#: Deleted text, properties, and the small characters above a ruby base.
_UNREAD = frozenset({"w:del", "w:moveFrom", "w:sdtPr", "w:sdtEndPr", "w:pPr", "w:rPr", "w:rt"})
_SPELLED = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_STANDING = frozenset({"w:drawing", "w:pict", "w:object"})
_ANCHORED = frozenset({"w:txbxContent", "a:blip", "v:imagedata", "o:OLEObject"})
_TRUE = frozenset({"1", "true", "on"})


@lru_cache(maxsize=1024)
def _short(tag: str) -> str:
    namespace, _, local = tag[1:].rpartition("}")
    return f"{_PREFIXES.get(namespace, '')}:{local}"


def kind(element: Element) -> str:
    """The element's name under the usual prefix, the same for transitional and strict files: `w:p`."""
    return _short(element.tag)


def numbers(root: Element) -> dict[Element, int]:
    """Every paragraph and every cell below `root` → its number (from 1) among them, which whoever parses the part finds it by."""
    return {element: number for number, element in enumerate(root.iter("{*}p", "{*}tc"), 1)}


def children(element: Element) -> Iterator[Element]:
    """The children that count, in order: wrappers opened, deleted ones left out, one alternative taken."""
    for child in element:
        name = kind(child)
        if name in _WRAPPERS:
            yield from children(child)
        elif name == "mc:AlternateContent":
            yield from children(_chosen(child))
        elif name not in _UNREAD:
            yield child


def _chosen(alternatives: Element) -> Element:
    """The first choice that holds anything, else the fallback."""
    return next((branch for branch in alternatives if len(branch)), alternatives)


def own(element: Element, name: str) -> Element | None:
    """The direct child of that name, properties included."""
    return next((child for child in element if kind(child) == name), None)


def mark(element: Element, properties: str, name: str) -> Element | None:
    """The property `name` inside the properties child, such as `w:gridSpan` in `w:tcPr`."""
    holder = own(element, properties)
    return None if holder is None else own(holder, name)


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that local name, whatever its namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def _is_on(switch: Element | None) -> bool:
    return switch is not None and (attribute(switch, "val") or "1") in _TRUE


def inline(element: Element) -> Iterator[str | Element]:
    """What a paragraph holds, in order: pieces of text, and drawings or objects standing in it."""
    for child in children(element):
        name = kind(child)
        if name in ("w:t", "m:t"):
            yield child.text or ""
        elif name in _SPELLED:
            yield _SPELLED[name]
        elif name in _STANDING:
            yield child
        else:
            yield from _run(child)


def _run(run: Element) -> Iterator[str | Element]:
    """The same of a run: nothing if it is hidden; what is raised or struck out goes between its marks."""
    properties = own(run, "w:rPr")
    if properties is None:
        yield from inline(run)
    elif not _is_on(own(properties, "w:vanish")):
        before, after = _marks(properties)
        yield from (before, *inline(run), after) if before else inline(run)


def _marks(properties: Element) -> tuple[str, str]:
    if any(_is_on(own(properties, name)) for name in ("w:strike", "w:dstrike")):
        return STRUCK, STRUCK_END
    raised = own(properties, "w:vertAlign")
    if raised is not None and attribute(raised, "val") in ("superscript", "subscript"):
        return RAISED, RAISED_END
    return "", ""


def text(paragraph: Element) -> str:
    """The text of one `w:p` as it reads with all changes accepted, raised and struck-out runs between their marks."""
    return "".join(piece for piece in inline(paragraph) if isinstance(piece, str))


def ends_deleted(paragraph: Element) -> bool:
    """Whether the paragraph's end was deleted under change tracking, so that the next one joins it."""
    run = mark(paragraph, "w:pPr", "w:rPr")
    return run is not None and any(kind(change) in ("w:del", "w:moveFrom") for change in run)


def anchored(element: Element) -> Iterator[Element]:
    """Text boxes, pictures and embedded files of a paragraph or table, in order; a text box is not entered."""
    for child in children(element):
        if kind(child) in _ANCHORED:
            yield child
        else:
            yield from anchored(child)
