"""An annotated copy of a text document: faulty cells shaded, sentences highlighted, each with a comment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from validator.desk.annotate_docx_comments import Span, comment, comments_part
from validator.desk.annotate_docx_text import mark_sentence, shade
from validator.desk.annotate_planned import Planned, planned_words
from validator.desk.annotate_words import Look, findings, head, marked_cells, marked_paragraph, note, worse
from validator.desk.package_draft import Draft, Element, packed, root, sign
from validator.model import Case, Finding, Paragraph, Place, Report
from validator.read.docx_markup import children, kind, numbers
from validator.read.package import damaged, main_part, open_package

_ADVICE = "用 Word 或 WPS 打开后另存为 .docx"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
#: Comments of one finding; further cells are only shaded.
_MOST_COMMENTS = 20
_AGAIN = "同一个问题，说明见这一条的第一处批注。"

Elements = Mapping[int, Element]  # paragraphs and cells by their numbers


def annotate(data: bytes, name: str, reports: Sequence[Report], planned: Sequence[Planned] = ()) -> bytes:
    """The .docx or .docm `data` with the findings of `reports` marked, and what is `planned`; `name` is for messages.

    Raises Unreadable (F001 to F006) where the package cannot be changed.
    """
    draft = Draft(open_package(data, name, _ADVICE))
    part = main_part(draft.package)
    if part is None:
        raise damaged(name, _ADVICE)
    tree = root(draft, part)
    strict = "purl.oclc.org" in (etree.QName(tree).namespace or "")
    elements = {number: element for element, number in numbers(tree).items()}
    for number, look in _shaded(reports).items():
        if number in elements:
            shade(elements[number], look.colour, striped=look.maybe)
    spans = [(f, [*_spans(f, r.case, elements)] or _head(r.case, elements)) for r, f in findings(reports)]
    wishes = [(planned_words(one), span) for one in planned if (span := _of_place(one.place, elements))]
    if wishes or any(found for _, found in spans):
        comments = comments_part(draft, part, _STRICT if strict else _OFFICE)
        _comment(comments, spans)
        for text, span in wishes:
            comment(comments, span, text)
    else:
        draft.roots.clear()  # nothing to mark: every part as it was
    sign(draft)
    return packed(draft)


def _comment(comments: Element, spans: Sequence[tuple[Finding, Sequence[Span]]]) -> None:
    """The whole text once for each finding, where it stands first."""
    for finding, found in spans:
        for at, span in enumerate(found[:_MOST_COMMENTS]):
            comment(comments, span, f"{head(finding)}\n{_AGAIN}" if at else note(finding))


def _shaded(reports: Sequence[Report]) -> dict[int, Look]:
    """Number of a cell → the worst look that a finding gives it."""
    found: dict[int, Look] = {}
    for _, finding in findings(reports):
        for cell, look in marked_cells(finding):
            if cell.place.offset is not None:
                found[cell.place.offset] = worse(found.get(cell.place.offset), look)
    return found


def _spans(finding: Finding, case: Case, elements: Elements) -> Iterator[Span]:
    """What its comments are about: the sentence, then the cells; without any, its table."""
    said, cells = marked_paragraph(finding, case), marked_cells(finding)
    if said is not None and (span := _of_sentence(said, finding.evidence or "", elements)):
        yield span
    places = [cell.place for cell, _ in cells]
    if said is None and not cells:
        places = [cell.place for cell in case.cells if cell.table == finding.table][:1]
    for place in places:
        if span := _of_place(place, elements):
            yield span


def _head(case: Case, elements: Elements) -> list[Span]:
    """The title, else the first paragraph or cell, else the first of the file: what has no place is told there."""
    titles = [p.place for p in case.paragraphs if case.title and case.title in "".join(p.text.split())]
    places = [*titles, *(p.place for p in case.paragraphs), *(cell.place for cell in case.cells), Place(offset=1)]
    spans = (_of_place(place, elements) for place in places)
    return [span for span in spans if span][:1]


def _of_sentence(said: Paragraph, sentence: str, elements: Elements) -> Span | None:
    """The sentence itself; the whole paragraph where it cannot be told apart in it."""
    element = elements.get(said.place.offset or 0)
    if element is None:
        return None
    held = [element] if kind(element) == "w:p" else list(_paragraphs(element))
    for paragraph in held:
        runs = mark_sentence(paragraph, sentence)
        if runs and _host(paragraph) is paragraph:
            return Span(*runs)
    return _of_place(said.place, elements)


def _of_place(place: Place, elements: Elements) -> Span | None:
    """A paragraph, or all paragraphs of a cell."""
    element = elements.get(place.offset or 0)
    if element is None:
        return None
    held = [element] if kind(element) == "w:p" else list(_paragraphs(element))
    return Span(_host(held[0]), _host(held[-1]), inside=True) if held else None


def _paragraphs(cell: Element) -> Iterator[Element]:
    for child in children(cell):
        if kind(child) == "w:p":
            yield child
        elif kind(child) in ("w:tbl", "w:tr", "w:tc"):
            yield from _paragraphs(child)


def _host(paragraph: Element) -> Element:
    """The paragraph that a text box hangs on: inside a text box no comment may stand."""
    boxes = [a for a in paragraph.iterancestors() if kind(a) == "w:txbxContent"]
    if not boxes:
        return paragraph
    return next((a for a in boxes[-1].iterancestors() if kind(a) == "w:p"), paragraph)
