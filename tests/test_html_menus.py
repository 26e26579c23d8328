"""A site's menus are no paragraphs of the page; whatever else is in a list stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.model import Attachment, Block, Image, Paragraph
from validator.read.html import read

_NAMES = ["首页", "要闻", "政策", "服务", "互动", "数据", "专题", "留言"]


def _link(name: str, address: str = "/col/1.html") -> str:
    return f"<a href='{address}'>{name}</a>"


def _list(*items: str, name: str = "ul") -> str:
    return f"<{name}>" + "\n".join(f"<li>{item}</li>" for item in items) + f"</{name}>"


def _blocks(html: str) -> tuple[Block, ...]:
    return read(f"<meta charset=utf-8><body>{html}".encode(), "a.html").blocks


def _lines(html: str) -> list[str]:
    return [block.text for block in _blocks(html) if isinstance(block, Paragraph)]


_MENU = [_link(name) for name in _NAMES]

MENUS = {
    "list": _list(*_MENU),
    "with blanks, spans and decoration": _list(*[f"\n\t<span>{one}</span> <img src=icon.png>" for one in _MENU]),
    "two deep": _list(*[one + _list(*_MENU) for one in _MENU]),
    "that open at a click": _list(*_MENU[1:], _link("首页", "#")),
    "in a nav": "<nav>" + " ".join(_MENU) + "</nav>",
    "in a nav beside words": f"<nav>{_list(*_MENU)}</nav>",
}


@pytest.mark.parametrize("menu", MENUS.values(), ids=MENUS.keys())
def test_a_menu_is_not_read(menu: str) -> None:
    assert _lines(f"<p>甲</p>{menu}<p>乙</p>") == ["甲", "乙"]
    assert _lines(f"甲{menu}乙") == ["甲", "乙"]


LISTS = {
    "few links": _list(*_MENU[:7]),
    "words beside a link": _list(*_MENU, "当前位置"),
    "places on the page": _list(*[_link(name, "#a") for name in _NAMES]),
    "places on the page by its address": _list(*[_link(name, "/a.html#a") for name in _NAMES]),
    "names without a way": _list(*[f"<a name=x>{name}</a>" for name in _NAMES]),
    "sentences": _list(*_MENU[:7], _link("本年度没有收费。")),
    "numbered titles": _list(*_MENU[:7], _link("二、主动公开")),
    "long lines": _list(*_MENU[:7], _link("信息" * 16)),
    "line breaks": _list(*_MENU[:7], _link("通知<br>公告")),
    "an ordered list": _list(*_MENU, name="ol"),
    "a form field": _list(*_MENU, "<input value=5>"),
    "a picture": _list(*_MENU, "<img src=a.jpg>"),
}


@pytest.mark.parametrize("html", LISTS.values(), ids=LISTS.keys())
def test_a_list_that_is_no_menu_is_read_line_by_line(html: str) -> None:
    said = _lines(html)
    assert said == _lines(html.replace("<ul>", "<div>").replace("</ul>", "</div>"))
    assert len(said) >= 7


def test_a_menu_in_a_list_that_is_none_is_not_read() -> None:
    inner = _list(*_MENU)
    assert _lines(_list("<b>甲</b>" + inner, "乙")) == ["甲", "乙"]
    assert len(_lines(_list("1" + _list("2" + _list("3" + inner))))) == 3 + len(_MENU)


def test_a_list_in_a_cell_is_read() -> None:
    table = f"<table><tr><td>{_list(*_MENU)}<td>乙<tr><td>丙<td>丁</table>"
    assert _blocks(table) == _blocks(table.replace("<ul>", "<div>").replace("</ul>", "</div>"))


def test_files_and_pictures_in_a_list_of_links_are_found() -> None:
    files = _blocks(_list(*_MENU, _link("年报", "/a.pdf")))
    assert [block.name for block in files if isinstance(block, Attachment)] == ["年报"]
    named = _blocks(_list(*_MENU, _link("年报.<b>docx</b>")))
    assert [block.name for block in named if isinstance(block, Attachment)] == ["年报.docx"]
    pictures = _blocks(_list(*_MENU, "<img src=table.jpg>"))
    assert [block.name for block in pictures if isinstance(block, Image)] == ["table.jpg"]


def test_hidden_text_in_a_menu_is_said() -> None:
    page = read(_list(*_MENU, "<b style='display:none'><a href=x>甲</a></b>").encode(), "a.html")
    assert [(seen.kind, seen.text) for seen in page.observations] == [("hidden_text", "甲")]


@given(
    st.lists(
        st.sampled_from([*_NAMES, "年度报告", "2023年政府信息公开工作年度报告", "总体情况", "其他事项"]), min_size=8
    )
)
def test_what_may_name_a_report_is_read_in_its_place(names: list[str]) -> None:
    told = [name for name in names if name not in _NAMES]
    assert _lines(f"甲{_list(*map(_link, names))}乙") == ["甲", *told, "乙"]
