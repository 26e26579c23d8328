"""decree711-validator: 核验政府信息公开工作年度报告的三张表。

>>> import validator
>>> for report in validator.check("年报.docx"):      # doctest: +SKIP
...     print(report.status, [f.message for f in report.findings])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    from pandera.pandas import DataFrameSchema

    from validator.model import Case, Report

__all__ = ["cells_frame", "check", "extract", "judge", "schemas_for"]

# Imports are inside the functions: `d711 --help` needs none of them.


def extract(path: str | PathLike[str], *, reader: str | None = None, edition: str | None = None) -> list[Case]:
    """Read one file: one Case for each report in it; a file that cannot be read is one Case that says why."""
    from validator.files import extract_file

    return list(extract_file(str(path), reader, edition))


def judge(cases: Iterable[Case]) -> list[Report]:
    """Judge cases; pure, in the order given. Many at once cost less than one by one."""
    from validator.pipeline import judge as judge_cases

    return judge_cases(cases)


def check(path: str | PathLike[str], *, reader: str | None = None, edition: str | None = None) -> list[Report]:
    """Read and judge one file: one Report for each report in it."""
    return judge(extract(path, reader=reader, edition=edition))


def schemas_for(edition: str) -> Mapping[str, DataFrameSchema]:
    """pandera schemas of an edition's tables by key. Raises KeyError for an unknown edition."""
    from validator.frames import schemas_for as build

    return build(edition)


def cells_frame(cases: Iterable[Case]) -> pandas.DataFrame:
    """The long frame of all cells (columns: validator.frames.CELLS); a broken contract raises SchemaError."""
    from validator.frames import cells_frame as build

    return build(cases)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from validator.version import VERSION

        return VERSION
    raise AttributeError(f"module 'validator' has no attribute {name!r}")
