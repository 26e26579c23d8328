"""What an annotated copy says of one finding, and which cells it marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.checks.registry import RULES
from validator.findings import SEVERITIES
from validator.han import simplified
from validator.model import Case, Cell, Finding, Paragraph, Repair, Report, Severity
from validator.report.culprits import culprits, is_sentence_doubtful
from validator.report.visible import visible
from validator.report.wording import SEVERITY_WORDS, change_words, title_of

#: What faulty cells are filled with, as RRGGBB; and the stripes on white of those that the fault may lie in.
FILLS: dict[Severity, str] = {"error": "FFC7CE", "warning": "FFEB9C", "notice": "DDEBF7"}
STRIPES: dict[Severity, str] = {"error": "F4A6AF", "warning": "F2CF63", "notice": "DDEBF7"}
#: What the fills mean, in every copy.
LEGEND = "红＝错误，黄＝疑似，蓝＝提示；满底的最可能要改，斜纹（或浅色）底的可能有关、不一定要改。"
#: A notice that names more cells than this is about the table, and marks none of them.
MOST_NOTED = 12
#: Who signs the comments.
AUTHOR = "d711 核验"

_MOST_LINES = 8
_MOST_REPAIRS = 3
_LONGEST = 1500
_MEND = "怎么改："
_MAYBE = "（斜纹或浅色底的格可能有关：错在其中一格或别处，请逐一核对，不一定要改。）"
_MAYBE_SAID = "（错在这一句，或在表中、别的句子里，请核对后改写错的一处。）"


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is marked: filled, or striped where the fault may as well lie in another (`maybe`)."""

    severity: Severity
    maybe: bool = False

    @property
    def colour(self) -> str:
        """RRGGBB of the fill or of the stripes."""
        return (STRIPES if self.maybe else FILLS)[self.severity]


def named_cells(finding: Finding) -> tuple[tuple[Cell, Look], ...]:
    """The cells of a finding, those that most likely have to change first."""
    sure, level = culprits(finding), finding.severity
    looks = ((cell, Look(level, level != "notice" and cell.key not in sure)) for cell in finding.cells)
    return tuple(sorted(looks, key=lambda one: one[1].maybe))


def marked_cells(finding: Finding) -> tuple[tuple[Cell, Look], ...]:
    """Those that a copy marks for it."""
    return named_cells(finding) if finding.severity != "notice" or len(finding.cells) <= MOST_NOTED else ()


def look_of_sentence(finding: Finding) -> Look:
    """How the sentence that a finding quotes is marked."""
    return Look(finding.severity, is_sentence_doubtful(finding))


def marked_paragraph(finding: Finding, case: Case) -> Paragraph | None:
    """The first paragraph that holds the evidence of a finding; None without evidence, or where it is no quotation."""
    said = finding.evidence or ""
    exact = (p for p in case.paragraphs if said in p.text)
    alike = (p for p in case.paragraphs if _even(said) in _even(p.text))
    return next(exact, None) or next(alike, None) if _even(said) else None


def _even(text: str) -> str:
    """The form in which rules may quote: simplified, without blanks."""
    return "".join(simplified(text).split())


def worse(one: Look | None, other: Look) -> Look:
    """The worse of two: by severity, and of one severity the one without a doubt."""
    return min(filter(None, (one, other)), key=lambda look: (SEVERITIES.index(look.severity), look.maybe))


def head(finding: Finding) -> str:
    """[错误] A101 新收、结转与办理结果不平."""
    return f"[{SEVERITY_WORDS[finding.severity]}] {finding.rule} {title_of(finding.rule)}"


def what(finding: Finding) -> str:
    """The message, the broken sums that it does not spell itself, and whether some cells are only candidates."""
    told = [b.spelled or b.text for b in finding.identities if not b.spelled or b.spelled not in finding.message]
    more = [f"……共 {len(finding.identities)} 处不平"] if len(told) > _MOST_LINES else []
    said = [_MAYBE_SAID] if finding.evidence and is_sentence_doubtful(finding) else []
    maybe = [_MAYBE] if any(look.maybe for _, look in named_cells(finding)) else said
    return visible("\n".join([finding.message, *(f"· {line}" for line in told[:_MOST_LINES]), *more, *maybe]))


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
