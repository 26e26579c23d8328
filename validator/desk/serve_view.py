"""A report as the page shows it: the drawn page of it, and what the page needs to know of each cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from validator.between.links import Links
from validator.checks.printed_forms import forms_of
from validator.desk.serve_cells import changes, changes_text, known_cells, repairs
from validator.desk.serve_examined import compared, counts, examined_in
from validator.desk.serve_pages import page
from validator.desk.serve_prose import marked_prose
from validator.edits import Edit
from validator.model import Case, Report
from validator.report.page_findings import findings_html, marks_of
from validator.report.table_html import table_html
from validator.report.visible import one_line
from validator.report.wording import (
    LEGEND,
    MAYBE_SIGN,
    MAYBE_WORD,
    SEVERITY_WORDS,
    SIGNS,
    VERDICT_SIGNS,
    VERDICTS,
    counts_words,
    whose,
)
from validator.ruleset import ruleset_digest
from validator.version import TOOL, VERSION


@dataclass(frozen=True, slots=True)
class Drawn:
    """One table: its key, its title, and the HTML of it."""

    key: str
    title: str
    html: Markup


def view(report: Report, links: Links, edits: Sequence[Edit], original: Case, name: str) -> dict[str, Any]:
    """What is sent for one report; `original`: before the `edits`; `name`: of its elements on the page."""
    case = report.case
    return {
        "path": case.path,
        "part": case.part,
        "name": name,
        "status": report.status,
        "verdict": VERDICTS[report.status],
        "sign": VERDICT_SIGNS[report.status],
        "counts": counts_words([finding.severity for finding in report.findings]),
        "heading": _heading(case),
        "named": _is_named(case),
        "html": _html(report, links, edits, original, name),
        "cells": known_cells(report, original, name),
        "repairs": repairs(report, name),
        "changes": changes_text(original, edits),
        "like": sorted({pair.other for pair in links.similar or ()}),
    }


def _heading(case: Case) -> str:
    part = f"（第 {case.part} 份）" if case.part > 1 else ""
    return one_line(whose(case.organ, case.report_year, None) if _is_named(case) else case.path) + part


def _is_named(case: Case) -> bool:
    """Whether the report says whose it is; else its path has to do."""
    return bool(case.organ or case.report_year)


def _html(report: Report, links: Links, edits: Sequence[Edit], original: Case, name: str) -> str:
    return page(
        "report.html",
        report=report,
        case=report.case,
        name=name,
        verdict=VERDICTS[report.status],
        sign=VERDICT_SIGNS[report.status],
        counts=counts_words([finding.severity for finding in report.findings]),
        whose=whose(report.case.organ, report.case.report_year, report.case.edition),
        findings=Markup("".join(findings_html(report, name))),
        tables=_tables(report, name),
        prose=marked_prose(report),
        compared=compared(report, "C1") + compared(report, "C2"),
        examined=examined_in(report, links),
        tallies=counts(report),
        changes=changes(original, edits),
        signs=SIGNS,
        legend=LEGEND,
        severities=SEVERITY_WORDS,
        maybe=(MAYBE_SIGN, MAYBE_WORD),
        program=f"{TOOL} {VERSION}",
        ruleset=ruleset_digest(),
    )


def _tables(report: Report, name: str) -> list[Drawn]:
    marks = {key: replace(mark, href="") for key, mark in marks_of(report, name).items()}
    drawn = []
    for key, form in forms_of(report.case).items():
        texts = {(cell.row, cell.column): cell.raw for cell in report.case.cells if cell.table == key}
        own = {(row, column): mark for (table, row, column), mark in marks.items() if table == key}
        drawn.append(Drawn(key, form.title, Markup(table_html(form, texts, own))))
    return drawn
