"""The form as pandera schemas: for a pandas user's own tables, and the contract of the long cells frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache

import pandas as pd
import pandera.pandas as pa

from validator.form import Identity, Line, Table, identities
from validator.model import Case
from validator.schema import editions

KINDS = ("number", "blank", "dash", "unit", "text", "formula")
ORIGINS = ("printed", "recovered", "recognised")

#: The long frame: one line for each cell. Broken = our own bug, so it raises.
CELLS = pa.DataFrameSchema(
    {
        "path": pa.Column(str),
        "part": pa.Column(int, pa.Check.ge(1)),
        "organ": pa.Column(object, nullable=True),
        "year": pa.Column("Int64", nullable=True),
        "edition": pa.Column(object, nullable=True),
        "table": pa.Column(str),
        "row": pa.Column(str),
        "column": pa.Column(str),
        "raw": pa.Column(str),
        "kind": pa.Column(str, pa.Check.isin(KINDS)),
        "unit": pa.Column(object, nullable=True),
        "value": pa.Column(object, pa.Check(lambda v: isinstance(v, Decimal), element_wise=True), nullable=True),
        "place": pa.Column(str),
        "origin": pa.Column(str, pa.Check.isin(ORIGINS)),
    },
    checks=pa.Check(lambda df: df["value"].isna() == ~df["kind"].isin(("number", "unit")), name="value_by_kind"),
    unique=["path", "part", "table", "row", "column"],
    strict=True,
    ordered=True,
    name="cells",
)


def cells_frame(cases: Iterable[Case]) -> pd.DataFrame:
    """All cells of `cases` in one frame that meets CELLS. Raises pandera.errors.SchemaError if it does not."""
    columns = list(CELLS.columns)
    lines = [
        (
            case.path,
            case.part,
            case.organ,
            case.report_year,
            case.edition,
            *(cell.table, cell.row, cell.column, cell.raw, cell.kind, cell.unit, cell.value, cell.place.where),
            cell.origin,
        )
        for case in cases
        for cell in case.cells
    ]
    frame = pd.DataFrame(lines, columns=columns).astype(dict.fromkeys(("organ", "edition", "unit", "value"), object))
    texts = ("path", "table", "row", "column", "raw", "kind", "place", "origin")
    return CELLS.validate(frame.astype({"year": "Int64", "part": int, **dict.fromkeys(texts, "str")}))


@cache
def schemas_for(edition: str) -> Mapping[str, pa.DataFrameSchema]:
    """Table key → schema: index `row`, one column for each column key, every identity a check.

    Counts are nullable Int64 (blank = <NA>, counted as 0 in sums), amounts Decimal. Raises KeyError if unknown.
    """
    return {table.key: _schema(table) for table in editions()[edition].tables}


def _schema(table: Table) -> pa.DataFrameSchema:
    checks = [pa.Check(_holds(i), name=f"{i.rule}@{i.at}", error=f"{i.rule}@{i.at}") for i in identities(table)]
    return pa.DataFrameSchema(
        {line.key: _column(line) for line in table.columns},
        index=pa.Index(str, pa.Check.isin(table.row_keys), unique=True, name="row"),
        checks=[pa.Check(lambda df: set(df.index) == set(table.row_keys), name="all_rows", error="all_rows"), *checks],
        strict=True,
        name=table.key,
    )


def _column(line: Line) -> pa.Column:
    if line.holds == "amount":
        sound = pa.Check(lambda v: isinstance(v, Decimal) and v >= 0, element_wise=True, name="amount")
        return pa.Column(object, sound, nullable=True)
    return pa.Column("Int64", [] if line.holds == "signed" else pa.Check.ge(0), nullable=True)


def _holds(identity: Identity) -> Callable[[pd.DataFrame], bool]:
    """left = right over one frame. A row that is not there is for `all_rows` to say, not for the sums."""

    def holds(frame: pd.DataFrame) -> bool:
        if any(row not in frame.index for _, row, _ in identity.terms):
            return True
        figures = frame.fillna(0).astype(int).to_dict("index")
        return bool(sum(k * figures[row][column] for k, row, column in identity.terms) == 0)

    return holds
