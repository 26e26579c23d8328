"""Y201: a year that is missing between the reports of one organ is told on the later report, and on no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.test_rules import a_case
from validator.between.linking import links_for
from validator.model import Case
from validator.pipeline import judge

ORGAN = "云桥市民政局"


def report(year: int, organ: str = ORGAN, folder: str = "") -> Case:
    return replace(a_case(), path=f"{folder}{organ}{year}.html", organ=organ, report_year=year)


def missing(*cases: Case) -> dict[int | None, str]:
    """Year of the report → what Y201 says."""
    reports = judge(cases, links_for(cases))
    return {r.case.report_year: f.message for r in reports for f in r.findings if f.rule == "Y201"}


def test_the_years_between_are_named_on_the_later_report() -> None:
    found = missing(report(2024), report(2021), report(2022))
    assert list(found) == [2024] and "2022年度和2024年度的报告，缺2023年度的" in found[2024]
    assert "缺2022、2023年度的" in missing(report(2021), report(2024))[2024]


@pytest.mark.parametrize("years", [(2021, 2022, 2023), (2023,), (2021, 2022)])
def test_a_series_without_a_gap_is_told_nothing(years: tuple[int, ...]) -> None:
    assert missing(*map(report, years)) == {}


def test_another_organ_or_the_same_name_elsewhere_is_no_earlier_year() -> None:
    assert missing(report(2021), report(2023, "清水县民政局")) == {}
    assert missing(report(2021, "民政局", "甲/"), report(2023, "民政局", "乙/")) == {}
    assert list(missing(report(2021, "民政局", "甲/"), report(2023, "民政局", "甲/"))) == [2023]
