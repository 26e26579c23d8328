"""`python -m bench.nationwide [REPORTS [OUTPUTS]]`: an audit of as many reports as a country publishes, really read.

Organs publish seven years each, 28 of 100 reports have one wrong figure (as a sample of published ones had), and what an
organ carries over is what the next year opens with by chance only. A million reports take 9 GB, and an hour on two cores.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from random import Random

from bench.corpora import SMALL, organ_name, put, spoiled
from bench.watched import audited
from tools.forge.figures import sound

#: Reports and outputs, unless others are given.
REPORTS, OUTPUTS = 10_000, "jsonl"
YEARS = range(2019, 2026)
WRONG = 0.28
_NEWER = 2021


def main() -> None:
    """Print memory, processor time and time."""
    given = sys.argv[1:]
    number, outputs = int(given[0]) if given else REPORTS, given[1] if len(given) > 1 else OUTPUTS
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for seed in range(number):
            _write(folder / "in", seed)
        run = audited(folder / "in", folder / "out", "--outputs", outputs, jobs=2)
    print(f"{number} reports: parent {run.parent:.0f} MB, largest worker {run.worker:.0f} MB,", end=" ")
    print(
        f"parent {run.share:.1%} of the processor time, {1000 * run.processor / number:.2f} ms each, {run.seconds:.0f} s"
    )


def _write(folder: Path, seed: int) -> None:
    whose, since = divmod(seed, len(YEARS))
    year, rng = YEARS[since], Random(seed)
    report = replace(sound(seed, "2019" if year < _NEWER else "2021", year), organ=organ_name(whose))
    put(folder, whose, f"{whose:06}-{year}", SMALL[0], spoiled(report, int(rng.random() < WRONG), rng))


if __name__ == "__main__":
    main()
