"""Days written out: every day of a calendar is one, the day after the last of its month is none."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.model import Paragraph, Place
from validator.pipeline import extract, judge
from validator.prose.days_written import days_written


def _told(text: str) -> list[tuple[str, bool]]:
    return [(day.text, day.exists) for day in days_written([Paragraph(text, Place())])]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_exists_and_the_one_behind_the_last_does_not(day: date) -> None:
    last = monthrange(day.year, day.month)[1]
    real, none = f"{day.year}年{day.month}月{day.day}日", f"{day.year}年{day.month}月{last + 1}日"
    assert _told(f"截至{real}，而非{none}。") == [(real, True), (none, False)]


@pytest.mark.parametrize(
    "text", ["2023年0月0日", "12023年1月32日", "2023年1月312日", "2023年1月", "1月32日", "第2023号"]
)
def test_what_is_no_whole_day_is_none(text: str) -> None:
    assert _told(text) == []


def test_of_a_picture_no_day_is_judged_even_where_no_table_was_read() -> None:
    text = "云桥市教育局2023年政府信息公开工作年度报告\n一、总体情况\n无。\n云桥市教育局\n2024年1月32日\n"
    (case,) = extract(text.encode(), "年报.txt")
    for reader, rules in (("text", ["D207"]), ("picture", [])):
        (found,) = judge([replace(case, reader=reader)])
        assert [f.rule for f in found.findings if f.rule == "D207"] == rules
