"""Tables that add up and still cannot all be right: where these rules speak, and where a sound reading keeps them silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tools.forge.figures import Report as Forged
from tools.forge.figures import rewritten, sound
from tools.forge.render_html import plain
from tools.forge.story import story
from tools.samples_base import base
from validator.checks.likeness import likeness
from validator.checks.registry import RULES
from validator.model import Finding, Report
from validator.pipeline import extract, judge

Spot = tuple[str, str, str]
DOCUMENTS, LICENCES, PENALTIES = ("art20_1", "normative_documents"), ("art20_5", "licensing"), ("art20_6", "penalties")
OTHERS = ("art20_5", "other_services")


def judged(report: Forged) -> Report:
    (case,) = extract(plain(story(report)), "x.html")
    return judge([case])[0]


def told(cells: Mapping[Spot, str], edition: str = "2019", organ: str = "云桥市教育局") -> list[Finding]:
    report = judged(replace(rewritten(base(edition), cells.items()), organ=organ))
    return [f for f in report.findings if f.rule.startswith("C3")]


def row(line: tuple[str, str], **figures: str) -> dict[Spot, str]:
    return {(*line, column): text for column, text in figures.items()}


def rules(found: list[Finding]) -> list[tuple[str, str]]:
    return [(f.rule, f.severity) for f in found]


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("seed", range(12))
def test_sound_reports_are_passed_in_silence(seed: int, edition: str) -> None:
    report = judged(sound(seed, edition))
    # What is drawn by lot may well be issued in greater number than is in force.
    assert [f for f in report.findings if f.rule.startswith("C3") and f.rule not in ("C301", "C309")] == []


# ---------------------------------------------------------------- inequalities


def test_documents_issued_are_in_force() -> None:
    (finding,) = told(row(DOCUMENTS, issued="12", repealed="0", in_force="4"), "2021")
    assert (finding.rule, finding.severity) == ("C301", "notice")
    assert "制发 12 件（表1 第4行第2列）" in finding.message
    assert told(row(DOCUMENTS, issued="12", repealed="0", in_force="12"), "2021") == []


def test_what_is_new_is_part_of_what_is_public() -> None:
    assert rules(told(row(DOCUMENTS, published="32", public_total="31"))) == [("C302", "warning")]
    assert told(row(DOCUMENTS, created="31", published="31", public_total="31")) == []


def test_items_do_not_fall_below_zero() -> None:
    assert rules(told(row(LICENCES, previous_items="3", change="-4"))) == [("C303", "warning")]
    assert told(row(LICENCES, previous_items="3", change="-3")) == []


# ---------------------------------------------------------------- misreadings of 2019


def copied(**of: str) -> dict[Spot, str]:
    lines = {"licensing": LICENCES, "other": OTHERS, "penalties": PENALTIES}
    return {spot: n for name, n in of.items() for spot in row(lines[name], change=n, decisions=n)}


def test_a_column_filled_twice_is_told_once() -> None:
    assert rules(told(copied(licensing="486", other="3", penalties="2"))) == [("C304", "notice")]


def test_one_row_that_differs_or_a_small_agreement_says_nothing() -> None:
    assert told(copied(licensing="486", other="3")) == []  # penalties: 6 decisions, no change
    assert told(copied(licensing="2", other="0", penalties="0")) == []


def test_items_taken_for_decisions() -> None:
    cells = row(LICENCES, decisions="8") | row(OTHERS, decisions="25") | row(PENALTIES, decisions="14")
    assert rules(told(cells)) == [("C305", "notice")]
    assert told({**cells, ("art20_6", "penalties", "decisions"): "15"}) == []


def test_a_column_filled_twice_is_no_second_misreading() -> None:
    none_before = {(*line, "previous_items"): "0" for line in (LICENCES, OTHERS, PENALTIES)}
    assert rules(told(copied(licensing="486", other="3", penalties="2") | none_before)) == [("C304", "notice")]


# ---------------------------------------------------------------- equal figures


def test_one_figure_in_all_columns() -> None:
    assert rules(told(row(DOCUMENTS, issued="18", repealed="18", in_force="18"), "2021")) == [("C306", "notice")]
    assert told(row(DOCUMENTS, issued="2", repealed="2", in_force="2"), "2021") == []
    assert told(row(DOCUMENTS, created="18", published="18", public_total="18")) == []


# ---------------------------------------------------------------- requests


def test_a_result_beyond_all_receipts_is_told_by_the_identities_if_they_can() -> None:
    report = judged(rewritten(base("2021"), [(("requests", "granted", "natural_person"), "360")]))
    assert [f.rule for f in report.findings] == ["A102"]


def test_a_result_beyond_all_receipts_where_the_totals_are_missing() -> None:
    report = rewritten(base("2021"), [(("requests", "granted", "natural_person"), "89")])
    rows = {key: line for key, line in report.tables["requests"].items() if key != "total"}
    found = judged(replace(report, tables={**report.tables, "requests": rows})).findings
    (finding,) = (f for f in found if f.rule == "C307")
    assert "自然人" in finding.message and "88" in finding.message


def test_unpaid_fees_and_no_word_of_fees() -> None:
    cells = {("requests", "other.fee_unpaid", c): "2" for c in ("natural_person", "total")}
    assert told(cells, "2021") == []  # section six tells of the fee
    (case,) = extract(plain(story(rewritten(base("2021"), cells.items()))), "x.html")
    silent = replace(case, paragraphs=tuple(p for p in case.paragraphs if "处理费" not in p.text))
    assert [f.rule for f in judge([silent])[0].findings if f.rule == "C308"] == ["C308"]
    assert not [f for f in judge([replace(case, paragraphs=())])[0].findings if f.rule == "C308"]
    without_totals = replace(silent, cells=tuple(c for c in silent.cells if c.column != "total"))
    assert [f.cells[0].column for f in judge([without_totals])[0].findings if f.rule == "C308"] == ["natural_person"]


@pytest.mark.parametrize(
    ("organ", "town"),
    [
        ("云桥市南浦区青石镇人民政府", True),
        ("清水河县柳林乡人民政府", True),
        ("南浦区青石街道办事处", True),
        ("青石镇人民政府", True),
        ("云桥市住房和城乡建设局", False),
        ("云桥市人民政府", False),
        ("清水河县乡村振兴局", False),
    ],
)
def test_towns_make_no_regulations(organ: str, town: bool) -> None:
    cells = row(("art20_1", "regulations"), in_force="5")
    assert rules(told(cells, "2021", organ)) == ([("C309", "notice")] if town else [])


# ---------------------------------------------------------------- figures and hints


def test_every_rule_has_its_failing_case_here() -> None:
    assert [code for code in RULES if code.startswith("C3")] == [f"C30{n}" for n in range(1, 10)]


@pytest.mark.parametrize(
    ("now", "due", "hint"),
    [(350, 35, "多写一个 0"), (35, 350, "少写一个 0"), (71, 17, "颠倒"), (1243, 1234, "颠倒"), (5, 7, ""), (0, 7, "")],
)
def test_how_one_figure_may_have_come_from_another(now: int, due: int, hint: str) -> None:
    assert hint in likeness(now, due) and bool(likeness(now, due)) is bool(hint)


def test_amounts_are_stated_in_the_unit_of_their_column() -> None:
    from validator.checks.gathering import gather_all

    report = rewritten(base("2021"), [(("art20_8", "fees", "amount"), "251000元")])
    (case,) = extract(plain(story(report)), "x.html")
    (facts,) = gather_all([case], {})
    assert str(facts.stated("art20_8")["fees", "amount"]) == "25.1"
    assert facts.stated("art20_9") == {}
