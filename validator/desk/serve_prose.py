"""The running text of a report as it is shown: the sentences that findings quote are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from validator.findings import SEVERITIES
from validator.model import Finding, Paragraph, Report, Severity
from validator.report.culprits import is_sentence_doubtful

#: Paragraphs shown, and characters of one; what is marked is always shown.
_MOST = 400
_LONGEST = 3000
#: Between two sentences that contradict each other, in the evidence of one finding.
_BETWEEN = "／"

Span = tuple[int, int, int]  # start, end, position of the finding


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `severity` and the 1-based numbers of the `findings` that quote it, if any do.

    `maybe`: the fault that is told of it lies in it or elsewhere.
    """

    text: str
    severity: Severity | None = None
    findings: tuple[int, ...] = ()
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """One paragraph in pieces."""

    where: str
    pieces: tuple[Piece, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether one of its sentences may as well be right."""
        return any(piece.maybe for piece in self.pieces)

    @property
    def is_marked(self) -> bool:
        """Whether a finding quotes it."""
        return any(piece.severity for piece in self.pieces)


def marked_prose(report: Report) -> list[Marked]:
    """The paragraphs of a report in their order, long texts cut where nothing is marked."""
    quotes = [(n, quote) for n, finding in enumerate(report.findings) for quote in _quotes(finding, report)]
    found = [_marked(p, quotes, report.findings) for p in report.case.paragraphs if p.text.strip()]
    return [one for number, one in enumerate(found) if number < _MOST or one.is_marked]


def _quotes(finding: Finding, report: Report) -> tuple[str, ...]:
    """The sentences that a finding rests on."""
    if not finding.evidence:
        return ()
    if any(finding.evidence in paragraph.text for paragraph in report.case.paragraphs):
        return (finding.evidence,)
    return tuple(filter(None, map(str.strip, finding.evidence.split(_BETWEEN))))


def _marked(paragraph: Paragraph, quotes: Sequence[tuple[int, str]], findings: Sequence[Finding]) -> Marked:
    text = paragraph.text
    spans = sorted((at, at + len(quote), n) for n, quote in quotes if (at := text.find(quote)) >= 0)
    pieces = _pieces(text, spans, findings) if spans else (Piece(_cut(text)),)
    return Marked(paragraph.place.where, tuple(pieces))


def _pieces(text: str, spans: Sequence[Span], findings: Sequence[Finding]) -> Iterator[Piece]:
    end = 0
    for start, stop, numbers in _joined(spans):
        if start > end:
            yield Piece(text[end:start])
        severity, maybe = min(((findings[n].severity, is_sentence_doubtful(findings[n])) for n in numbers), key=_rank)
        yield Piece(text[start:stop], severity, tuple(n + 1 for n in numbers), maybe)
        end = stop
    if end < len(text):
        yield Piece(_cut(text[end:]))


def _rank(mark: tuple[Severity, bool]) -> tuple[int, bool]:
    """The worst first; of one severity the one without a doubt."""
    return SEVERITIES.index(mark[0]), mark[1]


def _joined(spans: Sequence[Span]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Spans that overlap are one."""
    start, stop, numbers = spans[0][0], spans[0][1], list[int]()
    for left, right, number in spans:
        if left >= stop:
            yield start, stop, tuple(dict.fromkeys(numbers))
            start, numbers = left, []
        stop = max(stop, right) if numbers else right
        numbers.append(number)
    yield start, stop, tuple(dict.fromkeys(numbers))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"
