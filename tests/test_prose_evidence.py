"""Whole reports whose prose states figures: the repair that agrees with it is first, and is said so with its sentence."""

from __future__ import annotations

import pytest

from bench.repair_accuracy import MISTAKES, mistaken, tales
from tools.forge.figures import sound
from tools.forge.render_html import plain
from validator.model import Finding
from validator.pipeline import extract, judge

REPORT = sound(3, "2021")
COLUMN = next(c for c, text in REPORT.tables["requests"]["new"].items() if c != "total" and int(text or 0) > 9)


def told(mistake: str, prose: str) -> tuple[Finding, dict[tuple[str, str], int]]:
    """The finding on the sums, and the true figures of the wrong cells."""
    wrong, truth = mistaken(REPORT, MISTAKES[mistake], COLUMN, 3)
    (report,) = judge(extract(plain(tales(REPORT, wrong)[prose]), "report.html"))
    (finding,) = (f for f in report.findings if f.rule[0] == "A" and f.repairs)
    return finding, truth


def changes(finding: Finding, rank: int) -> dict[tuple[str, str], int]:
    return {(c.row, c.column): int(c.to) for c in finding.repairs[rank - 1].changes}


@pytest.mark.parametrize("mistake", ["opening row", "result row"])
def test_the_repair_that_the_prose_states_is_first_and_says_why(mistake: str) -> None:
    finding, truth = told(mistake, "true")
    assert changes(finding, 1) == truth
    assert "最可能要改" in finding.message and "与改后一致" in finding.message and "正文（第" in finding.message


def test_what_would_make_a_true_sentence_false_says_so() -> None:
    finding, _ = told("result row", "true")
    assert any("不一致" in repair.why and "正文" in repair.why for repair in finding.repairs[1:])
    assert "不一致" not in finding.repairs[0].why


def test_without_figures_in_the_prose_nothing_is_claimed_of_it() -> None:
    finding, _ = told("closing row", "silent")
    assert "正文" not in finding.message + "".join(repair.why for repair in finding.repairs)
