"""Words about findings and what was examined that several formats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from validator.checks.registry import RULES
from validator.form import Line
from validator.model import Report
from validator.report.states import SEVERITY_WORDS as SEVERITY_WORDS
from validator.report.states import VERDICTS as VERDICTS
from validator.schema import editions

#: Beside each severity and verdict a sign, so that nothing is told by colour alone.
SIGNS = {"error": "✗", "warning": "?", "notice": "i"}
#: A cell in which the fault may lie, beside those in which it most likely does.
MAYBE_SIGN, MAYBE_WORD = "○", "可能有关"
#: What the signs in a table mean.
LEGEND = "✗ 最可能要改的格　? 疑似要改的格　○ 可能有关的格（错在其中一格或别处，请逐一核对）　i 提示　· 空白　缺：没有这一格。"
VERDICT_SIGNS = {"passed": "✓", "failed": "✗", "incomplete": "?", "not_applicable": "–", "unreadable": "✗"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What rules compare that need more than the tables; what to do on the command line, and on the page, where it is missing."""

    what: str
    given: str
    dropped: str


#: How the codes of such rules begin.
COMPARISONS: Mapping[str, Comparison] = {
    "C1": Comparison("文字与表格是否一致", "没有读到可对照的文字", "没有读到可对照的文字"),
    "Y1": Comparison("与上年是否衔接", "用 --previous 给出上年年报", "在“上年年报”里放入上年年报后再看"),
    "C4": Comparison(
        "与别的年报是否雷同、是否缺年度",
        "把几个机关或几年的年报一起给出",
        "把几个机关或几年的年报一起放入后再看",
    ),
    "R1": Comparison("汇总与分报是否一致", "用 --parts 给出分报", "在“各单位年报”里放入各单位的年报后再看"),
}


def title_of(code: str) -> str:
    """The title of a rule; empty for a code of another version."""
    return RULES[code].TITLE if code in RULES else ""


def table_title(key: str | None) -> str | None:
    """The title of a table in any edition; None if no edition has it."""
    return next((one.table(key).title for one in editions().values() if key in one.table_keys), None) if key else None


def lines_of(table: str, row: str, column: str) -> tuple[Line, Line] | None:
    """The row and column of these keys in any edition; None if no edition has them."""
    for form in (edition.table(table) for edition in editions().values() if table in edition.table_keys):
        try:
            return form.row(row), form.column(column)
        except KeyError:  # a line of the other edition
            continue
    return None


def change_words(table: str, row: str, column: str, was: Decimal | int | str | None, to: Decimal | int) -> str:
    """One step of a repair: 「（七）总计」行「自然人」列 5 → 6."""
    found = lines_of(table, row, column)
    name = f"「{found[0].short}」行「{found[1].short}」列" if found else f"{row} {column}"
    return f"{name} {'空白' if was is None else was} → {to}"


def counts_words(severities: Sequence[str]) -> str:
    """错误 1 处，提示 2 处; 没有发现问题."""
    counted = [f"{name} {severities.count(key)} 处" for key, name in SEVERITY_WORDS.items() if key in severities]
    return "，".join(counted) or "没有发现问题"


def summary_words(statuses: Sequence[str]) -> str:
    """共 3 份：通过 1，不通过 2."""
    counted = [f"{name} {statuses.count(key)}" for key, name in VERDICTS.items() if key in statuses]
    return f"共 {len(statuses)} 份：{'，'.join(counted)}" if counted else "没有报告"


def examined(report: Report) -> Iterator[str]:
    """What was looked at, and what was not: a verdict is worth no more than that."""
    case = report.case
    if report.status == "unreadable":
        yield "没有检查：文件读不出。"
        return
    held, broken, opened = identity_counts(report)
    if case.tables:
        yield (
            f"已检查：表格 {sum(t.found for t in case.tables)}/{len(case.tables)} 张，单元格 {len(case.cells)} 个，"
            f"等式 {held + broken + opened} 个（成立 {held}，不成立 {broken}，未判定 {opened}）。"
        )
    for why, rules in open_by_reason(report).items():
        named = [f"{code} {title_of(code)}{f' {n} 项' if len(rules) > 1 else ''}" for code, n in rules.items()]
        yield f"未判定 {sum(rules.values())} 项（{why}）：{'，'.join(named)}。"
    missing = [COMPARISONS[family] for family in not_compared(report, COMPARISONS)]
    if left := [f"{one.what}（{one.given}）" for one in missing]:
        yield f"未检查：{'；'.join(left)}。"


def open_by_reason(report: Report) -> dict[str, dict[str, int]]:
    """Why something could not be judged → by the code of each rule that says so, how many."""
    found: dict[str, dict[str, int]] = {}
    for code, tally in report.tallies.items():
        if tally.open:
            found.setdefault(tally.why_open or "资料不足", {})[code] = tally.open
    return found


def identity_counts(report: Report) -> tuple[int, int, int]:
    """How many identities hold, how many do not, and how many could not be judged."""
    sums = [tally for code, tally in report.tallies.items() if code.startswith("A")]
    return sum(t.passed for t in sums), sum(t.failed for t in sums), sum(t.open for t in sums)


def not_compared(report: Report, families: Iterable[str]) -> list[str]:
    """Which of `families` (how codes of rules begin) had nothing to compare; none where no such report was judged.

    A family that the user left out was not looked at: nothing was missing for it.
    """
    if report.status == "not_applicable":
        return []
    examined = {code[:2] for code in report.tallies}
    if "Y001" in report.tallies:  # a report of last year was given: what was wrong with it is told there
        examined.add("Y1")
    looked_at = {code[:2] for code in RULES.keys() - report.left_out}
    return [family for family in families if family in looked_at and family not in examined]


def whose(organ: str | None, year: int | None, edition: str | None) -> str:
    """Organ, year and edition of a report, as far as they are known."""
    known: Mapping[str, str] = {key: one.name for key, one in editions().items()}
    parts = (organ, f"{year} 年度" if year else None, known.get(edition or ""))
    return "  ".join(filter(None, parts)) or "没有认出机关和年度"
