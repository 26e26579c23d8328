"""Pictures inside documents: taken along, looked into only where tables are missing, shown in their places."""

from __future__ import annotations

import io
from base64 import b64encode
from functools import cache

import docx as python_docx
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.test_read_docx import package, t
from tests.test_saved import mht
from tests.test_saved import page as saved_page
from tools.golden import ROOT
from validator.files import extract_file
from validator.model import Case, Document, Grid, Image, Paragraph, Place
from validator.pipeline import extract, judge
from validator.read import docx, html, pdf, saved
from validator.read.picture import is_installed
from validator.read.pictures import MAX_PICTURES, data_in_address, recognised, taken_along
from validator.tables.absence import may_show_more

SCAN = (ROOT / "2021/office/scan.png").read_bytes()
needs_recogniser = pytest.mark.skipif(not is_installed(), reason="识别组件未安装（[ocr]）")
TITLE = "某市民政局2023年政府信息公开工作年度报告"


def taken(document: Document) -> list[bytes | None]:
    return [block.data for block in document.blocks if isinstance(block, Image)]


# ---------------------------------------------------------------- taken along


@pytest.mark.parametrize(
    "shown", ['<w:drawing><a:blip r:embed="i1"/></w:drawing>', '<w:pict><v:imagedata r:id="i1"/></w:pict>']
)
def test_word_pictures_come_with_their_bytes(shown: str) -> None:
    body = f"{t('正文')}<w:p><w:r>{shown}</w:r></w:p>"
    assert taken(docx.read(package(body, extra={"word/media/a.png": SCAN}), "a.docx")) == [SCAN]
    assert taken(docx.read(package(body), "a.docx")) == [None]  # linked, not embedded
    assert taken(docx.read(package(body, extra={"word/media/a.png": SCAN[:900]}), "a.docx")) == [None]  # a logo


def test_web_pictures_come_with_their_bytes_where_the_page_holds_them() -> None:
    inside = f"data:image/png;base64,{b64encode(SCAN).decode()}"
    found = html.read(f'<p>正文</p><img src="{inside}"><img src="a.png"><img src="http://x/b.png">'.encode(), "a.html")
    assert taken(found) == [SCAN, None, None]
    assert data_in_address("data:image/png;base64,****") == b""  # what is no base64 is passed over
    assert data_in_address("data:image/png;base64,AAAAA") is None  # cut off
    assert data_in_address("data:text/html,x") is None


@pytest.mark.parametrize(
    ("source", "field"), [("cid:p1@x", "Content-ID: <p1@x>"), ("a.png", "Content-Location: a.png")]
)
def test_saved_pages_bring_the_pictures_that_were_saved_with_them(source: str, field: str) -> None:
    markup = f'<p>正文</p><img src="{source}">'.encode()
    data = mht(saved_page(markup), (f"Content-Type: image/png\r\n{field}", SCAN), encoding="base64")
    assert taken(saved.read(data, "a.mht")) == [SCAN]


def test_no_more_than_a_few_pictures_come_along() -> None:
    many = tuple(Image(Place(), source=str(n)) for n in range(MAX_PICTURES + 5))
    found = taken_along(many, lambda _: SCAN)
    assert [isinstance(b, Image) and b.data is not None for b in found] == [True] * MAX_PICTURES + [False] * 5


