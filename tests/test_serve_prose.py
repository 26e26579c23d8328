"""Marked text: the sentences that findings quote, both of two that contradict each other, each word once."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tools.golden import ROOT
from validator.desk.serve_prose import marked_prose
from validator.files import extract_file
from validator.model import Finding, Paragraph, Place, Report, Severity
from validator.pipeline import judge

(REPORT,) = judge(extract_file(str(ROOT / "2021/broken/A101-closing.docx")))


def report(text: str, *evidence: str) -> Report:
    """A report of one paragraph, and a finding for each evidence; the last is the worst."""
    severities = ("notice", "warning", "error")[-len(evidence) :]
    found = [
        Finding("C101", severity, None, "", None, (), (), (), False, quote, None, "")
        for severity, quote in zip(severities, evidence, strict=True)
    ]
    case = replace(REPORT.case, paragraphs=(Paragraph(text, Place("第1段")),))
    return replace(REPORT, case=case, findings=tuple(found))


def pieces(found: Report) -> list[tuple[str, str | None, tuple[int, ...]]]:
    return [(p.text, p.severity, p.findings) for one in marked_prose(found) for p in one.pieces]


def test_a_quoted_sentence_is_marked_with_its_finding() -> None:
    assert pieces(report("甲。收到9件。乙。", "收到9件。")) == [
        ("甲。", None, ()),
        ("收到9件。", "error", (1,)),
        ("乙。", None, ()),
    ]


def test_both_of_two_sentences_that_contradict_each_other_are_marked() -> None:
    found = pieces(report("收到9件。答复8件。收到7件。", "收到9件。／收到7件。"))
    assert [text for text, severity, _ in found if severity] == ["收到9件。", "收到7件。"]


def test_sentences_that_overlap_are_one_with_the_worst_severity() -> None:
    assert pieces(report("收到9件，答复8件。完。", "收到9件，答复8件。", "答复8件。")) == [
        ("收到9件，答复8件。", "error", (1, 2)),
        ("完。", None, ()),
    ]


def test_a_sentence_that_is_held_against_others_may_be_right_and_one_at_odds_with_itself_is_not() -> None:
    def doubts(rule: str, severity: Severity = "error") -> list[bool]:
        found = report("收到9件。", "收到9件。")
        one = replace(found.findings[0], rule=rule, severity=severity)
        return [p.maybe for line in marked_prose(replace(found, findings=(one,))) for p in line.pieces]

    assert [doubts(rule) for rule in ("C101", "C203", "C206", "C201", "C205", "D201")] == [[True]] * 3 + [[False]] * 3
    assert doubts("C101", "notice") == [False]


def test_what_is_quoted_nowhere_marks_nothing() -> None:
    assert pieces(report("甲。", "2024-01-02")) == [("甲。", None, ())]


@given(st.text("甲乙丙。", max_size=12), st.lists(st.text("甲乙丙。", min_size=1, max_size=4), min_size=1, max_size=3))
def test_no_word_is_lost_or_shown_twice(text: str, quotes: list[str]) -> None:
    assert "".join(p[0] for p in pieces(report(text, *quotes))) == (text if text.strip() else "")
