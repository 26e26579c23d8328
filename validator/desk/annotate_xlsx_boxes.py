"""The boxes of comments, in the old drawing format: changed as text, for programs write it so that it is no sound XML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil

from validator.desk.annotate_xlsx_cells import position
from validator.desk.annotate_xlsx_measures import PIXEL, Measures, anchor

#: Points; a Chinese character of the comments' font, a line of it, and what a box has round its text.
_WIDTH = 300
_CHARACTER = 9.6
_LINE = 13
_ROUND = 14
_ROW, _CELL = 14, 54  # points of an ordinary row and column

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_BLANK = f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
_KIND = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    f'<v:shape {_SPACES} id="_x0000_s{{id}}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    f'margin-top:2pt;width:{_WIDTH}pt;height:{{height}}pt;z-index:{{layer}};visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ID = re.compile(r"_x0000_s(\d{1,9})\b")
#: Programs choose the prefixes of the names as they like.
_SHAPE = re.compile(r"<(\w+):shape\s.*?</\1:shape>", re.DOTALL)
_SPOT = tuple(re.compile(rf"<\w+:{name}>\s*(\d{{1,7}})\s*</\w+:{name}>") for name in ("Row", "Column"))
_ANCHOR = re.compile(r"(<\w+:Anchor>)([\d\s,]+)(</\w+:Anchor>)")
_SIZE = re.compile(r"(?<![\w-])(width|height):([\d.]+)(p[tx])")


def blank_drawing() -> bytes:
    """A drawing without boxes."""
    return _BLANK.encode()


def height(text: str) -> int:
    """Points that a box as wide as ours needs for `text`."""
    room = (_WIDTH - _ROUND) / _CHARACTER
    lines = sum(max(1, ceil(sum(1.0 if ord(c) > 255 else 0.55 for c in line) / room)) for line in text.split("\n"))
    return lines * _LINE + _ROUND


def add_boxes(drawing: bytes, texts: Mapping[str, str], sizes: Measures) -> bytes:
    """The drawing with a hidden box beside each cell (by name), large enough for the text of its comment."""
    text, code = _decoded(drawing)
    at = text.rfind("</xml>")
    if at < 0 or not texts:
        return drawing
    first = max((int(n) for n in _ID.findall(text)), default=1024) + 1
    kind = "" if 'id="_x0000_t202"' in text else _KIND
    boxes = "".join(_box(first + n, *mark, sizes) for n, mark in enumerate(texts.items()))
    return f"{text[:at]}{kind}{boxes}{text[at:]}".encode(code, "surrogateescape")


def _box(number: int, ref: str, text: str, sizes: Measures) -> str:
    row, column = position(ref)
    points = height(text)
    place = anchor(sizes, ref, _WIDTH, points)
    return _BOX.format(id=number, height=points, layer=number % 1024, row=row - 1, column=column - 1, anchor=place)


def grow_boxes(drawing: bytes, texts: Mapping[str, str]) -> bytes:
    """The drawing with the boxes of comments that were added to made higher by what was added."""
    text, code = _decoded(drawing)
    more = {position(ref): height(added) for ref, added in texts.items()}

    def grown(shape: re.Match[str]) -> str:
        row, column = (pattern.search(shape[0]) for pattern in _SPOT)
        points = more.get((int(row[1]) + 1, int(column[1]) + 1)) if row and column else None
        return shape[0] if points is None else _larger(shape[0], points)

    return _SHAPE.sub(grown, text).encode(code, "surrogateescape")


def _larger(shape: str, points: int) -> str:
    """As wide as ours, and higher by `points`.

    The eight numbers of an anchor are left, top, right and bottom, each as a line of cells and pixels beyond it.
    """

    def resized(size: re.Match[str]) -> str:
        now = float(size[2]) * (PIXEL if size[3] == "px" else 1)
        due = max(now, _WIDTH) if size[1] == "width" else now + points
        return f"{size[1]}:{due:g}pt"

    def moved(anchor: re.Match[str]) -> str:
        numbers = [int(n) for n in anchor[2].split(",")]
        if len(numbers) != 8:
            return anchor[0]
        numbers[4] = max(numbers[4], numbers[0] + ceil(_WIDTH / _CELL))
        numbers[6] += ceil(points / _ROW)
        return f"{anchor[1]}{', '.join(map(str, numbers))}{anchor[3]}"

    return _ANCHOR.sub(moved, _SIZE.sub(resized, shape))


def _decoded(drawing: bytes) -> tuple[str, str]:
    code = "utf-16" if drawing[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return drawing.decode(code, "surrogateescape"), code
