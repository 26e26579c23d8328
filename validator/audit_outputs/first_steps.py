"""Where to begin, in a few sentences: the same on the screen, in the workbook and on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from validator.audit_outputs.roster import Roster
from validator.audit_outputs.totals import FAULTY, REPORTS, UNKNOWN, Totals, findings
from validator.report.wording import VERDICTS, title_of

#: What stands above the steps.
TITLE = "先做什么"
#: Where the list stands.
ABSENT_SHEET = "没有见到的年报"
_WHERE = f"见 汇总.xlsx 的“{ABSENT_SHEET}”"
_MISSING_YEARS = "Y201"
#: Organs and rules that a step names; reasons, of which there are few.
_NAMED, _REASONS = 3, 6


@dataclass(frozen=True, slots=True)
class Step:
    """A sentence, and what the list is narrowed down to for it: the name of a filter and its value, or nothing."""

    text: str
    filters: tuple[str, str] | None = None


def first_steps(totals: Totals) -> tuple[Step, ...]:
    """What was not seen at all comes first, then what is sure, what is missing, what is open, what is suspected."""
    return tuple(_steps(totals))


def _steps(totals: Totals) -> Iterator[Step]:
    if totals.roster:
        yield Step(_owing(totals.roster))
    whole = totals.whole
    if whole["unreadable"]:
        yield Step(f"{_stopped(totals, 'unreadable')}。请换成能打开的文件，再运行一次。", ("status", "unreadable"))
    if whole["error"]:
        organs = {name: counter["error"] for name, counter in totals.organs.items() if name != UNKNOWN}
        where = f"在 {whole[FAULTY]} 份报告里{'（包括读不出的）' if whole['unreadable'] else ''}"
        yield Step(
            f"错误 {whole['error']} 处，{where}{_most(organs, '，最多的机关：')}。确定有错，请先改。",
            ("severity", "error"),
        )
    if missing := totals.rules.get(_MISSING_YEARS):
        told = f"缺年度 {findings(missing)} 处，涉及 {missing[REPORTS]} 份报告"
        yield Step(f"{told}。请找齐所缺的年报，一起再核验一次。", ("rule", _MISSING_YEARS))
    if whole["incomplete"]:
        yield Step(f"{_stopped(totals, 'incomplete')}。有的表或数字判定不了，请逐份看。", ("status", "incomplete"))
    if whole["warning"]:
        rules = {_named(code): counter["warning"] for code, counter in totals.rules.items()}
        yield Step(f"疑似 {whole['warning']} 处{_most(rules, '，最多的：')}。请判断。", ("severity", "warning"))


def _owing(roster: Roster) -> str:
    """How many of those who owe a report have none, by year, the latest first; a list without gaps is said, too."""
    listed = f"名单上 {roster.organs} 个机关"
    gone = [one for one in roster.absent if not one.maybe]
    unsure = len(roster.absent) - len(gone)
    maybe = f"{'另有' if gone else '有'} {unsure} 份可能在，名称或文件对不准" if unsure else ""
    if not roster.absent:
        return f"{listed}的年报都见到了。"
    if not gone:
        return f"{listed}，{maybe}。请核对（{_WHERE}）。"
    years = "、".join(f"{year} 年度 {count} 份" for year, count in Counter(one.year for one in gone).items() if year)
    organs = tuple(dict.fromkeys(one.organ for one in gone))
    names = "、".join(organs[:_NAMED]) + ("等" if len(organs) > _NAMED else "")
    return f"{listed}，没有见到的年报 {len(gone)} 份：{years}（{names}）{f'；{maybe}' if maybe else ''}。请催报或找齐（{_WHERE}）。"


def _stopped(totals: Totals, status: str) -> str:
    reasons = {_named(code): count for code, count in totals.stopped[status].items()}
    return f"{VERDICTS[status]} {totals.whole[status]} 份{_most(reasons, '：', _REASONS)}"


def _named(code: str) -> str:
    return f"{code} {title_of(code)}"


def _most(counted: Mapping[str, int], head: str, many: int = _NAMED) -> str:
    """The most frequent, each with its number; nothing where there is none."""
    found = sorted(((name, count) for name, count in counted.items() if count), key=lambda pair: (-pair[1], pair[0]))
    told = "、".join(f"{name}（{count}）" for name, count in found[:many])
    return f"{head}{told}{'等' if len(found) > many else ''}" if found else ""
