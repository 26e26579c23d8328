"""What is read from an export, and what was written into it, as the same figures; every organ is invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tools.forge.figures import Report as Forged
from tools.forge.figures import sound, values
from tools.samples_base import base
from validator.model import Report
from validator.pipeline import extract, judge

BASE = base("2021")
OTHER = replace(sound(9, "2021", BASE.year), organ="安岭区民政局")


def judged(data: bytes, name: str) -> list[Report]:
    return judge(extract(data, name))


def named(reports: Sequence[Report]) -> list[tuple[str | None, int | None]]:
    return [(report.case.organ, report.case.report_year) for report in reports]


def serious(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings if finding.severity != "notice"]


def read(report: Report) -> dict[tuple[str, str, str], Decimal]:
    return {cell.key: cell.value or Decimal(0) for cell in report.case.cells}


def due(report: Forged) -> dict[tuple[str, str, str], Decimal]:
    return {
        (table, row, column): value or Decimal(0)
        for table, rows in values(report).items()
        for row, line in rows.items()
        for column, value in line.items()
    }
