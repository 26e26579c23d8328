"""按机关.zip: for each organ with findings a workbook of its own, to be sent to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from validator.audit_outputs.totals import UNKNOWN
from validator.report.finding_rows import COLUMNS, LINKS, finding_rows
from validator.report.json import Entry, decode, encode
from validator.report.sheet_cells import Linked, Value
from validator.report.sheet_styles import add_styles
from validator.report.sheets import Column, add_notes, fill, without
from validator.report.wording import VERDICTS, counts_words
from validator.report.workbook_dates import save_dateless
from validator.unshown import file_stem
from validator.version import TOOL, VERSION

#: Sheets of a workbook.
OVERVIEW, REPORTS, FINDINGS = "说明", "年报", "问题清单"
_DATE = (1980, 1, 1, 0, 0, 0)
_REPORTS = (Column("年度", 8), Column("结论", 10), Column("问题", 34), Column("文件", 70))
#: Columns that are left out: where the list is sent, the files are not, and it is of one organ.
_LEFT_OUT = (LINKS, "机关")

Places = Mapping[str, Sequence[int]]  # organ → where its entries begin in the draft


def write(path: Path, entries: Iterable[Entry], *_: object) -> tuple[str, ...]:
    """Write the archive; what is to be said of it. No list leads to a file. Raises OSError."""
    with TemporaryFile() as draft, ZipFile(path, "w", ZIP_DEFLATED) as archive:
        places = _kept(entries, draft)
        names = _names(places)
        for organ, begun in places.items():
            archive.writestr(ZipInfo(names[organ], _DATE), _workbook(organ, [*_read(draft, begun)]))
    return (_told(places),)


def _told(places: Places) -> str:
    """Notices alone are sent to nobody; what is of no known organ is a list, but of no organ."""
    known = len(places) - (UNKNOWN in places)
    rest = f"；没有认出机关的另成一份“{UNKNOWN}”" if UNKNOWN in places else ""
    if not places:
        return "没有要发送的清单。"
    return f"按机关.zip 里有 {known} 个机关的清单（有错误或疑似的机关各一份）{rest}，解压后可以分别发送。"


def _kept(entries: Iterable[Entry], draft: IO[bytes]) -> Places:
    """Put what is to be told aside, on the disk: entries come by path, and an organ's lie far apart."""
    places: dict[str, list[int]] = defaultdict(list)
    faulty: set[str] = set()
    for one in entries:
        organ = one["organ"] or UNKNOWN
        places[organ].append(draft.tell())
        draft.write(encode(one) + b"\n")
        if any(finding["severity"] != "notice" for finding in one["findings"]):
            faulty.add(organ)
    return {organ: begun for organ, begun in sorted(places.items()) if organ in faulty}


def _read(draft: IO[bytes], begun: Sequence[int]) -> Iterator[Entry]:
    for at in begun:
        draft.seek(at)
        yield decode(draft.readline())


def _names(organs: Iterable[str]) -> dict[str, str]:
    """A file name for each organ; two that come out alike are told apart by a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()  # as systems compare names that do not tell capitals apart
    for organ in organs:
        stem = file_stem(organ)
        tries = (f"{stem}{f'（{number}）' if number > 1 else ''}.xlsx" for number in count(1))
        names[organ] = next(name for name in tries if name.casefold() not in taken)
        taken.add(names[organ].casefold())
    return names


def _workbook(organ: str, entries: Sequence[Entry]) -> bytes:
    book = Workbook(write_only=True)
    add_styles(book)
    add_notes(book, OVERVIEW, _overview(organ, entries))
    fill(book, REPORTS, _REPORTS, map(_report, entries))
    fill(book, FINDINGS, *without(_LEFT_OUT, COLUMNS, finding_rows(entries)))
    out = BytesIO()
    save_dateless(book, out)
    return out.getvalue()


def _overview(organ: str, entries: Sequence[Entry]) -> Iterator[tuple[Value, ...]]:
    severities = [finding["severity"] for one in entries for finding in one["findings"]]
    yield (f"{organ}：政府信息公开工作年度报告核验清单",)
    yield ("年报", f"{len(entries)} 份")
    yield ("问题", counts_words(severities))
    yield ("级别", "错误＝确定有错；疑似＝很可能有错，请判断；提示＝没有错，但写法与格式不同。")
    yield from ((Linked(name, place=f"'{name}'!A1"), told) for name, told in _SHEETS.items())
    yield ("程序", f"{TOOL} {VERSION}")


_SHEETS = {REPORTS: "每份年报的结论", FINDINGS: "全部问题，一行一处：在哪一格、依据、建议怎么改"}


def _report(one: Entry) -> tuple[Value, ...]:
    counts = counts_words([finding["severity"] for finding in one["findings"]])
    return one["report_year"], VERDICTS[one["status"]], counts, one["path"]
