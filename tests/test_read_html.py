"""The HTML reader: small pages, each with one difficulty, and the blocks they must give."""

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.limits import MAX_COLUMNS
from validator.model import Attachment, Document, Grid, Image, Paragraph, Unreadable
from validator.read.html import read
from validator.read.spans import Source, lay_out


def page(html: str) -> Document:
    return read(html.encode(), "a.html")


def matrix(grid: Grid) -> list[str]:
    """A line for each row; ~ stands for a line break, . for no cell."""
    texts = [cell.text.replace("\n", "~") for cell in grid.cells]
    return ["|".join(texts[i] if i >= 0 else "." for i in line) for line in grid.index]


def row(*cells: str) -> str:
    return f"<table><tr><td>a{''.join(f'<td>{c}' for c in cells)}</table>"


def said(html: str) -> list[tuple[str, int, str, str]]:
    return [(o.kind, o.number, o.text, o.place.where if o.place else "") for o in page(html).observations]


def told(html: str) -> list[object]:
    """Paragraphs as strings, grids as matrices, pictures and files as pairs."""
    return [_short(block) for block in page(html).blocks]


def _short(block: object) -> object:
    match block:
        case Paragraph(text=text):
            return text
        case Grid():
            return matrix(block)
        case Image(name=name):
            return ("image", name)
        case Attachment(name=name):
            return ("file", name)
    raise AssertionError(block)


T = "<table><tr><td>a<td>b</table>"
LONG = "本机关持续加强信息公开平台建设。" * 8

CASES = {
    "paragraphs and table in order": (f"<p>x</p>{T}<p>y</p>", ["x", ["a|b"], "y"]),
    "fragment without html": (f"x<br>y{T}", ["x", "y", ["a|b"]]),
    "inline runs join": ("<p>1<span>2</span><b>3</b></p>", ["123"]),
    "source blanks are one": ("<p>\n 1 <i> 2</i>\n\t3\n</p>", ["1 2 3"]),
    "nbsp stays": ("<table><tr><td>&nbsp;1<td> &nbsp; </table>", [["\u00a01|\u00a0"]]),
    "blank paragraphs are none": ("<p>&nbsp;</p><p>\u3000</p><p>x</p>", ["x"]),
    "lines of a cell": ("<table><tr><td>a<br>b<p>c</p><div>d</div><td>1</table>", [["a~b~c~d|1"]]),
    "lists and headings": ("<h1>t</h1><ul><li>a<li>b</ul><dl><dt>c<dd>d</dl>", ["t", "a", "b", "c", "d"]),
    "preformatted lines": ("<pre>a  b\nc</pre>", ["a b", "c"]),
    "unseen elements": ("x<style>s</style><script>'<td>'</script><noscript>n</noscript><template>t</template>", ["x"]),
    "spans": (
        "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>",
        [["a|b|b", "a|c|d"]],
    ),
    "rowspan to the end": ("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", [["a|b", "a|c", "a|d"]]),
    "rowspan beyond the end": ("<table><tr><td rowspan=9>a<td>b<tr><td>c</table>", [["a|b", "a|c"]]),
    "odd span texts": (
        "<table><tr><td colspan='2;'>a<td colspan=''>b<td colspan=-1>c<td colspan=x>d<td colspan=0>e</table>",
        [["a|a|b|c|d|e"]],
    ),
    "overlap belongs to the first": (
        "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e</table>",
        [["a|b|c|.", "d|b|.|e"]],
    ),
    "empty row counts": ("<table><tr><td>a<td>b<tr></tr><tr><td>c<td>d</table>", [["a|b", ".|.", "c|d"]]),
    "headers are cells": (
        "<table><thead><tr><th>a<th>b</thead><tfoot><tr><th>c<th>d</table>",
        [["a|b", "c|d"]],
    ),
    "cells outside rows": ("<table><td>a<td>b<tr><td>c<td>d</table>", [["a|b", "c|d"]]),
    "form between": ("<table><form><tr><td>a<td>b</form></table>", [["a|b"]]),
    "table cut off": ("<p>x<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d", ["x", ["a|b", "c|d"]]),
    "cut off inside a tag": ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td rows", [["a|b", "c|."]]),
    "unclosed paragraph": (f"<p>x<h3>y</h3><p>z{T}w", ["x", "y", "z", ["a|b"], "w"]),
    "text between rows": ("<table>x<tr>y<td>a<td>b</table>", ["xy", ["a|b"]]),
    "caption": ("<table><caption>t</caption><tr><td>a<td>b</table>", ["t", ["a|b"]]),
    "hidden table": (f"<div style='display:none'>{T}</div>", [["a|b"]]),
    "layout table": (f"<table><tr><td>x{T}y<td>z</table>", ["x", ["a|b"], "y", "z"]),
    "layout in layout": (f"<table><tr><td><table><tr><td>{T}<td>m</table><td>z</table>", [["a|b"], "m", "z"]),
    "single cell inside a cell": (
        "<table><tr><td>a<td><table><tr><td>1</table><tr><td>b<td>2</table>",
        [["a|1", "b|2"]],
    ),
    "single cell": ("<table><tr><td>x<p>y</table>", ["x", "y"]),
    "column of running text": (f"<table><tr><td>t<tr><td>{LONG}</table>", ["t", LONG]),
    "column of short text": ("<table><tr><td>a<tr><td>b</table>", [["a", "b"]]),
    "columns of a page": (f"<table><tr><td>n<td><p>{LONG * 5}<p>y</table>", ["n", LONG * 5, "y"]),
    "blank table is none": ("<table><tr><td>&nbsp;<td></table>x", ["x"]),
    "word markup": (
        "<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>"
        "<!--[if gte mso 9]><xml><w:x>q</w:x></xml><![endif]-->"
        '<table><tr><td><p class="a""><span lang=EN-US>1<o:p></o:p></span></p><td>2</table>',
        [["1|2"]],
    ),
    "picture": ("<p>x<img src='/a/P02.jpg'>y</p>z", ["xy", ("image", "P02.jpg"), "z"]),
    "decoration": ("<img src=logo.png><img src=a.gif width=16 height=16><img src=data:x>", [("image", "")]),
    "picture in a data table": ("<table><tr><td>a<td><img alt=n src=q.png></table>", [["a|"], ("image", "n")]),
    "attachment": ("<p>附件：<a href='/f/1.DOCX?v=1'>年报</a>。</p>", ["附件：年报。", ("file", "年报")]),
    "attachment without text": ("<a href='f/%E8%A1%A8.xls'></a><a href=b.html>c</a>", ["c", ("file", "表.xls")]),
    "embedded file": ("<iframe src='a/r.pdf'>no frames</iframe>", [("file", "嵌入的 r.pdf")]),
    "frames": ("<frameset><frame src=a.html></frameset>", [("file", "嵌入的 a.html")]),
    "cells outside a table": ("<tr><td>a</td><td>b</td></tr>", ["ab"]),
}


