"""What is said of a balance whose repairs are equally likely: neither is told first without saying so."""

from __future__ import annotations

from tools.forge.figures import rewritten
from tools.forge.render_html import plain
from tools.forge.story import story
from tools.samples_base import base
from validator.model import Finding
from validator.pipeline import extract, judge

#: 71 + 3 received, 71 answered and 13 carried out; the other columns and all rows add up.
_TEN_TOO_MANY = {
    "carried_in": {"natural_person": "3", "legal_services": "0", "total": "3"},
    "new": {"natural_person": "71", "business": "12", "legal_services": "3", "total": "88"},
    "carried_out": {"natural_person": "13", "business": "0", "total": "13"},
}


def told(new: str = "71", received: str = "88") -> Finding:
    rows = {**_TEN_TOO_MANY, "new": _TEN_TOO_MANY["new"] | {"natural_person": new, "total": received}}
    cells = {("requests", row, column): text for row, line in rows.items() for column, text in line.items()}
    (report,) = judge(extract(plain(story(rewritten(base("2021"), cells.items()))), "report.html"))
    (finding,) = (f for f in report.findings if f.rule[0] == "A")
    return finding


def test_a_digit_too_many_is_as_likely_as_a_digit_too_few_and_both_are_told() -> None:
    finding = told()
    one, two, *rest = finding.repairs
    assert {one.changes[0].row, two.changes[0].row} == {"carried_in", "carried_out"}
    assert "有两种改法同样可能，没有依据断定是哪一种。改法1：" in finding.message and "改法2：" in finding.message
    for change in (*one.changes, *two.changes):
        assert f"由 {change.was} 改为 {change.to}" in finding.message
    assert f"另有 {len(rest)} 种" in finding.message


def test_a_likelier_slip_is_told_alone() -> None:
    finding = told(new="18", received="35")  # 81 and 98 would do; of others 63 are due
    assert "同样可能" not in finding.message
