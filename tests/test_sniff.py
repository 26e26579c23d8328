"""What a file is, by its content first; what cannot be read is refused with what to do."""

from __future__ import annotations

import io
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture

from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from tools.forge.packing import zipped
from tools.forge.render_pdf import paper
from tools.forge.render_pdf_canvas import drawn
from tools.forge.story import story
from tools.golden import ROOT
from tools.samples_base import base
from validator.files import extract_file, read_whole
from validator.limits import MAX_BYTES
from validator.model import Unreadable
from validator.pipeline import extract, judge
from validator.read import READERS, read
from validator.read.picture import is_installed
from validator.read.sniff import EXTENSIONS, Sniffed, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
REPORT = sound(1, "2021")


def refused(data: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as error:
        sniff(data, name)
    return error.value.rule, error.value.message


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_is_recognised(name: str) -> None:
    layout = LAYOUTS[name]
    assert sniff(layout.render(REPORT), f"年报{layout.extension.upper()}") == Sniffed(EXTENSIONS[layout.extension])


@pytest.mark.parametrize("name", ["html-plain", "docx-plain", "xlsx-one-sheet", "xls-one-sheet"])
def test_what_has_marks_of_its_own_needs_no_extension(name: str) -> None:
    layout = LAYOUTS[name]
    assert sniff(layout.render(REPORT), "年报") == Sniffed(EXTENSIONS[layout.extension])


def test_what_has_no_marks_of_its_own_is_refused_under_another_name() -> None:
    for name in ("年报.docx", "年报.pdf"):
        rule, message = refused(LAYOUTS["text-tab-rows"].render(REPORT), name)
        assert rule == "F005"
        assert ".txt" in message and "--reader text" in message


NOTICE, WARNING = ("notice", "Word/Excel/WPS"), ("warning", "打不开")


@pytest.mark.parametrize(
    ("layout", "name", "told"),
    [
        ("html-plain", "年报.xls", NOTICE),
        ("html-plain", "年报.doc", NOTICE),
        ("xlsx-one-sheet", "年报.xls", NOTICE),
        ("html-plain", "年报.docx", WARNING),
        ("html-plain", "年报.pdf", WARNING),
        ("html-plain", "年报.txt", NOTICE),
        ("docx-plain", "年报.xlsx", WARNING),
        ("docx-plain", "年报.html", WARNING),
        ("xls-one-sheet", "年报.xlsx", WARNING),
    ],
)
def test_what_has_marks_of_its_own_is_read_under_any_name_and_said(
    layout: str, name: str, told: tuple[str, str]
) -> None:
    own = LAYOUTS[layout]
    data = own.render(REPORT)
    assert sniff(data, name) == Sniffed(EXTENSIONS[own.extension], odd=True, opens=told is NOTICE)
    found, proper = (judge(extract(data, called))[0] for called in (name, f"年报{own.extension}"))
    assert found.case.cells == proper.case.cells
    (defect,) = [f for f in found.findings if f.rule == "F005"]
    assert defect.severity == told[0] and told[1] in defect.message
    assert [f.rule for f in found.findings if f.rule != "F005"] == [f.rule for f in proper.findings]


@pytest.mark.parametrize("above", ["<div align=center>\n\n# 年报\n\n</div>\n\n", "<p>年报</p>\n\n"])
def test_markdown_that_begins_with_a_tag_stays_markdown(above: str) -> None:
    markdown = LAYOUTS["text-markdown"].render(REPORT)
    data = above.encode() + markdown
    assert sniff(data, "年报.md") == Sniffed("text")
    (found,), (plain,) = (extract(made, "年报.md") for made in (data, markdown))
    assert [(c.key, c.raw) for c in found.cells] == [(c.key, c.raw) for c in plain.cells]


@pytest.mark.parametrize("layout", ["text-tab-rows", "text-pipe-rows", "text-cell-a-line-tabs", "text-markdown"])
@pytest.mark.parametrize("tag", ["title", "center", "p", "div align=center"])
def test_a_text_with_a_line_of_tags_keeps_its_cells(layout: str, tag: str) -> None:
    text = LAYOUTS[layout].render(REPORT).decode()
    first, _, rest = text.partition("\n")
    data = f"<{tag}>{first}</{tag.split()[0]}>\n{rest}".encode()
    (found,), (plain,) = (judge(extract(made, "年报.txt")) for made in (data, text.encode()))
    assert [(c.key, c.raw) for c in found.case.cells] == [(c.key, c.raw) for c in plain.case.cells]
    assert found.case.organ == plain.case.organ == REPORT.organ
    assert [f.rule for f in found.findings] == [f.rule for f in plain.findings]


@pytest.mark.parametrize(
    "page",
    [
        "<div><table>\n<tr>\n<td>\n规章\n</td>\n<td>\n0\n</td>\n</tr></table></div>",
        "<p>正文</p>\n\n<p>另一段</p>",
        "<html>\n正文\n正文\n正文\n</html>",
    ],
)
def test_pieces_of_pages_are_pages(page: str) -> None:
    assert sniff(page.encode(), "年报.txt") == Sniffed("html", odd=True)


def test_a_pdf_saved_as_a_page_is_read_as_what_it_is() -> None:
    (found,) = judge(extract(drawn(story(base("2021")), paper(5)), "年报.html"))
    assert (found.case.reader, [f.rule for f in found.findings if f.severity != "notice"]) == ("pdf", ["F005"])
    assert "内容却是 PDF 文件" in next(f.message for f in found.findings if f.rule == "F005")


@pytest.mark.parametrize("page", ["<html><body><h1>404</h1>页面不存在</body></html>", "<script>location='/'</script>"])
def test_an_error_page_in_place_of_the_report_is_an_error(page: str) -> None:
    (found,) = judge(extract(page.encode(), "年报.pdf"))
    (defect,) = [f for f in found.findings if f.rule == "F005"]
    assert (found.status, defect.severity) == ("failed", "error")
    assert [f.rule for f in found.findings] == ["F005"]
    assert "内容却是网页" in defect.message and "出错页" in defect.message and "重新" in defect.message


@pytest.mark.parametrize(
    ("sample", "name"), [("scan.pdf", "扫描.docx"), ("scan.pdf", "扫描.html"), ("picture.docx", "图.pdf")]
)
def test_an_honest_scan_under_another_name_is_no_error(sample: str, name: str) -> None:
    (found,) = judge(extract((ROOT / "2021/office" / sample).read_bytes(), name))
    (defect,) = [f for f in found.findings if f.rule == "F005"]
    assert (defect.severity, "没有认出" in defect.message) == ("warning", False)
    assert f"内容却是 {'PDF 文件' if sample.endswith('pdf') else 'Word 文档'}。" in defect.message


def test_a_page_of_nothing_but_pictures_may_still_be_one_of_an_error() -> None:
    blank = io.BytesIO()
    Picture.new("RGB", (600, 600), "white").save(blank, "PNG")
    picture = b64encode(blank.getvalue()).decode()
    page = f'<html><body><img width=600 height=600 src="data:image/png;base64,{picture}"></body></html>'
    (found,) = judge(extract(page.encode(), "年报.pdf"))
    told = {f.rule: (f.severity, "出错页" in f.message) for f in found.findings}
    unseen = not is_installed()  # the recogniser sees that nothing is in it
    assert told["F005"] == ("warning" if unseen else "error", True) and ("F007" in told) == unseen


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b" \r\n\t", b"\xef\xbb\xbf"])
def test_empty_files(data: bytes) -> None:
    assert refused(data, "x.txt")[0] == "F002"


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"Rar!\x1a", "x.rar", "压缩包"),
        (b"7z\xbc\xaf", "x.7z", "压缩包"),
        (zipped({"a.txt": "1"}), "x.zip", "压缩包"),
        ("正文".encode(), "x.abc", ".abc"),
        ("正文".encode(), "无扩展名", "没有扩展名"),
    ],
)
def test_formats_that_are_not_read_say_what_to_do(data: bytes, name: str, word: str) -> None:
    rule, message = refused(data, name)
    assert rule == "F006"
    assert word in message and "请" in message


