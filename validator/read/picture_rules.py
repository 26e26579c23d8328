"""A page in grey → the pixels of its ruled lines, told from the strokes of characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from validator.read.picture_pages import Box, Grey

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rules:
    """Pixels of level and of upright rules, and the height of a line of text that they were measured by."""

    level: Grey
    upright: Grey
    unit: float

    @property
    def reach(self) -> int:
        """Rules nearer to each other than this are one."""
        return max(3, round(self.unit * 0.35))


def find_rules(page: Grey, texts: Sequence[Box], unit: float) -> Rules:
    """The rules of a level page; `texts` are the boxes of its lines of text, `unit` their usual height, in pixels."""
    size = round(unit * 1.5) | 1
    around = np.ones((size, size), np.uint8)
    paper = np.asarray(cv2.morphologyEx(cv2.blur(page, (5, 5)), cv2.MORPH_CLOSE, around), dtype=np.uint8)
    written = _written(page, texts)
    ink = float(np.percentile(page[written], 5)) if written.any() else 0.0
    least = max(8.0, 0.2 * (float(np.median(page)) - ink))
    # Longer than any stroke of a character: 一 is as wide as a line is high, 丨 not quite.
    level = _runs(page, paper, round(unit * 1.8), least, level=True)
    upright = _runs(page, paper, round(unit * 1.15), least, level=False)
    return Rules(_kept(level, upright, written), _kept(upright, level, written), unit)


def _written(page: Grey, texts: Iterable[Box]) -> Flags:
    """The cores of the lines of text: no rule runs along there."""
    cores = np.zeros(page.shape, dtype=bool)
    for left, top, right, bottom in texts:
        edge = (bottom - top) * 0.15
        cores[round(top + edge) : round(bottom - edge), round(left + edge) : round(right - edge)] = True
    return cores


def _kept(runs: Grey, across: Grey, written: Flags) -> Grey:
    """The runs that meet a rule across them and do not run through text: strokes that ran together are left out."""
    count, named, _, _ = cv2.connectedComponentsWithStats(runs)
    sizes = np.bincount(named.ravel(), minlength=count)
    hidden = np.bincount(named[written].ravel(), minlength=count)
    met = np.bincount(named[cv2.dilate(across, np.ones((5, 5), np.uint8)) > 0].ravel(), minlength=count)
    kept = (hidden < 0.5 * sizes) & (met > 0)
    kept[0] = False
    return np.where(kept[named], runs, 0).astype(np.uint8)


def _runs(page: Grey, paper: Grey, length: int, least: float, level: bool) -> Grey:
    """Pixels of straight dark runs of at least `length`; noise is smoothed along the run, where it costs nothing."""
    width = max(3, length // 24 * 2 + 1)
    smooth = cv2.blur(page, (width, 1) if level else (1, width))
    run = np.ones((1, length) if level else (length, 1), np.uint8)
    closed = cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, run)
    dark = np.where(paper.astype(float) - closed > least, 255, 0).astype(np.uint8)
    gap = np.ones((1, length // 3) if level else (length // 3, 1), np.uint8)
    return np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, gap), dtype=np.uint8)
