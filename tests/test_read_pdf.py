"""The PDF reader: every way of drawing a table gives the same cells, and what is not proved is left open and told."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("reportlab")
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tools.forge import render_pdf
from tools.forge.figures import Report, sound, values
from tools.forge.layouts import companion
from tools.forge.render_pdf import Paper
from tools.forge.render_pdf_canvas import drawn
from tools.forge.render_pdf_pens import PENS
from tools.forge.story import story
from validator.model import Document, Grid, Image, Paragraph, Unreadable
from validator.partition.parts import split_parts
from validator.read.pdf import read
from validator.read.pdf_document import MAX_PAGES
from validator.read.pdf_glyphs import han
from validator.tables.locate import locate
from validator.tables.melt import melt

FONT = "STSong-Light"
A4 = Paper(210, 297, 10, 18, 2, "1px solid #000", True, False, "center", "Noto Sans CJK SC", 260)
WIDE = Paper(297, 210, 9, 18, 2, "1px solid #000", True, False, "left", "Noto Sans CJK SC", 100)
XS = (60.0, 220.0, 280.0, 340.0)
ROWS = (("信息内容", "自然人", "总计"), ("1.重复申请", "3", "12"), ("2.其他", "0", "4075"))

Draw = Callable[[Canvas], None]


def made(*pages: Draw, **options: object) -> bytes:
    """A file with one page for each function that draws one; y runs up, as in the format."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, **options)
    for draw in pages:
        canvas.setFont(FONT, 10)
        canvas.setLineWidth(0.6)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def table(
    canvas: Canvas, rows: Sequence[Sequence[str]], top: float = 700, open_: str = "", xs: Sequence[float] = XS
) -> None:
    """Rows 20 points high. `open_` names lines that are not drawn: top, bottom."""
    ys = [top - 20 * n for n in range(len(rows) + 1)]
    for n, y in enumerate(ys):
        if not (n == 0 and "top" in open_) and not (n == len(rows) and "bottom" in open_):
            canvas.line(xs[0], y, xs[-1], y)
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for row, (y, _) in zip(rows, pairwise(ys), strict=True):
        for text, x in zip(row, xs, strict=False):
            canvas.drawString(x + 3, y - 14, text)


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def texts(grid: Grid) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in grid.row(n)) for n in range(len(grid.index))]


def doubts(document: Document) -> list[str]:
    return [o.note for o in document.observations if o.kind in ("unproved", "unruled")]


def figures(data: bytes) -> dict[tuple[str, str, str], object]:
    """Every mandated figure of the first report in the file, as the program reads it."""
    part = split_parts(read(data, "年报.pdf"), "年报.pdf")[0]
    _, cells = melt(locate(part.blocks, part.year))
    return {cell.key: cell.value for cell in cells}


def truth(report: Report) -> Mapping[tuple[str, str, str], object]:
    every = values(report)
    return {(t, r, c): x for t, rows in every.items() for r, line in rows.items() for c, x in line.items()}


# ---------------------------------------------------------------- one table


def test_cells_paragraphs_and_places() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 760, "云桥市民政局2024年政府信息公开工作年度报告")
        table(canvas, ROWS)

    document = read(made(draw), "a.pdf")
    assert document.reader == "pdf"
    title, grid = document.blocks
    assert isinstance(title, Paragraph) and isinstance(grid, Grid)
    assert title.text == "云桥市民政局2024年政府信息公开工作年度报告"
    assert title.place.where == "第1页第1段"
    assert texts(grid) == list(ROWS)
    last = grid.row(2)[2].place
    assert last is not None and last.box is not None
    assert (last.where, last.page) == ("第1页表1 第3行第3列", 1)
    assert [round(x) for x in last.box] == [280, 182, 340, 202]
    assert not document.observations


@pytest.mark.parametrize("rotation", ["upright", "flagged", "sideways"])
@pytest.mark.parametrize("pen", [pen for pen in PENS if pen != "none"])
def test_every_way_of_drawing_lines(pen: str, rotation: str) -> None:
    report = sound(f"{pen}/{rotation}", "2021" if len(pen) % 2 else "2019")
    form = WIDE if rotation == "flagged" else A4
    assert figures(drawn(story(report), form, pen, rotation)) == truth(report)  # type: ignore[arg-type]


def test_lines_left_out_at_the_page_break() -> None:
    report = sound("open", "2021", scale="large")
    assert figures(drawn(story(report), A4, "strokes", close=False)) == truth(report)


