"""CSV → Document: one grid whose records may be ragged, each cell with the line it stands on."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, repeat

from validator import limits
from validator.model import Document, Grid, GridCell, Observation, Place, Unreadable
from validator.read.encoding import decode
from validator.read.package import refuse_unfit

_DELIMITERS = ",\t;|"
_SAMPLE = 300  # records that are looked at to tell the delimiter
_DECLARED = re.compile(r"\ufeff?\"?sep=([^\w\" \r\n])\"?[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)

Record = tuple[int, list[str]]  # the line it begins on, from 1, and its fields


def read(data: bytes, name: str) -> Document:
    """Read a .csv or .tsv; `name` is for messages. Raises Unreadable (F001, F002, F004)."""
    refuse_unfit(data, name)
    text = decode(data).removeprefix("\ufeff")
    if not text.strip():
        raise Unreadable("F002", f"「{name}」里没有任何内容。请确认是否选对了文件。")
    try:
        records = _records(text)
    except csv.Error as error:
        raise Unreadable("F001", f"「{name}」不是完好的 CSV 文件。请用 Excel 或 WPS 重新导出后再试。") from error
    if sum(min(len(fields), limits.MAX_COLUMNS) for _, fields in records) > limits.MAX_CELLS:
        raise Unreadable("F004", f"「{name}」的表格过大，未读取。请只保留年度报告的表格后再试。")
    cut = len(records) > limits.MAX_ROWS or any(len(fields) > limits.MAX_COLUMNS for _, fields in records)
    cells = _cells(records[: limits.MAX_ROWS])
    return Document("csv", (Grid.of(cells),), {}, tuple(_cut()) if cut else ())


def _cut() -> Iterator[Observation]:
    note = f"第{limits.MAX_ROWS}行以后或第{limits.MAX_COLUMNS}列以后的内容未读取"
    yield Observation("spans_cut", note=note, number=1)


def _cells(records: list[Record]) -> Iterator[GridCell]:
    for row, (line, fields) in enumerate(records):
        for column, field in enumerate(fields[: limits.MAX_COLUMNS]):
            place = Place(f"第{line}行第{column + 1}列", line=line, column=column + 1)
            yield GridCell(row, column, 1, 1, field, place)


def _records(text: str) -> list[Record]:
    """The records, one more than the limit at most, split at the declared or the most consistent delimiter."""
    declared = _DECLARED.match(text)
    if declared:
        return _split(text[declared.end() :], declared[1], limits.MAX_ROWS + 1, first=2)
    best = max(_DELIMITERS, key=lambda d: _consistency(text, d))
    return _split(text, best, limits.MAX_ROWS + 1)


def _consistency(text: str, delimiter: str) -> tuple[int, int]:
    """How many records share the commonest number of fields above one, and that number."""
    widths = Counter(len(fields) for _, fields in _split(text, delimiter, _SAMPLE) if len(fields) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _split(text: str, delimiter: str, most: int, first: int = 1) -> list[Record]:
    """At most `most` records of `text`, whose first line is number `first` of the file. Raises csv.Error."""
    # The bound is one for the whole process; it is only ever raised, so that parallel readers cannot harm each other.
    csv.field_size_limit(limits.MAX_BYTES)
    # A quote that is never closed would swallow the rest of the file: then quotes are ordinary characters.
    unclosed = text.count('"') % 2 == 1
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE if unclosed else csv.QUOTE_MINIMAL)
    starts = chain((first,), (reader.line_num + first for _ in repeat(None)))
    return [(start, fields) for start, fields in islice(zip(starts, reader, strict=False), most)]
