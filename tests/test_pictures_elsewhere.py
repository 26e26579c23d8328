"""Pictures in workbooks, and of web pages that keep them elsewhere: told where a table is missing, read where they can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tools.golden import ROOT
from validator.files import extract_file
from validator.model import Image, Report
from validator.pipeline import extract, judge
from validator.read import xlsx
from validator.read.picture import is_installed

SCAN = (ROOT / "2021/office/scan.png").read_bytes()
TITLE = "四、政府信息公开行政复议、行政诉讼情况"
needs_recogniser = pytest.mark.skipif(not is_installed(), reason="识别组件未安装（[ocr]）")


def rules(report: Report) -> dict[str, str]:
    return {finding.rule: finding.severity for finding in report.findings if finding.severity != "notice"}


# ---------------------------------------------------------------- web pages


def page(instead: str, above: str = "") -> bytes:
    """A web page whose section four holds `instead` in place of its table."""
    text = (ROOT / "2021/clean/html-five-tables.html").read_text(encoding="utf-8").replace("<body>", f"<body>{above}")
    head, rest = text.split(TITLE)
    end = rest.index("</table>") + len("</table>")
    return (head + TITLE + rest[: rest.index("<table")] + instead + rest[end:]).encode()


def of_page(instead: str, above: str = "") -> Report:
    (report,) = judge(extract(page(instead, above), "年报.html"))
    return report


@pytest.mark.parametrize("source", ["年报_files/t4.png", "/upload/2024/t4.jpg", "https://a.example/t4.png"])
def test_a_picture_in_place_of_a_missing_table_is_told_as_unread(source: str) -> None:
    report = of_page(f'<p><img src="{source}"></p>')
    assert (report.status, rules(report)) == ("incomplete", {"F007": "warning"})


def test_a_picture_elsewhere_is_no_excuse_for_a_missing_table() -> None:
    photo = '<p><img src="images/photo.jpg" width="800" height="400"></p>'
    assert rules(of_page("<p>没有发生。</p>")) == {"S101": "error"}
    assert rules(of_page("<p>没有发生。</p>", above=photo)) == {"S101": "error"}
    assert rules(of_page(f"<p>没有发生。</p><h2>五、存在的主要问题及改进情况</h2>{photo}"))["S101"] == "error"
    assert rules(of_page('<p>没有发生。</p><img src="images/icon_top.png">')) == {"S101": "error"}


def test_a_picture_beside_a_table_that_is_there_changes_nothing() -> None:
    (report,) = judge(extract((ROOT / "2021/clean/html-five-tables.html").read_bytes().replace(
        TITLE.encode(), f'{TITLE}</h2><p><img src="a.png"></p><h2>'.encode()), "年报.html"))  # fmt: skip
    assert (report.status, rules(report)) == ("passed", {})


@needs_recogniser
def test_a_picture_saved_beside_its_page_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "年报_files"
    folder.mkdir()
    (folder / "t.png").write_bytes(SCAN)
    markup = '<html><body><h1>某市民政局2023年政府信息公开工作年度报告</h1><p><img src="./年报_files/t.png"></p></body></html>'
    (tmp_path / "年报.html").write_text(markup, encoding="utf-8")
    (case,) = extract_file(str(tmp_path / "年报.html"))
    assert any(table.found for table in case.tables)
    (tmp_path / "别处.png").write_bytes(SCAN)
    (tmp_path / "年报.html").write_text(
        markup.replace("./年报_files/t.png", "年报_files/../别处.png"), encoding="utf-8"
    )
    (outside,) = extract_file(str(tmp_path / "年报.html"))
    assert not any(table.found for table in outside.tables)


# ---------------------------------------------------------------- workbooks


def workbook(*shown: bytes, without: Sequence[str] = ("复议诉讼",)) -> bytes:
    """The report of the samples with pictures instead of the tables of some sheets."""
    book = load_workbook(ROOT / "2021/clean/xlsx-sheets.xlsx")
    for name in without:
        book[name].delete_rows(2, book[name].max_row)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        for number, data in enumerate(shown, 1):
            archive.writestr(f"xl/media/image{number}.png", data)
    return out.getvalue()


def test_workbooks_bring_their_pictures() -> None:
    blocks = xlsx.read(workbook(SCAN, SCAN[:900]), "年报.xlsx").blocks
    found = [(image.name, image.data) for image in blocks if isinstance(image, Image)]
    assert found == [("image1.png", SCAN), ("image2.png", None)]


@pytest.mark.skipif(is_installed(), reason="识别组件已安装")
def test_a_table_that_a_workbook_shows_as_a_picture_is_told_as_unread() -> None:
    (report,) = judge(extract(workbook(SCAN), "年报.xlsx"))
    assert (report.status, rules(report)) == ("incomplete", {"F007": "warning"})
    (told,) = [finding.message for finding in report.findings if finding.rule == "F007"]
    assert 'pip install "decree711-validator[ocr]"' in told
    (bare,) = judge(extract(workbook(), "年报.xlsx"))
    assert rules(bare) == {"S101": "error"}


@needs_recogniser
def test_a_table_that_a_workbook_shows_as_a_picture_is_read() -> None:
    (report,) = judge(extract(workbook(SCAN, without=("主动公开", "申请", "复议诉讼")), "年报.xlsx"))
    assert any(table.found for table in report.case.tables) and {c.origin for c in report.case.cells} == {"recognised"}
