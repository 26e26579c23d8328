"""`python -m bench.poisoned [FILES]`: an audit of many files, one of a hundred poisoned, killed three times, and by Dask.

Every poisoned file must be told with its reason, and every way must end with the same bytes.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from bench.corpora import forged
from bench.watched import audited
from tools.golden import ROOT
from validator.version import VERSION

FILES = 20_000
LAYOUTS = (
    "html-plain",
    "html-word-export",
    "text-tab-rows",
    "csv-gb18030",
    "html-plain",
    "xlsx-one-sheet",
    "docx-plain",
)
ONE_IN = 100
KILLS = 3
#: Samples that nobody can read, by the rule that says why; nesting is made here.
POISON = (
    "F001-cut-off.docx",
    "F001-cut-off.xlsx",
    "F002-no-bytes.docx",
    "F003-password.xlsx",
    "F003-password.docx",
    "F004-unpacks-too-large.docx",
    "F006-packed.rar",
)
_CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def main() -> None:
    """Print what came of each way."""
    number = int(sys.argv[1]) if sys.argv[1:] else FILES
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        forged(folder, number, LAYOUTS)
        told = _poison(folder, number // ONE_IN)
        run = audited(folder, Path(place) / "whole", jobs=2)
        print(
            f"{number} files and {len(told)} poisoned, program {VERSION}: {run.seconds:.0f} s with two workers,",
            end=" ",
        )
        print(f"parent {run.parent:.0f} MB, largest worker {run.worker:.0f} MB")
        whole = _digest(Path(place) / "whole")
        print(f"  poisoned files told with their rule       {_told(Path(place) / 'whole', told)} of {len(told)}")
        print(
            f"  killed {KILLS} times, then run to the end: bytes {_same(whole, _killed(folder, Path(place) / 'k', run.seconds))}"
        )
        print(f"  over a Dask cluster of two workers: bytes {_same(whole, _clustered(folder, Path(place)))}")


def _poison(folder: Path, number: int) -> dict[str, str]:
    """Put poisoned files into `folder`; the rule that each must be told by."""
    told = {}
    for seed in range(number):
        name = (*POISON, "F004-nested.html")[seed % (len(POISON) + 1)]
        sample = ROOT / "2021" / "broken" / name
        path = folder / "0000" / f"poison-{seed:05}-{name}"
        path.write_bytes(sample.read_bytes() if sample.exists() else b"<div>" * (10_000 + seed))
        told[path.relative_to(folder).as_posix()] = name[:4]
    return told


def _told(out: Path, expected: dict[str, str]) -> int:
    lines = map(json.loads, (out / "findings.jsonl").read_bytes().splitlines())
    found = {(line["path"], line["rule"]) for line in lines}
    return len(found & set(expected.items()))


def _digest(out: Path) -> str:
    return sha256((out / "findings.jsonl").read_bytes() + (out / "reports.jsonl").read_bytes()).hexdigest()


def _same(one: str, other: str) -> str:
    return "the same" if one == other else "DIFFERENT"


def _killed(folder: Path, out: Path, seconds: float) -> str:
    """Killed at random moments, each time later on average, then left alone."""
    chance = random.Random(711)
    for kill in range(KILLS):
        with _begun(folder, out, "--jobs", "2") as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.1, 0.3) * seconds * (kill + 1) / KILLS + 1)
            process.send_signal(signal.SIGKILL)
        time.sleep(1)
    _begun(folder, out, "--jobs", "2").wait()
    return _digest(out)


def _clustered(folder: Path, place: Path) -> str:
    (place / "cluster.py").write_text(_CLUSTER, encoding="utf-8")
    command: Sequence[str] = (sys.executable, str(place / "cluster.py"))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as cluster:
        assert cluster.stdout is not None and cluster.stdin is not None
        address = cluster.stdout.readline().decode().strip()
        _begun(folder, place / "dask", "--scheduler", address).wait()
        cluster.stdin.close()
    return _digest(place / "dask")


def _begun(folder: Path, out: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "validator", "audit", str(folder), "-o", str(out), "--outputs", "jsonl", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
