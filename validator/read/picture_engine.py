"""The recogniser behind two functions: where lines of text stand, and what one line says. Nothing is downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from rapidocr import RapidOCR

from validator.read.picture_pages import Box, Grey

#: Everything is kept, however doubtful: confidence decides later. Figures are short, so lines need not be padded wide.
_SETTINGS: dict[str, Any] = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,
    "Rec.rec_img_shape": [3, 48, 96],
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}

#: Lines are looked for on a page shrunk to this length, so that a long picture is taken strip by strip; in pixels.
_SHRUNK, _OVERLAP = 2000, 150
#: So many times as wide as high.
_FLAT = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line of text was read as, and how certain the recogniser is (0 to 1)."""

    text: str
    score: float


@cache
def _engine() -> RapidOCR:
    """One thread: equal input gives equal output, and many files run beside each other."""
    return RapidOCR(params=_SETTINGS)


def find_lines(page: Grey) -> tuple[Box, ...]:
    """The boxes of the lines of text on a page, in reading order; a band too flat to hold a table has none."""
    height, width = page.shape
    if width > _FLAT * height:
        return ()
    strip = max(_SHRUNK, width * 3 // 2)
    if height <= max(strip, 2 * width):
        return _found(page)
    stops = [round(n * height / -(-height // strip)) for n in range(-(-height // strip) + 1)]
    return tuple(box for top, bottom in pairwise(stops) for box in _in_strip(page, top, bottom))


def _in_strip(page: Grey, top: int, bottom: int) -> Iterator[Box]:
    """The lines whose middle lies between two heights: on a strip that reaches beyond them every line is whole."""
    start = max(0, top - _OVERLAP)
    for left, above, right, below in _found(page[start : bottom + _OVERLAP]):
        if top <= start + (above + below) / 2 < bottom:
            yield left, start + above, right, start + below


def _found(page: Grey) -> tuple[Box, ...]:
    # The flags stay set on the engine: all three are given each time.
    found: Any = _engine()(_coloured(page), use_det=True, use_cls=False, use_rec=False)
    if found.boxes is None:
        return ()
    return tuple(
        (float(c[:, 0].min()), float(c[:, 1].min()), float(c[:, 0].max()), float(c[:, 1].max()))
        for c in np.asarray(found.boxes)
    )


def read_lines(crops: Sequence[Grey]) -> tuple[Reading, ...]:
    """Each crop read as one line of text."""
    return tuple(map(_read_line, crops))


def _read_line(crop: Grey) -> Reading:
    found: Any = _engine()(_coloured(crop), use_det=False, use_cls=False, use_rec=True)
    if not found.txts:
        return Reading("", 0.0)
    return Reading(found.txts[0].strip(), float(found.scores[0]))


def _coloured(grey: Grey) -> Grey:
    return np.ascontiguousarray(np.repeat(grey[:, :, np.newaxis], 3, axis=2))
