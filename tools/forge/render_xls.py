"""Stories as workbooks of the older binary format."""

from __future__ import annotations

import io

import xlwt

from tools.forge.render_xlsx import placed
from tools.forge.story import Story, flow


def one_sheet(tale: Story) -> bytes:
    """All of a story on one worksheet; figures are numbers, everything else text."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("年报")
    for spot in placed(flow(tale), 0, 0):
        box = spot.box
        number = box.role == "figure" and box.text.isascii() and box.text.isdigit()
        value = int(box.text) if number else box.text
        bottom, right = spot.row + box.rowspan - 1, spot.column + box.colspan - 1
        sheet.write_merge(spot.row, bottom, spot.column, right, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
