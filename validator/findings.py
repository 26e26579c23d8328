"""Defects under their rules → findings, and findings → the status of a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from validator.checks.prose import OUT_OF_REACH
from validator.checks.rule import Rule
from validator.model import Case, Defect, Finding, Report, Severity, Status, Tally
from validator.schema import binding, editions

#: Worst first.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")


def finding(code: str, rule: Rule, defect: Defect, case: Case) -> Finding:
    """Weigh a defect and give it an identity that neither re-runs nor re-wording change."""
    return Finding(
        code,
        _weigh(code, defect.severity or rule.SEVERITY, case),
        defect.table,
        defect.message,
        defect.basis,
        defect.cells,
        defect.identities,
        defect.repairs,
        defect.repairs_truncated,
        defect.evidence,
        defect.place,
        _fingerprint(code, defect, case),
    )


def _weigh(code: str, severity: Severity, case: Case) -> Severity:
    """Structure is no error in a year for which the form was only recommended (2019: 可参照)."""
    optional = {year for edition in editions().values() for year in edition.optional}
    if code.startswith("S") and severity == "error" and case.report_year in optional:
        return "warning"
    return severity


def reporter(case: Case) -> str:
    """Whose report it is: the organ; where that is unknown, the file and the part of it."""
    return case.organ or f"{case.path}#{case.part}"


def _fingerprint(code: str, defect: Defect, case: Case) -> str:
    year = str(case.report_year) if case.report_year else "-"
    return ":".join(filter(None, (code, reporter(case), year, defect.table, defect.key)))


def with_findings(report: Report, findings: Sequence[Finding]) -> Report:
    """The report with these findings in place of its own, in order, and its status decided anew."""
    return replace(report, findings=in_order(findings), status=status_of(report.case, findings, report.tallies))


def reweighed(report: Report, severities: Mapping[str, Severity]) -> Report:
    """The report with the findings of some rules (by code) raised or lowered."""
    if not any(f.rule in severities for f in report.findings):
        return report
    return with_findings(report, [replace(f, severity=severities.get(f.rule, f.severity)) for f in report.findings])


def in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors first; inside a severity by rule, as the rules are listed."""
    families = "FDSAVCYR"
    return tuple(sorted(findings, key=lambda f: (SEVERITIES.index(f.severity), families.index(f.rule[0]), f.rule)))


def status_of(case: Case, findings: Sequence[Finding], tallies: Mapping[str, Tally]) -> Status:
    """contract.md: the first that fits of unreadable, failed, not applicable, incomplete, passed."""
    if case.reader is None:
        return "unreadable"
    if any(f.severity == "error" for f in findings):
        return "failed"
    if not any(table.found for table in case.tables):
        hidden = any(seen.kind in OUT_OF_REACH for seen in case.observations)
        due = "S001" in tallies and tallies["S001"].failed
        return "incomplete" if hidden or due or _binding(case) else "not_applicable"
    missing = any(not table.found for table in case.tables)
    opened = any(tally.open for tally in tallies.values())
    return "incomplete" if missing or opened else "passed"


def _binding(case: Case) -> bool:
    """Such a report, of a year for which an edition is binding, or of an unknown year."""
    if not case.titled:
        return False
    return case.report_year is None or binding(case.report_year) is not None
