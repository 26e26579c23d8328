"""What the page knows of each cell: its name and place, what is said of it, and what was typed into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from validator.checks.facts import cell_name
from validator.checks.printed_forms import forms_of
from validator.edits import Edit, changed
from validator.model import Case, Report
from validator.report.page_findings import marks_of
from validator.report.visible import one_line
from validator.report.wording import whose

#: A notice that names more cells than this is about the table, and is told with none of them.
_MOST_NOTED = 12

Key = tuple[str, str, str]


def known_cells(report: Report, original: Case, name: str) -> list[dict[str, Any]]:
    """Every cell: its name and place, what is printed and what is typed, the findings about it, the value due.

    `maybe`: the fault that is told of it lies in it or in another.
    """
    forms, told, due = forms_of(report.case), _told(report, name), _due(report, name)
    maybe = {key for key, mark in marks_of(report, name).items() if mark.maybe}
    return [
        {
            "table": cell.table,
            "row": cell.row,
            "column": cell.column,
            "name": cell_name(forms[cell.table], cell.row, cell.column),
            "where": cell.place.where,
            "printed": before.raw,
            "raw": cell.raw,
            "findings": told.get(cell.key, []),
            "maybe": cell.key in maybe,
            **dict(zip(("due", "mend"), due.get(cell.key, (None, None)), strict=True)),
        }
        for cell, before in zip(report.case.cells, original.cells, strict=True)
        if cell.table in forms
    ]


def _told(report: Report, name: str) -> Mapping[Key, list[str]]:
    """Cell → the findings that explain it, worst first."""
    told: dict[Key, list[str]] = {}
    for number, finding in enumerate(report.findings, 1):
        if finding.severity != "notice" or len(finding.cells) <= _MOST_NOTED:
            for cell in finding.cells:
                told.setdefault(cell.key, []).append(f"{name}-f{number}")
    return told


def _due(report: Report, name: str) -> Mapping[Key, tuple[str, str]]:
    """Cell → the value that the likeliest repair gives it, and the finding whose repair that is."""
    due: dict[Key, tuple[str, str]] = {}
    for number, finding in reversed(list(enumerate(report.findings, 1))):
        for repair in finding.repairs[:1]:
            due |= {(c.table, c.row, c.column): (f"{c.to:f}", f"{name}-f{number}") for c in repair.changes}
    return due


def repairs(report: Report, name: str) -> dict[str, list[list[dict[str, str]]]]:
    """Finding → its repairs, each as edits that the page can make."""
    return {
        f"{name}-f{number}": [
            [{"table": c.table, "row": c.row, "column": c.column, "raw": f"{c.to:f}"} for c in repair.changes]
            for repair in finding.repairs
        ]
        for number, finding in enumerate(report.findings, 1)
        if finding.repairs
    }


def changes(original: Case, edits: Sequence[Edit]) -> list[str]:
    """「四、结转下年度继续办理」行「自然人」列（表2 第28行第4列）：71 → 17; one line a corrected cell."""
    forms = forms_of(original)
    return [
        f"{cell_name(forms[cell.table], cell.row, cell.column)}"
        f"{f'（{cell.place.where}）' if cell.place.where else ''}：{_shown(cell.raw)} → {_shown(raw)}"
        for cell, raw in changed(original, edits)
        if cell.table in forms
    ]


def _shown(raw: str) -> str:
    return one_line(raw) or "空白"


def changes_text(original: Case, edits: Sequence[Edit]) -> str:
    """The list of changes as it is copied."""
    lines = changes(original, edits)
    if not lines:
        return ""
    known = " ".join(whose(original.organ, original.report_year, None).split())
    head = f"{known}，{original.path}，改动 {len(lines)} 处："
    return "\n".join([head, *(f"{number}. {line}" for number, line in enumerate(lines, 1))])
