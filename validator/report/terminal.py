"""Reports → plain Chinese for a person: verdict first, then each cause with its sums, place, basis and repair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validator.checks.registry import RULES
from validator.form import Edition
from validator.model import Change, Finding, Report, Severity
from validator.report.drawing import draw_tables
from validator.report.style import Style
from validator.schema import editions

VERDICTS = {
    "passed": "通过",
    "failed": "不通过",
    "incomplete": "未查完",
    "not_applicable": "不适用",
    "unreadable": "读不出",
}
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "疑似", "notice": "提示"}
#: Families that this version does not check, said under every verdict.
NOT_YET = "文字与表格是否一致、与上年年报是否衔接、汇总与分报是否一致"
#: Findings of one report, identities and repairs of one finding that are written out.
_MOST = 50
_MOST_LINES = 8
_MOST_REPAIRS = 3
#: A message tells the changes of a lone repair itself, up to so many.
_TOLD = 4


def render(reports: Sequence[Report], colour: bool = False, width: int = 0) -> str:
    """The text of all reports. `width`: columns of the terminal if tables are to be drawn, else 0."""
    style = Style(colour)
    blocks = ["\n".join(_report(report, style, width)) for report in reports]
    if len(reports) > 1:
        blocks.append(_summary(reports))
    return "\n\n".join(blocks) + "\n"


def _report(report: Report, style: Style, width: int) -> Iterator[str]:
    yield style.bold(_headline(report))
    yield style.verdict(report.status, f"结论：{VERDICTS[report.status]}") + _counts(report.findings)
    for finding in report.findings[:_MOST]:
        yield ""
        yield from _finding(finding, style)
    if len(report.findings) > _MOST:
        yield f"\n……另有 {len(report.findings) - _MOST} 项，用 --format json 查看全部。"
    if width:
        yield from draw_tables(report, style, width)
    if report.status != "unreadable":
        yield ""
        yield from _examined(report)


def _headline(report: Report) -> str:
    case = report.case
    edition: Edition | None = editions().get(case.edition or "")
    part = f"（第 {case.part} 份报告）" if case.part > 1 else ""
    known = (case.organ, f"{case.report_year} 年度" if case.report_year else None, edition.name if edition else None)
    return "  ".join([f"{case.path}{part}", *filter(None, known)])


def _counts(findings: Sequence[Finding]) -> str:
    counted = [f"{name} {n} 处" for key, name in SEVERITIES.items() if (n := sum(f.severity == key for f in findings))]
    return f"（{'，'.join(counted)}）" if counted else "（没有发现问题）"


def _finding(finding: Finding, style: Style) -> Iterator[str]:
    title = RULES[finding.rule].TITLE
    yield style.severity(finding.severity, f"[{SEVERITIES[finding.severity]}] {finding.rule} {title}")
    yield f"  {finding.message}"
    for identity in finding.identities[:_MOST_LINES]:
        if not identity.spelled or identity.spelled not in finding.message:
            yield f"    · {identity.spelled or identity.text}"
    if len(finding.identities) > _MOST_LINES:
        yield f"    · ……共 {len(finding.identities)} 处不平"
    if len(finding.repairs) > 1 or any(len(repair.changes) > _TOLD for repair in finding.repairs):
        yield from _repairs(finding)
    elif finding.repairs and finding.identities:
        yield f"  理由：{finding.repairs[0].why}"
    if finding.basis:
        yield f"  依据：{finding.basis}"


def _repairs(finding: Finding) -> Iterator[str]:
    alone = len(finding.repairs) == 1
    for repair in finding.repairs[:_MOST_REPAIRS]:
        steps = "；".join(_change(change) for change in repair.changes)
        yield f"  改法{'' if alone else repair.rank}：{steps}（{repair.why}）"
    left = len(finding.repairs) - _MOST_REPAIRS
    if left > 0:
        yield f"  ……另有 {left} 种改法{'以上' if finding.repairs_truncated else ''}"


def _change(change: Change) -> str:
    names = (e.table(change.table) for e in editions().values() if change.table in e.table_keys)
    for table in names:
        try:
            row, column = table.row(change.row).short, table.column(change.column).short
        except KeyError:
            continue
        return f"「{row}」行「{column}」列 {'空白' if change.was is None else change.was} → {change.to}"
    return f"{change.row} {change.column} → {change.to}"


def _examined(report: Report) -> Iterator[str]:
    """What was looked at, and what was not: a verdict is worth no more than that."""
    case = report.case
    found = [t for t in case.tables if t.found]
    sums = [tally for code, tally in report.tallies.items() if code.startswith("A")]
    held, broken, opened = (sum(getattr(t, name) for t in sums) for name in ("passed", "failed", "open"))
    if case.tables:
        yield (
            f"已检查：表格 {len(found)}/{len(case.tables)} 张，单元格 {len(case.cells)} 个，"
            f"等式 {held + broken + opened} 个（成立 {held}，不成立 {broken}，未判定 {opened}）。"
        )
    for code, tally in report.tallies.items():
        if tally.open:
            yield f"未判定 {tally.open} 项：{code}（{RULES[code].TITLE}）——{tally.why_open or '资料不足'}。"
    yield f"未检查：{NOT_YET}（本版本尚不检查）。"


def _summary(reports: Sequence[Report]) -> str:
    states = [report.status for report in reports]
    counted = [f"{name} {states.count(key)}" for key, name in VERDICTS.items() if key in states]
    return f"共 {len(reports)} 份：{'，'.join(counted)}。"
