"""The baseline: findings that a person has confirmed or dismissed. They stay quiet while their figures stay the same."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from validator.baseline_file import Entry, as_json
from validator.findings import reporter, with_findings
from validator.model import Cell, Finding, Report

STALE = "基线里这一条的数字已变，请重新判断。"
UNREASONED = "基线里这一条标为 dismissed，但没有写 reason（理由），没有生效。"

#: Every figure that evidence holds, in digits or in Chinese numerals.
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿两]+")


@dataclass(frozen=True, slots=True)
class Applied:
    """What a baseline does to reports. `quiet`: how many findings are kept quiet, by (path, part).

    `remarks`: fingerprint → what is to be said with a finding that came back.
    `gone`: entries whose finding is there no more.
    """

    reports: tuple[Report, ...]
    quiet: Mapping[tuple[str, int], int]
    remarks: Mapping[str, str]
    gone: tuple[Entry, ...]


# ---------------------------------------------------------------- applying


def apply(entries: Iterable[Entry], reports: Sequence[Report]) -> Applied:
    """Take out of `reports` the findings that `entries` know, as long as their figures are the stored ones."""
    known = _by_fingerprint(entries)
    remarks: dict[str, str] = {}
    left: list[Report] = []
    quiet: dict[tuple[str, int], int] = {}
    for report in reports:
        kept = [f for f in report.findings if not _is_quiet(f, known.get(f.fingerprint, ()), remarks)]
        if fewer := len(report.findings) - len(kept):
            quiet[report.case.path, report.case.part] = fewer
        left.append(with_findings(report, kept) if fewer else report)
    return Applied(tuple(left), quiet, remarks, gone(known, reports))


def _is_quiet(finding: Finding, known: Sequence[Entry], remarks: dict[str, str]) -> bool:
    """Whether the finding is known; why not, if there are entries for it, is added to `remarks`."""
    if not known:
        return False
    same = [entry for entry in known if entry.figures == figures(finding)]
    if any(entry.status == "confirmed" or entry.reason.strip() for entry in same):
        return True
    remarks[finding.fingerprint] = UNREASONED if same else STALE
    return False


def gone(known: Mapping[str, Sequence[Entry]], reports: Sequence[Report]) -> tuple[Entry, ...]:
    """Entries, by fingerprint, whose rule examined their report again and did not find them."""
    examined = {(reporter(r.case), r.case.report_year, rule) for r in reports for rule in r.tallies}
    present = {f.fingerprint for r in reports for f in r.findings}
    missing = (entry for key, entries in known.items() if key not in present for entry in entries)
    return tuple(entry for entry in missing if (entry.organ, entry.year, entry.rule) in examined)


def figures(finding: Finding) -> dict[str, Any]:
    """The figures that a finding rests on: its cells, both sides of its sums, the numbers of its evidence."""
    cells = {".".join(cell.key): _figure(cell) for cell in finding.cells}
    sums = [f"{b.rule} {b.left} {b.right}" for b in finding.identities]
    evidence = _NUMBERS.findall(unicodedata.normalize("NFKC", finding.evidence or ""))
    found = {"cells": cells, "sums": sums, "evidence": evidence}
    return {name: value for name, value in found.items() if value}


def _figure(cell: Cell) -> str:
    """A number however it is written; else what is printed."""
    return f"{cell.value.normalize():f}" if cell.kind == "number" and cell.value is not None else cell.raw.strip()


# ---------------------------------------------------------------- writing


def merged(entries: Iterable[Entry], reports: Sequence[Report], whole: bool = True) -> tuple[Entry, ...]:
    """An entry for every finding of `reports`, with status and reason where `entries` have them, beside the other entries.

    If `reports` are `whole` (nothing was left out of them), entries whose finding is gone are dropped, but none that
    holds a reason.
    """
    known = _by_fingerprint(entries)
    read = [report for report in reports if report.case.reader is not None]
    written: dict[tuple[str, str], Entry] = {}
    for fresh in (_entry(finding, report) for report in read for finding in report.findings):
        written.setdefault(_identity(fresh), _with_reason(fresh, known.get(fresh.fingerprint, ())))
    here = {fingerprint for fingerprint, _ in written}
    dead = {_identity(entry) for entry in gone(known, read) if not entry.reason.strip()} if whole else set()
    others = (e for key, those in known.items() if key not in here for e in those if _identity(e) not in dead)
    return tuple(sorted((*written.values(), *others), key=_order))


def _by_fingerprint(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    known: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        known[entry.fingerprint].append(entry)
    return dict(known)


def _identity(entry: Entry) -> tuple[str, str]:
    return (entry.fingerprint, as_json(entry.figures))


def _entry(finding: Finding, report: Report) -> Entry:
    case = report.case
    return Entry(finding.fingerprint, finding.rule, reporter(case), case.report_year, "confirmed", "", figures(finding))


def _with_reason(fresh: Entry, known: Sequence[Entry]) -> Entry:
    """Status and reason of the entry with the same figures, else of one that is written anew with this."""
    same = [entry for entry in known if entry.figures == fresh.figures] or known
    return replace(fresh, status=same[0].status, reason=same[0].reason) if same else fresh


def _order(entry: Entry) -> tuple[str, int, str, str, str]:
    return (entry.organ, entry.year or 0, entry.rule, *_identity(entry))
