"""Entries → the rows of a list of reports, the worst first: what became of each, and what it is to be opened for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from validator.audit_outputs.totals import worst_finding
from validator.report.finding_rows import opened
from validator.report.json import Entry, decode, encode
from validator.report.sheet_cells import Graded, Value
from validator.report.sheets import Column
from validator.report.states import SEVERITY_WORDS, VERDICTS
from validator.report.visible import one_line

COLUMNS = (
    Column("结论", 8),
    Column("机关", 26),
    Column("年度", 6),
    *(Column(word, 6) for word in SEVERITY_WORDS.values()),
    Column("文件", 34),
    Column("打开", 5),
    Column("最重的问题", 56),
    Column("第几份", 7, printed=False),
)
#: What somebody has to look at comes first; the severity as which a verdict is filled.
_ORDER = ("unreadable", "failed", "incomplete", "not_applicable", "passed")
FILLED = {"unreadable": "error", "failed": "error", "incomplete": "warning"}
#: Characters of a message.
_LONGEST = 300
#: Bytes that wait in memory; more wait on the disk.
WAITING = 1 << 24


#: Bits of the place in the file, and of each count: eight bytes a report, however many there are.
_PLACE, _COUNT = 34, 9
_MOST = (1 << _COUNT) - 1


def _numbers() -> array[int]:
    return array("Q")


@dataclass(frozen=True, slots=True)
class Drafts:
    """Rows in path order, in a file, and of each its rank and its place there as one number. Filled by `drafted`."""

    file: IO[bytes]
    places: array[int] = field(default_factory=_numbers)


def drafted(entries: Iterable[Entry], drafts: Drafts) -> Iterator[Entry]:
    """The same entries, the row of each put aside on its way."""
    for one in entries:
        severities = [finding["severity"] for finding in one["findings"]]
        counts = [severities.count(severity) for severity in SEVERITY_WORDS]
        drafts.places.append(_rank(one["status"], counts) << _PLACE | drafts.file.tell())
        worst = worst_finding(one)
        told = f"{worst['rule']} {one_line(worst['message'], _LONGEST)}" if worst else None
        line = (one["status"], one["organ"], one["report_year"], counts, one["path"], one["part"], told)
        drafts.file.write(encode(line) + b"\n")
        yield one


def _rank(status: str, counts: Sequence[int]) -> int:
    """The less the worse: by status, then by how many errors, warnings and notices there are."""
    rank = _ORDER.index(status)
    for count in counts:
        rank = rank << _COUNT | _MOST - min(count, _MOST)
    return rank


def report_rows(drafts: Drafts, base: str, links: int) -> Iterator[tuple[Value, ...]]:
    """One row a report, the first so many with links. `base`: the way from the workbook to the files."""
    for number, place in enumerate(sorted(drafts.places)):
        drafts.file.seek(place & (1 << _PLACE) - 1)
        status, organ, year, counts, path, part, told = decode(drafts.file.readline())
        word = VERDICTS[status]
        shown = Graded(word, FILLED[status]) if status in FILLED else word
        link = opened(path, base) if number < links else None
        yield shown, organ, year, *counts, path, link, told, part