@pytest.mark.parametrize(("html", "blocks"), CASES.values(), ids=CASES.keys())
def test_blocks(html: str, blocks: list[object]) -> None:
    assert told(html) == blocks


RAISED = {
    "mark behind a figure": (row("159<sup>1</sup>"), [["a|159 [1]"]]),
    "mark before it": (row("<sup>注</sup>159"), [["a|[注]159"]]),
    "lowered": (row("159<sub>2</sub>"), [["a|159 [2]"]]),
    "by style": (row("159<span style='color:red; VERTICAL-ALIGN: super'>1</span>"), [["a|159 [1]"]]),
    "one mark of two elements": (row("159 <sup>1</sup><sup>2</sup>"), [["a|159 [12]"]]),
    "nested": (row("159<sup><span style='vertical-align:super'>1</span></sup>"), [["a|159 [1]"]]),
    "blank mark": (row("159<sup> &nbsp;</sup>"), [["a|159"]]),
    "on a line of its own": (row("159<br><sup>1</sup>"), [["a|159~ [1]"]]),
    "whole cell": (row("<sup>159</sup>", "<p><sub>1</sub></p>"), [["a|159|1"]]),
    "alignment of a cell raises nothing": (
        row("<p style='vertical-align:sub'>1").replace("<td>", "<td style='vertical-align:super'>"),
        [["a|1"]],
    ),
    "bottom and top are no marks": (row("1<b style='vertical-align:top'>2</b>"), [["a|12"]]),
    "in a paragraph": ("<p>收到申请159<sup>1</sup>件</p>", ["收到申请159 [1]件"]),
    "printed brackets stay": (row("[1]"), [["a|[1]"]]),
    "marks in the file are harmless": (row("1\ufdd0", "\ufdd0\ufdd2\ufdd31"), [["a|1 [| [1"]]),
}


