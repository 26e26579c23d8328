"""What one would write first: every table of a page by pandas.read_html, each held against one pandera schema."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

_FIGURE = r"[+-]?\d+(?:\.\d+)?"


def read_and_validate(paths: Iterable[Path]) -> int:
    """How many tables were validated; a table that breaks its schema counts as well."""
    tables = (table for path in paths for table in pd.read_html(path, encoding="utf-8"))
    return sum(map(_validated, tables))


def _validated(table: pd.DataFrame) -> int:
    """Figures of the last column are numbers: one schema for a table."""
    schema = pa.DataFrameSchema({table.columns[-1]: pa.Column(str, pa.Check.str_matches(_FIGURE), nullable=True)})
    try:
        schema.validate(table.astype(str), lazy=True)
    except pa.errors.SchemaErrors:
        return 1
    return 1
