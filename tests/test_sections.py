"""Section titles: what counts as the mandated title, as a slip, as another wording, as no title."""

from __future__ import annotations

import pytest

from validator.prose.sections import compare
from validator.words import TITLES


@pytest.mark.parametrize("number", range(1, 7))
def test_the_mandated_titles_are_themselves(number: int) -> None:
    found = compare(TITLES[number - 1])
    assert found is not None
    assert (found.number, found.same, found.slip) == (number, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、政府信息公开行政复议和行政诉讼情况",
        "五、政府信息公开工作存在的主要问题和改进情况",
        "二、主动公开政府信息的情况",
    ],
)
def test_wordings_that_mean_the_same_are_the_same(text: str) -> None:
    found = compare(text)
    assert found is not None
    assert found.same


@pytest.mark.parametrize("text", ["四、政府信息公开行政法复议、行政诉讼情况", "一、总体情兄"])
def test_a_slip_of_one_letter_is_told_as_one(text: str) -> None:
    found = compare(text)
    assert found is not None
    assert found.slip


def test_another_wording_is_no_slip() -> None:
    found = compare("五、存在的主要问题及改进措施")
    assert found is not None
    assert (found.same, found.slip) == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "四、结转下年度继续办理",
        "一、概述",
        "总体情况",
        "",
    ],
)
def test_other_lines_are_no_titles(text: str) -> None:
    assert compare(text) is None
