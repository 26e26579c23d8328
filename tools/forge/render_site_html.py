"""Stories as the pages of government sites: menus, scripts and a footer around what an editor in the browser made."""

from __future__ import annotations

from html import escape

from tools.forge.render_html import lines, spans
from tools.forge.sheet import Box, Sheet
from tools.forge.story import Passage, Story, flow

_COLUMNS = (
    ("要闻动态", ("本地要闻", "部门动态", "基层动态", "通知公告", "图片新闻", "媒体关注", "专题专栏", "视频点播")),
    (
        "政务公开",
        ("公开指南", "公开制度", "法定主动公开内容", "规范性文件", "政策解读", "财政信息", "人事信息", "年度报告"),
    ),
    ("办事服务", ("个人办事", "法人办事", "便民查询", "办事指南", "表格下载", "结果公示", "网上预约", "好差评")),
    ("互动交流", ("领导信箱", "在线访谈", "民意征集", "网上调查", "咨询投诉", "常见问题", "回应关切", "新闻发布")),
    ("走进本地", ("历史沿革", "行政区划", "自然地理", "经济发展", "旅游观光", "风土人情", "城市名片", "招商引资")),
)
_DISTRICTS = ("临溪", "云桥", "安岭", "白石湾", "清水河", "东坪", "南浦", "长亭")
_STYLE = ".nav-{0} li a{{display:block;height:42px;line-height:42px;font-size:16px;color:#1e50a2}}\n.box-{0}:after{{content:'';clear:both}}\n"
_SCRIPT = """var item{0} = {{"id": "{0}", "url": "/col/col{0}/index.html", "open": function (e) {{
  if (e < 1 && window.innerWidth > 1200) {{ document.getElementById("menu{0}").className = "on"; }} }} }};\n"""
_CELL = (
    "padding: 0px 7px; border-width: 1px; border-style: solid; border-color: windowtext; word-break: break-all; "
    "background: transparent"
)
_PARAGRAPH = "margin-top: 0px; margin-bottom: 0px; text-align: center; line-height: 24px; text-indent: 0px"
_OUTER = "font-family: 宋体; font-size: 14px; letter-spacing: 0px"
_PASTED = "border: 1px solid #000000; vertical-align: middle; text-align: center; height: 37px; font-size: 16px"


def edited(tale: Story) -> bytes:
    """A page whose report was pasted from a word processor into an editor: every run in spans in a paragraph, 150 KB."""
    return _page(tale, "\n".join(_edited(piece) for piece in flow(tale)), 1)


def pasted(tale: Story) -> bytes:
    """A page whose report was pasted from a spreadsheet: text right in the cells; menus of every district, 120 KB."""
    return _page(tale, "\n".join(_pasted(piece) for piece in flow(tale)), len(_DISTRICTS))


def _edited(piece: Passage | Sheet) -> str:
    if isinstance(piece, Passage):
        alike = "text-align: center" if piece.kind == "title" else "text-indent: 43px; line-height: 37px"
        runs = [run for run in piece.text.replace("，", "，\0").replace("。", "。\0").split("\0") if run]
        return f'<p style="margin-bottom: 0px; {alike}">{"".join(map(_run, runs))}</p>'
    rows = ("\n".join(map(_edited_cell, line)) for line in piece.lines)
    body = "\n".join(
        f'<tr class="{"firstRow" if n == 0 else ""}" style="height: 23px">\n{row}\n</tr>' for n, row in enumerate(rows)
    )
    return f'<table style="border: none" cellspacing="0" width="100%"><tbody>\n{body}\n</tbody></table>'


def _edited_cell(box: Box) -> str:
    content = _run(box.text) if box.text else "<br/>"
    return f'<td width="{67 * box.colspan}"{spans(box)} valign="center" style="{_CELL}"><p style="{_PARAGRAPH}">{content}</p></td>'


def _run(text: str) -> str:
    return f'<span style="{_OUTER}"><span style="font-family: 宋体">{lines(text)}</span></span>'


def _pasted(piece: Passage | Sheet) -> str:
    if isinstance(piece, Passage):
        return f'<div style="text-indent: 2em; font-size: 16px">{lines(piece.text)}</div>'
    rows = ("\n\t\t\t".join(_pasted_cell(box) for box in line) for line in piece.lines)
    body = "\n".join(f'\t\t<tr style="height: 37px">\n\t\t\t{row}\n\t\t</tr>' for row in rows)
    return f'<table border="1" style="border-collapse: collapse">\n\t<tbody>\n{body}\n\t</tbody>\n</table>'


def _pasted_cell(box: Box) -> str:
    return f'<td{spans(box)} class="xl{65 + box.column}" style="{_PASTED}">{lines(box.text) or "&nbsp;"}</td>'


# ---------------------------------------------------------------- what stands around


def _page(tale: Story, report: str, sites: int) -> bytes:
    """The page around `report`, with the menus of so many sites."""
    head = (
        '<meta charset="utf-8"/>\n<meta name="SiteName" content="政府门户网站"/>\n<meta name="ColumnName" content="年度报告"/>\n'
        f'<meta name="ArticleTitle" content="{escape(tale.title)}"/>\n<title>{escape(tale.title)}</title>\n'
        f"<style>\n{''.join(map(_STYLE.format, range(80)))}</style>\n<script>\n{''.join(map(_SCRIPT.format, range(60)))}</script>"
    )
    menus = "\n".join(map(_menu, range(sites)))
    middle = f'<div class="article">\n<div class="tools">字号：<a href="#">大</a> <a href="#">小</a></div>\n<div id="zoom">\n{report}\n</div>\n</div>'
    return f"<!DOCTYPE html>\n<html>\n<head>\n{head}\n</head>\n<body>\n{menus}\n{middle}\n{_foot()}\n</body>\n</html>\n".encode()


def _menu(site: int) -> str:
    columns = "\n".join(
        f'  <li class="top"><a href="/{site}/col{n}/index.html" target="_blank">{name}</a>\n   <ul class="sub">\n{_entries(site, n, names)}\n   </ul>\n  </li>'
        for n, (name, names) in enumerate(_COLUMNS)
    )
    return f'<div class="nav nav-{site}">\n <div class="logo"><img src="/images/logo{site}.png" alt="{_DISTRICTS[site]}"/></div>\n <ul>\n{columns}\n </ul>\n</div>'


def _entries(site: int, column: int, names: tuple[str, ...]) -> str:
    return "\n".join(
        f'    <li class="item"><a href="/{site}/col{column}/list{n}/index.html" target="_blank" title="{name}">{name}</a></li>'
        for n, name in enumerate(names)
    )


def _foot() -> str:
    links = "\n".join(
        f'<a href="http://{n}.example.cn/" target="_blank">{name}</a>' for n, name in enumerate(_DISTRICTS)
    )
    return f'<div class="foot">\n<div class="links">{links}</div>\n<p>主办单位：信息中心　网站标识码：0000000001</p>\n</div>'
