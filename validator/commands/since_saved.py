"""What the last change of a file mended, and what it brought: said below its verdict while it is watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validator.unseen import JUDGED, is_unseen, unseen

if TYPE_CHECKING:
    from validator.baseline import Applied

Findings = Counter[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a file, by fingerprint and table, and what was not looked at."""

    findings: Findings
    unseen: frozenset[str]


def found_in(done: Applied) -> Found | None:
    """What was found; None where a report was not judged to the end."""
    if any(report.status not in JUDGED for report in done.reports):
        return None
    findings = Counter((finding.fingerprint, finding.table) for report in done.reports for finding in report.findings)
    return Found(findings, frozenset(word for report in done.reports for word in unseen(report)))


def since_saved(was: Found | None, now: Found | None) -> str:
    """A line; empty where nothing changed, or nobody knows."""
    if was is None or now is None:
        return ""
    gone, came = _looked_at(was.findings - now.findings, now.unseen), now.findings - was.findings
    return f"与上次保存相比：已消除 {_counted(gone)}，新出现 {_counted(came)}。" if gone or came else ""


def _looked_at(found: Findings, words: Collection[str]) -> Findings:
    """Without those whose rule had something open or nothing to compare, or whose table is no longer found."""
    left = {one: n for one, n in found.items() if not is_unseen(_code(one[0]), one[1], words)}
    return Counter(left)


def _counted(found: Findings) -> str:
    """2 处（A102、V108）."""
    codes = "、".join(sorted({_code(fingerprint) for fingerprint, _ in found}))
    return f"{found.total()} 处（{codes}）" if found else "0 处"


def _code(fingerprint: str) -> str:
    """It begins with the code of its rule."""
    return fingerprint.partition(":")[0]
