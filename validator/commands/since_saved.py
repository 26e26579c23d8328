"""What the last change of a file mended, and what it brought: said below its verdict while it is watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.baseline import Applied

#: Only of a report that was judged a finding that is no longer there is mended.
_JUDGED = ("passed", "failed")
Findings = Counter[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Found:
    """The findings of a file, by fingerprint and table, and what was not looked at."""

    findings: Findings
    unseen: frozenset[str]


def found_in(done: Applied) -> Found | None:
    """What was found; None where a report was not judged to the end."""
    from validator.findings import unseen

    if any(report.status not in _JUDGED for report in done.reports):
        return None
    findings = Counter((finding.fingerprint, finding.table) for report in done.reports for finding in report.findings)
    return Found(findings, frozenset(word for report in done.reports for word in unseen(report)))


def since_saved(was: Found | None, now: Found | None) -> str:
    """A line; empty where nothing changed, or nobody knows."""
    if was is None or now is None:
        return ""
    gone, came = _looked_at(was.findings - now.findings, now.unseen), now.findings - was.findings
    return f"与上次保存相比：已消除 {_counted(gone)}，新出现 {_counted(came)}。" if gone or came else ""


def _looked_at(found: Findings, unseen: Collection[str]) -> Findings:
    """Without those whose rule had something open or nothing to compare, or whose table is no longer found."""
    left = {one: n for one, n in found.items() if one[1] not in unseen and not one[0].startswith(tuple(unseen))}
    return Counter(left)


def _counted(found: Findings) -> str:
    """2 处（A102、V108）: a fingerprint begins with the code of its rule."""
    codes = "、".join(sorted({fingerprint.partition(":")[0] for fingerprint, _ in found}))
    return f"{found.total()} 处（{codes}）" if found else "0 处"
