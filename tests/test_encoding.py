"""Text decoding: what the bytes say comes before what the file declares."""

import re
from collections.abc import Callable, Mapping
from functools import cache

import opencc
import pytest

from tools.forge import render_csv, render_html, render_text
from tools.forge.figures import sound, values
from tools.forge.story import Story, story, translated
from validator.model import Unreadable
from validator.pipeline import extract
from validator.read.encoding import declared_charset, decode

SIMPLE = "政府信息公开工作年度报告\n本年新收申请数量 32 件，予以公开 20 件。\n"
TRADITIONAL = "政府資訊公開工作年度報告\n本年新收申請數量 32 件，予以公開 20 件，維護機關權益。\n"


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (SIMPLE, "utf-8"),
        (SIMPLE, "utf-8-sig"),
        (SIMPLE, "gb18030"),
        (SIMPLE, "gb2312"),
        (SIMPLE, "utf-16"),
        (SIMPLE, "utf-16-le"),
        (SIMPLE, "utf-16-be"),
        (SIMPLE, "utf-32"),
        (SIMPLE * 200, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL * 200, "big5"),
    ],
)
def test_bytes_decide_whatever_is_declared(text: str, codec: str, declared: str | None) -> None:
    assert decode(text.encode(codec), declared) == text


def test_a_mark_that_lies_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbf" + SIMPLE.encode("gb18030")) == SIMPLE


def test_rare_characters_of_gb18030() -> None:
    assert decode("㐀𠀀镕".encode("gb18030") + SIMPLE.encode("gb18030"), "gb2312") == "㐀𠀀镕" + SIMPLE


def test_a_file_cut_off_inside_a_character_loses_only_that() -> None:
    assert decode("收到申请三件".encode()[:-1]) == "收到申请三"


def test_few_broken_characters_are_marked_not_dropped() -> None:
    text = decode((SIMPLE * 20).encode() + b"\xe4\xb8 " + (SIMPLE * 20).encode())
    assert text.count("\ufffd") == 1
    assert text.startswith(SIMPLE * 20)


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, b"\x00" * 500, b"\x01\x02\x03\x04" * 50, b"\xff\xfe\xfd" * 99],
    ids=["picture", "zeros", "controls", "high"],
)
def test_noise_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert refused.value.rule == "F001"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "\ufeff\u3000\u00a0".encode(), b"\xff\xfe"])
def test_nothing_but_blanks_is_empty(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert refused.value.rule == "F002"


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        (b'<meta charset="UTF-8">', "utf-8"),
        (b"<META http-equiv=Content-Type content='text/html; charset=gb2312'>", "gb2312"),
        (b'<?xml version="1.0" encoding="GBK"?>', "gbk"),
        (b"<meta charset = gb18030 />", "gb18030"),
        (b"<p>charset=gbk</p>", None),
        (b"", None),
    ],
)
def test_declared_charset(head: bytes, charset: str | None) -> None:
    assert declared_charset(head) == charset


REPORT = sound("encoding", "2021")
DECLARATION = re.compile(r"<meta[^>]*charset[^>]*>")


@cache
def written(form: str, script: str) -> str:
    """The report as text in one of the `FORMS`, in simplified characters or those of a gate page."""
    tale = story(REPORT)
    told = tale if script == "simplified" else translated(tale, opencc.OpenCC(script).convert)
    return FORMS[form](told).decode("utf-8-sig")


FORMS: Mapping[str, Callable[[Story], bytes]] = {
    "a.html": render_html.plain,
    "a.txt": render_text.pipe_rows,
    "b.txt": render_text.cell_a_line_pipes,
    "a.csv": render_csv.delimited,
}


def assert_read(data: bytes, name: str) -> None:
    (case,) = extract(data, name)
    truth = {(t, r, c): v for t, rows in values(REPORT).items() for r, line in rows.items() for c, v in line.items()}
    assert {cell.key: cell.value for cell in case.cells} == truth
    assert (case.organ, case.report_year) == (REPORT.organ, REPORT.year)


@pytest.mark.parametrize("declared", ["big5", "gb2312", "utf-8", "iso-8859-1", ""])
@pytest.mark.parametrize("codec", ["big5", "utf-8", "utf-16"])
def test_a_traditional_page_is_read_whatever_it_declares(codec: str, declared: str) -> None:
    text = DECLARATION.sub(f'<meta charset="{declared}">' if declared else "", written("a.html", "s2tw"))
    assert_read(text.encode(codec), "a.html")


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", ""])
@pytest.mark.parametrize("codec", ["gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_a_simplified_page_is_read_whatever_it_declares(codec: str, declared: str) -> None:
    text = DECLARATION.sub(f'<meta charset="{declared}">' if declared else "", written("a.html", "simplified"))
    assert_read(text.encode(codec), "a.html")


@pytest.mark.parametrize("name", [name for name in FORMS if name != "a.html"])
@pytest.mark.parametrize(
    ("script", "codec"),
    [
        ("s2tw", "big5"),
        ("s2t", "gb18030"),
        ("s2hk", "utf-16-le"),
        *(("simplified", codec) for codec in ("gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig")),
    ],
)
def test_texts_and_lists_are_read_in_every_encoding(name: str, script: str, codec: str) -> None:
    assert_read(written(name, script).encode(codec), name)
