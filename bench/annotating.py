"""`python -m bench.annotating`: a marked copy of a workbook of five megabytes, as a ratio to openpyxl's bare load and save."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill

from validator.desk.annotate import annotated
from validator.pipeline import extract, judge

#: A report with one wrong figure, in a workbook of one sheet.
REPORT = Path("samples/2021/broken/A101-received-digit-dropped.xlsx")
BYTES = 5_000_000
ROUNDS = 5
#: A ledger as offices keep it beside the report: rows of a sheet, columns, and how many rows one look has.
ROWS, COLUMNS, BANDS = 5_000, 12, 4


def main() -> None:
    """Print what a copy costs, alone and with the reading and judging that it needs."""
    data = workbook()
    name = REPORT.name
    reports = judge(extract(data, name))
    whole, copy, bare = _medians(
        lambda: annotated(data, name, judge(extract(data, name)), ".xlsx"),
        lambda: annotated(data, name, reports, ".xlsx"),
        lambda: _loaded_and_saved(data),
    )
    print(f"a workbook of {len(data) / 1e6:.1f} MB, medians of {ROUNDS} rounds, processor time")
    print(f"  read, judged and marked / openpyxl load and save   {whole / bare:6.2f}")
    print(f"  marked / openpyxl load and save                    {copy / bare:6.2f}")


def workbook() -> bytes:
    """The report, with ledgers in styled sheets behind it until the file has its size."""
    book, draw = load_workbook(REPORT), Random(711)
    size, sheets = 0, 0
    while size < BYTES:
        sheets += 1
        _ledger(book, f"台账{sheets}", draw)
        out = io.BytesIO()
        book.save(out)
        size = len(out.getvalue())
    return out.getvalue()


def _ledger(book: Workbook, title: str, draw: Random) -> None:
    sheet = book.create_sheet(title)
    fills = [PatternFill("solid", start_color=f"EE{band}{band}FF") for band in range(BANDS)]
    for row in range(1, ROWS + 1):
        sheet.append([f"登记{draw.random():.12f}", *(draw.randrange(10**9) for _ in range(COLUMNS - 1))])
        sheet.cell(row, 1).font = Font(bold=row % 10 == 0)
        sheet.cell(row, 2).fill = fills[row % BANDS]


def _loaded_and_saved(data: bytes) -> None:
    load_workbook(io.BytesIO(data)).save(io.BytesIO())


def _medians(*jobs: Callable[[], object]) -> list[float]:
    """The processor seconds of each, in turn."""
    rounds = [[_spent(job) for job in jobs] for _ in range(ROUNDS)]
    return [statistics.median(spent) for spent in zip(*rounds, strict=True)]


def _spent(job: Callable[[], object]) -> float:
    begun = time.process_time()
    job()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
