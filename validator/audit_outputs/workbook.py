"""汇总.xlsx: overview, per rule, like findings together, per organ, per year, and all findings with links to the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from openpyxl import Workbook

from validator.audit_outputs.groups import Group, Groups, grouped, listed
from validator.audit_outputs.totals import (
    REPORTS,
    UNKNOWN,
    Totals,
    counted,
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
from validator.ruleset import ruleset_digest
from validator.version import TOOL, VERSION

FINDINGS = "问题清单"
#: Sheets in front of the list, and what each shows.
SHEETS: Mapping[str, str] = {
    "按规则": "每条规则在多少份报告里有问题",
    "同类问题": "规则和说法都相同的问题合成一行，写明几处、几份、是哪些报告",
    "按机关": "每个机关的报告数、结论、问题数，问题重的在前",
    "按年度": "每个年度的报告数、结论、问题数",
    FINDINGS: "全部问题，一行一处，可按列筛选；点“打开”看文件",
}
#: Sheets of findings with links; every link is held until the workbook is saved, so later sheets have none.
_LINKED_SHEETS = 3
#: Organs and rules that the overview names.
_FIRST = 5
#: Characters of a message.
_LONGEST = 600

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
_RULES = (Column("规则", 9), Column("名称", 34), Column("涉及报告数", 12), Column("问题数", 10), *_COUNTED)


def write(path: Path, entries: Iterable[Entry], base: str = "", most: int = MAX_LINKS) -> tuple[str, ...]:
    """Write the workbook; what is to be said of it. `base`: the way from it to the files. Raises OSError.

    `most`: links of a sheet.
    """
    book, totals, groups = Workbook(write_only=True), Totals(), Groups()
    add_styles(book)
    rows = finding_rows(grouped(counted(entries, totals), groups), base)  # the lists are written first and shown last
    sheets = fill(book, FINDINGS, COLUMNS, islice(rows, _LINKED_SHEETS * most), most)
    sheets = fill(book, FINDINGS, COLUMNS, map(_unlinked, rows), before=sheets)
    notes = tuple(_split(sheets))
    _summaries(book, totals, groups, notes)
    order = book.worksheets[len(sheets) :] + book.worksheets[: len(sheets)]
    for at, sheet in enumerate(order):
        book.move_sheet(sheet.title, at - book.index(sheet))
    with path.open("wb") as file:
        save_dateless(book, file)
    return notes


def _summaries(book: Workbook, totals: Totals, groups: Groups, notes: Sequence[str]) -> None:
    add_notes(book, "概览", _overview(totals, notes))
    fill(book, "按规则", _RULES, _by_rule(totals))
    fill(book, "同类问题", _GROUPS, map(_group, listed(groups)))
    fill(book, "按机关", _ORGANS, _judged(worst_first(totals.organs)))
    fill(book, "按年度", _YEARS, _judged({year_words(year): totals.years[year] for year in sorted(totals.years)}))


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
        yield f"{sheets[_LINKED_SHEETS]} 起没有“打开”文件的链接。"


def _overview(totals: Totals, notes: Iterable[str]) -> Iterator[tuple[Value, ...]]:
    whole, rate = totals.whole, pass_rate(totals.whole)
    yield ("政府信息公开工作年度报告核验汇总",)
    yield ()
    yield ("报告数", whole[REPORTS])
    yield from ((word, whole[key]) for key, word in VERDICTS.items())
    yield ("通过率", "没有可判定的报告" if rate is None else f"{rate:.1%}（不适用的不计）")
    yield ("问题数", findings(whole))
    yield from ((word, whole[key]) for key, word in SEVERITY_WORDS.items())
    yield ()
    yield from _worst(totals)
    yield ()
    yield from (("说明", note) for note in notes)
    yield from ((Linked(name, place=f"'{name}'!A1"), told) for name, told in SHEETS.items())
    yield ()
    yield ("程序", f"{TOOL} {VERSION}，规则集 {ruleset_digest()[:19]}")


def _worst(totals: Totals) -> Iterator[tuple[Value, ...]]:
    """Where to begin: the organs with most errors, and the rules that most reports break."""
    organs = [
        (name, counter) for name, counter in worst_first(totals.organs).items() if counter["error"] and name != UNKNOWN
    ]
    for name, counter in organs[:_FIRST]:
        told = _counts(counter)
        yield ("错误最多的机关", f"{name}：报告 {counter[REPORTS]} 份，不通过 {counter['failed']}；{told}")
    rules = sorted(totals.rules, key=lambda code: (-totals.rules[code][REPORTS], code))
    for code in rules[:_FIRST]:
        counter = totals.rules[code]
        yield ("最常见的问题", f"{code} {title_of(code)}：{counter[REPORTS]} 份报告；{_counts(counter)}")


def _counts(counter: Mapping[str, int]) -> str:
    """错误 3，疑似 1."""
    return "，".join(f"{word} {counter[key]}" for key, word in SEVERITY_WORDS.items() if counter.get(key))


def _judged(tallies: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[Value, ...]]:
    """One row a key."""
    for name, counter in tallies.items():
        rate = pass_rate(counter)
        statuses = (counter.get(status, 0) for status in VERDICTS)
        share = None if rate is None else round(100 * rate, 1)
        yield (name, counter.get(REPORTS, 0), *statuses, share, *_severities(counter))


def _by_rule(totals: Totals) -> Iterator[tuple[Value, ...]]:
    """The most frequent first."""
    for code in sorted(totals.rules, key=lambda code: (-findings(totals.rules[code]), code)):
        counter = totals.rules[code]
        yield (code, title_of(code), counter[REPORTS], findings(counter), *_severities(counter))


def _severities(counter: Mapping[str, int]) -> Iterator[int]:
    return (counter.get(severity, 0) for severity in SEVERITY_WORDS)