def test_text_on_its_side_and_over_several_lines() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [("", "", "")], xs=(60, 80, 200, 260))
        canvas.line(60, 620, 260, 620)
        for x in (60, 80, 200, 260):
            canvas.line(x, 680, x, 620)
        canvas.drawString(83, 660, "未经复议")
        canvas.drawString(83, 645, "直接起诉")
        canvas.drawString(203, 650, "7")
        canvas.saveState()
        canvas.translate(74, 624)
        canvas.rotate(90)
        canvas.drawString(0, 0, "行政诉讼")
        canvas.restoreState()

    (grid,) = grids(read(made(draw), "a.pdf"))
    assert texts(grid)[1] == ("行政诉讼", "未经复议直接起诉", "7")


def test_radicals_become_characters() -> None:
    assert han("⾏政机关⺠政⻓期⻔⼾") == "行政机关民政长期门户"
    assert han("１２，３４①") == "１２，３４①"


# ---------------------------------------------------------------- what cannot be seen


def test_hidden_white_doubled_and_outlying_text() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, ROWS)
        canvas.drawString(223.3, 666, "3")  # again, as bold is imitated
        hidden = canvas.beginText(250, 666)
        hidden.setTextRenderMode(3)
        hidden.textOut("99")
        canvas.drawText(hidden)
        canvas.setFillGray(1)
        canvas.drawString(300, 666, "88")
        canvas.setFillGray(0)
        canvas.drawString(-90, 666, "77")

    (grid,) = grids(read(made(draw), "a.pdf"))
    assert texts(grid) == list(ROWS)


def test_white_text_on_a_coloured_cell_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(60, 680, 280, 20, stroke=0, fill=1)
        canvas.setFillGray(1)
        table(canvas, ROWS[:1])
        canvas.setFillGray(0)
        table(canvas, ROWS[1:], top=680)

    (grid,) = grids(read(made(draw), "a.pdf"))
    assert texts(grid) == list(ROWS)


def test_filled_in_form_fields_are_read() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [ROWS[0], ("1.重复申请", "3", "")])
        canvas.acroForm.textfield(value="12", x=285, y=662, width=40, height=16, borderWidth=0, fontSize=9)

    (grid,) = grids(read(made(draw), "a.pdf"))
    assert texts(grid)[1] == ("1.重复申请", "3", "12")


def test_a_page_without_text_is_a_picture() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.rect(100, 100, 300, 300)

    document = read(made(lambda canvas: canvas.drawString(60, 700, "封面"), scan), "a.pdf")
    assert [type(block) for block in document.blocks] == [Paragraph, Image]
    assert document.blocks[1].place.where == "第2页"  # type: ignore[union-attr]


# ---------------------------------------------------------------- page breaks


def two_pages(above: Sequence[Sequence[str]], below: Sequence[Sequence[str]], closed: bool = True) -> Document:
    def first(canvas: Canvas) -> None:
        table(canvas, above, top=120, open_="" if closed else "bottom")
        canvas.drawCentredString(297, 20, "- 1 -")

    def second(canvas: Canvas) -> None:
        table(canvas, below, top=800, open_="" if closed else "top")
        canvas.drawCentredString(297, 20, "- 2 -")

    return read(made(first, second), "a.pdf")


def test_a_table_goes_on_without_its_header() -> None:
    (grid,) = grids(two_pages(ROWS[:2], ROWS[2:], closed=False))
    assert texts(grid) == list(ROWS)
    assert grid.row(2)[0].place.where == "第2页表1 第3行第1列"  # type: ignore[union-attr]


def test_a_header_printed_again_is_left_out() -> None:
    (grid,) = grids(two_pages(ROWS[:2], (ROWS[0], ROWS[2])))
    assert texts(grid) == list(ROWS)


@pytest.mark.parametrize(("shift", "tables"), [(0, 1), (17, 2)])
def test_tables_right_below_each_other_are_told_by_their_columns(shift: float, tables: int) -> None:
    rows = (tuple("甲123456"), tuple("乙654321"))
    xs = [60.0, *(160.0 + 40 * n for n in range(7))]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 10)
        table(canvas, rows, 700, xs=xs)
        table(canvas, rows, 660, xs=[xs[0], *(x + shift for x in xs[1:-1]), xs[-1]])

    found = read(made(draw), "a.pdf")
    assert [row for grid in grids(found) for row in texts(grid)] == [*rows, *rows]
    assert (len(grids(found)), doubts(found)) == (tables, [])


