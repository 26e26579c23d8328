"""Page × lattice → cells with text: every figure is read twice, from the line on the page and from its own cut-out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from validator.read.picture_engine import Reading, read_lines
from validator.read.picture_grid import Frame, Lattice
from validator.read.picture_pages import Box, Grey, dark_pixels

#: Stands for what is printed but could not be read: it is text to everyone, never a blank and never a number.
UNREAD = "□"

#: More Chinese characters than this are a label; a figure is never taken for so many.
_LABEL = 3
#: Weight of a reading that only cut-outs support.
_ONE_WITNESS = 0.8
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile("[\u3400-\u9fff、，。；：（）“”]+")
_FIGURE = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?|[/—–-]+")
#: Letters and marks that a recogniser gives for digits: they count as the digit.
_LOOK_ALIKE = str.maketrans({**dict.fromkeys("OoQD〇○。口", "0"), **dict.fromkeys("lI|丨!", "1"), "，": ",", "．": "."})


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text on a page: where it stands and what it was read as."""

    box: Box
    reading: Reading


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell with its text. `confidence` (0 to 1) is 0 where two readings differ; `readings` are those that differ."""

    frame: Frame
    text: str
    confidence: float
    readings: tuple[str, ...] = ()


def fill(page: Grey, lattice: Lattice, lines: Sequence[TextLine], unit: float) -> tuple[ReadCell, ...]:
    """The cells of one table. `unit` is the height of a line of text in pixels."""
    dark = dark_pixels(page, int(unit * 2) | 1)
    return tuple(_cell(frame, _lines_in(frame, lines), page, dark, unit) for frame in lattice.frames)


def in_lattice(line: TextLine, lattice: Lattice) -> bool:
    """Whether the middle of a line lies inside a table."""
    across, down = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    left, top, right, bottom = lattice.box
    return left <= across <= right and top <= down <= bottom


def _lines_in(frame: Frame, lines: Iterable[TextLine]) -> list[TextLine]:
    """Lines whose middle lies in the frame, from top to bottom; one that reaches into the next cell has no text."""
    left, top, right, bottom = frame.box
    return [
        line if _is_within(line.box, frame) else TextLine(line.box, Reading("", 0.0))
        for line in sorted(lines, key=lambda line: (line.box[1], line.box[0]))
        if left <= (line.box[0] + line.box[2]) / 2 < right and top <= (line.box[1] + line.box[3]) / 2 < bottom
    ]


def _is_within(box: Box, frame: Frame) -> bool:
    outside = max(frame.box[0] - box[0], box[2] - frame.box[2], 0.0)
    return outside < 0.6 * (box[3] - box[1])


def _cell(frame: Frame, lines: Sequence[TextLine], page: Grey, dark: Grey, unit: float) -> ReadCell:
    first = _joined([line.reading for line in lines], "")
    if len(_HAN.findall(first.text)) > _LABEL:
        return ReadCell(frame, _closed(first.text), first.score)
    bands = _ink_bands(frame, dark, unit)
    if not bands:
        return ReadCell(frame, first.text, 0.0 if first.text else 1.0)
    second = _joined(read_lines([_cut_out(page, frame, band, unit, 0.3) for band in bands]))
    if first.text:
        text, confidence, readings = _agreed(first, second)
    else:  # nothing was found on the page: two cut-outs of one place are no two witnesses
        third = _joined(read_lines([_cut_out(page, frame, band, unit, 0.6) for band in bands]))
        text, confidence, readings = _agreed(third, second)
        confidence *= _ONE_WITNESS
    if _HAN.search(text) or (len(bands) == len(lines) == 1 and not frame.torn):
        return ReadCell(frame, text, confidence, readings)
    several = len(lines) > 1 or len(bands) > 1
    return ReadCell(frame, _joined([x.reading for x in lines]).text if several and lines else text, 0.0, readings)


def _closed(label: str) -> str:
    """The label with its last bracket: a faint one at the end of a line is often overlooked."""
    opened = max(label.rfind("（"), label.rfind("("))
    return label if opened < 0 or re.search("[）)]", label[opened:]) else f"{label}）"


def _agreed(first: Reading, second: Reading) -> tuple[str, float, tuple[str, ...]]:
    """(text, confidence, the readings if they differ): equal readings are as good as both scores together.

    Letters among digits are digits misread, however often they are read so: only a figure or a word is agreed upon.
    """
    one, other = figure(first.text), figure(second.text)
    same_word = first.text == second.text and _WORD.fullmatch(first.text) is not None
    if same_word or (one is not None and one == other):
        return one or first.text, 1 - (1 - first.score) * (1 - second.score), ()
    readings = tuple(dict.fromkeys(x for x in (one or first.text, other or second.text) if x))
    if one is not None and other is not None:
        return (one if first.score >= second.score else other), 0.0, readings
    return one or other or first.text or second.text or UNREAD, 0.0, readings


def figure(text: str) -> str | None:
    """The figure or dash that a reading stands for, look-alike letters as digits; None if it is none."""
    plain = text.replace(" ", "").translate(_LOOK_ALIKE)
    return plain if _FIGURE.fullmatch(plain) else None


def _joined(readings: Sequence[Reading], between: str = "\n") -> Reading:
    """Lines of figures stay apart: run together they would be another number."""
    return Reading(between.join(r.text for r in readings), min((r.score for r in readings), default=0.0))


# ---------------------------------------------------------------- ink


def _ink_bands(frame: Frame, dark: Grey, unit: float) -> list[tuple[int, int, int, int]]:
    """Boxes of the lines of ink inside a cell: rules at its edges and specks left out."""
    inset = max(2, round(unit * 0.12))
    left, top = frame.box[0] + inset, frame.box[1] + inset
    inside = dark[top : frame.box[3] - inset + 1, left : frame.box[2] - inset + 1]
    if inside.size == 0:
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(inside)
    spots = [tuple(int(v) for v in stats[i]) for i in range(1, count)]
    least = max(3.0, (unit / 14) ** 2)
    kept = [
        (x, y, x + w, y + h)
        for x, y, w, h, area in spots
        if area >= least and not _is_edge((x, y, w, h), inside.shape, unit * 0.25)
    ]
    return [(left + a, top + b, left + c, top + d) for a, b, c, d in _bands(kept, unit * 0.3)]


def _is_edge(spot: tuple[int, int, int, int], shape: tuple[int, ...], thick: float) -> bool:
    """Whether a spot is the remainder of a rule: thin, and along the edge of the cell."""
    x, y, w, h = spot
    beside = (x == 0 or x + w == shape[1]) and w <= thick
    return beside or ((y == 0 or y + h == shape[0]) and h <= thick)


def _bands(spots: Iterable[tuple[int, int, int, int]], gap: float) -> list[tuple[int, int, int, int]]:
    bands: list[tuple[int, int, int, int]] = []
    for x0, y0, x1, y1 in sorted(spots, key=lambda s: s[1]):
        if bands and y0 < bands[-1][3] + gap:
            a, b, c, d = bands[-1]
            bands[-1] = (min(a, x0), b, max(c, x1), max(d, y1))
        else:
            bands.append((x0, y0, x1, y1))
    return bands


def _cut_out(page: Grey, frame: Frame, band: tuple[int, int, int, int], unit: float, margin: float) -> Grey:
    """The ink with paper around it, `margin` times its height, at twice the size; faint signs beside it come along."""
    inset = max(2, round(unit * 0.12))
    aside = round(unit * 0.5)
    left, right = max(frame.box[0] + inset, band[0] - aside), min(frame.box[2] - inset, band[2] + aside)
    top, bottom = max(frame.box[1] + inset, band[1] - 2), min(frame.box[3] - inset, band[3] + 2)
    ink = page[top : bottom + 1, left : right + 1]
    pad = round((bottom - top) * margin)
    paper = int(np.median(ink[[0, -1]]))
    framed = cv2.copyMakeBorder(ink, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(paper,))
    return np.asarray(cv2.resize(framed, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), dtype=np.uint8)
