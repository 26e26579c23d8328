"""Stories as scanned pages, and their tables as pictures, drawn with a Chinese font."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from tools.forge.render_scan_look import Scan, scanned
from tools.forge.sheet import Box, Sheet
from tools.forge.story import Passage, Story, flow

_WIDTH = 595.0  # A4, in points
_MARGIN = 50.0
_LEADING = 1.25
#: Share of the width that a column takes, by what stands in it.
_WEIGHTS = {"label": 4.0, "group": 1.0, "figure": 1.0}


@dataclass(frozen=True, slots=True)
class _Pen:
    font: ImageFont.FreeTypeFont
    scan: Scan

    @property
    def line(self) -> float:
        return self.font.size * _LEADING


def pages(tale: Story, scan: Scan, prose: bool = False) -> tuple[bytes, ...]:
    """The report as page pictures; `prose` prints the running text too, not only title, headings and tables."""
    scale = scan.dpi / 72
    pen = _Pen(ImageFont.truetype(str(scan.font), scan.size * scale, index=scan.index), scan)
    size = (round(_WIDTH * scale), round(scan.height * scale))
    drawn = _drawn(tale, pen, size, prose)
    return tuple(scanned(page, scan, number) for number, page in enumerate(drawn))


def picture(sheet: Sheet, scan: Scan) -> bytes:
    """One table as a picture, as wide as it is on a page."""
    scale = scan.dpi / 72
    pen = _Pen(ImageFont.truetype(str(scan.font), scan.size * scale, index=scan.index), scan)
    edge, width = pen.line / 2, (_WIDTH - 2 * _MARGIN) * scale
    page = Image.new("L", (round(width + 2 * edge), round(_height(sheet, pen, width) + 2 * edge)), scan.paper)
    _draw(sheet, pen, ImageDraw.Draw(page), (edge, edge), width)
    return scanned(page, scan, 0)


def _drawn(tale: Story, pen: _Pen, size: tuple[int, int], prose: bool) -> list[Image.Image]:
    margin = _MARGIN * pen.scan.dpi / 72
    sheets = [Image.new("L", size, pen.scan.paper)]
    top, width = margin, size[0] - 2 * margin
    for item in flow(tale):
        if isinstance(item, Passage) and item.kind == "prose" and not prose:
            continue
        height = _height(item, pen, width)
        if top + height > size[1] - margin and top > margin:
            sheets.append(Image.new("L", size, pen.scan.paper))
            top = margin
        _draw(item, pen, ImageDraw.Draw(sheets[-1]), (margin, top), width)
        top += height + pen.line * 0.6
    return sheets


def _height(item: Passage | Sheet, pen: _Pen, width: float) -> float:
    if isinstance(item, Passage):
        return len(_wrapped(item.text, pen, width)) * pen.line
    return sum(_row_heights(item, _column_widths(item, width), pen))


def _draw(item: Passage | Sheet, pen: _Pen, on: ImageDraw.ImageDraw, at: tuple[float, float], width: float) -> None:
    if isinstance(item, Passage):
        for number, line in enumerate(_wrapped(item.text, pen, width)):
            on.text((at[0], at[1] + number * pen.line), line, pen.scan.ink, pen.font)
        return
    wide = _column_widths(item, width)
    lefts = _stops(at[0], wide)
    tops = _stops(at[1], _row_heights(item, wide, pen))
    for box in item.boxes:
        frame = (lefts[box.column], tops[box.row], lefts[box.right], tops[box.below])
        on.rectangle([round(x) for x in frame], outline=pen.scan.ink, width=pen.scan.rule)
        _fill(box, frame, pen, on)


def _fill(box: Box, frame: tuple[float, float, float, float], pen: _Pen, on: ImageDraw.ImageDraw) -> None:
    lines = _wrapped(box.text, pen, frame[2] - frame[0] - pen.font.size * 0.6)
    top = (frame[1] + frame[3] - len(lines) * pen.line) / 2
    for number, line in enumerate(lines):
        left = (frame[0] + frame[2] - pen.font.getlength(line)) / 2
        on.text((left, top + number * pen.line), line, pen.scan.ink, pen.font)


# ---------------------------------------------------------------- measures


def _wrapped(text: str, pen: _Pen, width: float) -> list[str]:
    lines = [""]
    for char in text:
        if char == "\n" or (lines[-1] and pen.font.getlength(lines[-1] + char) > width and not char.isdigit()):
            lines.append("")
        lines[-1] += char.strip("\n")
    return lines


def _column_widths(sheet: Sheet, width: float) -> list[float]:
    weights = [_weight(sheet, column) for column in range(sheet.width)]
    return [width * weight / sum(weights) for weight in weights]


def _weight(sheet: Sheet, column: int) -> float:
    ends = [box.role for box in sheet.boxes if box.right == column + 1 and box.role in _WEIGHTS]
    starts = [box.role for box in sheet.boxes if box.column == column and box.role in _WEIGHTS]
    if ends and all(role == "group" for role in starts):
        return 1.4
    return max((_WEIGHTS[role] for role in (ends or starts)), default=1.0) if ends else 0.7


def _row_heights(sheet: Sheet, widths: Sequence[float], pen: _Pen) -> list[float]:
    heights = [pen.line * 1.35] * sheet.height
    for box in sorted(sheet.boxes, key=lambda b: b.rowspan):
        inside = sum(widths[box.column : box.right]) - pen.font.size * 0.6
        missing = (len(_wrapped(box.text, pen, inside)) + 0.35) * pen.line - sum(heights[box.row : box.below])
        if missing > 0:
            for row in range(box.row, box.below):
                heights[row] += missing / box.rowspan
    return heights


def _stops(start: float, lengths: Sequence[float]) -> list[float]:
    return list(_running(start, lengths))


def _running(start: float, lengths: Sequence[float]) -> Iterator[float]:
    yield start
    for length in lengths:
        start += length
        yield start
