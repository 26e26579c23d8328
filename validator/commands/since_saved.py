"""What the last change of a file mended, and what it brought: said below its verdict while it is watched."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.baseline import Applied

#: Only of a report that was judged to the end a finding that is no longer there is mended.
_JUDGED = ("passed", "failed")
Found = Counter[str]


def found_in(done: Applied) -> Found | None:
    """The fingerprints of all findings; None where a report was not judged to the end."""
    if any(report.status not in _JUDGED for report in done.reports):
        return None
    return Counter(finding.fingerprint for report in done.reports for finding in report.findings)


def since_saved(was: Found | None, now: Found | None) -> str:
    """A line; empty where nothing changed, or nobody knows."""
    if was is None or now is None or was == now:
        return ""
    return f"与上次保存相比：已消除 {_counted(was - now)}，新出现 {_counted(now - was)}。"


def _counted(found: Found) -> str:
    """2 处（A102、V108）: a fingerprint begins with the code of its rule."""
    codes = "、".join(sorted({fingerprint.partition(":")[0] for fingerprint in found}))
    return f"{found.total()} 处（{codes}）" if found else "0 处"
