"""Saved pages in one file give the same blocks as the page itself."""

from __future__ import annotations

import base64
import quopri

import pytest

from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from validator.model import Document, Grid, Image, Paragraph, Unreadable
from validator.read import html, saved
from validator.read.saved import is_saved_page

PAGE = LAYOUTS["html-plain"].render(sound(3, "2021"))
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)


def mht(*parts: tuple[str, bytes], header: str = "", encoding: str = "quoted-printable") -> bytes:
    """A page saved in one file: each part as (its header, its bytes)."""
    lines = [
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.gov.cn/a.html\r\nSubject: x\r\n"
        b"Date: Mon, 20 Jan 2025 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----x"' + header.encode() + b"\r\n\r\n"
    ]
    for head, data in parts:
        body = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
        fields = f"{head}\r\nContent-Transfer-Encoding: {encoding}".encode()
        lines.append(b"------x\r\n" + fields + b"\r\n\r\n" + body + b"\r\n")
    return b"".join([*lines, b"------x--\r\n"])


def page(text: bytes, *fields: str, charset: str = "") -> tuple[str, bytes]:
    sort = "Content-Type: text/html" + (f'; charset="{charset}"' if charset else "")
    return "\r\n".join([sort, *fields]), text


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("layout", ["html-plain", "html-word-export", "html-nested-layout", "html-unclosed"])
def test_a_saved_page_reads_as_the_page(layout: str, encoding: str) -> None:
    text = LAYOUTS[layout].render(sound(3, "2021"))
    data = mht(page(text), ("Content-Type: image/png\r\nContent-Location: a.png", PICTURE), encoding=encoding)
    assert is_saved_page(data)
    read = saved.read(data, "年报.mht")
    assert (read.reader, read.blocks, read.meta) == ("mht", html.read(text, "").blocks, html.read(text, "").meta)


def test_the_charset_of_the_part_comes_before_that_of_the_markup() -> None:
    text = '<meta charset="gbk"><title>年報</title><p>收到申請</p>'
    read = saved.read(mht(page(text.encode("big5"), charset="big5"), encoding="base64"), "a.mht")
    assert [b.text for b in read.blocks if isinstance(b, Paragraph)] == ["收到申請"]


def test_pictures_are_pictures() -> None:
    markup = '<p>年度报告</p><img src="cid:p1@x" width="600">'.encode()
    read = saved.read(mht(page(markup), ("Content-Type: image/png\r\nContent-ID: <p1@x>", PICTURE)), "a.mht")
    assert [type(block) for block in read.blocks] == [Paragraph, Image]


@pytest.mark.parametrize("source", ["cid:f1@blink", "table.html", "https://www.example.gov.cn/table.html"])
def test_a_framed_page_stands_where_its_frame_is(source: str) -> None:
    outer = f'<html><body><p>前文</p><iframe src="{source}"></iframe><p>后文</p></body></html>'.encode()
    inner = ("Content-ID: <f1@blink>", "Content-Location: https://www.example.gov.cn/table.html")
    parts = [page(outer, "Content-Location: https://www.example.gov.cn/a.html"), page(PAGE, *inner)]
    read = saved.read(mht(*parts), "a.mht")
    texts = [block.text for block in read.blocks if isinstance(block, Paragraph)]
    assert (texts[0], texts[-1]) == ("前文", "后文")
    assert grids(read) == grids(html.read(PAGE, ""))


def test_a_set_of_frames_is_the_pages_in_it() -> None:
    outer = b'<html><frameset cols="20%,80%"><frame src="menu.html"><frame src="main.html"></frameset></html>'
    places = [f"Content-Location: https://www.example.gov.cn/{name}.html" for name in ("a", "menu", "main")]
    menu = "<p>目录</p>".encode()
    parts = [page(text, place) for text, place in zip((outer, menu, PAGE), places, strict=True)]
    assert grids(saved.read(mht(*parts), "a.mht")) == grids(html.read(PAGE, ""))


def test_the_start_is_where_the_header_says() -> None:
    parts = [page(b"<p>page header</p>", "Content-ID: <h>"), page(PAGE, "Content-ID: <main>")]
    assert len(grids(saved.read(mht(*parts, header=';\r\n\tstart="<main>"'), "a.mht"))) == len(
        grids(html.read(PAGE, ""))
    )


def test_frames_that_show_each_other_end() -> None:
    one, two = b'<p>1</p><iframe src="b.html"></iframe>', b'<p>2</p><iframe src="a.html"></iframe>'
    parts = [page(one, "Content-Location: a.html"), page(two, "Content-Location: b.html")]
    read = saved.read(mht(*parts), "a.mht")
    assert [b.text for b in read.blocks if isinstance(b, Paragraph)] == ["1", "2"]


def test_what_is_no_saved_page() -> None:
    assert not is_saved_page(PAGE)
    letter = mht(page(PAGE)).replace(b"Subject: x", b"To: a@example.gov.cn\r\nReceived: x")
    assert not is_saved_page(letter)
    with pytest.raises(Unreadable) as refused:
        saved.read(mht(("Content-Type: image/png", PICTURE)), "a.mht")
    assert refused.value.rule == "F001"


def test_hostile_nesting_is_refused() -> None:
    deep = b"".join(b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3000))
    with pytest.raises(Unreadable):
        saved.read(b"MIME-Version: 1.0\r\n" + deep, "a.mht")


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]
