"""Cases ↔ bytes for the store."""

from __future__ import annotations

import zlib
from dataclasses import replace
from hashlib import blake2b

import msgspec

from validator.audit.summary import Summary
from validator.between.fingerprint import fingerprint
from validator.between.link_index import has_tables
from validator.between.sure_year import DISPUTED
from validator.between.total_sheet import is_total
from validator.model import Case

#: What unpacks fast enough: the store would be ten times as large without it.
_LEVEL = 1

_encoder = msgspec.msgpack.Encoder(decimal_format="string")
_decoder = msgspec.msgpack.Decoder(Case)


def encode_case(case: Case, within: str, compared: bool = True) -> tuple[bytes, bytes]:
    """(Summary, case) as they are stored, the path being `within` its file only, so that the file may be moved.

    `compared`: with all that `fingerprint` takes for that.
    """
    stored = zlib.compress(_encoder.encode(replace(case, path=within)), _LEVEL)
    sketch = fingerprint(case, compared)
    year_from = case.year_from if sketch.year == case.report_year else DISPUTED
    mark = blake2b(stored, digest_size=16).digest()
    told = Summary(
        within, case.part, case.reader, case.report_year, year_from, has_tables(case), is_total(case), sketch, mark
    )
    return _encoder.encode(told), stored


def decode_case(name: str, stored: bytes) -> Case:
    """The case as it was read, under the present name of its file."""
    case = _decoder.decode(zlib.decompress(stored))
    return replace(case, path=name + case.path)
