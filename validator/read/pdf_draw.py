"""Path objects of a pdfium page → segments and filled areas: strokes, thin rectangles, dashes, cell backgrounds."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from validator.read.pdf_page import MAX_OBJECTS, MAX_SEGMENTS, Box, Segment, around, refuse_page

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

#: A filled rectangle not thicker than this is a line; a stroke that leans less is along an axis. Points.
_THIN = 4.0
_LEAN = 0.8
_DEPTH = 8


@dataclass(slots=True)
class Drawing:
    """What the paths of a page draw, gathered while walking its objects."""

    number: int
    segments: list[Segment] = field(default_factory=list)
    fills: list[tuple[Box, bool]] = field(default_factory=list)  # box, whether it is white
    pictures: list[Box] = field(default_factory=list)
    paths: int = 0
    points: int = 0
    objects: int = 0


def times(one: Matrix, other: Matrix) -> Matrix:
    """`one` applied first, then `other`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """The point under a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def draw(page: ctypes.c_void_p, frame: Matrix, number: int) -> Drawing:
    """Walk the objects of `page`; `frame` leads from the page's own coordinates to ours. Raises Unreadable F004."""
    drawing = Drawing(number)
    count = pdfium.FPDFPage_CountObjects(page)
    _walk([pdfium.FPDFPage_GetObject(page, i) for i in range(min(count, MAX_OBJECTS + 1))], frame, drawing, 0)
    return drawing


def _walk(objects: Sequence[ctypes.c_void_p], frame: Matrix, drawing: Drawing, depth: int) -> None:
    drawing.objects += len(objects)
    if drawing.objects > MAX_OBJECTS:
        raise refuse_page(drawing.number)
    for item in objects:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(item, frame, drawing)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawing.pictures.append(around([apply(times(_matrix(item), frame), x, y) for x in (0, 1) for y in (0, 1)]))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            count = min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS + 1)
            inner = [pdfium.FPDFFormObj_GetObject(item, i) for i in range(count)]
            _walk(inner, times(_matrix(item), frame), drawing, depth + 1)


def _matrix(item: ctypes.c_void_p) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _path(item: ctypes.c_void_p, frame: Matrix, drawing: Drawing) -> None:
    drawing.paths += 1
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    stroked = bool(stroke.value) and _alpha(pdfium.FPDFPageObj_GetStrokeColor, item)[0] > 0
    alpha, white = _alpha(pdfium.FPDFPageObj_GetFillColor, item) if fill.value else (0, False)
    if not stroked and not alpha:
        return
    drawing.points += max(pdfium.FPDFPath_CountSegments(item), 0)
    if drawing.points > MAX_SEGMENTS:
        raise refuse_page(drawing.number)
    outlines = list(_outlines(item, times(_matrix(item), frame)))
    if stroked:
        drawing.segments += (segment for line in outlines for segment in _along_axes(line))
    if alpha:
        _fill([around(line) for line in outlines if len(line) > 2], white, drawing)


def _fill(boxes: Sequence[Box], white: bool, drawing: Drawing) -> None:
    """A filled area is a line if it is thin, the border of a cell if it is a ring, else a background."""
    at = 0
    while at < len(boxes):
        ring = list(_ring(boxes[at], boxes[at + 1])) if at + 1 < len(boxes) else []
        if ring:
            drawing.segments += ring
        elif line := list(_thin(boxes[at])):
            drawing.segments += line
        else:
            drawing.fills.append((boxes[at], white))
        at += 2 if ring else 1


def _ring(one: Box, other: Box) -> Iterator[Segment]:
    """The four sides between a box and a slightly smaller one inside it; a side without thickness is not drawn."""
    small, large = sorted((one, other), key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    gaps = small[0] - large[0], small[1] - large[1], large[2] - small[2], large[3] - small[3]
    if min(gaps) < -0.05 or max(gaps) > _THIN or max(gaps) < 0.1:
        return
    x0, y0, x1, y1 = ((a + b) / 2 for a, b in zip(small, large, strict=True))
    sides = Segment(x0, y0, x0, y1), Segment(x0, y0, x1, y0), Segment(x1, y0, x1, y1), Segment(x0, y1, x1, y1)
    yield from (side for side, gap in zip(sides, gaps, strict=True) if gap >= 0.1)


def _alpha(colour: Callable[..., int], item: ctypes.c_void_p) -> tuple[int, bool]:
    """(opacity, whether the colour is white or nearly)."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not colour(item, *parts):
        return 255, False
    return parts[3].value, min(part.value for part in parts[:3]) >= 250


def _outlines(item: ctypes.c_void_p, matrix: Matrix) -> Iterator[list[Point]]:
    """The straight pieces of a path, each as its points; a curve ends a piece."""
    line: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(line) > 1:
                yield line
            line = []
        line.append(apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(line) > 1:
            yield [*line, line[0]]
            line = line[:1]
    if len(line) > 1:
        yield line


def _thin(box: Box) -> Iterator[Segment]:
    """The line that a thin area looks like; a dot may belong to a line in either direction."""
    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    if high <= _THIN and (wide >= high or wide <= _THIN):
        yield Segment(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    if wide <= _THIN and (high >= wide or high <= _THIN):
        yield Segment((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _along_axes(line: Sequence[Point]) -> Iterator[Segment]:
    for (x0, y0), (x1, y1) in pairwise(line):
        if abs(y1 - y0) <= _LEAN and abs(x1 - x0) > abs(y1 - y0):
            yield Segment(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2)
        elif abs(x1 - x0) <= _LEAN:
            yield Segment((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1))