def drawn(box: tuple[float, float, float, float] | None, lines: int = 1) -> bytes:
    """A page of 400 by 600 points with that many lines of text and the scan in `box` (from the lower left)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 600), invariant=1)
    for n in range(lines):
        canvas.drawString(20, 570 - 12 * n, "Report of the bureau")
    if box:
        canvas.drawImage(ImageReader(io.BytesIO(SCAN)), *box)
    canvas.save()
    return out.getvalue()


def boxes(data: bytes) -> list[tuple[float, float, float, float] | None]:
    return [block.place.box for block in pdf.read(data, "a.pdf").blocks if isinstance(block, Image)]


def test_a_page_without_text_is_one_picture_and_a_large_picture_beside_text_another() -> None:
    assert boxes(drawn((50, 50, 300, 400), lines=0)) == [(0, 0, 400, 600)]
    ((x0, y0, x1, y1),) = (box for box in boxes(drawn((50, 50, 300, 400))) if box)
    assert [round(x) for x in (x0, y0, x1, y1)] == [50, 150, 350, 550]
    assert boxes(drawn((50, 50, 40, 40))) == []
    assert boxes(drawn((0, 0, 400, 600), lines=20)) == [None]  # a background that text is printed on


def test_what_is_drawn_is_loaded_only_for_a_recogniser() -> None:
    (data,) = taken(pdf.read(drawn((50, 50, 300, 400)), "a.pdf"))
    assert data is not None and data.startswith(b"\x89PNG") == is_installed()


# ---------------------------------------------------------------- looked into


def a_case(**changes: object) -> Case:
    values = {"edition": None, "report_year": 2023, "titled": True, **changes}
    return Case("a.docx", 1, None, "docx", year_from=None, organ=None, title=None, **values)  # type: ignore[arg-type]


def test_only_reports_that_lack_tables_are_looked_into() -> None:
    (whole,) = extract_file(str(ROOT / "2021/clean/docx-plain.docx"))
    long = (Paragraph("各项任务按计划完成。" * 100, Place()),)
    assert not may_show_more(whole)
    assert may_show_more(a_case()) and may_show_more(a_case(titled=False))
    assert not may_show_more(a_case(report_year=2017))
    assert not may_show_more(a_case(titled=False, paragraphs=long))


@pytest.mark.skipif(is_installed(), reason="识别组件已安装")
@pytest.mark.parametrize("name", ["mixed.pdf", "scan.pdf", "picture.docx", "picture.html", "picture.mht"])
def test_without_the_recogniser_pictures_are_told_and_what_to_install(name: str) -> None:
    report = judge(extract_file(str(ROOT / "2021/office" / name)))[0]
    assert report.status == "incomplete"
    assert [f.rule for f in report.findings if f.severity == "error"] == []
    (told,) = [f.message for f in report.findings if f.rule == "F007"]
    assert 'pip install "decree711-validator[ocr]"' in told


@pytest.mark.skipif(is_installed(), reason="识别组件已安装")
@pytest.mark.parametrize(
    ("name", "text", "status"),
    [
        ("a.docx", "", "incomplete"),
        ("a.docx", "第 1 页", "incomplete"),
        (
            "某局2023年政府信息公开年报.docx",
            "某局办公室扫描存档，共二十页，原件存放在三楼档案室，查阅请先登记，不得带出，用后请当日归还原处。",
            "incomplete",
        ),
        (
            "a.docx",
            "活动当天天气晴好，全体职工按计划完成了登山、拔河和接力三个项目，下图为合影，照片由办公室提供并保存。",
            "not_applicable",
        ),
    ],
)
def test_nothing_but_pictures_may_be_a_report(name: str, text: str, status: str) -> None:
    document = python_docx.Document()
    document.add_paragraph(text)
    document.add_picture(io.BytesIO(SCAN))
    out = io.BytesIO()
    document.save(out)
    assert judge(extract(out.getvalue(), name))[0].status == status


@cache
def word(*shown: bytes) -> bytes:
    """A titled report with pictures only."""
    document = python_docx.Document()
    document.add_paragraph(TITLE)
    for data in shown:
        document.add_picture(io.BytesIO(data))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@needs_recogniser
def test_a_table_that_is_a_picture_on_a_page_with_text_has_its_place_in_points() -> None:
    picture = (ROOT / "2021/office/mixed.pdf").read_bytes()
    (case,) = extract(picture, "mixed.pdf")
    cell = next(cell for cell in case.cells if cell.key == ("disputes", "review", "upheld"))
    assert (cell.place.where, cell.place.page, cell.origin) == ("第4页表3 第4行第1列", 4, "recognised")
    page = next(b.place.box for b in pdf.read(picture, "").blocks if isinstance(b, Image) and b.place.page == 4)
    assert page and cell.place.box and all(0 <= x <= most for x, most in zip(cell.place.box, page[2:] * 2, strict=True))
    assert {c.origin for c in case.cells if c.table == "art20_1"} == {"printed"}


@needs_recogniser
def test_a_photo_without_a_table_is_no_excuse_and_one_that_cannot_be_opened_is(monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image as Picture
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)  # which printing with weasyprint switches on
    out = io.BytesIO()
    Picture.effect_noise((500, 400), 60).save(out, "PNG")
    noise = out.getvalue()
    found = recognised(docx.read(word(noise), "a.docx"))
    assert taken(found) == [None] and not any(isinstance(b, Grid) for b in found.blocks)
    damaged = package(
        t(TITLE) + '<w:p><w:r><w:drawing><a:blip r:embed="i1"/></w:drawing></w:r></w:p>',
        extra={"word/media/a.png": SCAN[:40000]},
    )
    assert taken(recognised(docx.read(damaged, "a.docx"))) == [SCAN[:40000]]


@needs_recogniser
def test_a_band_and_an_endless_picture_are_no_pages() -> None:
    from PIL import Image as Picture

    for size in ((20_000, 100), (100, 31_000)):
        out = io.BytesIO()
        Picture.new("L", size, 255).save(out, "PNG")
        (case,) = extract(out.getvalue(), "a.png")
        assert case.cells == ()
