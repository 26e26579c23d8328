"""A PDF file → its pages: opening, refusing what is locked, damaged or too large, before anything heavy is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

import pypdfium2
import pypdfium2.raw as pdfium

from validator.model import Unreadable
from validator.read.pdf_draw import Matrix, apply, draw
from validator.read.pdf_glyphs import glyphs
from validator.read.pdf_page import Box, Page, around

MAX_PAGES = 400
#: The longest side of a page in points: the format itself allows no more.
_LONGEST = 14_400

_LOCKED = {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}


def opened(data: bytes, name: str) -> closing[pypdfium2.PdfDocument]:
    """Open a file for a `with` block. Raises Unreadable F001, F003 or F004."""
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Unreadable("F003", f"「{name}」加了密码。请用原软件打开，去掉密码后再检查。") from error
        raise _damaged(name) from error
    if not 0 < len(file) <= MAX_PAGES:
        count = len(file)
        file.close()
        if count == 0:
            raise _damaged(name)
        raise Unreadable("F004", f"「{name}」有 {count} 页，超过 {MAX_PAGES} 页。请只保留年度报告的页面后再检查。")
    return closing(file)


def _damaged(name: str) -> Unreadable:
    return Unreadable("F001", f"「{name}」已损坏，打不开。请重新下载，或用原稿重新另存为 PDF 后再检查。")


def metadata(file: pypdfium2.PdfDocument) -> Mapping[str, str]:
    """The title that the file carries, if any."""
    title = file.get_metadata_value("Title")
    return {"title": title} if title else {}


def pages(file: pypdfium2.PdfDocument, name: str) -> Iterator[Page]:
    """Every page in turn. Raises Unreadable F001 for a page that cannot be loaded, F004 for one beyond the bounds."""
    for index in range(len(file)):
        handle = _loaded(file, index)
        if not handle:
            raise _damaged(name)
        try:
            yield _page(handle, index + 1)
        finally:
            pdfium.FPDF_ClosePage(handle)


def _loaded(file: pypdfium2.PdfDocument, index: int) -> pypdfium2.raw.FPDF_PAGE:
    """A page with what is filled into its form fields as part of its text."""
    handle = pdfium.FPDF_LoadPage(file, index)
    if handle and pdfium.FPDFPage_GetAnnotCount(handle) > 0:
        pdfium.FPDFPage_Flatten(handle, pdfium.FLAT_NORMALDISPLAY)
        pdfium.FPDF_ClosePage(handle)
        handle = pdfium.FPDF_LoadPage(file, index)
    return handle


def _page(handle: pypdfium2.raw.FPDF_PAGE, number: int) -> Page:
    frame, width, height = _frame(handle)
    drawing = draw(handle, frame, number)
    area: Box = (0.0, 0.0, width, height)
    found = glyphs(handle, frame, number, drawing.fills, area)
    segments = tuple(s for s in drawing.segments if s.x1 >= 0 and s.y1 >= 0 and s.x0 <= width and s.y0 <= height)
    fills = tuple(box for box, white in drawing.fills if not white)
    return Page(number, width, height, found, segments, fills, tuple(drawing.pictures), drawing.paths)


def _frame(handle: pypdfium2.raw.FPDF_PAGE) -> tuple[Matrix, float, float]:
    """From the page's own coordinates to points from the top left of the page as it is shown; and its size."""
    shown = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(handle, shown)
    left, top, right, bottom = shown.left, shown.top, shown.right, shown.bottom
    turn = pdfium.FPDFPage_GetRotation(handle) % 4
    frame: Matrix = (
        (1, 0, 0, -1, -left, top),
        (0, 1, 1, 0, -bottom, -left),
        (-1, 0, 0, 1, right, -bottom),
        (0, -1, -1, 0, top, right),
    )[turn]
    x0, y0, x1, y1 = around((apply(frame, left, bottom), apply(frame, right, top)))
    return frame, min(x1 - x0, _LONGEST), min(y1 - y0, _LONGEST)
