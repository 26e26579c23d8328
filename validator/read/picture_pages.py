"""Bytes of a picture → its pages in grey, upright to a tenth of a degree."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from warnings import catch_warnings, simplefilter

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from validator.model import Unreadable

Grey = NDArray[np.uint8]
Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels

#: What is opened at all: others (.wmf, .emf) are drawings that not every system can show.
FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "GIF", "WEBP")
#: A4 at 600 dpi has 35 million pixels; a report that is scanned has a few dozen pages.
MAX_PIXELS = 60_000_000
MAX_PAGES = 100
_LONGEST = 30_000  # pixels of one side: what can be turned
#: Skew beyond this is no crooked sheet but another orientation.
_MOST_SKEW = 15.0
_FOR_SKEW = 1200  # pixels of width are enough to measure it
_SHORTEST = 40  # pixels: smaller pictures hold no table

_TOO_LARGE = "图片太大（超过 6000 万像素、边长 30000 像素或 100 页）。请用 300 dpi 重新扫描，或分成几个文件。"
_DAMAGED = "图片已损坏，打不开。请重新扫描或导出后再检查。"


def pages(data: bytes) -> Iterator[Grey]:
    """Every page of a picture in one of FORMATS, dark on light. Raises Unreadable F001 (damaged) or F004 (too large)."""
    with _told():
        picture = Image.open(BytesIO(data), formats=FORMATS)
        many = getattr(picture, "n_frames", 1)
    if many > MAX_PAGES:
        raise Unreadable("F004", _TOO_LARGE)
    for number in range(many):
        with _told():
            picture.seek(number)
            if picture.width * picture.height > MAX_PIXELS or max(picture.size) > _LONGEST:
                raise Unreadable("F004", _TOO_LARGE)
            page = _grey(picture)
        yield straightened(page)


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, by the head of the file. Raises Unreadable F001 (damaged) or F004 (too large)."""
    with _told():
        return Image.open(BytesIO(data), formats=FORMATS).size


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong while decoding, in our words; of what is odd but readable the decoder need not speak."""
    try:
        with catch_warnings():
            simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise Unreadable("F004", _TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        raise Unreadable("F001", _DAMAGED) from error


def _grey(frame: Image.Image) -> Grey:
    """Transparent is paper, and a negative is turned over."""
    upright = ImageOps.exif_transpose(frame).convert("RGBA")
    paper = Image.new("RGBA", upright.size, "white")
    grey = np.asarray(Image.alpha_composite(paper, upright).convert("L"))
    return grey if np.median(grey) > 127 else np.asarray(255 - grey, dtype=np.uint8)


def straightened(page: Grey) -> Grey:
    """The page turned so that its rules lie level; a page without rules is left as it is."""
    if min(page.shape) < _SHORTEST:
        return page
    skew = _skew(page)
    skew += _remaining(_turned(page, skew))
    return _turned(page, skew) if abs(skew) > 0.03 else page


def _turned(page: Grey, degrees: float) -> Grey:
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    paper = int(np.median(page))
    turned = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper,))
    return np.asarray(turned, dtype=np.uint8)


def _skew(page: Grey) -> float:
    """Degrees by which the long rules fall to the right: the median, longer ones counting more."""
    small = min(1.0, _FOR_SKEW / page.shape[1])
    page = np.asarray(cv2.resize(page, None, fx=small, fy=small, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    dark = dark_pixels(page, 31)
    found = cv2.HoughLinesP(dark, 1, np.pi / 1800, 120, minLineLength=page.shape[1] // 6, maxLineGap=4)
    if found is None:
        return 0.0
    ends = found.reshape(-1, 4).astype(float)
    across, down = ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]
    angles = np.degrees(np.arctan2(down, across))
    level = np.abs(angles) < _MOST_SKEW
    if not level.any():
        return 0.0
    return _median(angles[level], np.hypot(across, down)[level])


def _median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][int(np.searchsorted(reached, 0.5))])


def _remaining(page: Grey) -> float:
    """The angle, within half a degree, under which the level runs fall onto the fewest lines of the page."""
    run = np.ones((1, max(20, page.shape[1] // 40)), np.uint8)
    down, across = np.nonzero(cv2.morphologyEx(dark_pixels(page, 31), cv2.MORPH_OPEN, run))
    if len(down) == 0:
        return 0.0
    angles = np.arange(-25, 26) * 0.02
    spread = across[:, None] * np.tan(np.radians(angles))[None, :]
    lines = np.rint(down[:, None] - spread).astype(int)
    lines -= lines.min()
    sharpness = [float((np.bincount(lines[:, i]).astype(float) ** 2).sum()) for i in range(len(angles))]
    return float(angles[int(np.argmax(sharpness))])


def dark_pixels(page: Grey, around: int) -> Grey:
    """255 where a pixel is clearly darker than its surroundings (`around` pixels square, odd), else 0."""
    contrast = float(np.median(page)) - float(np.percentile(page, 0.2))
    least = max(8.0, 0.25 * contrast)
    return np.asarray(
        cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, least),
        dtype=np.uint8,
    )
