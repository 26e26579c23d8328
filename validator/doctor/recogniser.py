"""`python -m validator.doctor.recogniser`: leaves with 0 if a drawn number is recognised, with a word on standard error if not."""

from __future__ import annotations

import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from validator.read.picture_engine import read_lines

_NUMBER = "2718"


def main() -> None:
    """Draw the number as large as print at 300 dpi, and read it."""
    picture = Image.new("L", (160, 60), 255)
    ImageDraw.Draw(picture).text((20, 6), _NUMBER, fill=0, font=ImageFont.load_default(size=44))
    (reading,) = read_lines([np.asarray(picture)])
    if reading.text != _NUMBER:
        sys.exit(f"{_NUMBER} -> {reading.text!r}")


if __name__ == "__main__":
    main()
