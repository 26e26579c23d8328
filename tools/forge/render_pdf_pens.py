"""The ways in which programs draw the outline of a table cell on a PDF page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportlab.pdfgen.canvas import Canvas


def _strokes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.rect(x0, y0, x1 - x0, y1 - y0)


def _thin_rectangles(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for a, b, c, d in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        canvas.rect(a - 0.3, b - 0.3, c - a + 0.6, d - b + 0.6, stroke=0, fill=1)


def _dashes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for a, b, c, d in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
        steps = max(1, round((c - a + d - b) / 4))
        for n in range(steps):
            canvas.line(*(p + (q - p) * k / steps for k in (n, n + 0.6) for p, q in ((a, c), (b, d))))


def _double(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    _strokes(canvas, x0, y0, x1, y1)
    _strokes(canvas, x0 + 1, y0 + 1, x1 - 1, y1 - 1)


def _fills(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setFillGray(0.88)
    canvas.rect(x0 + 0.5, y0 + 0.5, x1 - x0 - 1, y1 - y0 - 1, stroke=0, fill=1)
    canvas.setFillGray(0)


def _nothing(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A table without rules."""


PENS: Mapping[str, Callable[[Canvas, float, float, float, float], None]] = {
    "strokes": _strokes,
    "thin": _thin_rectangles,
    "dashes": _dashes,
    "double": _double,
    "fills": _fills,
    "none": _nothing,
}
