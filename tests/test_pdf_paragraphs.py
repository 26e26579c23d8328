"""Running text of a PDF: the paragraphs, and the verdict, of the document that it was printed from."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable, Sequence

import pytest

pytest.importorskip("reportlab")
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tools.forge.figures import sound
from tools.forge.render_letter import letter, look, told
from tools.forge.render_pdf import paper, printed
from tools.forge.render_pdf_canvas import drawn
from tools.forge.story import Passage, flow
from validator.model import Document, Paragraph
from validator.pipeline import extract, judge
from validator.read import docx
from validator.read.pdf import read

FONT = "STSong-Light"
SIZE = 10
#: LibreOffice loses punctuation that hangs out of justified text; a table's banner may stand alone above a page break.
LOST = re.compile(r"[\s，。、；：]|^第二十条第（.）项$")

LONG = "二〇二四年收到申请五十四件并按时答复，"
TITLE = "四、政府信息公开行政复议、行政诉讼情况"

Page = Sequence[tuple[float, str]]  # lines 20 points apart: how far each is from the left side, and its text


def printed_lines(*pages: Page) -> list[str]:
    """The paragraphs of pages of lines in 10 points from 60 points on."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        for n, (indent, text) in enumerate(page):
            canvas.drawString(60 + indent, 780 - 20 * n, text)
        canvas.showPage()
    canvas.save()
    return paragraphs(read(out.getvalue(), "a.pdf"))


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def said(texts: Iterable[str]) -> list[str]:
    return [bare for text in texts if (bare := LOST.sub("", text))]


def test_a_short_line_below_a_title_is_not_the_title() -> None:
    body: Page = [(0, LONG * 2), (0, "其中予以公开二十件。")]
    assert printed_lines(body, [(0, TITLE), (0, "没有补充说明。")])[-2:] == [TITLE, "没有补充说明。"]
    full = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    assert printed_lines([(0, full), (0, "没有。")]) == [full, "没有。"]


def test_a_line_goes_on_where_the_next_word_found_no_room() -> None:
    first = LONG * 2
    body: Page = [(20, first), (0, first + "并"), (0, "其中上年结转3件。"), (20, "监督保障情况良好。")]
    assert printed_lines(body) == [first + first + "并其中上年结转3件。", "监督保障情况良好。"]
    # The figure and its unit, the bracket and what it opens, were too wide for the line above.
    for word in ("件，", "2024年", "（含", "98.5%，"):
        cut: Page = [(20, first), (0, first + "一二"), (0, first), (0, f"{word}其余办结。")]
        assert printed_lines(cut) == [first + first + "一二" + first + f"{word}其余办结。"]


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    first = LONG * 2
    body: Page = [(0, first + "一二三四五"), (20, first), (0, "件数为零。")]
    assert printed_lines(body) == [first + "一二三四五", first, "件数为零。"]


def test_a_title_over_two_lines_is_one() -> None:
    whole = "云桥市人民政府办公室及所属各单位和各镇街道办事处二〇二四年政府信息公开工作"
    side = len(whole) * SIZE
    body: Page = [(0, whole), (side / 2 - 20, "年度报告"), (20, whole[2:]), (0, whole)]
    assert printed_lines(body)[0] == whole + "年度报告"
    apart: Page = [(100, "云桥市人民政府"), (90, "二〇二四年年度报告"), (20, LONG * 2), (0, LONG * 2)]
    assert printed_lines(apart)[:2] == ["云桥市人民政府", "二〇二四年年度报告"]


def test_paragraphs_that_stand_apart_do_not_run_on() -> None:
    first = LONG * 2
    lines: Page = [(0, first), (0, first), (0, first + "。"), (0, ""), (0, first), (0, first)]
    assert len(printed_lines(lines)) == 2


def test_a_list_mark_begins_a_paragraph_behind_a_sentence() -> None:
    first = LONG * 2
    assert printed_lines([(0, first[:-1] + "。"), (0, "（二）" + first)]) == [first[:-1] + "。", "（二）" + first]


def test_drawn_pages_give_back_what_was_drawn() -> None:
    for seed in range(6):
        tale = told(sound(seed, "2021"), seed)
        lines = [piece.text for piece in flow(tale) if isinstance(piece, Passage)]
        assert said(paragraphs(read(drawn(tale, paper(seed)), "a.pdf"))) == said(lines)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_printed_document_reads_as_the_document() -> None:
    """Types, papers, indents, alignments and spacings drawn by chance; all printed in one start of the program."""
    seeds = (1, 5, 15, 23, 25, 73, 90, 104)
    sources = [letter(told(sound(seed, ("2021", "2019")[seed % 2]), seed), look(seed)) for seed in seeds]
    for source, pdf in zip(sources, printed(sources), strict=True):
        assert said(paragraphs(read(pdf, "a.pdf"))) == said(paragraphs(docx.read(source, "a.docx")))
        (one,), (other,) = (judge(extract(data, name)) for data, name in ((source, "a.docx"), (pdf, "a.pdf")))
        assert [(f.rule, f.severity) for f in other.findings] == [(f.rule, f.severity) for f in one.findings]
        assert (other.status, other.case.title, other.case.organ) == (one.status, one.case.title, one.case.organ)
