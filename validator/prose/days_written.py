"""Days written out in full in running text, and whether a calendar has them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator

from msgspec import Struct

from validator.identity.title_words import plain
from validator.model import Paragraph, Place

_DIGITAL = re.compile(r"(?<!\d)(20\d\d)年(\d{1,2})月(\d{1,2})日")
#: What stands in every text that has one.
_MAY_BE = re.compile(r"月\s*\d{1,2}\s*日")
MONTHS = 12


class WrittenDay(Struct, frozen=True, gc=False):
    """A day as written, without blanks, and where it stands."""

    text: str
    year: int
    month: int
    day: int
    place: Place

    @property
    def exists(self) -> bool:
        """Whether a calendar has it."""
        return 1 <= self.month <= MONTHS and 1 <= self.day <= monthrange(self.year, self.month)[1]


def days_written(paragraphs: Iterable[Paragraph]) -> Iterator[WrittenDay]:
    """Every 2023年1月31日 in digits. What is left open (2023年0月0日, 00 日) is no day."""
    for paragraph in paragraphs:
        text = paragraph.text
        for match in _DIGITAL.finditer(plain(text)) if "月" in text and _MAY_BE.search(text) else ():
            month, day = int(match[2]), int(match[3])
            if month and day:
                yield WrittenDay(match[0], int(match[1]), month, day, paragraph.place)
