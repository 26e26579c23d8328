"""A sentence that a faulty table belies is told with the fault of the table, where the repair of that makes it true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tools.forge.figures import rewritten
from tools.forge.render_html import plain
from tools.forge.story import Section, story
from tools.samples_base import base
from validator.checks.selection import Selection
from validator.model import Report
from validator.pipeline import extract, judge


def judged(wrong: dict[tuple[str, str, str], str], *prose: str, organ: str = "", only: Sequence[str] = ()) -> Report:
    """The base report of 2021 (natural persons: 82 received) with some figures printed otherwise, and more prose."""
    sound = base("2021")
    report = rewritten(replace(sound, organ=organ or sound.organ), wrong.items())
    tale = story(report)
    first, *rest = tale.sections
    told = replace(tale, sections=(Section(first.name, (*first.items, *prose)), *rest))
    (found,) = judge(extract(plain(told), "report.html"), selection=Selection(tuple(only)))
    return found


def codes(report: Report) -> list[str]:
    return [f.rule for f in report.findings if f.rule[0] in "AC"]


@pytest.mark.parametrize(
    ("wrong", "prose", "rule", "claim"),
    [
        ({("requests", "granted", "total"): "84"}, "依申请公开中，予以公开48件，部分公开6件。", "A102", "C102"),
        ({("requests", "new", "natural_person"): "18"}, "新收政府信息公开申请中，自然人申请81件。", "A101", "C103"),
        ({("requests", "new", "total"): "89"}, "全年新收政府信息公开申请98件。", "A101", "C101"),
    ],
)
def test_a_true_sentence_is_no_second_fault(
    wrong: dict[tuple[str, str, str], str], prose: str, rule: str, claim: str
) -> None:
    report = judged(wrong, prose)
    assert codes(report) == [rule]
    (finding,) = (f for f in report.findings if f.rule == rule)
    assert "与改后一致" in finding.message
    assert report.tallies[claim].failed == 1  # as printed, table and prose do not agree
    assert codes(judged(wrong, prose, only=[claim])) == [claim]  # where the balance is not wanted it is told alone


def test_a_sentence_that_stays_false_is_told_besides() -> None:
    report = judged({("requests", "granted", "total"): "84"}, "依申请公开中，予以公开43件，部分公开6件。")
    assert codes(report) == ["A102", "C102"]


@pytest.mark.parametrize(("organ", "told"), [("云桥市人民政府", True), ("云桥市教育局", False)])
def test_all_of_a_city_is_the_governments_own(organ: str, told: bool) -> None:
    report = judged({("requests", "new", "total"): "89"}, "全市共收到政府信息公开申请98件。", organ=organ)
    (finding,) = (f for f in report.findings if f.rule[0] == "A")
    assert ("与改后一致" in finding.message) is told
