"""`python -m bench.audit [FILES ...]`: audits as ratios to baselines of the same run, and memory by number of files."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import html

from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS

#: Pages of the size that offices publish; for memory, small ones: it depends on how many there are.
LARGE, SMALL = "html-word-export", "html-plain"
PAGES = 500
ROUNDS = 7
#: Numbers of files at which memory is measured, unless others are given.
NUMBERS = (1_000, 10_000)
_LOOK = 0.1
_NAMES = "山河湖海川林泉石松柏"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds and processor seconds of an audit, the parent's share of these, peak memory in MB: parent, workers."""

    seconds: float
    processor: float
    share: float
    parent: float
    worker: float


def main() -> None:
    """Print every ratio with what it compares."""
    with tempfile.TemporaryDirectory() as place:
        _ratios(Path(place))
        for number in [int(text) for text in sys.argv[1:]] or NUMBERS:
            folder = forged(Path(place) / str(number), number, SMALL)
            run = audited(folder, Path(place) / "out", 2)
            print(f"{number} files: parent {run.parent:.0f} MB, largest worker {run.worker:.0f} MB,", end=" ")
            print(f"parent {run.share:.1%} of the processor time, {1000 * run.processor / number:.1f} ms a file")


def forged(folder: Path, number: int, name: str) -> Path:
    """A folder of sound reports, each of an organ of its own."""
    layout = LAYOUTS[name]
    for seed in range(number):
        organ = "".join(_NAMES[int(digit)] for digit in f"{seed:06}") + "县教育局"
        path = folder / f"{seed // 200:04}" / f"{seed:06}{layout.extension}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(layout.render(replace(sound(seed, "2021" if seed % 2 else "2019"), organ=organ)))
    return folder


def audited(folder: Path, out: Path, jobs: int, outputs: str = "jsonl") -> Run:
    """A whole audit as its own process, watched from outside."""
    shutil.rmtree(out, ignore_errors=True)
    options = ("-o", str(out), "--jobs", str(jobs), "--outputs", outputs)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "validator", "audit", str(folder), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        spent: dict[int, float] = {}
        memory: dict[int, float] = {}
        while process.poll() is None:
            for pid in _family(process.pid):
                spent[pid], memory[pid] = _looked(pid, spent.get(pid, 0.0), memory.get(pid, 0.0))
            time.sleep(_LOOK)
    seconds, whole = time.perf_counter() - begun, sum(spent.values())
    worker = max((size for pid, size in memory.items() if pid != process.pid), default=0.0)
    return Run(seconds, whole, spent[process.pid] / whole, memory[process.pid], worker)


def _family(pid: int) -> Iterator[int]:
    """A process and all that came from it, as Linux tells it."""
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield from _family(child)


def _looked(pid: int, spent: float, memory: float) -> tuple[float, float]:
    """Processor seconds and peak memory in MB; what was known, if the process is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return spent, memory
    peak = next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), memory)
    return (int(fields[11]) + int(fields[12])) / 100, peak


def _ratios(place: Path) -> None:
    folder = forged(place / "large", PAGES, LARGE)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    print(f"{PAGES} pages, {LARGE}, {sum(p.stat().st_size for p in files) / PAGES / 1000:.0f} kB each")
    jobs: Sequence[Callable[[], float]] = (
        lambda: _timed(lambda: [html.fromstring(path.read_bytes()) for path in files]),
        lambda: audited(folder, place / "out", 1).seconds,
        lambda: audited(folder, place / "out", 2).seconds,
        lambda: audited(folder, place / "out", 1, "jsonl,parquet,sarif,xlsx,html").seconds,
    )
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(ROUNDS):
        for job, spent in zip(jobs, times, strict=True):
            spent.append(job())
    parse, one, two, every = map(statistics.median, times)
    print(f"  whole audit, one worker, JSONL / bare lxml parse  {one / parse:6.2f}")
    print(f"  one worker / two workers                          {one / two:6.2f}")
    print(f"  all outputs / JSONL only                          {every / one:6.2f}")


def _timed(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
