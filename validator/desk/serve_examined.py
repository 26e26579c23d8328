"""What one judgement looked at, and what it did not: a verdict is worth no more than that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from validator.between.links import Links
from validator.checks.registry import RULES
from validator.model import Report
from validator.report.wording import COMPARISONS, identity_counts, not_compared, open_by_reason, title_of


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
    for family, comparison in COMPARISONS.items():
        if judged := compared(report, family):
            yield f"{comparison.what}：核对 {judged} 项"


def _left(report: Report) -> Iterator[str]:
    for why, opened in open_by_reason(report).items():
        yield f"未判定：{'，'.join(f'{title_of(code)}（{code}）{n} 项' for code, n in opened.items())}；{why}"
    missing = (COMPARISONS[family] for family in not_compared(report, COMPARISONS))
    yield from (f"{one.what}：{one.dropped}" for one in missing)


def _beside(links: Links) -> Iterator[tuple[str, str, str]]:
    if links.previous:
        yield "上年年报", links.previous.path, links.previous.sha256 or ""
    yield from (("单位年报", part.path, part.sha256 or "") for part in links.parts)
