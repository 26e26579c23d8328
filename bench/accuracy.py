"""`make accuracy`: one fault seeded into reports of every layout; what share is told, and how exactly.

told: an error or warning of the fault's own family; only: no error besides it;
first repair: for one wrong cell of 申请处理, exactly one error whose first repair is the true cell and value.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from tools.forge.faults import FAULTS, Fault, NoPlace
from tools.forge.figures import Report as Forged
from tools.forge.figures import sound, values
from tools.forge.layouts import LAYOUTS, Layout
from validator.model import Report
from validator.pipeline import extract, judge
from validator.schema import editions

SEEDS = range(2)
#: A formula beside a faulty cached value is two statements; a spreadsheet shows one, we read the other.
SKIPPED = frozenset({"xlsx-formulas-cached"})


@dataclass(slots=True)
class Score:
    """Counts of one line of the table."""

    cases: int = 0
    told: int = 0
    exact: int = 0
    exact_due: int = 0


def main() -> None:
    """Print the sound reports, then the faults by kind and by layout; exit 1 below the bars."""
    sound_cases, sound_right = _sound()
    print(f"sound reports: {sound_right}/{sound_cases} with every cell, edition, year right and no error")
    kinds, layouts, misses = _faulty()
    for title, table in (("fault", kinds), ("layout", layouts)):
        print(f"\n{title:34} {'cases':>6} {'told':>8} {'first repair right':>20}")
        for name, score in table.items():
            print(
                f"{name:34} {score.cases:6} {_share(score.told, score.cases)} {_share(score.exact, score.exact_due):>20}"
            )
    every = Score(*(sum(getattr(s, f) for s in kinds.values()) for f in ("cases", "told", "exact", "exact_due")))
    print(
        f"\nall {every.cases} faults: told {_share(every.told, every.cases)}, first repair {_share(every.exact, every.exact_due)}"
    )
    print(*misses[:20], sep="\n")
    good = sound_right == sound_cases and every.told >= 0.99 * every.cases and every.exact == every.exact_due
    sys.exit(0 if good else 1)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:7.2f}%" if whole else f"{'-':>8}"


def checked(layout: Layout, report: Forged) -> list[Report]:
    """Render, extract and judge one report."""
    return judge(extract(layout.render(report), f"report{layout.extension}"))


def _sound() -> tuple[int, int]:
    cases = right = 0
    for layout in LAYOUTS.values():
        for edition in editions():
            for seed in SEEDS:
                report = sound(seed, edition)
                cases += 1
                right += _is_right(checked(layout, report)[0], report)
    return cases, right


def _is_right(judged: Report, report: Forged) -> bool:
    cells = {cell.key: cell.value or 0 for cell in judged.case.cells}
    truth = {
        (t, r, c): v or 0 for t, rows in values(report).items() for r, line in rows.items() for c, v in line.items()
    }
    known = (judged.case.edition, judged.case.report_year, judged.case.organ)
    errors = [f for f in judged.findings if f.severity == "error"]
    return cells == truth and known == (report.edition, report.year, report.organ) and not errors


def _faulty() -> tuple[Mapping[str, Score], Mapping[str, Score], list[str]]:
    kinds: dict[str, Score] = defaultdict(Score)
    layouts: dict[str, Score] = defaultdict(Score)
    misses: list[str] = []
    for layout in LAYOUTS.values():
        if layout.reports > 1 or layout.name in SKIPPED:
            continue
        for fault in _faults():
            judged = checked(layout, fault.report)[0]
            told = _is_told(judged, fault)
            exact = _is_exact(judged, fault) if _is_one_wrong_cell(fault) else None
            for score in (kinds[fault.kind], layouts[layout.name]):
                score.cases += 1
                score.told += told
                score.exact += bool(exact)
                score.exact_due += exact is not None
            if not told or exact is False:
                found = [f"{f.rule}/{f.severity}" for f in judged.findings if f.severity != "notice"]
                misses.append(
                    f"missed: {layout.name} {fault.kind} {fault.row} {fault.column} {fault.was}->{fault.now} {found}"
                )
    return kinds, layouts, misses


def _faults() -> Iterator[Fault]:
    for kind, make in FAULTS.items():
        for number, edition in enumerate(editions()):
            for seed in SEEDS:
                try:
                    yield make(
                        Random(f"{kind}{seed}"), sound(seed * 7 + number, edition, 2024 if edition == "2021" else 2020)
                    )
                except NoPlace:
                    continue


def _is_told(judged: Report, fault: Fault) -> bool:
    """Under its family, as an error or a warning, on its table."""
    return any(
        f.rule[0] in fault.family and f.severity != "notice" and (f.table in (fault.table, None))
        for f in judged.findings
    )


def _is_one_wrong_cell(fault: Fault) -> bool:
    return fault.table == "requests" and fault.family == frozenset("A")


def _is_exact(judged: Report, fault: Fault) -> bool:
    """Prose that repeats the wrong figure is told besides: some layouts print it."""
    errors = [f for f in judged.findings if f.severity == "error" and f.rule[0] in fault.family]
    if len(errors) != 1 or not errors[0].repairs:
        return False
    changes = errors[0].repairs[0].changes
    due = values(fault.report)  # the faulty one: what the repair starts from
    if len(changes) != 1 or (changes[0].row, changes[0].column) != (fault.row, fault.column):
        return False
    return str(changes[0].to) == str(int(fault.was or 0)) and due is not None


if __name__ == "__main__":
    main()
