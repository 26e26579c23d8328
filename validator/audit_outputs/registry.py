"""The files of the result set: each is a function, imported when the file is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from validator.report.json import Entry


class Output(Protocol):
    """Writes one file of the result set from entries in path order, reading them once."""

    def __call__(self, path: Path, entries: Iterable[Entry], base: str, /) -> tuple[str, ...]:
        """What is to be said of it. `base`: the way from the file to the reports, as part of a path. Raises OSError."""


def _findings() -> Output:
    from validator.audit_outputs.lines import write_findings

    return write_findings


def _reports() -> Output:
    from validator.audit_outputs.lines import write_reports

    return write_reports


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


#: One new file is one loader and one line here.
OUTPUTS: Mapping[str, Callable[[], Output]] = {
    "findings.jsonl": _findings,
    "reports.jsonl": _reports,
    "cells.parquet": _cells,
    "findings.sarif": _sarif,
    "汇总.xlsx": _workbook,
    "index.html": _dashboard,
    "按机关.zip": _organs,
}


def write_output(folder: Path, name: str, entries: Iterable[Entry], base: str = "") -> tuple[str, ...]:
    """Write one file of OUTPUTS into `folder`, whole or not at all; what is to be said of it. Raises OSError."""
    part = folder / f".{name}.part"
    try:
        notes = OUTPUTS[name]()(part, entries, base)
        if part.exists():
            part.replace(folder / name)
    finally:
        part.unlink(missing_ok=True)
    return notes