@pytest.mark.parametrize(("html", "blocks"), RAISED.values(), ids=RAISED.keys())
def test_raised_text_never_lengthens_a_figure(html: str, blocks: list[object]) -> None:
    assert told(html) == blocks
    assert said(html) == []


GONE = {
    "del": (row("<del>9</del>159"), [["a|159"]], [("struck_text", 1, "9", "表1")]),
    "s and strike": (row("<s>9</s>1", "<strike>8</strike>2"), [["a|1|2"]], [("struck_text", 2, "9", "表1")]),
    "struck by style": (
        row("<span style='TEXT-DECORATION: underline line-through'>9</span>1"),
        [["a|1"]],
        [("struck_text", 1, "9", "表1")],
    ),
    "whole cell struck": (row("<del>9</del>", "1"), [["a||1"]], [("struck_text", 1, "9", "表1")]),
    "cell struck by its own style": (
        row("1").replace("<td>1", "<td style='text-decoration:line-through'><p>9</p><td>1"),
        [["a||1"]],
        [("struck_text", 1, "9", "表1")],
    ),
    "row struck": (
        "<table><tr><td>a<td>b<tr style='text-decoration:line-through'><td>c<td>9</table>",
        [["a|b", "|"]],
        [("struck_text", 2, "c", "表1")],
    ),
    "struck lines of a paragraph": (
        "<p>x</p><p>甲<s>乙<br>丙</s></p>",
        ["x", "甲"],
        [("struck_text", 1, "乙 丙", "第2段")],
    ),
    "nothing struck": (row("<del> </del>1"), [["a|1"]], []),
    "struck table stays": (f"<del>{T}</del>", [["a|b"]], []),
    "hidden inline": (row("<span style='display: none'>9</span>1"), [["a|1"]], [("hidden_text", 1, "9", "表1")]),
    "hidden for word": (row("<i style='mso-hide:all'>9</i>1"), [["a|1"]], [("hidden_text", 1, "9", "表1")]),
    "attribute": (row("<i hidden>9</i>1"), [["a|1"]], [("hidden_text", 1, "9", "表1")]),
    "hidden block in a cell": (
        row("1<div style='DISPLAY:none'>9</div>2"),
        [["a|12"]],
        [("hidden_text", 1, "9", "表1")],
    ),
    "hidden inline in a paragraph": (
        "<p>x<b style='visibility:hidden'>y</b>z</p>",
        ["xz"],
        [("hidden_text", 1, "y", "第1段")],
    ),
    "hidden block outside tables stays": ("<div hidden><p>x</p></div><p hidden>y</p>", ["x", "y"], []),
    "hidden cell": (
        "<table><tr><td>a<td style='display:none'>9<td>b<tr><td>c<th hidden>8<td>d</table>",
        [["a|b", "c|d"]],
        [("hidden_text", 2, "9", "表1")],
    ),
    "hidden row": (
        "<p>x</p><table><tr style='display:none'><td>9<td>9<tr><td>a<td>b</table>",
        ["x", ["a|b"]],
        [("hidden_text", 1, "99", "表1")],
    ),
    "blank hidden row of a spreadsheet": (
        "<table><tr><td>a<td>b<tr height=0 style='display:none'><td width=9><td></table>",
        [["a|b"]],
        [],
    ),
    "invisible cell keeps its place": (
        row("1").replace("<td>1", "<td style='visibility:hidden'>9<td>1"),
        [["a||1"]],
        [("hidden_text", 1, "9", "表1")],
    ),
    "hidden cell that holds a table stays": (f"<table><tr><td>x<td hidden>{T}</table>", ["x", ["a|b"]], []),
    "hidden in a hidden table": (
        f"<div style='display:none'>{row('<b hidden>9</b>1')}</div>",
        [["a|1"]],
        [("hidden_text", 1, "9", "表1")],
    ),
    "by a style sheet only": (
        "<style>b { display: none }</style>" + row("<b style='display:block'>9</b>1"),
        [["a|91"]],
        [],
    ),
    "beside a style sheet": (
        "<style>.x{display:none}.y{visibility:hidden}</style>" + row("<b style='DISPLAY:none'>9</b>1"),
        [["a|1"]],
        [("hidden_text", 1, "9", "表1")],
    ),
    "other words of style": (row("<span style='border:none;overflow:hidden;mso-display:none'>1</span>"), [["a|1"]], []),
}


