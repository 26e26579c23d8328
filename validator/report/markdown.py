"""Reports → Markdown, for pasting into a ticket or a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validator.model import Finding, Report
from validator.report.visible import one_line
from validator.report.wording import (
    SEVERITY_WORDS,
    VERDICTS,
    change_words,
    counts_words,
    examined,
    summary_words,
    title_of,
    whose,
)

_LONGEST = 4000
#: Identities and repairs of a finding that are written out.
_MOST = 8
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$^])|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=@)")
_LIST_MARK = re.compile(r"^(\d+)(?=[.)])|^(?=[-+])")


def render(reports: Sequence[Report]) -> bytes:
    """The text, UTF-8; what it quotes from files is escaped."""
    blocks = ["\n".join(_report(report)) for report in reports]
    if len(reports) != 1:
        blocks.insert(0, f"**{summary_words([r.status for r in reports])}。**")
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it is: no marks, links, mentions or HTML come of it."""
    line = _SPECIAL.sub(lambda found: f"\\{found[1]}" if found[1] else "\u2060", one_line(text, _LONGEST))
    return _LIST_MARK.sub(lambda found: f"{found[1]}\\" if found[1] else "\\", line)


def _report(report: Report) -> Iterator[str]:
    case = report.case
    part = f"（第 {case.part} 份报告）" if case.part > 1 else ""
    yield f"## {escaped(whose(case.organ, case.report_year, case.edition))}"
    yield ""
    yield f"文件：{escaped(case.path)}{part}"
    yield ""
    yield f"**结论：{VERDICTS[report.status]}**（{counts_words([f.severity for f in report.findings])}）"
    if report.findings:
        yield ""
    for number, finding in enumerate(report.findings, 1):
        yield from _finding(number, finding)
    yield ""
    yield from (f"- {escaped(line)}" for line in examined(report))


def _finding(number: int, finding: Finding) -> Iterator[str]:
    title = escaped(title_of(finding.rule))
    yield f"{number}. **［{SEVERITY_WORDS[finding.severity]}］{finding.rule} {title}**：{escaped(finding.message)}"
    told = [b.spelled or b.text for b in finding.identities if not b.spelled or b.spelled not in finding.message]
    yield from (f"   - {escaped(line)}" for line in told[:_MOST])
    if len(told) > _MOST:
        yield f"   - ……共 {len(finding.identities)} 处不平"
    for repair in finding.repairs[:_MOST]:
        steps = "；".join(change_words(c.table, c.row, c.column, c.was, c.to) for c in repair.changes)
        yield f"   - 改法{repair.rank if len(finding.repairs) > 1 else ''}：{escaped(steps)}（{escaped(repair.why)}）"
    if finding.basis:
        yield f"   - 依据：{escaped(finding.basis)}"
