"""What an annotated copy says of one finding, and which cells it marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from validator.checks.registry import RULES
from validator.findings import SEVERITIES
from validator.han import simplified
from validator.model import Case, Cell, Finding, Paragraph, Repair, Report, Severity
from validator.report.visible import visible
from validator.report.wording import SEVERITY_WORDS, change_words, title_of

#: What faulty cells are filled with, as RRGGBB.
FILLS: dict[Severity, str] = {"error": "FFC7CE", "warning": "FFEB9C", "notice": "DDEBF7"}
#: A notice that names more cells than this is about the table, and marks none of them.
MOST_NOTED = 12
#: Who signs the comments.
AUTHOR = "d711 核验"

_MOST_LINES = 8
_MOST_REPAIRS = 3
_LONGEST = 1500
_MEND = "怎么改："


def marked_cells(finding: Finding) -> tuple[Cell, ...]:
    """The cells that a copy marks for it."""
    return finding.cells if finding.severity != "notice" or len(finding.cells) <= MOST_NOTED else ()


def marked_paragraph(finding: Finding, case: Case) -> Paragraph | None:
    """The first paragraph that holds the evidence of a finding; None without evidence, or where it is no quotation."""
    said = finding.evidence or ""
    exact = (p for p in case.paragraphs if said in p.text)
    alike = (p for p in case.paragraphs if _even(said) in _even(p.text))
    return next(exact, None) or next(alike, None) if _even(said) else None


def _even(text: str) -> str:
    """The form in which rules may quote: simplified, without blanks."""
    return "".join(simplified(text).split())


def worse(one: Severity | None, other: Severity) -> Severity:
    """The worse of two severities."""
    return other if one is None or SEVERITIES.index(other) < SEVERITIES.index(one) else one


def head(finding: Finding) -> str:
    """[错误] A101 新收、结转与办理结果不平."""
    return f"[{SEVERITY_WORDS[finding.severity]}] {finding.rule} {title_of(finding.rule)}"


def what(finding: Finding) -> str:
    """The message and the broken sums that it does not spell itself."""
    told = [b.spelled or b.text for b in finding.identities if not b.spelled or b.spelled not in finding.message]
    more = [f"……共 {len(finding.identities)} 处不平"] if len(told) > _MOST_LINES else []
    return visible("\n".join([finding.message, *(f"· {line}" for line in told[:_MOST_LINES]), *more]))


def advice(finding: Finding) -> str:
    """The likeliest repairs; without any, what the manual page of the rule says."""
    several = len(finding.repairs) > 1
    told = [_repair(repair, several) for repair in finding.repairs[:_MOST_REPAIRS]]
    return visible("\n".join(told)) if told else _manual(finding.rule)


def _repair(repair: Repair, several: bool) -> str:
    steps = "；".join(change_words(c.table, c.row, c.column, c.was, c.to) for c in repair.changes)
    return f"{f'{repair.rank}. ' if several else ''}{steps}（{repair.why}）"


def _manual(code: str) -> str:
    lines = (RULES[code].__doc__ or "").splitlines() if code in RULES else []
    return next((line.removeprefix(_MEND) for line in lines if line.startswith(_MEND)), "")


def note(finding: Finding) -> str:
    """The text of a comment: head, what is wrong, how to mend it, on what basis."""
    lines = [head(finding), what(finding)]
    lines += [f"改法：{advice(finding)}"] if advice(finding) else []
    lines += [f"依据：{visible(finding.basis)}"] if finding.basis else []
    text = "\n".join(lines)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……（全文见 d711 check）"


def findings(reports: Sequence[Report]) -> Iterator[tuple[Report, Finding]]:
    """Every finding of every report, in order."""
    for report in reports:
        yield from ((report, finding) for finding in report.findings)
