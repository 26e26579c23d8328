"""How a scanned page looks: turned, shaded, blurred, speckled and packed as a scanner or a camera does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageFilter


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page looks: `size` and `height` in points, `rule` and `blur` in pixels, `skew` in degrees.

    `paper`, `ink`, `noise` and `shade` (what a camera loses towards the lower right) are grey levels, of which a PNG keeps
    `greys`; `jpeg` is the quality, None for PNG.
    """

    font: Path
    dpi: int = 200
    size: float = 8.5
    index: int = 0  # of the face in a font collection
    rule: int = 2
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    jpeg: int | None = None
    paper: int = 255
    ink: int = 0
    seed: int = 0
    height: float = 842.0
    shade: float = 0.0
    greys: int = 256


def scanned(page: Image.Image, scan: Scan, number: int) -> bytes:
    """The drawn page number `number` as a file."""
    if scan.skew:
        page = page.rotate(scan.skew, Image.Resampling.BICUBIC, fillcolor=scan.paper)
    if scan.blur:
        page = page.filter(ImageFilter.GaussianBlur(scan.blur))
    if scan.noise or scan.shade:
        rng = np.random.default_rng(Random(f"{scan.seed}/{number}").getrandbits(32))
        grey = np.asarray(page, dtype=np.float32)
        page = Image.fromarray(
            np.clip(grey + rng.normal(0, scan.noise, grey.shape) - _dusk(page, scan), 0, 255).astype(np.uint8)
        )
    packed = BytesIO()
    if scan.jpeg is not None:
        page.save(packed, "JPEG", quality=scan.jpeg, dpi=(scan.dpi, scan.dpi))
        return packed.getvalue()
    kept = page if scan.greys >= 256 else page.quantize(scan.greys)
    kept.save(packed, "PNG", dpi=(scan.dpi, scan.dpi), optimize=scan.greys < 256)
    return packed.getvalue()


def _dusk(page: Image.Image, scan: Scan) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Grey levels lost at each pixel: none at the upper left, `shade` at the lower right."""
    across, down = np.linspace(0, 0.5, page.width), np.linspace(0, 0.5, page.height)
    return scan.shade * (across[None, :] + down[:, None])


def bound(pages: Sequence[bytes]) -> bytes:
    """Page pictures as one .tif of several pages, without further loss."""
    first, *others = [Image.open(BytesIO(page)).convert("L") for page in pages]
    packed = BytesIO()
    first.save(packed, "TIFF", save_all=True, append_images=others, compression="tiff_lzw")
    return packed.getvalue()
