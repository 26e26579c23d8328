"""PDF files of known reports, by producer: every cell right, and no wrong or lost figure that is not told.

`python -m bench.pdf_accuracy [development | second | held-out | fresh] [PRODUCER…]`. The held-out reports and papers are drawn from seeds
of their own, which no rule was ever tuned on.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pypdfium2

from tools.forge import render_pdf
from tools.forge import variants as v
from tools.forge.figures import Report, sound, values
from tools.forge.render_pdf import Paper, paper
from tools.forge.render_pdf_canvas import drawn
from tools.forge.render_pdf_pens import PENS
from tools.forge.story import Story, restyled, story
from validator.model import Case, Finding
from validator.pipeline import extract, judge

#: Seeds by set; a set is never looked into before it is measured.
SETS: Mapping[str, range] = {
    "development": range(1000, 1030),
    "second": range(2000, 2050),
    "held-out": range(7000, 7040),
    "fresh": range(9000, 9040),
}

Made = tuple[str, Report, bytes]  # name, truth, file


@dataclass(slots=True)
class Score:
    """Counts for one producer."""

    files: int = 0
    right: int = 0
    silent: int = 0  # files with a wrong or lost figure that no finding tells
    told: int = 0  # files not wholly read, and said so
    pages_ms: list[float] = field(default_factory=list)


def report_of(seed: int) -> Report:
    """The report of a seed: both editions, small, large and wholly zero figures."""
    rng = Random(f"report/{seed}")
    scale = rng.choice(("small", "small", "large", "zero"))
    return sound(seed, rng.choice(("2019", "2021", "2021")), scale=scale)  # type: ignore[arg-type]


def tale_of(seed: int) -> Story:
    """Its story, at times in one of the ways in which published reports depart from the form."""
    rng = Random(f"tale/{seed}")
    tale = story(report_of(seed), together=rng.random() < 0.7)
    change = rng.choice((None, None, None, v.padded_header, v.disputes_two_headers, v.no_banners))
    return restyled(tale, change) if change else tale


def made(producer: str, seeds: Sequence[int]) -> Iterator[Made]:
    """The files of a producer. Raises FileNotFoundError or ImportError where it is not installed."""
    if producer == "libreoffice":
        jobs = [(tale_of(seed), paper(f"{producer}/{seed}")) for seed in seeds]
        found = render_pdf.libreoffice(jobs)
    else:
        found = [_one(producer, tale_of(seed), paper(f"{producer}/{seed}"), seed) for seed in seeds]
    for seed, data in zip(seeds, found, strict=True):
        yield f"{producer}-{seed}", report_of(seed), data


def _one(producer: str, tale: Story, form: Paper, seed: int) -> bytes:
    if producer in render_pdf.PRINTERS:
        return render_pdf.PRINTERS[producer](tale, form)
    rng = Random(f"pen/{seed}")
    pen = "none" if producer == "unruled" else rng.choice([name for name in PENS if name != "none"])
    return drawn(tale, form, pen, rng.choice(("upright", "upright", "flagged", "sideways")), rng.random() < 0.6)


def truth_of(report: Report) -> dict[tuple[str, str, str], object]:
    """Key → figure; blank counts as 0."""
    every = values(report)
    return {(t, r, c): x or 0 for t, rows in every.items() for r, line in rows.items() for c, x in line.items()}


def wrong(case: Case, report: Report) -> list[str]:
    """What differs from the truth."""
    cells = {cell.key: cell.value or 0 for cell in case.cells}
    due = truth_of(report)
    return [
        f"{'/'.join(key)} {due.get(key)} -> {cells.get(key, 'absent')}"
        for key in due.keys() | cells.keys()
        if due.get(key, "none") != cells.get(key)
    ]


def told(case: Case, findings: Sequence[Finding], report: Report) -> bool:
    """Whether everything that differs is said: a lost figure by its table or row, one read as text by its cell."""
    cells = {cell.key: cell for cell in case.cells}
    opened = {(table.key, row) for table in case.tables for row in table.open_rows}
    spoken = {finding.table for finding in findings if finding.severity != "notice"}
    if case.reader is None or any(finding.rule == "S001" for finding in findings):
        return True  # the file was not read, or no table was found at all, and that is said
    for key, value in truth_of(report).items():
        cell = cells.get(key)
        if cell is None and key[:2] not in opened and key[0] not in spoken:
            return False
        if cell is not None and (cell.value or 0) != value and not (cell.kind == "text" and key[0] in spoken):
            return False
    return not (cells.keys() - truth_of(report).keys())


def measure(files: Sequence[Made], score: Score, keep: Path | None = None) -> list[str]:
    """Read and compare; returns a line for each file that is not wholly right."""
    misses: list[str] = []
    for name, report, data in files:
        start = time.perf_counter()
        case = extract(data, f"{name}.pdf", "pdf")[0]
        spent = time.perf_counter() - start
        judged = judge([case])[0]
        found = wrong(case, report)
        said = [o for o in case.observations if o.kind == "unproved"]
        score.files += 1
        score.pages_ms.append(1000 * spent / _pages(data))
        score.right += not found
        errors = [f for f in judged.findings if f.severity != "notice"]
        if found:
            silent = not told(case, judged.findings, report)
            score.silent += silent
            score.told += not silent
            misses.append(
                f"{'SILENT ' if silent else ''}{name}: {len(found)} cells, e.g. {found[:3]}; {[o.note for o in said][:2]} {[f.rule for f in errors]}"
            )
        elif errors:
            misses.append(f"(all cells right) {name}: {[f.rule for f in errors]}")
        if keep and (found or errors):
            (keep / f"{name}.pdf").write_bytes(data)
    return misses


def _pages(data: bytes) -> int:
    with closing(pypdfium2.PdfDocument(data)) as file:
        return max(1, len(file))


def main(arguments: Sequence[str]) -> None:
    """Print the table; exit 1 below the bars."""
    chosen = arguments[0] if arguments else "development"
    producers = arguments[1:] or ["chromium", "weasyprint", "libreoffice", "reportlab"]
    keep = Path("pdf-misses") if chosen in ("development", "second") else None
    scores: dict[str, Score] = {}
    for producer in producers:
        scores[producer] = Score()
        print(
            *measure(
                list(made(producer, list(SETS[chosen]))), scores[producer], keep if keep and keep.is_dir() else None
            ),
            sep="\n",
        )
    print(f"\n{chosen:14} {'files':>6} {'every cell right':>18} {'not read, told':>16} {'silent':>8} {'ms a page':>10}")
    for producer, s in scores.items():
        print(
            f"{producer:14} {s.files:6} {s.right:18} {s.told:16} {s.silent:8} {sorted(s.pages_ms)[len(s.pages_ms) // 2]:10.0f}"
        )
    every = [sum(getattr(s, f) for s in scores.values()) for f in ("files", "right", "silent")]
    sys.exit(0 if every[1] >= 0.99 * every[0] and not every[2] else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
