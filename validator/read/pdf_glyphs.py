"""Text of a pdfium page → the glyphs that can be seen, each once, in plain Han characters."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from validator.read.pdf_draw import Matrix, apply
from validator.read.pdf_page import MAX_GLYPHS, Box, Glyph, around, middle, quarter, refuse_page

_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
#: White text is looked for on every coloured area: so many comparisons at most.
_MOST_COMPARED = 5_000_000
_SMALLEST = 2.0  # points; text below that is not meant to be read
#: Equal glyphs nearer than this share of their size are one glyph printed twice to look bold.
_SAME = 0.15

#: Radicals that fonts put for whole characters, which normalisation leaves as they are or makes traditional.
_RADICALS = (
    "⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋卩⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母"
    "⺠民⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱网⺲罒⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹"
    "⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠"
    "⼾户⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_SUPPLEMENT: Mapping[str, str] = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class _Style:
    """What all glyphs of one text object share."""

    shown: bool
    size: float
    angle: float
    white: bool


def han(text: str) -> str:
    """Radicals and compatibility ideographs as the characters they stand for; all else stays as printed."""
    return "".join(_SUPPLEMENT.get(c) or (unicodedata.normalize("NFKC", c) if _is_look_alike(c) else c) for c in text)


def _is_look_alike(character: str) -> bool:
    return "\u2f00" <= character <= "\u2fd5" or "\uf900" <= character <= "\ufaff"


def glyphs(
    page: ctypes.c_void_p, frame: Matrix, number: int, fills: Sequence[tuple[Box, bool]], area: Box
) -> tuple[Glyph, ...]:
    """The glyphs that can be seen inside `area`. `fills`: (box, white) of what is painted. Raises Unreadable F004."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return ()
    try:
        count = pdfium.FPDFText_CountChars(text)
        if count > MAX_GLYPHS:
            raise refuse_page(number)
        found = [(glyph, white) for glyph, white in _printed(text, count, frame) if _inside(glyph.ink, area)]
    finally:
        pdfium.FPDFText_ClosePage(text)
    dark = [box for box, is_white in fills if not is_white]
    if len(dark) * sum(white for _, white in found) > _MOST_COMPARED:
        raise refuse_page(number)
    return tuple(_once([glyph for glyph, white in found if not white or _on_any(glyph, dark)]))


def _inside(box: Box, area: Box) -> bool:
    x, y = middle(box)
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def _on_any(glyph: Glyph, boxes: Sequence[Box]) -> bool:
    return any(_inside(glyph.ink, box) for box in boxes)


def _printed(text: ctypes.c_void_p, count: int, frame: Matrix) -> Iterator[tuple[Glyph, bool]]:
    """Every glyph of the text, and whether it is white."""
    styles: dict[int | None, _Style] = {}
    for i in range(count):
        if pdfium.FPDFText_IsGenerated(text, i) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, i)
        if code != 0 and chr(code).isspace():
            continue
        holder = pdfium.FPDFText_GetTextObject(text, i)
        key = ctypes.cast(holder, ctypes.c_void_p).value
        if key not in styles:
            styles[key] = _style(text, i, holder)
        style = styles[key]
        if style.shown and style.size >= _SMALLEST:
            yield _glyph(text, i, code, frame, style), style.white


def _style(text: ctypes.c_void_p, i: int, holder: ctypes.c_void_p) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, i, matrix)
    size = pdfium.FPDFText_GetFontSize(text, i) * math.hypot(matrix.c, matrix.d)
    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(text, i, *colour)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(holder) if holder else 0
    filled = mode in (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)
    shown = mode not in _INVISIBLE and not (filled and colour[3].value == 0)
    white = filled and min(part.value for part in colour[:3]) >= 250
    return _Style(shown, size, pdfium.FPDFText_GetCharAngle(text, i), white)


def _glyph(text: ctypes.c_void_p, i: int, code: int, frame: Matrix, style: _Style) -> Glyph:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top)
    ink = _boxed(frame, left.value, bottom.value, right.value, top.value)
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, i, loose)
    body = _boxed(frame, loose.left, loose.bottom, loose.right, loose.top)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, i, x, y)
    known = code != 0 and pdfium.FPDFText_HasUnicodeMapError(text, i) != 1
    character = chr(code) if 0 < code < 0x110000 else "\ufffd"
    sure = known and unicodedata.category(character) not in ("Co", "Cn", "Cc", "Cs") and character != "\ufffd"
    turn = quarter(style.angle + _frame_angle(frame))
    return Glyph(han(character), ink, body, apply(frame, x.value, y.value), style.size, turn, sure)


def _frame_angle(frame: Matrix) -> float:
    """By how much the frame turns the page clockwise, in radians; our y axis points down."""
    return math.atan2(frame[1], frame[0])


def _boxed(frame: Matrix, x0: float, y0: float, x1: float, y1: float) -> Box:
    return around((apply(frame, x0, y0), apply(frame, x1, y1)))


def _once(found: Sequence[Glyph]) -> Iterator[Glyph]:
    """Drop a glyph that stands where an equal one stands already."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in found:
        x, y = (int(value // 4) for value in glyph.base)
        near = [g for dx in (-1, 0, 1) for dy in (-1, 0, 1) for g in seen.get((glyph.text, x + dx, y + dy), ())]
        if not any(math.dist(g.base, glyph.base) <= _SAME * glyph.size for g in near):
            seen.setdefault((glyph.text, x, y), []).append(glyph)
            yield glyph
