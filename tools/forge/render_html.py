"""Stories as web pages: plain, nested in layout tables, with unclosed tags, in either encoding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from tools.forge.sheet import Box, Sheet
from tools.forge.story import Passage, Story, flow

Dress = Callable[[Box], str]

_MENU = ("首页", "机构概况", "政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "互动交流")


def lines(text: str) -> str:
    """Text escaped, line breaks as tags."""
    return "<br/>".join(map(escape, text.split("\n")))


def bare(box: Box) -> str:
    """The content of a cell without any dressing."""
    return f"<p>{lines(box.text)}</p>"


def spans(box: Box) -> str:
    """The span attributes of a cell, as few as needed."""
    wide = f' colspan="{box.colspan}"' if box.colspan > 1 else ""
    high = f' rowspan="{box.rowspan}"' if box.rowspan > 1 else ""
    return wide + high


def table(sheet: Sheet, dress: Dress = bare) -> str:
    """One table element."""
    rows = ("".join(f"<td{spans(box)}>{dress(box)}</td>" for box in line) for line in sheet.lines)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f'<table border="1" cellspacing="0"><tbody>\n{body}\n</tbody></table>'


def passage(piece: Passage) -> str:
    """One line of text as an element."""
    tag = {"title": "h1", "heading": "h2", "prose": "p"}[piece.kind]
    return f"<{tag}>{lines(piece.text)}</{tag}>"


def body(tale: Story, dress: Dress = bare) -> str:
    """All of a story, without a page around it."""
    return "\n".join(passage(x) if isinstance(x, Passage) else table(x, dress) for x in flow(tale))


def page(tales: Iterable[Story], content: str, charset: str | None = "utf-8") -> str:
    """A page around `content`, titled after the first story; no charset is declared for None."""
    title = next(iter(tales)).title
    meta = f'<meta charset="{charset}"/>' if charset else ""
    return (
        f"<!DOCTYPE html>\n<html><head>{meta}<title>{escape(title)}</title></head><body>\n{content}\n</body></html>\n"
    )


def plain(*tales: Story) -> bytes:
    """One or more stories as an ordinary page."""
    return page(tales, "\n".join(map(body, tales))).encode()


def gb18030(tale: Story, declared: bool) -> bytes:
    """The page in GB 18030, with or without saying so."""
    return page((tale,), body(tale), "gb18030" if declared else None).encode("gb18030")


def unclosed(tale: Story) -> bytes:
    """A page whose cells, rows and paragraphs are never closed."""
    return page((tale,), re.sub(r"</(td|tr|p|tbody)>", "", body(tale))).encode()


def nested(tale: Story) -> bytes:
    """The report inside tables that only arrange the page, with menus and a footer around it."""
    menu = "".join(f'<tr><td><a href="#">{name}</a></td></tr>' for name in _MENU)
    side = f'<table class="menu"><tbody>{menu}</tbody></table>'
    inner = f'<table class="content"><tbody><tr><td><div id="zoom">\n{body(tale)}\n</div></td></tr></tbody></table>'
    top = f'<tr><td colspan="2"><form><input type="text" value="请输入关键字"/></form>{" | ".join(_MENU)}</td></tr>'
    foot = '<tr><td colspan="2">主办单位：信息中心　网站标识码：0000000001</td></tr>'
    middle = f'<tr><td width="20%">{side}</td><td>{inner}</td></tr>'
    return page((tale,), f'<table width="1000"><tbody>{top}{middle}{foot}</tbody></table>').encode()
