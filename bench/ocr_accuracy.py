"""Scans of reports with known figures, read back: cells right, wrong ones that nothing marks, right ones that are marked.

    python -m bench.ocr_accuracy --fonts FONT.ttf FONT.ttc ... [--scans 100] [--seed 1]

Every scan is one report (section two, three, four) in one font at 150, 200 or 300 dpi; see LOOKS for what was done to it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tools.forge.figures import sound, values
from tools.forge.render_scan import pages
from tools.forge.render_scan_look import Scan, bound
from tools.forge.story import story
from validator.model import Cell, Report
from validator.pipeline import extract, judge

#: Name → what the scanner did; blur in pixels at 150 dpi.
LOOKS: Mapping[str, Mapping[str, float | int]] = {
    "clean": {},
    "skew 0.8, blur, noise 10, JPEG 55": {"skew": 0.8, "blur": 0.7, "noise": 10, "jpeg": 55},
    "skew -1.5, thin rules, grey, JPEG 40": {
        "skew": -1.5,
        "blur": 0.5,
        "noise": 14,
        "jpeg": 40,
        "rule": 1,
        "paper": 235,
        "ink": 50,
    },
    "skew 2.5, noise 20": {"skew": 2.5, "blur": 0.4, "noise": 20, "rule": 3},
    "skew -0.4, JPEG 25": {"skew": -0.4, "blur": 0.3, "noise": 4, "jpeg": 25},
}
RESOLUTIONS = (150, 200, 300)
SIZES = (8.5, 7.5, 9.5)

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Trial:
    """One scan to make: what it shows and how it looks."""

    seed: int
    edition: str
    look: str
    scan: Scan


def main() -> None:
    """Print a line for each resolution and look, the totals and every miss; exit 1 if a wrong cell stayed unmarked."""
    options = _options()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    began = time.monotonic()
    for trial in _trials(options.fonts, options.scans, options.seed):
        found = _tried(trial)
        for name in (trial.scan.font.stem, f"{trial.scan.dpi} dpi", trial.look, "all"):
            counts[name] += found
    for name, found in sorted(counts.items(), key=lambda item: item[0] == "all"):
        print(_line(name, found))
    every = counts["all"]
    print(f"{(time.monotonic() - began) / max(1, every['scans']):.1f} s a scan on this machine")
    sys.exit(1 if any(every[f"unmarked {part}"] for part in ("requests", "disputes", "section two")) else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fonts", nargs="+", type=Path, required=True)
    parser.add_argument("--scans", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _trials(fonts: list[Path], many: int, seed: int) -> Iterator[Trial]:
    looks = list(LOOKS)
    for n in range(many):
        dpi = RESOLUTIONS[n % len(RESOLUTIONS)]
        look = looks[n // len(RESOLUTIONS) % len(looks)]
        font = fonts[n // len(RESOLUTIONS) // len(looks) % len(fonts)]
        changes = dict(LOOKS[look])
        changes["blur"] = changes.get("blur", 0.0) * dpi / 150
        scan = replace(Scan(font, dpi, SIZES[n % 7 % len(SIZES)], seed=n), **changes)  # type: ignore[arg-type]
        yield Trial(seed + n, "2019" if n % 4 == 3 else "2021", look, scan)


def _tried(trial: Trial) -> Counter[str]:
    report = sound(trial.seed, trial.edition)
    data = bound(pages(story(report), trial.scan))
    judged = judge(extract(data, "scan.tif", reader="picture"))[0]
    read = {cell.key: cell for cell in judged.case.cells}
    marked = _marked(judged)
    counts: Counter[str] = Counter(scans=1, told=any(f.severity == "error" for f in judged.findings))
    for key, due in _due(values(report)):
        part = key[0] if key[0] in ("requests", "disputes") else "section two"
        state = _state(read.get(key), due, key in marked)
        counts.update((state, f"{state} {part}", f"cells {part}", "cells"))
        if state == "unmarked":
            print("UNMARKED", trial, key, "due", due, "read", read[key])
    return counts


def _due(tables: Mapping[str, Mapping[str, Mapping[str, Decimal | None]]]) -> Iterator[tuple[Key, Decimal | None]]:
    for table, rows in tables.items():
        for row, line in rows.items():
            for column, value in line.items():
                yield (table, row, column), value


def _marked(judged: Report) -> set[Key]:
    """Figures that some finding asks to check against the picture."""
    asked = [f for f in judged.findings if f.rule == "F020" or "请先核对识别" in f.message]
    return {cell.key for finding in asked for cell in finding.cells}


def _state(cell: Cell | None, due: Decimal | None, marked: bool) -> str:
    """right, needless (right but marked), caught (wrong and marked), unmarked (wrong), lost (no figure, told as such)."""
    if cell is None:
        return "lost"
    if cell.value == due:
        return "needless" if marked else "right"
    return "caught" if marked else "unmarked"


def _line(name: str, found: Counter[str]) -> str:
    cells = found["cells"]
    right = found["right"] + found["needless"]
    parts = ", ".join(f"{p} {found[f'unmarked {p}']}" for p in ("requests", "disputes", "section two"))
    return (
        f"{name:38} scans {found['scans']:4} cells {cells:6} right {100 * right / cells:6.2f}% "
        f"needlessly marked {100 * found['needless'] / cells:5.2f}% caught {found['caught']:4} lost {found['lost']:4} "
        f"false errors {found['told']:3} unmarked wrong: {parts}"
    )


if __name__ == "__main__":
    main()
