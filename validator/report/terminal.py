"""Reports → plain Chinese for a person: verdict first, then each cause with its sums, place, basis and repair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from validator.checks.registry import RULES
from validator.form import Edition
from validator.model import Finding, Report
from validator.report.drawing import draw_tables
from validator.report.style import Style
from validator.report.wording import (
    SEVERITY_WORDS,
    VERDICTS,
    change_words,
    counts_words,
    examined,
    identity_counts,
    summary_words,
)
from validator.schema import editions

#: Findings of one report, identities and repairs of one finding that are written out.
_MOST = 50
_MOST_LINES = 8
_MOST_REPAIRS = 3
#: A message tells the changes of a lone repair itself, up to so many.
_TOLD = 4
#: Files that are no such reports, named in the last line.
_MOST_STRAYS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What a baseline says: `quiet` findings by (path, part), and a remark by fingerprint on those that came back."""

    quiet: Mapping[tuple[str, int], int] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


def render(reports: Sequence[Report], colour: bool = False, width: int = 0, known: Known | None = None) -> str:
    """The text of all reports. `width`: columns of the terminal if tables are to be drawn, else 0."""
    style = Style(colour)
    blocks = ["\n".join(_report(report, style, width, known or Known())) for report in reports]
    if len(reports) > 1:
        blocks.append(_summary(reports))
    return "\n\n".join(blocks) + "\n"


def _report(report: Report, style: Style, width: int, known: Known) -> Iterator[str]:
    yield style.bold(_headline(report))
    yield style.verdict(report.status, f"结论：{VERDICTS[report.status]}") + _counts(report, known)
    for finding in report.findings[:_MOST]:
        yield ""
        yield from _finding(finding, style)
        if finding.fingerprint in known.remarks:
            yield f"  {known.remarks[finding.fingerprint]}"
    if len(report.findings) > _MOST:
        yield f"\n……另有 {len(report.findings) - _MOST} 项，用 --format json 查看全部。"
    if width:
        yield from draw_tables(report, style, width)
    if report.status != "unreadable":
        yield ""
        yield from examined(report)


def _headline(report: Report) -> str:
    case = report.case
    edition: Edition | None = editions().get(case.edition or "")
    part = f"（第 {case.part} 份报告）" if case.part > 1 else ""
    known = (case.organ, f"{case.report_year} 年度" if case.report_year else None, edition.name if edition else None)
    return "  ".join([f"{_path(case.path)}{part}", *filter(None, known)])


def _path(path: str) -> str:
    return "标准输入" if path == "-" else path


def _counts(report: Report, known: Known) -> str:
    levels = [finding.severity for finding in report.findings]
    quiet = known.quiet.get((report.case.path, report.case.part))
    text = counts_words(levels) if levels else "没有新的问题" if quiet else _nothing(report)
    return f"（{text}；另有 {quiet} 处已记入基线）" if quiet else f"（{text}）"


def _nothing(report: Report) -> str:
    """No findings: identities that fail all the same fall under rules that are not looked at."""
    _, broken, _ = identity_counts(report)
    return f"没有发现所看规则的问题；{broken} 个等式不成立，未列出" if broken else "没有发现问题"


def _finding(finding: Finding, style: Style) -> Iterator[str]:
    title = RULES[finding.rule].TITLE
    yield style.severity(finding.severity, f"[{SEVERITY_WORDS[finding.severity]}] {finding.rule} {title}")
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
        steps = "；".join(change_words(c.table, c.row, c.column, c.was, c.to) for c in repair.changes)
        yield f"  改法{'' if alone else repair.rank}：{steps}（{repair.why}）"
    left = len(finding.repairs) - _MOST_REPAIRS
    if left > 0:
        yield f"  ……另有 {left} 种改法{'以上' if finding.repairs_truncated else ''}"


def _summary(reports: Sequence[Report]) -> str:
    return f"{summary_words([report.status for report in reports])}。{_strays(reports)}"


def _strays(reports: Sequence[Report]) -> str:
    """Files that are no such reports at all keep a batch from passing, so the last line names them."""
    paths = [r.case.path for r in reports if any(f.rule == "D001" for f in r.findings)]
    if not paths:
        return ""
    named = "、".join(f"「{path}」" for path in paths[:_MOST_STRAYS])
    more = f"等 {len(paths)} 个文件" if len(paths) > _MOST_STRAYS else ""
    return f"其中{named}{more}不是政府信息公开工作年度报告，未作检查；选错了的，请去掉后再检查。"