@pytest.mark.parametrize("name", ["~$年报.docx", "~$年报.xlsx", "~$年报.doc"])
def test_what_an_open_draft_has_beside_it_is_not_called_a_damaged_report(name: str) -> None:
    owner = b"\x06" + "张三".encode("utf-16-le").ljust(161, b"\0")
    rule, told = refused(owner, name)
    assert rule == "F006" and "临时文件" in told and "损坏" not in told
    real = ROOT / "2021/clean/docx-plain.docx"
    assert sniff(real.read_bytes(), "~$年报.docx").reader == "docx"  # a person may call a report so


def test_encrypted_files() -> None:
    assert refused(OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx")[0] == "F003"


def test_damaged_packages_go_to_their_reader_which_says_so() -> None:
    for name in ("x.docx", "x.xlsx", "x.xls"):
        data = LAYOUTS[{"x.docx": "docx-plain", "x.xlsx": "xlsx-one-sheet", "x.xls": "xls-one-sheet"}[name]].render(
            REPORT
        )
        with pytest.raises(Unreadable) as error:
            read(data[:900], name, sniff(data[:900], name).reader)
        assert error.value.rule == "F001"


def test_too_large_a_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unreadable) as error:
        read(bytes(MAX_BYTES + 1), "x.txt", "text")
    assert error.value.rule == "F004"


def test_every_extension_has_a_reader() -> None:
    assert set(EXTENSIONS.values()) - {"cells"} == set(READERS)


@given(st.binary(max_size=300), st.sampled_from(["x", *(f"x{e}" for e in EXTENSIONS)]))
def test_any_bytes_are_recognised_or_refused(data: bytes, name: str) -> None:
    try:
        assert sniff(data, name).reader in {*READERS, "cells"}
    except Unreadable as error:
        assert error.rule.startswith("F") and error.message


# ---------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("path", "rule"), [("没有.docx", "F001"), ("", "F006"), ("a\0b.docx", "F001"), ("x" * 5000, "F001")]
)
def test_paths_that_cannot_be_read_are_told_as_a_case(tmp_path: Path, path: str, rule: str) -> None:
    (case,) = extract_file(str(tmp_path / path) if path != "" else str(tmp_path))
    (seen,) = case.observations
    assert (case.reader, seen.kind, seen.note) == (None, "unreadable", rule)
    assert "请" in seen.text


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LAYOUTS["html-plain"].render(REPORT))))
    (case,) = extract_file("-", "html")
    assert (case.path, case.organ, case.report_year) == ("-", REPORT.organ, REPORT.year)


@given(st.binary(max_size=60), st.integers(0, 80))
def test_a_file_is_read_whole_whatever_size_was_told(data: bytes, told: int) -> None:
    """A file may grow after it was looked at, and some tell no size."""
    assert read_whole(io.BytesIO(data), told) == data
