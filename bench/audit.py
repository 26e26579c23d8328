"""`python -m bench.audit [FILES ...]`: whole audits as ratios to baselines of the same run, memory by number of files."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from lxml import html

from bench.corpora import LARGE, SMALL, forged
from bench.usual_way import read_and_validate
from bench.watched import Run, audited

#: Reports of a corpus: as many as the organs of a city publish in a few years. Rounds in which everything is measured in
#: turn; wrong figures of broken reports.
PAGES = 2_000
ROUNDS = 7
WRONG = (5, 15)
#: Pages that the usual way is measured on.
FEW = 30
#: Numbers of files at which memory and cost are measured, unless others are given.
NUMBERS = (1_000, 10_000)
#: What is compared with other reports by their text, and all rules on prose and trends.
_LEFT_OUT = ("--ignore", "C,F019,F021,Y301,Y302")
_ALL = "jsonl,parquet,sarif,xlsx,html"


def main() -> None:
    """Print every ratio with what it compares."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _large(folder)
        _small(folder)
        for number in [int(text) for text in sys.argv[1:]] or NUMBERS:
            forged(folder / str(number), number, SMALL)
            run = audited(folder / str(number), folder / "out", jobs=2)
            print(f"{number} files: parent {run.parent:.0f} MB, largest worker {run.worker:.0f} MB,", end=" ")
            print(f"parent {run.share:.1%} of the processor time, {1000 * run.processor / number:.2f} ms a file")


def _large(place: Path) -> None:
    paths, out = forged(place / "large", PAGES, LARGE), place / "out"
    forged(place / "one", 1, LARGE)
    size = sum(path.stat().st_size for path in paths) / PAGES / 1000
    print(f"{PAGES} pages of {len(LARGE)} layouts, {size:.0f} kB each, medians of {ROUNDS} rounds, processor time")
    start, one, two, bare, every, parse, usual, *broken = _rounds(
        lambda: audited(place / "one", out),
        lambda: audited(place / "large", out),
        lambda: audited(place / "large", out, jobs=2),
        lambda: audited(place / "large", out, *_LEFT_OUT),
        lambda: audited(place / "large", out, "--outputs", _ALL),
        lambda: _parsed(paths),
        lambda: _usual(paths),
        *_broken(place, LARGE),
    )
    ratios = {
        "whole audit / bare lxml parse": _cost(one) / _cost(parse),
        "the same without its start, which is paid once": (_cost(one) - _cost(start)) / _cost(parse),
        "without C rules and similarity / bare lxml parse": _cost(bare) / _cost(parse),
        "all outputs / JSONL only": _cost(every) / _cost(one),
        "wall time of one worker / of two": _wall(one) / _wall(two),
        "pandas.read_html and pandera / whole audit": _cost(usual) / _cost(one),
        "share of the parent in the processor time, two workers": _parent(two) / _cost(two),
        "the same without the start": (_parent(two) - _parent(start)) / (_cost(two) - _cost(start)),
    }
    print("\n".join(f"  {name:<56} {ratio:6.2f}" for name, ratio in ratios.items()))
    _print_broken(broken, one)


def _broken(place: Path, names: Sequence[str]) -> list[Callable[[], Run]]:
    """Audits of reports with so many wrong figures each."""
    folders = {wrong: place / names[0] / f"{wrong}-wrong" for wrong in WRONG}
    for wrong, folder in folders.items():
        forged(folder, PAGES, names, wrong)
    return [partial(audited, folder, place / "out") for folder in folders.values()]


def _print_broken(broken: Sequence[Sequence[Run]], sound: Sequence[Run]) -> None:
    for wrong, runs in zip(WRONG, broken, strict=True):
        print(f"  {f'{wrong} wrong figures in every report / sound ones':<56} {_cost(runs) / _cost(sound):6.2f}")


def _small(place: Path) -> None:
    paths = forged(place / "small", PAGES, SMALL)
    print(f"{PAGES} pages, {SMALL[0]}, {sum(path.stat().st_size for path in paths) / PAGES / 1000:.0f} kB each")
    audits, parse, usual, *broken = _rounds(
        lambda: audited(place / "small", place / "out"),
        lambda: _parsed(paths),
        lambda: _usual(paths),
        *_broken(place, SMALL),
    )
    print(f"  {'processor time beyond parsing / bare lxml parse':<56} {_cost(audits) / _cost(parse) - 1:6.2f}")
    print(f"  {'pandas.read_html and pandera / whole audit':<56} {_cost(usual) / _cost(audits):6.2f}")
    _print_broken(broken, audits)


def _rounds(*jobs: Callable[[], Run]) -> Sequence[list[Run]]:
    """Each job in turn, so that a noisy machine disturbs all alike."""
    found: list[list[Run]] = [[] for _ in jobs]
    for _ in range(ROUNDS):
        for job, runs in zip(jobs, found, strict=True):
            runs.append(job())
    return found


def _cost(runs: Iterable[Run]) -> float:
    return statistics.median(run.processor for run in runs)


def _parent(runs: Iterable[Run]) -> float:
    """Processor seconds of the process that gives out the work."""
    return statistics.median(run.share * run.processor for run in runs)


def _wall(runs: Iterable[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def _parsed(paths: Sequence[Path]) -> Run:
    return _here(lambda: [None for path in paths if html.fromstring(path.read_bytes()) is None], 1)


def _usual(paths: Sequence[Path]) -> Run:
    """The usual way, reckoned from a few pages: it takes the same for every one."""
    return _here(lambda: read_and_validate(paths[:FEW]), len(paths) / FEW)


def _here(job: Callable[[], object], times: float) -> Run:
    """A job in this process, `times` over."""
    begun, spent = time.perf_counter(), time.process_time()
    job()
    return Run((time.perf_counter() - begun) * times, (time.process_time() - spent) * times, 1.0, 0.0, 0.0)


if __name__ == "__main__":
    main()
