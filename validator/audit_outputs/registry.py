"""The files of the result set that are made of entries: each is a function, imported when the file is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from validator.audit_outputs.totals import Totals
from validator.report.json import Entry


class Output(Protocol):
    """Writes one file of the result set from entries in path order, reading them once."""

    def __call__(self, path: Path, entries: Iterable[Entry], base: str, totals: Totals, /) -> tuple[str, ...]:
        """What is to be said of it. `base`: the way from the file to the reports, as part of a path. Raises OSError.

        `totals`: what the entries add up to.
        """


def _cells() -> Output:
    from validator.audit_outputs.parquet import write

    return write


def _sarif() -> Output:
    from validator.audit_outputs.sarif import write

    return write


def _workbook() -> Output:
    from validator.audit_outputs.workbook import write

    return write


def _dashboard() -> Output:
    from validator.audit_outputs.dashboard import write

    return write


def _organs() -> Output:
    from validator.audit_outputs.organs import write

    return write


#: One new file is one loader and one line here; which output it belongs to stands in `audit/results.py`.
OUTPUTS: Mapping[str, Callable[[], Output]] = {
    "cells.parquet": _cells,
    "findings.sarif": _sarif,
    "汇总.xlsx": _workbook,
    "index.html": _dashboard,
    "按机关.zip": _organs,
}
