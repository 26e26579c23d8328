"""What changed since an earlier audit: findings that are gone, that are still there, that came; reports that pass now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from validator.audit_outputs.since_reports import Found, Side, Told, sides
from validator.unseen import JUDGED, is_unseen

#: Findings of each kind that are listed; all are counted.
MOST = 20_000


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


def compared(before: Audit, after: Audit, is_asked: Callable[[Found], bool]) -> Since:
    """What became of the findings of `before`; of those that are not asked for now nothing can be said.

    A finding is known by its fingerprint: in its own file first, for several organs bear one name, then in any.
    """
    was, now = sides(before.reports, after.reports)
    since, unclear = Since(stayed=sum(1 for _ in before.findings())), set[int]()
    for one in _missing(before.findings, after.findings):
        since.stayed -= 1
        if is_asked(one) and _is_judged(one, now):
            since.gone.add(one)
        else:
            since.unknown += 1
            unclear.update([_report(one)] if one.severity == "error" else ())
    for one in _missing(after.findings, before.findings):
        since.came.add(one)
        since.new += was.of(one) is None
    _count_reports(after, was, unclear, since)
    return since


def _is_judged(one: Found, now: Side) -> bool:
    told = now.of(one)
    return told is not None and told.status in JUDGED and not is_unseen(one.rule, one.table, told.unseen.split())


def _count_reports(after: Audit, was: Side, unclear: Collection[int], since: Since) -> None:
    """A report that passes because nobody looked again at its errors is no better for that."""
    for one in after.reports():
        before = was.of(one)
        match before and before.status, one.status:
            case "failed", "passed" if _report(one) not in unclear:
                since.better += 1
            case "passed", "failed":
                since.worse += 1


Findings = Callable[[], Iterable[Found]]


def _missing(those: Findings, there: Findings) -> Iterator[Found]:
    """Findings that are not `there`, neither in their own file nor in another of the same report."""
    left, other = partial(_without, those, there, _in_file), partial(_without, there, those, _in_file)
    return _without(left, other, _anywhere)


def _without(those: Findings, there: Findings, key: Callable[[Found], int]) -> Iterator[Found]:
    """Findings without those that are `there`, one for one."""
    counts = Counter(map(key, there()))
    for one in those():
        if counts[key(one)] > 0:
            counts[key(one)] -= 1
        else:
            yield one


def _report(one: Told | Found) -> int:
    return hash(one.name or (one.path, one.part))


def _in_file(one: Found) -> int:
    """A number takes less memory than the words."""
    return hash((one.fingerprint, one.path, one.part))


def _anywhere(one: Found) -> int:
    """Of what names no organ and year only the file tells it apart."""
    return hash((one.fingerprint, "" if one.name else one.path))