def test_a_row_cut_in_two_is_one_row() -> None:
    label = "5.要求行政机关确认或重新出具已"  # as long as its cell is wide
    (grid,) = grids(two_pages((ROWS[0], (label, "6", "7")), (("获取信息", "", ""), ROWS[2])))
    assert texts(grid) == [ROWS[0], (label + "获取信息", "6", "7"), ROWS[2]]


def test_names_of_columns_cut_in_two_are_whole() -> None:
    columns, rest = ("", "自然人", "科研", "法律服务"), ("", "", "机构", "机构")
    whole = ("", "自然人", "科研机构", "法律服务机构")
    xs = (*XS, 400.0)

    def first(canvas: Canvas) -> None:
        table(canvas, (columns,), top=60, xs=xs)

    def second(canvas: Canvas) -> None:
        table(canvas, (rest, ("1.重复申请", "3", "0", "12")), top=800, xs=xs)

    (grid,) = grids(read(made(first, second), "a.pdf"))
    assert texts(grid) == [whole, ("1.重复申请", "3", "0", "12")]


@pytest.mark.parametrize("below", [("其他", "", "机构", ""), ("", "", "机构", "3")])
def test_a_row_that_is_not_the_rest_of_names_stays_one(below: tuple[str, ...]) -> None:
    rows = ("", "自然人", "科研", "法律服务"), below
    xs = (*XS, 400.0)
    pages = [
        lambda canvas, row=row, top=top: table(canvas, (row,), top=top, xs=xs)
        for row, top in zip(rows, (60, 800), strict=True)
    ]
    (grid,) = grids(read(made(*pages), "a.pdf"))
    assert texts(grid) == list(rows)


def test_a_label_pushed_to_the_next_page_keeps_its_figures() -> None:
    (grid,) = grids(two_pages((ROWS[0], ("", "3", "12")), (("1.重复申请", "", ""), ROWS[2])))
    assert texts(grid) == list(ROWS)


def test_rows_that_only_follow_each_other_stay_apart() -> None:
    rows = (ROWS[0], ("1.重复申请", "", "")), (("2.其他", "0", "4075"),)
    (grid,) = grids(two_pages(*rows))
    assert texts(grid) == [*rows[0], *rows[1]]


def test_a_paragraph_goes_on_over_the_page() -> None:
    line = "政府信息公开工作" * 5

    def first(canvas: Canvas) -> None:
        canvas.drawString(80, 140, line[:-2])
        canvas.drawString(60, 124, line)

    document = read(made(first, lambda canvas: canvas.drawString(60, 800, "如期完成。")), "a.pdf")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == [line[:-2] + line + "如期完成。"]


def test_two_reports_in_one_file() -> None:
    report = sound("two", "2021")
    first, second = drawn(story(report), A4), drawn(story(companion(report)), A4)
    import pypdfium2

    whole = pypdfium2.PdfDocument(first)
    whole.import_pages(pypdfium2.PdfDocument(second))
    out = io.BytesIO()
    whole.save(out)
    parts = split_parts(read(out.getvalue(), "a.pdf"), "a.pdf")
    assert [part.organ for part in parts] == [report.organ, companion(report).organ]


# ---------------------------------------------------------------- what is not proved


def garbled(draw: Draw) -> Document:
    def page(canvas: Canvas) -> None:
        table(canvas, ROWS)
        draw(canvas)

    return read(made(page), "a.pdf")


def test_a_figure_across_a_line_leaves_its_row_open() -> None:
    document = garbled(lambda canvas: canvas.drawString(332, 666, "567"))
    (grid,) = grids(document)
    assert doubts(document) == ["数字压在表格线上"]
    assert all(cell.unproved for cell in grid.row(1))
    assert texts(grid)[2] == ROWS[2]


def test_figures_that_run_on_into_the_next_cell() -> None:
    document = garbled(lambda canvas: canvas.drawString(258, 666, "123456"))
    assert doubts(document) == ["数字压在表格线上"]


