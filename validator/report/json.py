"""Reports → the JSON of contract.md (schemas/result.schema.json)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from validator.model import Case, Cell, Finding, Place, Repair, Report, Status
from validator.ruleset import ruleset_digest
from validator.version import TOOL, VERSION

SCHEMA_VERSION = 1
STATUSES: tuple[Status, ...] = ("passed", "failed", "incomplete", "not_applicable", "unreadable")

#: One entry of `files`, as plain dicts and lists.
Entry = Mapping[str, Any]
#: What each of an audit entry's `cells` holds, in this order.
CELL_FIELDS = ("table", "row", "column", "raw", "kind", "unit", "value", "place")

_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(float_hook=Decimal)


def render(reports: Sequence[Report]) -> bytes:
    """The whole result, indented, UTF-8."""
    return msgspec.json.format(_encoder.encode(result(reports)), indent=1) + b"\n"


def result(reports: Sequence[Report]) -> dict[str, Any]:
    """The result as plain dicts and lists; numbers are int or Decimal."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": TOOL, "version": VERSION},
        "ruleset": ruleset_digest(),
        "summary": summary(reports),
        "files": [entry(report) for report in reports],
    }


def summary(reports: Sequence[Report]) -> dict[str, Any]:
    """Counts of reports by status and of findings by severity. One report of a file counts as one."""
    states = [report.status for report in reports]
    severities = [finding.severity for report in reports for finding in report.findings]
    return {
        "files": len(reports),
        **{status: states.count(status) for status in STATUSES},
        "findings": {name: severities.count(name) for name in ("error", "warning", "notice")},
    }


def entry(report: Report) -> dict[str, Any]:
    """One entry of `files`: plain dicts and lists, numbers int or Decimal."""
    return _entry(report, _numbers(report.case))


def _entry(report: Report, numbers: Sequence[int | Decimal | None]) -> dict[str, Any]:
    case = report.case
    return {
        "path": case.path,
        "part": case.part,
        "sha256": case.sha256,
        "reader": case.reader,
        "status": report.status,
        "edition": case.edition,
        "report_year": case.report_year,
        "organ": case.organ,
        "tables": _tables(case, numbers),
        "findings": [_finding(finding) for finding in report.findings],
        "rules": {
            code: {"pass": t.passed, "fail": t.failed, "open": t.open, "why_open": t.why_open}
            for code, t in report.tallies.items()
        },
    }


def audit_entry(report: Report) -> dict[str, Any]:
    """An entry and what the result set needs besides: `forms`, table → edition in whose form it is printed; `cells`."""
    numbers = _numbers(report.case)
    cells = [
        [c.table, c.row, c.column, c.raw, c.kind, c.unit, number, c.place.where]
        for c, number in zip(report.case.cells, numbers, strict=True)
    ]
    forms = {table.key: table.edition for table in report.case.tables if table.found}
    return {**_entry(report, numbers), "forms": forms, "cells": cells}


def entry_of_lines(report: Report) -> dict[str, Any]:
    """What the lines of an audit take of an entry: all but the tables, the tallies and the cells."""
    case = report.case
    return {
        "path": case.path,
        "part": case.part,
        "status": report.status,
        "edition": case.edition,
        "report_year": case.report_year,
        "organ": case.organ,
        "findings": [_finding(finding) for finding in report.findings],
    }


def encode(value: Any) -> bytes:
    """JSON on one line, without its end; numbers are written exactly."""
    return _encoder.encode(value)


def decode(line: bytes) -> Any:
    """What `encode` wrote, numbers int or Decimal. Raises msgspec.DecodeError if it is no JSON."""
    return _decoder.decode(line)


def _tables(case: Case, numbers: Sequence[int | Decimal | None]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for table in case.tables:
        tables[table.key] = {"found": table.found}
        if table.found:
            tables[table.key] |= {"at": _place(table.place), "values": {}, "kinds": {}}
    for cell, number in zip(case.cells, numbers, strict=True):
        table = tables[cell.table]
        table["values"].setdefault(cell.row, {})[cell.column] = number
        if cell.kind != "number":
            table["kinds"].setdefault(cell.row, {})[cell.column] = cell.kind
    return tables


def _numbers(case: Case) -> list[int | Decimal | None]:
    """What each cell of the case holds as a number."""
    return [_number(cell.value) for cell in case.cells]


def _number(value: Decimal | None) -> int | Decimal | None:
    """Whole numbers as integers: 3.00 is 3."""
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else value


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    always = {"where": place.where, "sheet": place.sheet, "ref": place.ref, "page": place.page, "line": place.line}
    known: Mapping[str, Any] = {"box": place.box, "column": place.column, "offset": place.offset}
    return {**always, **{name: value for name, value in known.items() if value is not None}}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "value": _number(cell.value),
        "raw": cell.raw,
        "at": _place(cell.place),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "table": finding.table,
        "message": finding.message,
        "basis": finding.basis,
        "cells": [_cell(cell) for cell in finding.cells],
        "evidence": {"text": finding.evidence, "at": _place(finding.place)} if finding.evidence else None,
        "identities": [
            {"rule": b.rule, "text": b.text, "left": b.left, "right": b.right, "difference": b.difference}
            for b in finding.identities
        ],
        "repairs": [_repair(repair) for repair in finding.repairs],
        "repairs_truncated": finding.repairs_truncated,
        "fingerprint": finding.fingerprint,
    }


def _repair(repair: Repair) -> dict[str, Any]:
    changes = [
        {
            "table": change.table,
            "row": change.row,
            "column": change.column,
            "from": _number(change.was) if isinstance(change.was, Decimal) else change.was,
            "to": _number(change.to),
        }
        for change in repair.changes
    ]
    return {"rank": repair.rank, "why": repair.why, "changes": changes}
