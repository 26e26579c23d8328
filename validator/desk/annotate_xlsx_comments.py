"""Comments of one sheet: the part that holds their text, and the drawing that gives each its box."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from validator.desk.annotate_words import AUTHOR
from validator.desk.annotate_xlsx_boxes import add_boxes, blank_drawing, grow_boxes
from validator.desk.annotate_xlsx_cells import set_drawing
from validator.desk.annotate_xlsx_measures import measures
from validator.desk.package_draft import (
    Draft,
    Element,
    blank,
    declare,
    declare_extension,
    free_name,
    has,
    new_root,
    relate,
    root,
)
from validator.read.package import read_part, relations

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def add_comments(draft: Draft, part: str, sheet: Element, office: str, texts: Mapping[str, str]) -> None:
    """Comment the cells of `texts` (by name); a comment that is there is added to, a threaded one left as it is.

    `part`, `sheet`: the worksheet; `office`: the namespace of relationship attributes, which begins the types of links.
    """
    links = {link.kind: link.target for link in relations(draft.package, part)}
    comments = _comments(draft, part, sheet, office, links.get("comments"))
    threaded = _refs(root(draft, links["threadedComment"])) if _is_there(draft, links.get("threadedComment")) else set()
    old = {c.get("ref", ""): c for c in comments.iterfind("{*}commentList/{*}comment")}
    added = {ref: text for ref, text in texts.items() if ref not in old and ref not in threaded}
    author = _author(comments)
    for ref, text in added.items():
        _add(comments, ref, text, author)
    grown = {ref: text for ref, text in texts.items() if ref in old and ref not in threaded}
    for ref, text in grown.items():
        _extend(old[ref], text)
    _draw(draft, part, sheet, office, added, grown)


def _is_there(draft: Draft, part: str | None) -> bool:
    return part is not None and has(draft, part)


def _refs(tree: Element) -> set[str]:
    return {comment.get("ref", "") for comment in tree.iterchildren("{*}threadedComment")}


def _comments(draft: Draft, part: str, sheet: Element, office: str, known: str | None) -> Element:
    if known is not None and has(draft, known):
        return root(draft, known)
    space = etree.QName(sheet).namespace or ""
    tree = blank("comments", space)
    etree.SubElement(tree, f"{{{space}}}authors")
    etree.SubElement(tree, f"{{{space}}}commentList")
    made = free_name(draft, "xl/comments{}.xml")
    relate(draft, part, f"{office}/comments", made)
    declare(draft, made, _TYPE)
    return new_root(draft, made, tree)


def _author(comments: Element) -> str:
    """The number of our name among the authors."""
    authors = comments.find("{*}authors")
    assert authors is not None  # the format demands it
    names = [author.text for author in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, _tag(comments, "author")).text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _add(comments: Element, ref: str, text: str, author: str) -> None:
    holder = comments.find("{*}commentList")
    assert holder is not None
    comment = etree.SubElement(holder, _tag(comments, "comment"), ref=ref, authorId=author)
    _runs(etree.SubElement(comment, _tag(comments, "text")), text)


def _extend(comment: Element, text: str) -> None:
    holder = comment.find("{*}text")
    if holder is None:
        holder = etree.SubElement(comment, _tag(comment, "text"))
    for plain in list(holder.iterchildren("{*}t")):
        run = etree.Element(_tag(comment, "r"))
        plain.addprevious(run)
        run.append(plain)
    _runs(holder, f"\n\n{text}")


def _runs(holder: Element, text: str) -> None:
    """A run before those that tell how it is pronounced."""
    run = etree.Element(_tag(holder, "r"))
    look = etree.SubElement(run, _tag(holder, "rPr"))
    for name, value in (("sz", "9"), ("rFont", "宋体"), ("charset", "134")):
        etree.SubElement(look, _tag(holder, name), val=value)
    words = etree.SubElement(run, _tag(holder, "t"))
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    runs = list(holder.iterchildren("{*}r"))
    holder.insert(holder.index(runs[-1]) + 1 if runs else 0, run)


def _draw(
    draft: Draft, part: str, sheet: Element, office: str, added: Mapping[str, str], grown: Mapping[str, str]
) -> None:
    """The boxes, in the drawing that the sheet names or in a new one."""
    named = sheet.find("{*}legacyDrawing")
    link = None if named is None else named.get(f"{{{office}}}id")
    known = next((r.target for r in relations(draft.package, part) if link and r.id == link), None)
    if known is None or not has(draft, known):
        if named is not None:
            sheet.remove(named)
        known = free_name(draft, "xl/drawings/vmlDrawing{}.vml")
        set_drawing(sheet, office, relate(draft, part, f"{office}/vmlDrawing", known))
        declare_extension(draft, "vml", _VML)
        draft.raw[known] = add_boxes(blank_drawing(), added, measures(sheet))
        return
    drawing = read_part(draft.package, known)
    draft.raw[known] = add_boxes(grow_boxes(drawing, grown), added, measures(sheet))


def _tag(near: Element, name: str) -> str:
    return f"{{{etree.QName(near).namespace}}}{name}"
