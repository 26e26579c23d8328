"""Stories as a word processor saves them for the web: heavy styles, figures split over spans, hard spaces."""

from __future__ import annotations

from html import escape

from tools.forge.render_html import lines, spans
from tools.forge.sheet import Box, Sheet
from tools.forge.story import Passage, Story, flow

_FONT = (
    "font-size:10.5pt;mso-bidi-font-size:11.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:宋体;"
    "color:black;mso-font-kerning:0pt"
)
_PARAGRAPH = (
    "text-align:center;line-height:15.0pt;mso-line-height-rule:exactly;mso-pagination:widow-orphan;"
    "layout-grid-mode:char;mso-para-margin-left:.0gd;text-autospace:none;vertical-align:middle"
)
_CELL = (
    "border:solid windowtext 1.0pt;border-top:none;mso-border-top-alt:solid windowtext .5pt;"
    "mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt;height:17.0pt"
)
_STYLES = """<!--
 @font-face {font-family:仿宋_GB2312; panose-1:2 1 6 9 3 1 1 1 1 1; mso-font-charset:134;}
 p.MsoNormal {mso-style-unhide:no; mso-style-qformat:yes; margin:0cm; mso-pagination:none; font-size:10.5pt;}
 @page WordSection1 {size:595.3pt 841.9pt; margin:72.0pt 90.0pt 72.0pt 90.0pt; mso-paper-source:0;}
 div.WordSection1 {page:WordSection1;}
-->"""
_SETTINGS = """<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View><w:ValidateAgainstSchemas/>
<w:Compatibility><w:UseFELayout/></w:Compatibility></w:WordDocument></xml><![endif]-->"""


def _run(text: str) -> str:
    return f'<span lang="EN-US" style="{_FONT}">{lines(text)}<o:p></o:p></span>'


def _content(box: Box) -> str:
    """Figures of several digits are cut into two spans; every third cell is padded with hard spaces."""
    if not box.text:
        return f'<span lang="EN-US" style="{_FONT}"><o:p>&nbsp;</o:p></span>'
    if box.role != "figure":
        return _run(box.text)
    middle = len(box.text) // 2
    runs = "".join(_run(half) for half in (box.text[:middle], box.text[middle:]) if half)
    return f"&nbsp;{runs}&nbsp; " if (box.row + box.column) % 3 == 0 else runs


def _cell(box: Box) -> str:
    paragraph = f'<p class="MsoNormal" align="center" style="{_PARAGRAPH}">{_content(box)}</p>'
    return f'  <td width="{72 * box.colspan}"{spans(box)} valign="top" style="{_CELL}">\n  {paragraph}\n  </td>'


def _table(sheet: Sheet) -> str:
    rows = ("\n".join(map(_cell, line)) for line in sheet.lines)
    body = "\n".join(f' <tr style="mso-yfti-irow:{n};height:17.0pt">\n{row}\n </tr>' for n, row in enumerate(rows))
    opening = '<table class="MsoNormalTable" border="1" cellspacing="0" style="border-collapse:collapse;border:none">'
    return f'<div align="center">\n{opening}\n{body}\n</table>\n</div>'


def _passage(piece: Passage) -> str:
    if piece.kind == "title":
        return f'<p class="MsoNormal" align="center" style="text-align:center"><b>{_run(piece.text)}</b></p>'
    indent = "text-indent:32.0pt;mso-char-indent-count:2.0"
    return f'<p class="MsoNormal" style="{indent}">{_run(piece.text)}</p>'


def word_export(tale: Story) -> bytes:
    """The story as a word processor's web page, 100 KB and more."""
    content = "\n".join(_passage(x) if isinstance(x, Passage) else _table(x) for x in flow(tale))
    spaces = 'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"'
    head = (
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>'
        f"<title>{escape(tale.title)}</title>{_SETTINGS}<style>{_STYLES}</style>"
    )
    body = f'<body lang="ZH-CN" style="tab-interval:21.0pt">\n<div class="WordSection1">\n{content}\n</div></body>'
    return f"<html {spaces}>\n<head>{head}</head>\n{body}\n</html>\n".encode()
