"""Cases ↔ bytes for the store, and the little of a case that linking needs."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import blake2b

import msgspec

from validator.between.linking import has_tables
from validator.between.links import figures
from validator.between.sketch import Sketch, fingerprint
from validator.between.sure_year import marked
from validator.model import Case, Cell, Place, TableReading

#: What unpacks fast enough: the store would be ten times as large without it.
_LEVEL = 1
_FOUND = (TableReading("", True),)
_NOWHERE = Place()

_encoder = msgspec.msgpack.Encoder(decimal_format="string")
_decoder = msgspec.msgpack.Decoder(Case)


class Summary(msgspec.Struct, array_like=True, frozen=True):
    """`within`: the path behind the name of the file; `figures`: a digest of the figures; `sketch`: what it is like;

    `mark`: a digest of the whole case.
    """

    within: str
    part: int
    sha256: str | None
    reader: str | None
    year: int | None
    year_from: str | None
    organ: str | None
    tables: bool
    figures: bytes
    sketch: Sketch
    mark: bytes


_summaries = msgspec.msgpack.Decoder(Summary)


def encode_case(case: Case, within: str) -> tuple[bytes, bytes]:
    """(Summary, case) as they are stored, the path being `within` its file only, so that the file may be moved."""
    plain = _encoder.encode(replace(case, path=within))
    told = Summary(
        within,
        case.part,
        case.sha256,
        case.reader,
        case.report_year,
        marked(case).year_from,
        case.organ,
        has_tables(case),
        _figures_digest(case),
        fingerprint(case),
        blake2b(plain, digest_size=16).digest(),
    )
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
    number = Decimal(int.from_bytes(told.figures))
    return Case(
        name + told.within,
        told.part,
        told.sha256,
        told.reader,
        None,
        told.year,
        told.year_from,
        told.organ,
        None,
        False,
        tables=_FOUND if told.tables else (),
        cells=(Cell("", "", "", "", "number", number, _NOWHERE),),
    )


def _figures_digest(case: Case) -> bytes:
    """Equal where `figures` are equal: 3 and 3.0 are."""
    found: Sequence[tuple[object, ...]] = sorted(
        (*key, "" if value is None else str(value.normalize())) for key, value in figures(case).items()
    )
    return blake2b(repr(found).encode(), digest_size=8).digest()
