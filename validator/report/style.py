"""Colours of a terminal. Nothing is told by colour alone: every line says in words what its colour says."""

from __future__ import annotations

from dataclasses import dataclass

from validator.model import Severity, Status

_VERDICT: dict[Status, str] = {
    "passed": "32;1",
    "failed": "31;1",
    "incomplete": "33;1",
    "not_applicable": "36;1",
    "unreadable": "31;1",
}
_SEVERITY: dict[Severity, str] = {"error": "31", "warning": "33", "notice": "36"}


@dataclass(frozen=True, slots=True)
class Style:
    """Whether to colour at all."""

    colour: bool

    def paint(self, code: str, text: str) -> str:
        """`text` in the ANSI style `code`."""
        return f"\033[{code}m{text}\033[0m" if self.colour else text

    def bold(self, text: str) -> str:
        """A heading."""
        return self.paint("1", text)

    def verdict(self, status: Status, text: str) -> str:
        """The verdict of a report."""
        return self.paint(_VERDICT[status], text)

    def severity(self, severity: Severity, text: str) -> str:
        """The head of a finding."""
        return self.paint(_SEVERITY[severity], text)
