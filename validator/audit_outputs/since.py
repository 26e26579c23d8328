"""What changed since an earlier audit: findings that are gone, that are still there, that came; reports that pass now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

#: Findings of each kind that are listed; all are counted.
MOST = 20_000
#: Only of a report that was judged to the end a finding that is no longer there is gone.
_JUDGED = ("passed", "failed")


class Told(msgspec.Struct, frozen=True):
    """A line of reports.jsonl."""

    path: str
    part: int
    status: str
    organ: str | None
    year: int | None


class Found(msgspec.Struct, frozen=True):
    """A line of findings.jsonl, as far as it is compared and listed."""

    path: str
    part: int
    organ: str | None
    year: int | None
    rule: str
    severity: str
    message: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The lines of an audit: they are gone through more than once."""

    reports: Callable[[], Iterable[Told]]
    findings: Callable[[], Iterable[Found]]


@dataclass(slots=True)
class Kind:
    """Findings by severity, and the first of them."""

    counts: Counter[str] = field(default_factory=Counter)
    first: list[Found] = field(default_factory=list)

    def add(self, one: Found) -> None:
        """Count it; list it while there is room."""
        self.counts[one.severity] += 1
        if len(self.first) < MOST:
            self.first.append(one)


@dataclass(slots=True)
class Since:
    """`gone` and `came`; `stayed`; `new`: of what came, in reports that were not there; `unknown`: nobody looked again.

    `better`, `worse`: reports that pass now and did not, and the other way round.
    """

    gone: Kind = field(default_factory=Kind)
    came: Kind = field(default_factory=Kind)
    stayed: int = 0
    new: int = 0
    unknown: int = 0
    better: int = 0
    worse: int = 0


Where = tuple[str, int]


def compared(before: Audit, after: Audit, is_asked: Callable[[Found], bool]) -> Since:
    """What became of the findings of `before`; of those that are not asked for now nothing can be said.

    A finding is known by its fingerprint, whatever the file is called by now.
    """
    was, now, since = _statuses(before), _statuses(after), Since()
    left = Counter(map(_key, after.findings()))
    for one in before.findings():
        if left[_key(one)]:
            left[_key(one)] -= 1
            since.stayed += 1
        elif is_asked(one) and _status(one, now) in _JUDGED:
            since.gone.add(one)
        else:
            since.unknown += 1
    for one in after.findings():
        if left[_key(one)]:
            left[_key(one)] -= 1
            since.came.add(one)
            since.new += _status(one, was) is None
    _count_reports(after, was, since)
    return since


def _count_reports(after: Audit, was: Mapping[Where, str], since: Since) -> None:
    for one in after.reports():
        match _status(one, was), one.status:
            case "failed", "passed":
                since.better += 1
            case "passed", "failed":
                since.worse += 1


def _statuses(audit: Audit) -> Mapping[Where, str]:
    """By place and by organ and year: a corrected report may come under another name."""
    found: dict[Where, str] = {}
    for one in audit.reports():
        found[one.path, one.part] = one.status
        if one.organ and one.year:
            found.setdefault((one.organ, one.year), one.status)
    return found


def _status(one: Told | Found, statuses: Mapping[Where, str]) -> str | None:
    known = statuses.get((one.organ, one.year)) if one.organ and one.year else None
    return known or statuses.get((one.path, one.part))


def _key(one: Found) -> int:
    """Of what names no organ and year only the file tells it apart. A number takes less memory than the words."""
    return hash((one.fingerprint, "" if one.organ and one.year else one.path))
