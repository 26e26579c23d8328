"""PDF pages that show less than the report holds, or more: cut tables, pages side by side, struck-out text."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest

pytest.importorskip("reportlab")
from reportlab.pdfgen.canvas import Canvas

from tests.test_read_pdf import A4, ROWS, XS, doubts, figures, grids, made, table, texts, truth
from tools.forge import render_pdf
from tools.forge.figures import rewritten, sound
from tools.forge.layouts import companion
from tools.forge.render_pdf_canvas import STRAY, drawn
from tools.forge.story import Story, story
from tools.golden import ROOT
from validator.model import BESIDE, Document, Observation
from validator.partition.parts import observations_in, split_parts
from validator.pipeline import extract, judge
from validator.read.pdf import read
from validator.read.pdf_piece import CUT_OFF

SPOT = ("requests", "granted", "natural_person")
Draw = tuple[float, float, float]  # from, to, height of a line


def document(*lines: Draw, rows: Sequence[Sequence[str]] = ROWS, size: float = 10) -> Document:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", size)
        table(canvas, rows)
        for start, stop, height in lines:
            canvas.line(start, height, stop, height)

    return read(made(draw), "a.pdf")


def struck(found: Document) -> list[tuple[str, int]]:
    return [(o.text, o.number) for o in found.observations if o.kind == "struck_text"]


# ---------------------------------------------------------------- struck-out text


@pytest.mark.parametrize("size", [7, 10, 14])
def test_struck_text_is_left_out_and_told(size: float) -> None:
    rows = (ROWS[0], ("1.重复申请", "9159", "12"), ROWS[2])
    middle = 666 + 0.3 * size
    found = document((223, 223 + size / 2, middle), (283, 283 + size, middle + 1.5), rows=rows, size=size)
    assert texts(grids(found)[0])[1] == ("1.重复申请", "159", "")
    assert struck(found) == [("9 12", 1)]
    assert found.observations[0].place is not None and found.observations[0].place.page == 1
    assert not doubts(found)


def test_lines_under_and_over_a_figure_do_not_strike_it() -> None:
    found = document((223, 228, 664.8), (283, 293, 676))
    assert (texts(grids(found)[0]), struck(found), doubts(found)) == (list(ROWS), [], [])


def test_a_line_through_a_whole_row_leaves_it_open() -> None:
    found = document((60, 340, 669.5))
    assert struck(found) == []
    assert doubts(found)


def test_struck_text_on_a_printed_page() -> None:
    pytest.importorskip("weasyprint")
    from weasyprint import HTML

    report = sound("struck", "2021")
    page = re.sub(r"(<td[^>]*>)(\d+</td>)", r"\1<s>7</s>\2", render_pdf.web_page(story(report), A4))
    page = page.replace("2.重复申请</td>", "<s>旧的行名</s>2.重复申请</td>")
    data = HTML(string=page).write_pdf()
    assert figures(data) == truth(report)
    assert len(struck(read(data, "a.pdf"))) >= 25


# ---------------------------------------------------------------- tables that the page cuts


def test_a_table_that_runs_off_the_page_is_told() -> None:
    wide = (60.0, 300.0, 500.0, 640.0)
    found = read(made(lambda canvas: table(canvas, ROWS, xs=wide)), "a.pdf")
    assert doubts(found) == [CUT_OFF] * 2
    assert not any(cell.unproved for cell in grids(found)[0].row(0))


def test_a_table_without_its_right_side_is_told() -> None:
    def draw(canvas: Canvas) -> None:
        for y in (700, 680, 660):
            canvas.line(60, y, 340, y)
        for x in XS[:-1]:
            canvas.line(x, 700, x, 660)
        for row, y in zip(ROWS, (686, 666), strict=False):
            for text, x in zip(row, XS, strict=False):
                canvas.drawString(x + 3, y, text)

    assert doubts(read(made(draw), "a.pdf")) == [CUT_OFF]


def test_a_wide_page_gives_no_wrong_figure() -> None:
    pytest.importorskip("weasyprint")
    from weasyprint import HTML

    report = sound("wide", "2021")
    page = render_pdf.web_page(story(report), A4).replace("width:100%", "width:140%")
    due = truth(report)
    data = HTML(string=page).write_pdf()
    assert all(due[key] == value for key, value in figures(data).items())
    assert CUT_OFF in doubts(read(data, "a.pdf"))
    (judged,) = judge(extract(data, "年报.pdf"))
    assert judged.status == "incomplete"
    assert [f.message for f in judged.findings if f.severity == "error"] == []


LEFT = (("信息内容", "自然人"), ("1.重复申请", "3"), ("2.其他", ""))
RIGHT = (("商业企业", "总计"), ("9", "12"), ("0", "4075"))


def side(rows: Sequence[Sequence[str]], top: float = 700) -> Document:
    def right(canvas: Canvas) -> None:
        table(canvas, rows, top=top, xs=(60, 140, 200))

    return read(made(lambda canvas: table(canvas, LEFT, xs=(60, 220, 280)), right), "a.pdf")


def test_columns_on_the_next_page_are_told_never_joined() -> None:
    found = side(RIGHT)
    assert [texts(grid) for grid in grids(found)] == [list(LEFT), list(RIGHT)]
    assert doubts(found) == [BESIDE] * 2  # a blank cell may belong to a figure on the other page
    assert side(RIGHT, top=690).observations == ()
    assert side((("信息内容", "总计"), ("1.重复申请", "12"), ("2.其他", "0"))).observations == ()


@pytest.mark.parametrize("sample", ["S201-row.xls", "V001-see-attachment.xlsx"])
def test_what_a_table_in_pieces_lacks_may_be_on_the_other_page(sample: str) -> None:
    (whole,) = extract((ROOT / "2021/broken" / sample).read_bytes(), sample)
    pieces = replace(whole, observations=(*whole.observations, Observation("unproved", note=BESIDE)))
    before, after = (judge([case])[0].findings for case in (whole, pieces))
    assert [f.severity for f in before if f.rule == sample[:4]] == ["error"]
    (told,) = [f for f in after if f.rule == sample[:4]]
    assert (told.severity, told.message[:5]) == ("warning", "请先核对读")


def test_one_row_at_the_head_of_two_pages_is_chance() -> None:
    def first(canvas: Canvas) -> None:
        table(canvas, LEFT[1:2], top=800, xs=(60, 220, 280))

    found = read(made(first, lambda canvas: table(canvas, RIGHT[1:2], top=800, xs=(60, 140, 200))), "a.pdf")
    assert not doubts(found)


def test_equal_reports_in_one_file_are_not_side_by_side() -> None:
    report = sound("twice", "2021")
    parts = split_parts(read(together(story(report), story(companion(report))), "a.pdf"), "a.pdf")
    assert len(parts) == 2
    assert not doubts(read(together(story(report), story(report)), "a.pdf"))


def together(*tales: Story) -> bytes:
    whole = pypdfium2.PdfDocument.new()
    for tale in tales:
        whole.import_pages(pypdfium2.PdfDocument(drawn(tale, A4)))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- whose observation it is


def test_what_the_reader_saw_goes_to_the_report_it_stands_in() -> None:
    report = sound("parts", "2021")
    spoiled = rewritten(companion(report), [(SPOT, f"{STRAY}3")])
    whole = read(together(story(report), story(spoiled)), "a.pdf")
    first, second = split_parts(whole, "a.pdf")
    assert whole.observations
    assert observations_in(first, whole) == ()
    assert observations_in(second, whole) == whole.observations
