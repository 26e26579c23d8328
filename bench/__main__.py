"""`make bench`: speed as ratios to baselines taken in the same run; no seconds are promised anywhere."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import html

from bench.corpora import LARGE, SMALL
from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from validator.files import extract_file
from validator.pipeline import judge

#: Reports of the batch, rounds that alternate with their baseline, and starts of a process.
REPORTS = 500
ROUNDS = 5
STARTS = 7
#: Pages of the size that sites publish, and plain ones.
BATCHES = (*LARGE, *SMALL)

_CLICK = "import click\n@click.command()\ndef main(): pass\nmain(['--help'], standalone_mode=False)"
_MANDATED = "import pandas, pandera.pandas, openpyxl, click"


def main() -> None:
    """Print every ratio with what it compares."""
    with tempfile.TemporaryDirectory() as folder:
        for name in BATCHES:
            _batch(name, Path(folder))
        page = next(Path(folder).glob("*.html"))
        _starts(page)


def _batch(name: str, folder: Path) -> None:
    layout = LAYOUTS[name]
    paths = []
    for seed in range(REPORTS):
        path = folder / f"{name}-{seed}{layout.extension}"
        path.write_bytes(layout.render(sound(seed, "2021" if seed % 2 else "2019")))
        paths.append(path)
    size = sum(path.stat().st_size for path in paths) / REPORTS / 1000
    print(f"{REPORTS} reports, {name}, {size:.0f} kB each")
    parse, whole = _interleaved(lambda: _parse(paths), lambda: _check(paths))
    _, single = _interleaved(lambda: None, lambda: _one_by_one(paths[:100]), rounds=3)
    print(f"  whole check in one call / bare lxml parse       {whole / parse:6.2f}")
    print(f"  one call for each / one call for all            {single * REPORTS / 100 / whole:6.2f}")
    print(f"  milliseconds a report (this machine, this run)  {1000 * whole / REPORTS:6.2f}")


def _parse(paths: Sequence[Path]) -> None:
    for path in paths:
        html.fromstring(path.read_bytes())


def _check(paths: Sequence[Path]) -> None:
    judge(case for path in paths for case in extract_file(str(path)))


def _one_by_one(paths: Sequence[Path]) -> None:
    for path in paths:
        _check([path])


def _interleaved(
    first: Callable[[], object], second: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Median seconds of two jobs, measured in turn so that a noisy machine disturbs both alike."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for job, spent in zip((first, second), times, strict=True):
            start = time.perf_counter()
            job()
            spent.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def _starts(page: Path) -> None:
    """Cold starts of whole processes."""

    def run(*arguments: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *arguments], capture_output=True, check=False)

    bare, helped = _interleaved(run("-c", _CLICK), run("-m", "validator", "--help"), STARTS)
    mandated, checked = _interleaved(run("-c", _MANDATED), run("-m", "validator", "check", str(page)), STARTS)
    print("starts")
    print(f"  d711 --help / bare click program                {helped / bare:6.2f}")
    print(f"  d711 check of one page / importing pandas, pandera, openpyxl, click {checked / mandated:6.2f}")


if __name__ == "__main__":
    main()
