"""汇总.xlsx: overview, all reports, per rule, like findings, per organ, organs by years, per year, all findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import SpooledTemporaryFile

from openpyxl import Workbook

from validator.audit_outputs.first_steps import ABSENT_SHEET
from validator.audit_outputs.groups import Group, Groups, grouped, listed
from validator.audit_outputs.organ_years import MOST_YEARS, OrganYears, by_year, organ_rows, years_of
from validator.audit_outputs.overview import overview
from validator.audit_outputs.report_rows import COLUMNS as REPORT_COLUMNS
from validator.audit_outputs.report_rows import WAITING, Drafts, drafted, report_rows
from validator.audit_outputs.roster import Absent
from validator.audit_outputs.since_words import COLUMNS as SINCE_COLUMNS
from validator.audit_outputs.since_words import SHEET as SINCE_SHEET
from validator.audit_outputs.since_words import TOLD as SINCE_TOLD
from validator.audit_outputs.since_words import since_rows, since_words
from validator.audit_outputs.totals import (
    REPORTS,
    Totals,
    findings,
    pass_rate,
    worst_first,
    year_words,
)
from validator.report.finding_rows import COLUMNS, finding_rows
from validator.report.json import Entry
from validator.report.sheet_cells import Graded, Linked, Value
from validator.report.sheet_styles import add_styles
from validator.report.sheets import MAX_LINKS, Column, add_notes, fill
from validator.report.visible import one_line
from validator.report.wording import SEVERITY_WORDS, VERDICTS, title_of
from validator.report.workbook_dates import save_dateless

FINDINGS, REPORTS_LIST = "问题清单", "年报清单"
#: Sheets in front of the list, and what each shows.
SHEETS: Mapping[str, str] = {
    REPORTS_LIST: "每份报告的结论和最重的问题，读不出的和错误多的在前；点“打开”看文件",
    "按规则": "每条规则在多少份报告里有问题，错误多的在前",
    "同类问题": "规则和说法都相同的问题合成一行，写明几处、几份、是哪些报告",
    "按机关": "每个机关的报告数、结论、问题数，问题重的在前",
    "机关和年度": f"每个机关每年的结论（最近 {MOST_YEARS} 个年度）；“缺”：前后两年都有，中间没有；空白：没有这一年的",
    "按年度": "每个年度的报告数、结论、问题数",
    FINDINGS: "全部问题，一行一处，可按列筛选；点“打开”看文件",
}
#: Sheets of findings with links, and reports: each link takes two kilobytes of memory until the workbook is saved.
_LINKED_SHEETS = 1
_LINKED_REPORTS = 20_000
#: Characters of a message.
_LONGEST = 600
#: Rows of a long list that are printed, the worst, which stand first: thousands of reports would take hundreds of pages.
_ON_PAPER = 100

_COUNTED = tuple(Column(word, 9) for word in SEVERITY_WORDS.values())
_JUDGED = (Column("报告数", 9), *(Column(word, 9) for word in VERDICTS.values()), Column("通过率%", 9), *_COUNTED)
_ORGANS = (Column("机关", 40), *_JUDGED)
_YEARS = (Column("年度", 12), *_JUDGED)
_GROUPS = (
    Column("级别", 6),
    Column("规则", 7),
    Column("名称", 20),
    Column("问题数", 8),
    Column("报告数", 8),
    Column("说明（其中一例）", 64),
    Column("报告（前几份）", 36),
)
_ABSENT = (Column("机关", 40), Column("年度", 8), Column("结论", 16), Column("可能是这一份", 70))
_ABSENT_TOLD = (
    "名单上的机关哪一年的年报没有见到；“可能在”：有名称相近的机关，或文件名里有这个机关而读不出、认不出、写着别的机关"
)
_RULES = (Column("规则", 9), Column("名称", 34), Column("涉及报告数", 12), Column("问题数", 10), *_COUNTED)


def write(path: Path, entries: Iterable[Entry], base: str, totals: Totals, most: int = MAX_LINKS) -> tuple[str, ...]:
    """Write the workbook; what is to be said of it. `base`: the way from it to the files. Raises OSError.

    `totals`: of all entries; `most`: links of a sheet.
    """
    book = Workbook(write_only=True)
    add_styles(book)
    with SpooledTemporaryFile(WAITING) as file:
        sheets, notes = _filled(book, entries, base, totals, most, Drafts(file))
    order = book.worksheets[len(sheets) :] + book.worksheets[: len(sheets)]
    for at, sheet in enumerate(order):
        book.move_sheet(sheet.title, at - book.index(sheet))
    with path.open("wb") as target:
        save_dateless(book, target)
    return notes


def _filled(
    book: Workbook, entries: Iterable[Entry], base: str, totals: Totals, most: int, drafts: Drafts
) -> tuple[Sequence[str], tuple[str, ...]]:
    """Every sheet; those of the findings, and what is to be said."""
    groups, seen = Groups(), OrganYears()
    passing = by_year(drafted(grouped(entries, groups), drafts), seen)
    rows = finding_rows(passing, base)  # the lists are written first and shown last
    sheets = fill(book, FINDINGS, COLUMNS, islice(rows, _LINKED_SHEETS * most), most, on_paper=_ON_PAPER)
    sheets = fill(book, FINDINGS, COLUMNS, map(_unlinked, rows), before=sheets, on_paper=_ON_PAPER)
    linked = min(most, _LINKED_REPORTS)
    notes = (*_split(sheets), *_partly_linked(totals.whole[REPORTS], linked))
    changed = since_words(totals.since) if totals.since else ()
    add_notes(
        book, "概览", overview(totals, (*changed, *notes, *_partly_printed(totals)), {**_asked(totals), **SHEETS})
    )
    if totals.roster:
        fill(book, ABSENT_SHEET, _ABSENT, map(_absent, totals.roster.absent))
    if totals.since:
        fill(book, SINCE_SHEET, SINCE_COLUMNS, since_rows(totals.since), on_paper=_ON_PAPER)
    fill(book, REPORTS_LIST, REPORT_COLUMNS, report_rows(drafts, base, linked), on_paper=_ON_PAPER)
    _summaries(book, totals, groups, seen)
    return sheets, notes


def _summaries(book: Workbook, totals: Totals, groups: Groups, seen: OrganYears) -> None:
    fill(book, "按规则", _RULES, _by_rule(totals))
    fill(book, "同类问题", _GROUPS, map(_group, listed(groups)), on_paper=_ON_PAPER)
    fill(book, "按机关", _ORGANS, _judged(worst_first(totals.organs)))
    years = (Column("机关", 40), *(Column(str(year), 12) for year in years_of(seen)))
    fill(book, "机关和年度", years, organ_rows(seen, worst_first(totals.organs)))
    fill(book, "按年度", _YEARS, _judged({year_words(year): totals.years[year] for year in sorted(totals.years)}))


def _asked(totals: Totals) -> Mapping[str, str]:
    """The sheets that are there because somebody asked."""
    asked = {ABSENT_SHEET: (totals.roster, _ABSENT_TOLD), SINCE_SHEET: (totals.since, SINCE_TOLD)}
    return {name: told for name, (there, told) in asked.items() if there}


def _absent(one: Absent) -> tuple[Value, ...]:
    told = Graded("可能在，请核对", "warning") if one.maybe else Graded("没有见到", "error")
    return one.organ, one.year, told, one_line(one.maybe, _LONGEST) if one.maybe else None


def _group(group: Group) -> tuple[Value, ...]:
    more = f"\n……共 {group.reports} 份" if group.reports > len(group.names) else ""
    return (
        Graded(SEVERITY_WORDS[group.severity], group.severity),
        group.rule,
        title_of(group.rule),
        group.findings,
        group.reports,
        one_line(group.message, _LONGEST) or "其他说法",
        "\n".join(group.names) + more,
    )


def _unlinked(row: Sequence[Value]) -> list[Value]:
    return [None if isinstance(value, Linked) else value for value in row]


def _split(sheets: Sequence[str]) -> Iterator[str]:
    if len(sheets) > 1:
        yield f"问题太多，一张工作表放不下（Excel 每张表最多 65,530 个链接），分成 {len(sheets)} 张：{'、'.join(sheets)}。"
    if len(sheets) > _LINKED_SHEETS:
        yield f"{sheets[_LINKED_SHEETS]} 起没有“打开”文件的链接，请从{REPORTS_LIST}打开。"


def _partly_linked(reports: int, linked: int) -> Iterator[str]:
    if reports > linked:
        yield f"{REPORTS_LIST}里前 {linked} 份有“打开”文件的链接，其余没有。"


def _partly_printed(totals: Totals) -> Iterator[str]:
    if max(totals.whole[REPORTS], findings(totals.whole)) > _ON_PAPER:
        yield f"长清单（{REPORTS_LIST}、同类问题、{FINDINGS}）只打印最重的前 {_ON_PAPER} 行；"
        yield "要全部打印或筛选后打印，请先取消打印区域（页面布局→打印区域→取消）。"


def _judged(tallies: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[Value, ...]]:
    """One row a key."""
    for name, counter in tallies.items():
        rate = pass_rate(counter)
        statuses = (counter.get(status, 0) for status in VERDICTS)
        share = None if rate is None else round(100 * rate, 1)
        yield (name, counter.get(REPORTS, 0), *statuses, share, *_severities(counter))


def _by_rule(totals: Totals) -> Iterator[tuple[Value, ...]]:
    """Those with most errors first."""
    for code in worst_first(totals.rules):
        counter = totals.rules[code]
        yield (code, title_of(code), counter[REPORTS], findings(counter), *_severities(counter))


def _severities(counter: Mapping[str, int]) -> Iterator[int]:
    return (counter.get(severity, 0) for severity in SEVERITY_WORDS)
