"""Cases ↔ bytes for the store, and the little of a case that linking needs."""

from __future__ import annotations

import zlib
from dataclasses import replace
from decimal import Decimal
from hashlib import blake2b

import msgspec

from validator.between.linking import has_tables
from validator.between.sketch import Sketch, fingerprint
from validator.between.sure_year import DISPUTED
from validator.model import Case, Cell, Place, TableReading

#: What unpacks fast enough: the store would be ten times as large without it.
_LEVEL = 1
_FOUND = (TableReading("", True),)
_NOWHERE = Place()

_encoder = msgspec.msgpack.Encoder(decimal_format="string")
_decoder = msgspec.msgpack.Decoder(Case)


class Summary(msgspec.Struct, array_like=True, frozen=True):
    """`within`: the path behind the name of the file; `sketch`: what it is like; `mark`: a digest of the whole case."""

    within: str
    part: int
    reader: str | None
    year: int | None
    year_from: str | None
    tables: bool
    sketch: Sketch
    mark: bytes


_summaries = msgspec.msgpack.Decoder(Summary)


def encode_case(case: Case, within: str) -> tuple[bytes, bytes]:
    """(Summary, case) as they are stored, the path being `within` its file only, so that the file may be moved."""
    plain, sketch = _encoder.encode(replace(case, path=within)), fingerprint(case)
    year_from = case.year_from if sketch.year == case.report_year else DISPUTED
    mark = blake2b(plain, digest_size=16).digest()
    told = Summary(within, case.part, case.reader, case.report_year, year_from, has_tables(case), sketch, mark)
    return _encoder.encode(told), zlib.compress(plain, _LEVEL)


def decode_case(name: str, stored: bytes) -> Case:
    """The case as it was read, under the present name of its file."""
    case = _decoder.decode(zlib.decompress(stored))
    return replace(case, path=name + case.path)


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
        told.reader,
        None,
        told.year,
        told.year_from,
        told.sketch.organ,
        None,
        False,
        tables=_FOUND if told.tables else (),
        cells=(Cell("", "", "", "", "number", number, _NOWHERE),),
    )
