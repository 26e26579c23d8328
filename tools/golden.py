"""`make golden`: the judgement of every sample, written to samples/golden.json, so that a change of judgement is a diff."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from validator.model import Cell, Change, Finding, Report
from validator.pipeline import extract, judge

ROOT = Path(__file__).resolve().parent.parent / "samples"
GOLDEN = ROOT / "golden.json"
_FOLDERS = ("broken", "clean", "real")


def sample_files() -> Iterator[Path]:
    """Every sample, in path order."""
    for edition in sorted(path for path in ROOT.iterdir() if path.is_dir()):
        for folder in _FOLDERS:
            yield from sorted((edition / folder).iterdir())


@cache
def reports() -> dict[str, Report]:
    """Every sample judged: its path below samples/ (`path#2` for a second report in a file) → report."""
    cases = [case for path in sample_files() for case in extract(path.read_bytes(), path.relative_to(ROOT).as_posix())]
    return {
        case.path if case.part == 1 else f"{case.path}#{case.part}": report
        for case, report in zip(cases, judge(cases), strict=True)
    }


def golden() -> dict[str, Any]:
    """What golden.json holds: JSON values only."""
    return {path: _report(report) for path, report in reports().items()}


def _report(report: Report) -> dict[str, Any]:
    case = report.case
    return {
        "status": report.status,
        "edition": case.edition,
        "year": case.report_year,
        "organ": case.organ,
        "findings": sorted(map(_finding, report.findings), key=lambda f: json.dumps(f, ensure_ascii=False)),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "table": finding.table,
        "message": finding.message,
        "cells": " ".join(map(_key, finding.cells)),
        "repair": [_change(change) for repair in finding.repairs[:1] for change in repair.changes],
    }


def _key(cell: Cell | Change) -> str:
    """Table, row (which may hold a dot) and column."""
    return f"{cell.table}.{cell.row}.{cell.column}"


def _change(change: Change) -> str:
    return f"{_key(change)}: {'blank' if change.was is None else change.was} -> {change.to}"


def render() -> bytes:
    """golden.json, byte for byte."""
    return (json.dumps(golden(), ensure_ascii=False, indent=1) + "\n").encode()


def main() -> None:
    """Write golden.json."""
    GOLDEN.write_bytes(render())
    print(f"{len(reports())} reports")


if __name__ == "__main__":
    main()
