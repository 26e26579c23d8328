"""A blank text document in the mandated layout: title, six sections, the tables, and guidance to be written over."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from validator.desk.template_docx_parts import DATE, DECLARATION, PARTS, SPACES
from validator.form import Edition
from validator.report.table_grid import WIDTH, Box, drawn
from validator.words import TITLES

_TITLE = "××（机关全称）20××年政府信息公开工作年度报告"
_OPENING = "（文字说明：写明编制依据、统计期限，例如“20××年1月1日至12月31日”，以及联系办法；写好后删去这些说明。）"
#: What sections ask for in words, and what stands there until somebody writes it.
_GUIDANCE = {
    1: (
        "（文字描述：主动公开情况。）",
        "（文字描述：依申请公开情况，件数与第三部分的表格一致。）",
        "（文字描述：政府信息管理、平台建设情况。）",
        "（文字描述：监督保障情况；各级人民政府还要写工作考核、社会评议和责任追究结果。）",
    ),
    5: ("（文字描述：存在的主要问题。）", "（文字描述：改进情况。）"),
    6: ("（文字描述：没有其他事项的，写“无其他需要报告的事项”。）",),
}
#: What the text has to say besides, by the name that the form gives it.
_STATEMENTS = {
    "processing_fee": "（文字描述：收取信息处理费情况在此处报告，写明件数、总金额、实际收取金额；没有收取的也要写明。）"
}
_LAST = 6
#: Twentieths of a point: a column of the grid, and the least height of a row.
_COLUMN = 601
_ROW = 340


def render(edition: Edition) -> bytes:
    """The document of one edition, the same bytes every time."""
    text = f"<w:document {SPACES}><w:body>{''.join(_body(edition))}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**PARTS, "word/document.xml": text}.items():
            made = zipfile.ZipInfo(name, DATE)
            made.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(made, (DECLARATION + part).encode())
    return out.getvalue()


def _body(edition: Edition) -> Iterator[str]:
    yield _paragraph(_TITLE, "Title")
    yield _paragraph(_OPENING)
    for number, title in enumerate(TITLES, 1):
        yield _paragraph(title, "Heading1")
        if number == _LAST:
            yield from (_paragraph(_STATEMENTS[name]) for name in edition.statements if name in _STATEMENTS)
        yield from (_paragraph(line) for line in _GUIDANCE.get(number, ()))
        boxes, heads = _stacked(edition, number)
        if boxes:
            yield _table(boxes, heads)
    yield (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="850" w:footer="990" w:gutter="0"/></w:sectPr>'
    )


def _stacked(edition: Edition, section: int) -> tuple[tuple[Box, ...], int]:
    """The tables of a section below each other, and how many rows at the top come again on every page."""
    boxes, top, heads = list[Box](), 0, 0
    for form in (form for form in edition.tables if form.section == section):
        table = drawn(form)
        boxes += (replace(box, row=box.row + top) for box in table.boxes)
        heads = 0 if top else table.heads
        top += table.height
    return tuple(boxes), heads


def _paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r></w:p>'


def _table(boxes: Sequence[Box], heads: int) -> str:
    grid = f'<w:gridCol w:w="{_COLUMN}"/>' * WIDTH
    height = max(box.row + box.rowspan for box in boxes)
    rows = "".join(_row(row, boxes, row < heads) for row in range(height))
    look = (
        '<w:tblStyle w:val="Form"/><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
    )
    return f"<w:tbl><w:tblPr>{look.format(_COLUMN * WIDTH)}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(row: int, boxes: Sequence[Box], is_head: bool) -> str:
    there = sorted((b for b in boxes if b.row <= row < b.row + b.rowspan), key=lambda b: b.column)
    look = f'<w:cantSplit/><w:trHeight w:val="{_ROW}"/>{"<w:tblHeader/>" if is_head else ""}'
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(_cell(box, row) for box in there)}</w:tr>"


def _cell(box: Box, row: int) -> str:
    begins = box.row == row
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    merge = f'<w:vMerge w:val="{"restart" if begins else "continue"}"/>' if box.rowspan > 1 else ""
    style = "FormLabel" if box.role == "label" else "FormFigure"
    words = f'<w:r><w:t xml:space="preserve">{escape(box.text, quote=False)}</w:t></w:r>' if begins and box.text else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_COLUMN * box.colspan}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{words}</w:p></w:tc>'
    )
