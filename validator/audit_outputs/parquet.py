"""cells.parquet: every figure of every report in long form, written in row groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validator.report.json import CELL_FIELDS, Entry

if TYPE_CHECKING:
    import pyarrow as pa

#: Cells of a row group: no more is held than that.
GROUP = 16_384
#: Digits of `value`, and how many of them stand behind the point.
_DIGITS, _SCALE = 38, 12
_LARGEST = Decimal(10) ** (_DIGITS - _SCALE)
#: Columns before those of a cell.
_HEAD = 5
_ABSENT = '没有安装 pyarrow，未写 cells.parquet。需要时请先运行：pip install "decree711-validator[audit]"'

Columns = list[list[Any]]


def write(path: Path, entries: Iterable[Entry], *_: object) -> tuple[str, ...]:
    """Write the file; what is to be said of it. Without pyarrow nothing is written, and that is said. Raises OSError."""
    if find_spec("pyarrow") is None:
        return (_ABSENT,)
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, unfit = _schema(), 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(entries):
            unfit += _without_unfit(group[schema.get_field_index("value")])
            arrays = [pa.array(column, field.type) for column, field in zip(group, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return (f"{unfit} 个数太大或小数太长，cells.parquet 的 value 留空，原文在 raw。",) if unfit else ()


def _schema() -> pa.Schema:
    import pyarrow as pa

    text, whole = pa.string(), pa.int32()
    own = {"value": pa.decimal128(_DIGITS, _SCALE)}
    head = [("path", text), ("part", whole), ("organ", text), ("year", whole), ("edition", text)]
    return pa.schema(head + [(name, own.get(name, text)) for name in CELL_FIELDS])


def _groups(entries: Iterable[Entry]) -> Iterator[Columns]:
    """Whole reports, column by column, in groups of GROUP cells or a little more."""
    group = _empty()
    for one in entries:
        cells = one["cells"]
        head = (one["path"], one["part"], one["organ"], one["report_year"], one["edition"])
        columns = [*([value] * len(cells) for value in head), *(zip(*cells, strict=True) if cells else ())]
        for held, column in zip(group, columns, strict=False):
            held.extend(column)
        if len(group[0]) >= GROUP:
            yield group
            group = _empty()
    if group[0]:
        yield group


def _empty() -> Columns:
    return [[] for _ in range(_HEAD + len(CELL_FIELDS))]


def _without_unfit(values: list[Any]) -> int:
    """Make Decimals of `values` in place, nothing of those that do not fit; how many these are."""
    unfit = 0
    for place, value in enumerate(values):
        if value is not None:
            values[place] = _decimal(value)
            unfit += values[place] is None
    return unfit


@lru_cache(maxsize=65_536)
def _decimal(value: int | Decimal) -> Decimal | None:
    """None for what the column cannot hold."""
    exact = Decimal(value)
    exponent = exact.as_tuple().exponent
    return exact if abs(exact) < _LARGEST and isinstance(exponent, int) and -exponent <= _SCALE else None
