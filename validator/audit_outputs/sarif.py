"""findings.sarif, streamed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from validator.report import sarif
from validator.report.json import Entry


def write(path: Path, entries: Iterable[Entry], *_: object) -> tuple[str, ...]:
    """Write the log; nothing to be said. Raises OSError."""
    with path.open("wb") as file:
        sarif.write(file, entries)
    return ()
