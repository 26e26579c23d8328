"""What a rule module offers. Its docstring is its manual page; the code, title and severity are data."""

from __future__ import annotations

from typing import Protocol

from validator.checks.facts import Facts, Verdict
from validator.model import Severity


class Rule(Protocol):
    """A module of this package, named by its defect."""

    CODE: str
    TITLE: str
    SEVERITY: Severity
    ITEM: str  # what its tally counts

    def examine(self, facts: Facts) -> Verdict:
        """Judge one case: defects with their sentences, and how many items passed, failed or stayed open."""
