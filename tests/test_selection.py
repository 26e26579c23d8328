"""What the user leaves out is not told, and is not run where nothing but findings comes of it; the rest is told as ever."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.forge.faults import FAULTS
from tools.forge.figures import sound
from tools.forge.prose import speaking
from tools.forge.render_html import plain
from tools.forge.story import story
from validator.checks.gathering import gather_all
from validator.checks.registry import RULES
from validator.checks.selection import ALL, Selection, rules_run
from validator.model import Case
from validator.pipeline import extract, judge
from validator.report.wording import not_compared

FAULTY = ("requests-detail-digit", "requests-grand-total-digit", "disputes-detail-digit", "requests-blank-total")
CODES = st.lists(st.sampled_from([*"ACDFSV", "A1", "A101", "A103", "A201", "C1", "C101", "C2", "V1"]), max_size=3)


@cache
def case_of(seed: int = 5) -> Case:
    """A report with several faults in its tables, and prose that tells the figures of another."""
    report = sound(seed, "2021")
    tale = speaking(sound(seed + 1, "2021", report.year))
    rng = Random(seed)
    for kind in FAULTY:
        report = FAULTS[kind](rng, report).report
    words = extract(plain(tale), "a.html")[0].paragraphs
    (case,) = extract(plain(story(report)), "a.html")
    return replace(case, paragraphs=words)


def test_the_report_has_findings_of_several_families() -> None:
    (whole,) = judge([case_of()])
    assert {"A", "C", "V"} <= {finding.rule[0] for finding in whole.findings}
    assert any(len({identity.rule for identity in finding.identities}) > 1 for finding in whole.findings)


@settings(deadline=None)
@given(CODES, CODES)
def test_what_is_wanted_is_told_as_if_nothing_were_left_out(chosen: list[str], ignored: list[str]) -> None:
    (whole,) = judge([case_of()])
    wanted = Selection(tuple(chosen), tuple(ignored))
    (part,) = judge([case_of()], selection=wanted)
    rules = [{f.rule, *(identity.rule for identity in f.identities)} for f in whole.findings]
    assert part.findings == tuple(f for f, under in zip(whole.findings, rules, strict=True) if wanted.wants(under))
    assert part.tallies == {code: tally for code, tally in whole.tallies.items() if code not in part.left_out}
    assert all(not wanted.wants((code,)) for code in part.left_out)


def test_prose_is_not_read_for_rules_that_are_left_out() -> None:
    (facts,) = gather_all([case_of()], {})
    for rule in rules_run(Selection(ignored=("C",))).values():
        rule.examine(facts)
    assert not {"claims", "breakdowns", "spoken"} & vars(facts).keys()
    RULES["C101"].examine(facts)
    assert "claims" in vars(facts)


@pytest.mark.parametrize("left", ["A", "F", "S", "Y", "R"])
def test_rules_that_count_what_was_examined_are_run_all_the_same(left: str) -> None:
    assert rules_run(Selection(ignored=(left,))).keys() == rules_run(ALL).keys() == RULES.keys()


def test_what_was_left_out_is_not_said_to_have_lacked_anything() -> None:
    (silent,) = extract(plain(story(sound(5, "2021"))), "a.html")
    (whole,), (part,) = judge([silent]), judge([silent], selection=Selection(ignored=("C",)))
    assert (whole.status, part.status) == ("passed", "passed")
    assert not_compared(whole, ("C1", "Y1")) == ["C1", "Y1"]
    assert not_compared(part, ("C1", "Y1")) == ["Y1"]
