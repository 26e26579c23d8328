"""Stories as Word documents in the looks that offices give to running text: type, paper, indents, alignment, spacing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from tools.forge.figures import Report
from tools.forge.narrative import long_story
from tools.forge.render_docx import package, run, table
from tools.forge.story import Passage, Story, flow

_FONTS = ("Noto Sans CJK SC", "Noto Serif CJK SC", "WenQuanYi Zen Hei")
Indent = Literal["none", "first", "blanks"]

_TWIPS = 20  # in a point
_SHORT = "没有需要补充说明的情况。"


@dataclass(frozen=True, slots=True)
class Look:
    """How running text is set: type size in points, page and margins in millimetres, `lead` in lines, `after` in points."""

    font: str
    size: float
    width: int
    margins: tuple[int, int]
    lead: float
    after: int
    align: Literal["left", "both"]
    indent: Indent
    heading: Literal["left", "center", "indent"]


def look(seed: int | str) -> Look:
    """A look drawn by chance, the same for the same seed; paragraphs stand apart by an indent or a distance."""
    rng = Random(f"look/{seed}")
    indent: Indent = rng.choice(("none", "first", "first", "blanks"))
    return Look(
        rng.choice(_FONTS),
        rng.choice((9, 10.5, 11, 12, 14, 16)),
        rng.choice((210, 210, 216, 182)),
        rng.choice(((32, 32), (28, 26), (20, 20), (15, 25))),
        rng.choice((1, 1.25, 1.5, 2)),
        rng.choice((6, 10) if indent == "none" else (0, 0, 6, 10)),
        rng.choice(("left", "both")),
        indent,
        rng.choice(("left", "left", "center", "indent")),
    )


def told(report: Report, way: int = 0) -> Story:
    """A long story with a short line below a title, and below all the organ and the date that it is signed with."""
    tale = long_story(report, way)
    first, second, third, fourth, fifth, sixth = tale.sections
    signed = (report.organ, f"{report.year + 1}年1月20日")
    fourth, sixth = replace(fourth, items=(_SHORT, *fourth.items)), replace(sixth, items=(*sixth.items, *signed))
    return replace(tale, sections=(first, second, third, fourth, fifth, sixth))


def letter(tale: Story, form: Look) -> bytes:
    """The story as a Word document of that look."""
    page = f'<w:pgSz w:w="{_mm(form.width)}" w:h="{_mm(297)}"/>'
    left, right = map(_mm, form.margins)
    edges = f'<w:pgMar w:top="1200" w:bottom="1200" w:left="{left}" w:right="{right}"/>'
    room = _mm(form.width) - left - right
    return package(_blocks(tale, form, room), f"{page}{edges}")


def _blocks(tale: Story, form: Look, room: int) -> Iterator[str]:
    signed = {text for text in tale.sections[-1].items[-2:] if isinstance(text, str)}
    for piece in flow(tale):
        if isinstance(piece, Passage):
            yield _paragraph(piece, form, piece.text in signed)
        else:
            yield _fitted(table(piece), room) + "<w:p/>"


def _paragraph(piece: Passage, form: Look, signed: bool) -> str:
    size = form.size * 1.4 if piece.kind == "title" else form.size
    align, indent, blanks = form.align, 2 * size if form.indent == "first" else 0.0, form.indent == "blanks"
    if piece.kind != "prose":
        indent, blanks = (2 * size if form.heading == "indent" and piece.kind == "heading" else 0.0), False
        align = "center" if piece.kind == "title" or form.heading == "center" else align  # type: ignore[assignment]
    if signed:
        align, indent, blanks = "right", 0.0, False  # type: ignore[assignment]
    space = f'<w:spacing w:after="{form.after * _TWIPS}" w:line="{round(form.lead * 240)}" w:lineRule="auto"/>'
    told_look = f'<w:pPr>{space}<w:ind w:firstLine="{round(indent * _TWIPS)}"/><w:jc w:val="{align}"/></w:pPr>'
    font = f'<w:rFonts w:eastAsia="{form.font}" w:ascii="{form.font}" w:hAnsi="{form.font}"/>'
    type_ = f'<w:r><w:rPr>{font}<w:sz w:val="{round(2 * size)}"/></w:rPr>'
    text = run(("　　" if blanks else "") + piece.text)
    return f"<w:p>{told_look}{text.replace('<w:r>', type_)}</w:p>"


def _fitted(text: str, room: int) -> str:
    count = text.count("<w:gridCol ")
    return re.sub(r'<w:gridCol w:w="\d+"', f'<w:gridCol w:w="{room // count}"', text)


def _mm(length: int) -> int:
    return round(length * 56.7)
