"""What a judgement did not look at: that nothing is told of it need not mean that it is right."""

from __future__ import annotations

from collections.abc import Iterable

from validator.model import Report, Status

#: Only of a report that was judged to the end a finding that is no longer there is gone.
JUDGED: tuple[Status, ...] = ("passed", "failed")
#: Families of rules that need more than the tables: prose, other reports.
_COMPARING = ("C1", "C2", "C4", "R1", "Y1", "Y2", "Y3")


def unseen(report: Report) -> tuple[str, ...]:
    """Codes of rules of which something is open, families that had nothing to compare, tables that were not found."""
    opened = (code for code, tally in report.tallies.items() if tally.open)
    idle = (family for family in _COMPARING if not any(code.startswith(family) for code in report.tallies))
    return (*opened, *idle, *(table.key for table in report.case.tables if not table.found))


def is_unseen(rule: str, table: str | None, words: Iterable[str]) -> bool:
    """Whether a rule, or the table that it tells of, is among the `words` that `unseen` gave."""
    known = tuple(words)
    return table in known or rule.startswith(known)
