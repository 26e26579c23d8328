"""`python -m bench.linking [REPORTS ...]`: memory and time of linking as many reports as a country publishes.

The reports are not read, which would take hours: what reading stores of a few is stored for all, each under an organ,
a year, figures and sentences of its own. Two of five sentences stay from one year to the next.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage

from msgspec import msgpack, structs

from bench.corpora import made
from tools.forge.layouts import LAYOUTS
from validator.audit.codec import encode_case
from validator.audit.linking import enter_alike, linked
from validator.audit.register import Register
from validator.audit.store import FileRow, Store
from validator.audit.summary import Summary, decode_summary
from validator.between.sketch import WIDTH
from validator.pipeline import extract

#: Reports that are linked, unless other numbers are given; years of an organ; reports that are really read.
REPORTS = (10_000, 100_000, 1_000_000)
YEARS = range(2019, 2026)
READ = 50
SENTENCES = 30
KEPT = 0.4
_BATCH = 5000

Stored = tuple[FileRow, tuple[tuple[bytes, bytes]]]


def main() -> None:
    """Print a line for each number of reports: in ascending order, since memory is told as the peak so far."""
    for number in sorted(int(text) for text in sys.argv[1:]) or REPORTS:
        with tempfile.TemporaryDirectory() as place:
            _fill(Path(place), number)
            begun = time.process_time()
            pairs = _link(Path(place))
            spent, peak = time.process_time() - begun, getrusage(RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{number} reports: {1000 * spent / number:.3f} ms each, peak {peak:.0f} MB, {pairs} with last year's"
            )


def _fill(folder: Path, number: int) -> None:
    with Store(folder) as store:
        rows = _stored(number)
        while batch := list(islice(rows, _BATCH)):
            store.put(batch)


def _stored(number: int) -> Iterator[Stored]:
    page, rng = LAYOUTS["html-plain"], Random(number)
    read = [extract(page.render(made(seed)), page.extension)[0] for seed in range(READ)]
    summaries = [decode_summary(encode_case(case, "")[0]) for case in read]
    for organ in range(number // len(YEARS)):
        said: list[bytes] = []
        for year in YEARS:
            said = [sentence for sentence in said if rng.random() < KEPT]
            said += [rng.randbytes(WIDTH) for _ in range(SENTENCES - len(said))]
            yield _one(summaries[organ % READ], made(organ).organ, year, said, rng)


def _one(summary: Summary, organ: str, year: int, said: list[bytes], rng: Random) -> Stored:
    name = f"{year}/{organ}/{organ}{year}年政府信息公开工作年度报告.html"
    sketch = structs.replace(
        summary.sketch,
        organ=organ,
        year=year,
        sha256=sha256(name.encode()).hexdigest(),
        printed=rng.randbytes(WIDTH),
        figures=rng.randbytes(WIDTH),
        sentences=b"".join(sorted(said)),
    )
    told = structs.replace(summary, year=year, sketch=sketch, mark=rng.randbytes(16))
    return FileRow(name, 1, 1, sketch.sha256, ""), ((msgpack.encode(told), b""),)


def _link(folder: Path) -> int:
    with Store(folder) as store, Register(folder, store) as register:
        enter_alike(register, {}, folder)
        return sum(one.links.previous is not None for one in linked(register, {}, True))


if __name__ == "__main__":
    main()
