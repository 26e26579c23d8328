"""`python -m bench.repair_accuracy`: where the true repair stands among those told, with and without prose that states figures.

Each report has one mistake that was carried into a total, or two such: several repairs are then as small. The prose
tells the figures as they ought to be, or (copied) as the faulty tables print them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from tools.forge.faults import NoPlace
from tools.forge.figures import Report as Forged
from tools.forge.figures import rewritten, sound, values
from tools.forge.prose import speaking
from tools.forge.render_html import plain
from tools.forge.story import Story, story
from validator.model import Finding
from validator.pipeline import extract, judge
from validator.schema import editions

SEEDS = range(60)
#: Rows whose figures are carried into their own total, by the name of the mistake.
MISTAKES: Mapping[str, tuple[str, ...]] = {
    "opening row": ("new",),
    "closing row": ("carried_out",),
    "result row": ("granted",),
    "total row": ("total",),
    "total and closing": ("total", "carried_out"),
}
Changed = dict[tuple[str, str], int]


def main() -> None:
    """Print, for each mistake and prose, how often the true repair is first, among the others, or not told."""
    print(f"{'mistake':20} {'prose':10} {'cases':>6} {'first':>8} {'told':>8}")
    for name, rows in MISTAKES.items():
        ranks: dict[str, Counter[int]] = {}
        for right, wrong, truth in _cases(rows):
            for prose, tale in tales(right, wrong).items():
                ranks.setdefault(prose, Counter())[_rank(tale, truth)] += 1
        for prose, counts in ranks.items():
            cases, told = counts.total(), counts.total() - counts[0]
            print(f"{name:20} {prose:10} {cases:6} {counts[1] / cases:8.1%} {told / cases:8.1%}")


def _cases(rows: tuple[str, ...]) -> Iterator[tuple[Forged, Forged, Changed]]:
    """The sound report, the one with the mistake, and the true figures of the cells that are wrong."""
    for edition in editions():
        for seed in SEEDS:
            right, rng = sound(seed, edition), Random(f"{seed}{rows}")
            new = values(right)["requests"]["new"]
            column = rng.choice([c for c in new if c != "total" and new[c]] or ["natural_person"])
            try:
                yield right, *mistaken(right, rows, column, rng.choice((1, 2, 3, 9, 10, 18, 20)))
            except NoPlace:
                continue


def mistaken(right: Forged, rows: tuple[str, ...], column: str, step: int) -> tuple[Forged, Changed]:
    """The report with `rows` wrong by `step` in `column` and in their total, so that the balance of several rows holds.

    Also the true figures of these cells. Raises NoPlace where a figure would be below 0.
    """
    cells = values(right)["requests"]
    truth = {(row, c): int(cells[row][c] or 0) for row in rows for c in (column, "total")}
    signs = {row: -1 if row == "carried_out" and len(rows) > 1 else 1 for row in rows}
    for by in (step, -step):
        printed = {(row, c): old + signs[row] * by for (row, c), old in truth.items()}
        if min(printed.values()) >= 0:
            return rewritten(right, [(("requests", *spot), str(new)) for spot, new in printed.items()]), truth
    raise NoPlace(column)


def tales(right: Forged, wrong: Forged) -> Mapping[str, Story]:
    """The faulty tables under prose that states no figures, those of the sound report, or their own."""
    true, copied, silent = speaking(right), speaking(wrong), story(wrong)
    told = replace(silent, sections=(true.sections[0], *silent.sections[1:]))
    return {"silent": silent, "true": told, "copied": copied}


def _rank(tale: Story, truth: Changed) -> int:
    """The rank of the true repair; 0 if it is not told."""
    (report,) = judge(extract(plain(tale), "report.html"))
    repairs = [repair for finding in filter(_is_sum, report.findings) for repair in finding.repairs]
    found = [r.rank for r in repairs if {(c.row, c.column): int(c.to) for c in r.changes} == truth]
    return found[0] if found else 0


def _is_sum(finding: Finding) -> bool:
    return finding.rule[0] == "A" and finding.table == "requests"


if __name__ == "__main__":
    main()
