"""The little of a case that linking needs, as it is stored beside the case."""

from __future__ import annotations

from decimal import Decimal
from sys import intern

import msgspec

from validator.between.sketch import Sketch
from validator.model import Case, Cell, Place, TableReading

_FOUND = (TableReading("", True),)
_TOTAL = (TableReading("", True, Place(sheet="汇总")),)
_NOWHERE = Place()


class Summary(msgspec.Struct, array_like=True, frozen=True):
    """`within`: the path behind the name of the file; `is_total`: as `total_sheet` tells; `sketch`: what it is like.

    `mark`: a digest of the whole case.
    """

    within: str
    part: int
    reader: str | None
    year: int | None
    year_from: str | None
    tables: bool
    is_total: bool
    sketch: Sketch
    mark: bytes


_summaries = msgspec.msgpack.Decoder(Summary)


def decode_summary(stored: bytes) -> Summary:
    """What `encode_case` gave."""
    return _summaries.decode(stored)


def stand_in(name: str, told: Summary) -> Case:
    """A case as far as linking looks at it: one cell with one number stands for all its figures."""
    number = Decimal(int.from_bytes(told.sketch.printed))
    return Case(
        name + told.within,
        told.part,
        told.sketch.sha256,
        told.reader and intern(told.reader),  # few words, hundreds of thousands of reports
        None,
        told.year,
        told.year_from and intern(told.year_from),
        told.sketch.organ,
        None,
        False,
        tables=_TOTAL if told.is_total else _FOUND if told.tables else (),
        cells=(Cell("", "", "", "", "number", number, _NOWHERE),),
    )
