"""The comments of a text document: the part that holds them, and the marks in the text that they belong to."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from validator.desk.annotate_words import AUTHOR
from validator.desk.package_draft import Draft, Element, declare, free_name, has, new_root, relate, root
from validator.read.package import relations

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INITIALS = "核验"


@dataclass(frozen=True, slots=True)
class Span:
    """What a comment is about: from before `first` to behind `last`; `inside`: these are paragraphs, and what is in them."""

    first: Element
    last: Element
    inside: bool = False


def comments_part(draft: Draft, part: str, office: str) -> Element:
    """The comments of the main `part`, to be added to; `office`: how the types of its links begin."""
    known = next((link.target for link in relations(draft.package, part) if link.kind == "comments"), None)
    if known is not None and has(draft, known):
        return root(draft, known)
    space = etree.QName(root(draft, part)).namespace
    made = free_name(draft, "word/comments{}.xml") if has(draft, "word/comments.xml") else "word/comments.xml"
    relate(draft, part, f"{office}/comments", made)
    declare(draft, made, _TYPE)
    return new_root(draft, made, etree.Element(f"{{{space}}}comments", nsmap={"w": space}))


def comment(comments: Element, span: Span, text: str) -> None:
    """Add a comment, a paragraph for each line of `text`, and its marks round `span`."""
    numbers = [int(n) for c in comments.iterchildren("{*}comment") if (n := c.get(_tag(c, "id"), "")).isdecimal()]
    number = str(max(numbers, default=-1) + 1)
    made = etree.SubElement(comments, _tag(comments, "comment"))
    for name, value in (("id", number), ("author", AUTHOR), ("initials", _INITIALS)):
        made.set(_tag(comments, name), value)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(made, _tag(made, "p")), _tag(made, "r"))
        words = etree.SubElement(run, _tag(made, "t"))
        words.text = line
        words.set(_SPACE, "preserve")
    _mark(span, number)


def _mark(span: Span, number: str) -> None:
    """Where the comment begins and ends, and behind that the run that refers to it."""
    start, end = (_numbered(span.first, name, number) for name in ("commentRangeStart", "commentRangeEnd"))
    reference = etree.Element(_tag(span.last, "r"))
    reference.append(_numbered(span.last, "commentReference", number))
    if span.inside:
        properties = [n for n, child in enumerate(span.first) if child.tag == _tag(span.first, "pPr")]
        span.first.insert(properties[0] + 1 if properties else 0, start)
        span.last.extend((end, reference))
    else:
        span.first.addprevious(start)
        span.last.addnext(end)
        end.addnext(reference)


def _numbered(near: Element, name: str, number: str) -> Element:
    made = etree.Element(_tag(near, name))
    made.set(_tag(near, "id"), number)
    return made


def _tag(near: Element, name: str) -> str:
    return f"{{{etree.QName(near).namespace}}}{name}"
