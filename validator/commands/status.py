"""The exit status of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.model import Report

LEVELS = ("error", "warning", "notice")


def exit_status(reports: Sequence[Report], fail_on: str = "error") -> int:
    """0 all passed; 1 a finding at or above `fail_on`, or a report that did not pass; 2 a file that could not be read."""
    if any(report.status == "unreadable" for report in reports):
        return 2
    counted = LEVELS[: LEVELS.index(fail_on) + 1]
    found = any(finding.severity in counted for report in reports for finding in report.findings)
    return 1 if found or any(report.status != "passed" for report in reports) else 0
