"""findings.jsonl and reports.jsonl: no times, no machine facts, so that equal input gives equal bytes."""

from __future__ import annotations

from collections.abc import Iterator

from validator.report.json import Entry, encode
from validator.report.states import SEVERITY_WORDS


def finding_lines(one: Entry) -> Iterator[bytes]:
    """A line for each finding of an entry: whose it is, then the finding as the JSON result writes it."""
    head = {"path": one["path"], "part": one["part"], "organ": one["organ"], "year": one["report_year"]}
    for finding in one["findings"]:
        yield encode({**head, **finding}) + b"\n"


def report_line(one: Entry) -> bytes:
    """The line of one report."""
    severities = [finding["severity"] for finding in one["findings"]]
    line = {
        "path": one["path"],
        "part": one["part"],
        "status": one["status"],
        "edition": one["edition"],
        "organ": one["organ"],
        "year": one["report_year"],
        "counts": {name: severities.count(name) for name in SEVERITY_WORDS},
    }
    return encode(line) + b"\n"
