"""What one judgement looked at, and what it did not: a verdict is worth no more than that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validator.between.links import Links
from validator.checks.registry import RULES
from validator.model import Report
from validator.report.wording import identity_counts, not_compared, title_of

#: How the codes of rules begin that need more than the tables: what they compare, and what to do where it is missing.
_COMPARED: Mapping[str, tuple[str, str]] = {
    "C1": ("文字与表格", "没有读到可以对照的文字"),
    "Y1": ("与上年的衔接", "在“上年年报”里放入上年年报后再看"),
    "C4": ("是否与别的年报雷同，是否缺年度", "把几个机关或几年的年报一起放入后再看"),
    "R1": ("汇总与各单位年报", "在“各单位年报”里放入各单位的年报后再看"),
}


@dataclass(frozen=True, slots=True)
class Examined:
    """`checked` and `left`: short lines for people; `beside`: the other reports, each with the digest of its file."""

    checked: tuple[str, ...]
    left: tuple[str, ...]
    beside: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """What one rule counted."""

    code: str
    title: str
    item: str
    passed: int
    failed: int
    open: int
    why: str


def examined_in(report: Report, links: Links) -> Examined:
    """What the judgement of `report` rests on."""
    if report.status == "unreadable":
        return Examined((), ("文件读不出，什么都没有检查",), ())
    return Examined(tuple(_checked(report)), tuple(_left(report)), tuple(_beside(links)))


def counts(report: Report) -> list[Count]:
    """What every rule counted that examined anything."""
    return [
        Count(code, title_of(code), RULES[code].ITEM, tally.passed, tally.failed, tally.open, tally.why_open or "")
        for code, tally in report.tallies.items()
    ]


def compared(report: Report, family: str) -> int:
    """How many things the rules judged whose codes begin with `family`."""
    return sum(tally.passed + tally.failed for code, tally in report.tallies.items() if code.startswith(family))


def _checked(report: Report) -> Iterator[str]:
    case = report.case
    held, broken, opened = identity_counts(report)
    if case.tables:
        yield f"表格 {sum(table.found for table in case.tables)}/{len(case.tables)} 张，单元格 {len(case.cells)} 个"
        yield f"等式 {held + broken + opened} 个：成立 {held}，不成立 {broken}，未判定 {opened}"
    for family, (what, _) in _COMPARED.items():
        if judged := compared(report, family):
            yield f"{what}：核对 {judged} 项"


def _left(report: Report) -> Iterator[str]:
    for code, tally in report.tallies.items():
        if tally.open:
            yield f"{title_of(code)}（{code}）：未判定 {tally.open} 项，{tally.why_open or '资料不足'}"
    yield from ("：".join(_COMPARED[family]) for family in not_compared(report, _COMPARED))


def _beside(links: Links) -> Iterator[tuple[str, str, str]]:
    if links.previous:
        yield "上年年报", links.previous.path, links.previous.sha256 or ""
    yield from (("单位年报", part.path, part.sha256 or "") for part in links.parts)