@settings(max_examples=60)
@given(top=st.floats(600, 700), lifts=st.lists(st.floats(-0.9, 0.9), min_size=3, max_size=3))
def test_a_number_in_the_label_is_no_part_of_the_figures_beside_it(top: float, lifts: list[float]) -> None:
    """Programs set text of other sizes and fonts a little higher or lower than the figures of its row."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 10)
        table(canvas, [("", "", "")] * len(ROWS), top)
        for number, row in enumerate(ROWS):
            for text, x, lift in zip(row, XS, lifts, strict=False):
                canvas.drawString(x + 3, top - 20 * number - 14 + lift, text)

    document = read(made(draw), "a.pdf")
    assert (texts(grids(document)[0]), doubts(document)) == (list(ROWS), [])


def test_two_figures_in_a_cell() -> None:
    assert doubts(garbled(lambda canvas: canvas.drawString(300, 666, "5"))) == ["一个单元格里不止一个数字"]


def test_figures_over_each_other() -> None:
    assert doubts(garbled(lambda canvas: canvas.drawString(225, 666, "8"))) == ["数字重叠印在一起"]


def test_a_missing_line_between_two_rows() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [("", "", "")] * 2, open_="")
        canvas.line(60, 640, 340, 640)
        for x in XS:
            canvas.line(x, 660, x, 620)
        for y, row in ((646, ("1.重复申请", "3", "12")), (626, ("2.其他", "0", "40"))):
            for x, text in zip(XS, row, strict=False):
                canvas.drawString(x + 3, y, text)

    document = read(made(draw), "a.pdf")
    assert not doubts(document)  # here the line is drawn

    def without(canvas: Canvas) -> None:
        for y in (700, 680, 620):
            canvas.line(60, y, 340, y)
        for x in XS:
            canvas.line(x, 700, x, 620)
        for y, row in ((666, ("1.重复申请", "3", "12")), (636, ("2.其他", "0", "40"))):
            for x, text in zip(XS, row, strict=False):
                canvas.drawString(x + 3, y, text)

    assert doubts(read(made(without), "a.pdf")) == ["一个单元格里不止一个数字"]


def test_a_table_without_rules_is_never_read_wrongly() -> None:
    for seed in range(6):
        report = sound(seed, "2021")
        due = truth(report)
        for key, value in figures(drawn(story(report), Random(seed).choice((A4, WIDE)), "none")).items():
            assert due[key] == value


# ---------------------------------------------------------------- files that cannot be read


def rule_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, "年报.pdf")
    return caught.value.rule


def test_files_that_cannot_be_read() -> None:
    data = made(lambda canvas: table(canvas, ROWS))
    assert rule_of(b"%PDF-1.4\nnothing") == "F001"
    assert rule_of(data[: len(data) // 3]) == "F001"
    assert rule_of(made(lambda canvas: None)) == "F002"
    assert rule_of(made(lambda canvas: table(canvas, ROWS), encrypt="secret")) == "F003"
    assert rule_of(made(*[lambda canvas: None] * (MAX_PAGES + 1))) == "F004"


def test_too_many_lines_on_a_page() -> None:
    def draw(canvas: Canvas) -> None:
        for n in range(6_000):
            canvas.line(n % 60 * 9.9, n // 60 * 8, n % 60 * 9.9 + 5, n // 60 * 8)

    assert rule_of(made(draw)) == "F004"


def test_short_dashes_are_no_lines() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, ROWS)
        for n in range(3_000):
            canvas.line(60 + n % 60 * 8, 600 - n // 60 * 8, 62 + n % 60 * 8, 600 - n // 60 * 8)

    assert texts(grids(read(made(draw), "a.pdf"))[0]) == list(ROWS)


SAMPLE = made(lambda canvas: table(canvas, ROWS))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(min_size=0, max_size=4)), max_size=12))
def test_damage_is_told_not_raised(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SAMPLE)
    for at, new in changes:
        data[at : at + len(new)] = new
    try:
        read(bytes(data), "a.pdf")
    except Unreadable as error:
        assert error.rule in ("F001", "F002", "F003", "F004")


# ---------------------------------------------------------------- the programs that offices use


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice() -> None:
    reports = [sound("office/1", "2021"), sound("office/2", "2019", scale="large")]
    found = render_pdf.libreoffice([(story(report), form) for report, form in zip(reports, (A4, WIDE), strict=True)])
    assert [figures(data) for data in found] == [truth(report) for report in reports]
    assert [doubts(read(data, "a.pdf")) for data in found] == [[], []]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_chromium() -> None:
    report = sound("browser", "2021")
    assert figures(render_pdf.chromium(story(report), A4)) == truth(report)


def test_weasyprint() -> None:
    pytest.importorskip("weasyprint")
    report = sound("print", "2021")
    assert figures(render_pdf.weasyprint(story(report), A4)) == truth(report)