@pytest.mark.parametrize(("html", "blocks", "seen"), GONE.values(), ids=GONE.keys())
def test_struck_and_hidden_text_is_left_out_and_said(html: str, blocks: list[object], seen: list[object]) -> None:
    assert told(html) == blocks
    assert said(html) == seen


STYLES = {
    "display:none": [("hidden_text", 1, "y", "第1段")],
    "visibility:hidden": [("hidden_text", 1, "y", "第1段")],
    "mso-hide:all": [("hidden_text", 1, "y", "第1段")],
    "text-decoration:line-through": [("struck_text", 1, "y", "第1段")],
    "vertical-align:super": [],
    "vertical-align:sub": [],
}


@pytest.mark.parametrize("style", STYLES)
@given(st.lists(st.booleans(), min_size=8, max_size=8), st.sampled_from(["", " ", "\t", "\n "]), st.integers(0, 3))
def test_a_style_is_known_by_its_words_however_they_are_written(
    style: str, large: list[bool], blank: str, more: int
) -> None:
    written = "".join(c.upper() if large[n % len(large)] else c for n, c in enumerate(style)).replace(
        ":", f"{blank}:{blank}"
    )
    html = f"<div>x</div><div>z{'<i>&nbsp;</i>' * more}<b style='color:red;{written}'>y</b></div>"
    observed = said(html)
    assert [seen[:3] for seen in observed] == [seen[:3] for seen in STYLES[style]]
    assert told(html)[1] == (f"z{chr(0xA0) * more}" if observed else f"z{chr(0xA0) * more} [y]")


FIELDS = {
    "text": ("<input value=5>", "5"),
    "typed": ("<input type=NUMBER value=5 readonly>", "5"),
    "beside words": ("共<input type=text value=5>件", "共5件"),
    "no value": ("<input>", ""),
    "not shown": ("<input type=hidden value=9><input type=checkbox value=9><input type=radio value=9>1", "1"),
    "button": ("<input type=submit value=9><input style='display:none' value=9>1", "1"),
    "chosen": ("<select><option>3<option selected>4<option>5</select>", "4"),
    "first of a list": ("<select><option>3<option>4</select>", "3"),
    "blank list": ("<select></select>1", "1"),
    "lines": ("<textarea>5</textarea>", "5"),
    "inside words": ("<p><span><input value=5></span></p>", "5"),
}


@pytest.mark.parametrize(("field", "text"), FIELDS.values(), ids=FIELDS.keys())
def test_a_form_field_in_a_cell_shows_its_value(field: str, text: str) -> None:
    assert told(row(field, "x")) == [[f"a|{text}|x"]]


def test_form_fields_outside_cells_and_search_forms_are_no_text() -> None:
    assert told(row("<form><input value='请输入关键字'></form>首页")) == [["a|首页"]]
    assert told(f"<form>{row('<input value=5>')}</form>") == [["a|5"]]
    assert told("<p>x<input value='请输入关键字'><select><option>链接</select></p>") == ["x"]


def test_places_count_from_one() -> None:
    blocks = page("<p>x</p><p>y</p><img src=a.jpg><a href=b.pdf></a>").blocks
    assert [block.place.where for block in blocks if isinstance(block, Paragraph | Image | Attachment)] == [
        "第1段",
        "第2段",
        "第1张图片",
        "第1个附件",
    ]


def test_meta() -> None:
    head = "<title> a_b </title><meta name=articletitle content='2021年报'><META NAME=ContentSource CONTENT=办公室>"
    assert page(head + "x").meta == {"page_title": "a_b", "title": "2021年报", "organ": "办公室"}
    assert page("<title>a</title>x").meta == {"page_title": "a", "title": "a"}


def test_wrong_declaration() -> None:
    html = '<meta charset="utf-8"><p>本年新收政府信息公开申请数量</p>'
    assert read(html.encode("gb18030"), "a.html").blocks[0] == page(html).blocks[0]


def test_broken_bytes_are_told() -> None:
    document = read("<p>收到申请三件，均已办结</p>".encode() * 30 + b"<p>\xe4\xb8</p>", "a.html")
    assert [(o.kind, o.number) for o in document.observations] == [("undecodable", 1)]


