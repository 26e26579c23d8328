"""Reports → a workbook: 概览, 问题清单, and each report's tables as read with the faulty cells filled."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

from openpyxl import Workbook

from validator.model import Report
from validator.report.finding_rows import COLUMNS, LINKS, finding_rows, opened
from validator.report.json import entry
from validator.report.sheet_cells import Linked, Value
from validator.report.sheet_styles import add_styles
from validator.report.sheets import MAX_LINKS, Column, add_notes, fill, without
from validator.report.table_sheets import add_tables
from validator.report.wording import VERDICTS, counts_words, summary_words
from validator.report.workbook_dates import save_dateless
from validator.ruleset import ruleset_digest
from validator.version import TOOL, VERSION

OVERVIEW, REPORTS, FINDINGS = "概览", "报告清单", "问题清单"
#: Reports whose tables are drawn, those with findings first; more would make no workbook to work with.
_MOST_DRAWN = 200
_REPORTS = (
    Column("结论", 10),
    Column("机关", 26),
    Column("年度", 8),
    Column("格式", 8),
    Column("问题", 30),
    Column("文件", 40),
    Column(LINKS, 5),
    Column("第几份", 8),
    Column("表格", 12),
)


def render(reports: Sequence[Report], base: str | None = "", notes: Sequence[tuple[str, str]] = ()) -> bytes:
    """The workbook. `base`: the way from where it will be saved to the files, None: nobody knows it, and nothing is linked;

    `notes`: names and lines for the overview.
    """
    book = Workbook(write_only=True)
    add_styles(book)
    drawn = _drawn(reports)
    sheets = {number: f"表格{number + 1}" for number in drawn}
    add_notes(book, OVERVIEW, [*_overview(reports, sheets), *notes])
    dead = (LINKS,) if base is None else ()
    fill(book, REPORTS, *without(dead, _REPORTS, _rows(reports, sheets, base or "")), MAX_LINKS // 2)
    fill(book, FINDINGS, *without(dead, COLUMNS, finding_rows(map(entry, reports), base or "")), MAX_LINKS)
    for number, name in sheets.items():
        add_tables(book, name, reports[number])
    out = io.BytesIO()
    save_dateless(book, out)
    return out.getvalue()


def _drawn(reports: Sequence[Report]) -> list[int]:
    """Which reports are drawn, in their own order."""
    found = [number for number, report in enumerate(reports) if any(t.found for t in report.case.tables)]
    return sorted(sorted(found, key=lambda number: not reports[number].findings)[:_MOST_DRAWN])


def _overview(reports: Sequence[Report], sheets: Mapping[int, str]) -> Iterator[tuple[Value, ...]]:
    statuses, severities = [r.status for r in reports], [f.severity for r in reports for f in r.findings]
    yield ("政府信息公开工作年度报告核验结果",)
    yield ("报告", f"{summary_words(statuses)}。")
    yield ("问题", f"{counts_words(severities)}。")
    yield (
        "工作表",
        f"{REPORTS}：每份报告的结论；{FINDINGS}：全部问题，可按列筛选；表格：读到的数字，有问题的格有批注；满底的最可能要改，斜纹底的可能有关、不一定要改。",
    )
    if len(sheets) < sum(any(t.found for t in report.case.tables) for report in reports):
        yield ("说明", f"只画出 {len(sheets)} 份报告的表格（有问题的优先）；全部数据请用 --format json。")
    yield ("程序", f"{TOOL} {VERSION}，规则集 {ruleset_digest()[:19]}")


def _rows(reports: Sequence[Report], sheets: Mapping[int, str], base: str) -> Iterator[tuple[Value, ...]]:
    for number, report in enumerate(reports):
        case, name = report.case, sheets.get(number)
        yield (
            VERDICTS[report.status],
            case.organ,
            case.report_year,
            case.edition,
            counts_words([finding.severity for finding in report.findings]),
            case.path,
            opened(case.path, base),
            case.part,
            Linked(name, place=f"'{name}'!A1") if name else None,
        )
