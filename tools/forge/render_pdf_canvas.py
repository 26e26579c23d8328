"""Stories drawn straight onto PDF pages, with every way in which programs draw the lines of a table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tools.forge.render_pdf import Paper
from tools.forge.render_pdf_pens import PENS
from tools.forge.sheet import Box, Sheet
from tools.forge.story import Passage, Story, flow

_FONT = "STSong-Light"
#: Before a cell's text: it is printed half a cell further right, across the line.
STRAY = "\v"
_MM = 72 / 25.4

Edge = tuple[float, float, float, float]
Rotation = Literal["upright", "flagged", "sideways"]


@dataclass(slots=True)
class _Sheetfed:
    """A canvas with the height that is still free on its page."""

    canvas: Canvas
    form: Paper
    pen: str
    rotation: Rotation
    wide: float
    high: float
    y: float = 0.0
    page: int = 0
    started: list[int] = field(default_factory=list)

    def turn_over(self) -> None:
        """Begin the next page."""
        if self.page:
            self._number()
            self.canvas.showPage()
        self.page += 1
        if self.rotation == "sideways":
            self.canvas.translate(self.high, 0)
            self.canvas.rotate(90)
        self.canvas.setFont(_FONT, self.form.size)
        self.canvas.setLineWidth(0.6)
        self.y = self.high - self.form.margin * _MM

    def _number(self) -> None:
        self.canvas.drawCentredString(self.wide / 2, 14, f"- {self.page} -")

    @property
    def floor(self) -> float:
        """The lowest y that may be printed on."""
        return self.form.margin * _MM


def drawn(tale: Story, form: Paper, pen: str = "strokes", rotation: Rotation = "upright", close: bool = True) -> bytes:
    """The story on pages of that form; `close` draws the line at the page break that some programs leave out."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    wide, high = form.width * _MM, form.height * _MM
    out = io.BytesIO()
    size = (high, wide) if rotation == "sideways" else (wide, high)
    canvas = Canvas(out, pagesize=size, invariant=1)
    if rotation == "flagged":
        canvas.setPageRotation(90)
    fed = _Sheetfed(canvas, form, pen, "upright" if rotation == "upright" else "sideways", wide, high)
    fed.turn_over()
    canvas.setTitle(tale.title)
    for piece in flow(tale):
        if isinstance(piece, Passage):
            _passage(piece, fed)
        else:
            _table(piece, fed, close)
    fed._number()
    canvas.save()
    return out.getvalue()


def _passage(piece: Passage, fed: _Sheetfed) -> None:
    size = fed.form.size * (1.5 if piece.kind == "title" else 1)
    room = fed.wide - 2 * fed.floor
    indent = "" if piece.kind == "title" else "　　"
    if piece.kind == "title":
        fed.y -= fed.form.gap
    for line in _wrapped(indent + piece.text, room, size):
        if fed.y - 1.5 * size < fed.floor:
            fed.turn_over()
        fed.y -= 1.5 * size
        fed.canvas.setFont(_FONT, size)
        left = (fed.wide - _length(line, size)) / 2 if piece.kind == "title" else fed.floor
        fed.canvas.drawString(left, fed.y, line)
    fed.y -= 0.5 * size


def _length(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, _FONT, size))


def _wrapped(text: str, room: float, size: float) -> list[str]:
    found = [""]
    for character in text:
        if character == "\n" or _length(found[-1] + character, size) > room:
            found.append("")
        found[-1] += character.strip("\n")
    return found


def _table(sheet: Sheet, fed: _Sheetfed, close: bool) -> None:
    """Rows as high as their single-row cells need; merged cells are cut at the break, and their text with them."""
    widths = [(fed.wide - 2 * fed.floor) / sheet.width] * sheet.width
    xs = [fed.floor + sum(widths[:n]) for n in range(sheet.width + 1)]
    heights = [_height(sheet, row, xs, fed) for row in range(sheet.height)]
    start = 0
    while start < sheet.height:
        stop, room = start, fed.y - fed.floor
        while stop < sheet.height and sum(heights[start : stop + 1]) <= room:
            stop += 1
        if stop == start:
            fed.turn_over()
            continue
        ys = [fed.y - sum(heights[start:n]) for n in range(start, stop + 1)]
        _rows(sheet, range(start, stop), xs, ys, fed, close, heights)
        fed.y, start = ys[-1], stop
    fed.y -= fed.form.size


def _height(sheet: Sheet, row: int, xs: Sequence[float], fed: _Sheetfed) -> float:
    """Points; a merged cell that needs more than its rows gets it in its last row."""
    size, padding = fed.form.size, fed.form.padding
    need = 1
    for box in sheet.boxes:
        if box.below == row + 1:
            count = len(_wrapped(box.text, xs[box.right] - xs[box.column] - 2 * padding, size))
            need = max(need, -(-count // box.rowspan))
    return 1.3 * size * need + 2 * padding


def _rows(
    sheet: Sheet,
    rows: range,
    xs: Sequence[float],
    ys: Sequence[float],
    fed: _Sheetfed,
    close: bool,
    heights: Sequence[float],
) -> None:
    for box in sheet.boxes:
        top, below = max(box.row, rows.start), min(box.below, rows.stop)
        if top >= below:
            continue
        edge = xs[box.column], ys[below - rows.start], xs[box.right], ys[top - rows.start]
        cut = not close and (top > box.row or below < box.below or rows.start in (top,) or below == rows.stop)
        if cut and (rows.start or rows.stop < sheet.height) and fed.pen == "strokes":
            _open_cell(fed.canvas, edge, top == rows.start > 0, below == rows.stop < sheet.height)
        else:
            PENS[fed.pen](fed.canvas, *edge)
        _text(box, edge, fed, sum(heights[box.row : top]))


def _open_cell(canvas: Canvas, edge: Edge, no_top: bool, no_bottom: bool) -> None:
    x0, y0, x1, y1 = edge
    canvas.line(x0, y0, x0, y1)
    canvas.line(x1, y0, x1, y1)
    if not no_top:
        canvas.line(x0, y1, x1, y1)
    if not no_bottom:
        canvas.line(x0, y0, x1, y0)


def _text(box: Box, edge: Edge, fed: _Sheetfed, above: float) -> None:
    """The lines of a cell that fall on this page; `above`: points of the cell on the pages before."""
    size, padding = fed.form.size, fed.form.padding
    fed.canvas.setFont(_FONT, size)
    x0, y0, x1, y1 = edge
    stray = (x1 - x0) / 2 if box.text.startswith(STRAY) else 0.0
    skipped = int(above / (1.3 * size))
    for n, line in enumerate(_wrapped(box.text.strip(STRAY), x1 - x0 - 2 * padding, size)[skipped:], 1):
        y = y1 - 1.3 * size * n
        if y < y0:
            return
        spare = x1 - x0 - 2 * padding - _length(line, size)
        shift = {"left": 0.0, "center": spare / 2, "right": spare}[fed.form.align]
        fed.canvas.drawString(x0 + padding + shift + stray, y, line)