def test_cut_spans_are_told() -> None:
    document = page(f"{T}<table><tr><td colspan=5000>a<tr><td>b</table>")
    assert [(o.kind, o.number) for o in document.observations] == [("spans_cut", 2)]
    assert [block.width for block in document.blocks if isinstance(block, Grid)] == [2, MAX_COLUMNS]


@pytest.mark.parametrize("span", ["rowspan=99999999999", "rowspan=70000", "colspan=99999999999"])
def test_one_huge_span_is_cut_and_said(span: str) -> None:
    document = page(f"<table><tr><td {span}>a<td>b<tr><td>c</table>")
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [(o.kind, o.number) for o in document.observations] == [("spans_cut", 1)]


def test_a_cell_huge_both_ways_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        page("<table><tr><td rowspan=100000 colspan=100000>a<td>b</table>")
    assert refused.value.rule == "F004"


BOMBS = {
    "nested blocks": "<div>" * 50_000,
    "nested and closed": "<div>" * 50_000 + "</div>" * 50_000,
    "nested tables": "<table><tr><td>" * 3_000,
    "tables within the depth": "<table><tr><td>" * 100,
    "formatting left open": "<p>" + "".join(f"<font size={i}>" for i in range(500)) + "</p>" + "<p>x</p>" * 20_000,
    "attributes": "<p " + " ".join(f"a{i}" for i in range(50_000)) + ">x",
}


@pytest.mark.parametrize("html", BOMBS.values(), ids=BOMBS.keys())
def test_bombs_are_refused_at_once(html: str) -> None:
    start = time.perf_counter()
    with pytest.raises(Unreadable) as refused:
        page(html)
    assert refused.value.rule == "F004"
    assert time.perf_counter() - start < 2


HARMLESS = {
    "hidden in hidden": "<table><tr><td>x" + "<b hidden>" * 400 + "y<img><br>" * 20_000,
    "hidden everywhere": "<p>" + "<b hidden>x</b>" * 20_000 + "y",
    "decoration without end": f"x<p style='{'text-decoration' * 20_000}line-through'>y",
    "fields": "<table><tr><td>" + "<input value=1>" * 20_000,
    "unclosed spans": "<p><span>x" * 5_000,
    "unclosed formatting alike": "<p><b>x" * 3_000,
    "line breaks": "x<br>" * 20_000,
    "list items": "<ul>" + "<li>x" * 5_000 + "</ul>",
    "picture in the text": f"x<img src='data:image/png;base64,{'A/b+' * 50_000}'>",
}


@pytest.mark.parametrize("html", HARMLESS.values(), ids=HARMLESS.keys())
def test_sloppy_pages_are_read(html: str) -> None:
    assert page(html).blocks


def test_a_large_table_is_read_in_time() -> None:
    start = time.perf_counter()
    grid = page("<table>" + ("<tr>" + "<td>1</td>" * 10 + "</tr>") * 10_000).blocks[0]
    assert isinstance(grid, Grid)
    assert len(grid.cells) == 100_000
    assert time.perf_counter() - start < 10


def test_huge_spans_cost_nothing() -> None:
    start = time.perf_counter()
    grid, cut = lay_out([[Source("x", 100_000, 100_000)] * 50] + [[Source("y")]] * 299)
    assert cut
    assert grid.width == MAX_COLUMNS
    assert time.perf_counter() - start < 1


_SPAN = st.integers(0, 5)
_ROWS = st.lists(st.lists(st.builds(Source, st.text("ab", max_size=2), _SPAN, _SPAN), max_size=5), max_size=7)


@given(_ROWS)
def test_every_place_has_one_cell_and_no_text_is_lost(rows: list[list[Source]]) -> None:
    grid, cut = lay_out(rows)
    assert not cut
    assert Counter(cell.text for cell in grid.cells) == Counter(source.text for row in rows for source in row)
    covered = Counter(
        (r, c)
        for cell in grid.cells
        for r in range(cell.row, cell.row + cell.rowspan)
        for c in range(cell.column, cell.right)
    )
    assert set(covered.values()) <= {1}
    assert set(covered) == {(r, c) for r, line in enumerate(grid.index) for c, i in enumerate(line) if i >= 0}


@given(_ROWS)
def test_columns_follow_the_order_of_cells(rows: list[list[Source]]) -> None:
    grid, _ = lay_out(rows)
    for number, row in enumerate(rows):
        columns = [cell.column for cell in grid.cells if cell.row == number]
        assert len(columns) == len(row)
        assert columns == sorted(set(columns))
