"""The same finding in many reports, told once: by rule and words, whatever figures, places and files these name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from validator.between.links import named
from validator.report.json import Entry
from validator.report.wording import SEVERITY_WORDS

#: What differs in a message from report to report: places in brackets, files, figures. The page uses the same pattern.
VARYING = "|".join(
    (
        r"（[^（）]*(?:第\d+[行列段页]|![A-Z]+\d+)[^（）]*）",
        r"「[^「」]*\.[A-Za-z]{2,5}[^「」]*」",
        r"[^「」（）“”，。；：、\s]*\.[A-Za-z]{2,5}(?![A-Za-z])",
        r"\d+(?:\.\d+)?",
    )
)
_VARYING = re.compile(VARYING)
#: Groups that are told apart; findings in yet other words are counted together, by rule. Reports named of a group.
MOST, _NAMED = 5_000, 5

Key = tuple[str, str, str]  # severity, rule, words


@dataclass(slots=True)
class Group:
    """`message`: of its first finding (empty: various); `names`: of its first reports."""

    severity: str
    rule: str
    message: str
    findings: int = 0
    reports: int = 0
    names: list[str] = field(default_factory=list)
    last: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups in the order in which their first findings came. Filled by `grouped` as entries pass."""

    found: dict[Key, Group] = field(default_factory=dict)


def grouped(entries: Iterable[Entry], groups: Groups) -> Iterator[Entry]:
    """The same entries, their findings added to `groups` on their way."""
    for one in entries:
        for finding in one["findings"]:
            _add(_of(finding, groups), (one["path"], one["part"]))
        yield one


def listed(groups: Groups) -> list[Group]:
    """The worst severity first, and of one severity the largest group."""
    ranks = {severity: rank for rank, severity in enumerate(SEVERITY_WORDS)}
    return sorted(groups.found.values(), key=lambda g: (ranks[g.severity], -g.findings, g.rule))


def _of(finding: Entry, groups: Groups) -> Group:
    severity, rule, message = finding["severity"], finding["rule"], finding["message"]
    key = (severity, rule, _VARYING.sub("…", message))
    if key not in groups.found and len(groups.found) >= MOST:
        key, message = (severity, rule, ""), ""
    return groups.found.setdefault(key, Group(severity, rule, message))


def _add(group: Group, report: tuple[str, int]) -> None:
    group.findings += 1
    if group.last != report:  # entries come report by report
        group.last = report
        group.reports += 1
        if len(group.names) < _NAMED:
            group.names.append(named(*report))
