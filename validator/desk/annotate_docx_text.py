"""Marks in the text itself: shaded cells, and a sentence highlighted, be it in one run or in many."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from validator.han import simplified
from validator.read.docx_markup import Element, children, kind, own

#: What stands behind shading in a cell's properties, and behind highlighting in a run's, in the order of the format.
_BEHIND_SHADING = frozenset(
    f"w:{name}"
    for name in (
        *("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers"),
        *("cellIns", "cellDel", "cellMerge", "tcPrChange"),
    )
)
_BEFORE_HIGHLIGHT = frozenset(
    f"w:{name}"
    for name in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
        *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
        *("position", "sz", "szCs", "ins", "del", "moveFrom", "moveTo"),
    )
)

Letter = tuple[Element, int, str]  # the `w:t` it stands in, where in it, the letter


def shade(cell: Element, colour: str, striped: bool = False) -> None:
    """Fill a table cell, or draw stripes on white; `colour`: RRGGBB."""
    properties = own(cell, "w:tcPr")
    if properties is None:
        properties = etree.Element(_tag(cell, "tcPr"))
        cell.insert(0, properties)
    old = own(properties, "w:shd")
    if old is not None:
        properties.remove(old)
    made = etree.Element(_tag(cell, "shd"))
    pattern = ("thinDiagStripe", colour, "FFFFFF") if striped else ("clear", "auto", colour)
    for name, value in zip(("val", "color", "fill"), pattern, strict=True):
        made.set(_tag(cell, name), value)
    behind = next((child for child in properties if kind(child) in _BEHIND_SHADING), None)
    if behind is None:
        properties.append(made)
    else:
        behind.addprevious(made)


def mark_sentence(paragraph: Element, sentence: str) -> tuple[Element, Element] | None:
    """Highlight `sentence`; its first and last run. None where the paragraph does not hold it in runs of text."""
    letters = list(_letters(paragraph))
    at = _find("".join(letter for _, _, letter in letters), "".join(sentence.split()))
    if at is None or any(kind(_run(text)) != "w:r" for text, _, _ in letters[slice(*at)]):
        return None
    last, end, _ = letters[at[1] - 1]
    _split(last, end + 1)
    first, start, _ = letters[at[0]]
    begun = _split(first, start)
    if last is first:
        last = begun
    texts = list(dict.fromkeys(text for text, _, _ in letters[slice(*at)] if text is not first))
    runs = list(dict.fromkeys([_run(begun), *map(_run, texts)]))
    for run in runs:
        _highlight(run)
    return runs[0], runs[-1]


def _letters(element: Element) -> Iterator[Letter]:
    """The letters that count, blanks left out: how a sentence is broken over lines is nobody's matter."""
    for child in children(element):
        if kind(child) == "w:t":
            yield from ((child, at, letter) for at, letter in enumerate(child.text or "") if not letter.isspace())
        elif kind(child) not in ("w:drawing", "w:pict", "w:object"):
            yield from _letters(child)


def _find(text: str, sentence: str) -> tuple[int, int] | None:
    """Where the sentence stands, in the text as it is or in simplified characters."""
    for form in (text, simplified(text)):
        at = form.find(sentence)
        if at >= 0 and sentence and len(form) == len(text):
            return at, at + len(sentence)
    return None


def _run(text: Element) -> Element:
    holder = text.getparent()
    assert holder is not None  # a `w:t` is never a root
    return holder


def _split(text: Element, at: int) -> Element:
    """Cut the run of a `w:t` before its letter `at`; the `w:t` that begins there."""
    words = text.text or ""
    run = _run(text)
    leading = all(kind(child) == "w:rPr" for child in text.itersiblings(preceding=True))
    if at <= 0 and leading:
        return text
    if at >= len(words) and text.getnext() is None:
        return text
    made = etree.Element(run.tag)
    for name, value in run.attrib.items():
        made.set(name, value)
    properties = own(run, "w:rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    rest = deepcopy(text)
    made.append(rest)
    made.extend(list(text.itersiblings()))
    text.text, rest.text = words[:at], words[at:]
    for part in (text, rest):
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(made)
    return rest


def _highlight(run: Element) -> None:
    properties = own(run, "w:rPr")
    if properties is None:
        properties = etree.Element(_tag(run, "rPr"))
        run.insert(0, properties)
    if own(properties, "w:highlight") is None:
        made = etree.Element(_tag(run, "highlight"))
        made.set(_tag(run, "val"), "yellow")
        properties.insert(sum(kind(child) in _BEFORE_HIGHLIGHT for child in properties), made)


def _tag(near: Element, name: str) -> str:
    return f"{{{etree.QName(near).namespace}}}{name}"
