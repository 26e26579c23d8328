"""An audit as its own process, watched from outside: time, processor time of parent and workers, memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LOOK = 0.05
_TICKS = 100


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds and processor seconds of an audit, the parent's share of these, peak memory in MB: parent, workers."""

    seconds: float
    processor: float
    share: float
    parent: float
    worker: float


def audited(folder: Path, out: Path, *options: str, jobs: int = 1) -> Run:
    """A whole audit from nothing; JSONL only, unless `options` say otherwise. Linux only.

    Modules are compiled once and for all, as those of an installed program are.
    """
    shutil.rmtree(out, ignore_errors=True)
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "validator", "audit", str(folder), "-o", str(out), "--jobs", str(jobs)]
    begun = time.perf_counter()
    with subprocess.Popen(
        [*command, "--outputs", "jsonl", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=compiled,
    ) as process:
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
    return (int(fields[11]) + int(fields[12])) / _TICKS, peak
