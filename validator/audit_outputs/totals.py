"""What all reports add up to: by status, severity, organ, year and rule. Memory grows with organs, not with reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from validator.audit_outputs.roster import Roster
from validator.audit_outputs.since import Since
from validator.report.json import Entry
from validator.report.states import SEVERITY_WORDS

Tallies = defaultdict[str, Counter[str]]
YearTallies = defaultdict[int, Counter[str]]

UNKNOWN = "（未识别）"
NO_YEAR = 0
#: How often a rule's findings stand in different reports; "reports": how many reports there are.
REPORTS = "reports"
#: How many reports have an error.
FAULTY = "faulty"


_STOPPED = ("unreadable", "incomplete")
_RANKS = {severity: rank for rank, severity in enumerate(SEVERITY_WORDS)}


def _counters() -> Tallies:
    return defaultdict(Counter)


def _year_counters() -> YearTallies:
    return defaultdict(Counter)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counters by key; each counts statuses, severities, `reports` and `faulty`.

    `stopped`: by status of what could not be read or not be finished, how often which rule says why.
    `roster`: what became of the list of those who owe a report; `since`: what changed; None: nobody asked.
    """

    whole: Counter[str] = field(default_factory=Counter)
    organs: Tallies = field(default_factory=_counters)
    years: YearTallies = field(default_factory=_year_counters)
    rules: Tallies = field(default_factory=_counters)
    stopped: Tallies = field(default_factory=_counters)
    roster: Roster | None = None
    since: Since | None = None


def totals_of(entries: Iterable[Entry]) -> Totals:
    """What the entries add up to; of a finding only severity and rule are looked at."""
    totals = Totals()
    for one in entries:
        severities = [finding["severity"] for finding in one["findings"]]
        own = (totals.whole, totals.organs[one["organ"] or UNKNOWN], totals.years[one["report_year"] or NO_YEAR])
        faulty = (FAULTY,) if "error" in severities else ()
        for counter in own:
            counter.update((one["status"], REPORTS, *faulty, *severities))
        if one["status"] in _STOPPED and (reason := worst_finding(one)):
            totals.stopped[one["status"]][reason["rule"]] += 1
        for finding in one["findings"]:
            totals.rules[finding["rule"]][finding["severity"]] += 1
        for rule in {finding["rule"] for finding in one["findings"]}:
            totals.rules[rule][REPORTS] += 1
    return totals


def worst_finding(one: Entry) -> Entry | None:
    """The first finding of the worst severity that a report has: what it is to be opened for."""
    return min(one["findings"], key=lambda finding: _RANKS[finding["severity"]], default=None)


def findings(counter: Mapping[str, int]) -> int:
    """Findings of every severity."""
    return sum(counter.get(severity, 0) for severity in ("error", "warning", "notice"))


def worst_first(tallies: Tallies) -> dict[str, Counter[str]]:
    """The keys with most errors first, of equal ones those with most warnings; what is not known comes last."""

    def rank(name: str) -> tuple[bool, int, int, int, str]:
        counter = tallies[name]
        return name == UNKNOWN, -counter["error"], -counter["warning"], -counter["notice"], name

    return {name: tallies[name] for name in sorted(tallies, key=rank)}


def judged(counter: Mapping[str, int]) -> int:
    """Reports that a pass rate is about: what is no such report is left out."""
    return counter.get(REPORTS, 0) - counter.get("not_applicable", 0)


def pass_rate(counter: Mapping[str, int]) -> float | None:
    """Passed reports as a share of those that are judged; None if there are none."""
    due = judged(counter)
    return counter.get("passed", 0) / due if due else None


def year_words(year: int) -> str:
    """The year as it is shown."""
    return str(year) if year != NO_YEAR else UNKNOWN
