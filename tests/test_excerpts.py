"""Texts as people copy them out of pages: bars on lines of their own, headers cut short, pieces that break off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.forge.figures import sound, values
from tools.forge.layouts import LAYOUTS
from tools.samples_base import YEARS
from validator.model import Report
from validator.pipeline import extract, judge

TEXTS = [name for name in LAYOUTS if name.startswith("text-")]
Figures = Mapping[tuple[str, str, str], Decimal | None]


def printed(name: str, edition: str) -> str:
    return LAYOUTS[name].render(sound("excerpts", edition, scale="large")).decode()


def judged(text: str) -> Report:
    (report,) = judge(extract(text.encode(), "年报.txt"))
    return report


def figures(report: Report) -> Figures:
    return {cell.key: cell.value for cell in report.case.cells}


def truth(edition: str) -> Figures:
    made = values(sound("excerpts", edition, scale="large"))
    return {(t, r, c): n for t, rows in made.items() for r, line in rows.items() for c, n in line.items()}


@pytest.mark.parametrize("edition", YEARS)
def test_a_bar_on_a_line_of_its_own_closes_the_cell_above(edition: str) -> None:
    text = printed("text-cell-a-line-pipes", edition)
    assert figures(judged(re.sub(r"(?m)^([^|\n]+)\|$", r"\1\n|", text))) == truth(edition)
    assert figures(judged(re.sub(r"(?m)^([^|\n]+)\|$", r"\1\n\n|\n", text))) == truth(edition)


@pytest.mark.parametrize("name", ["text-pipe-rows", "text-tab-rows", "text-markdown", "text-cell-a-line-pipes"])
def test_headers_of_which_a_page_lost_the_second_line(name: str) -> None:
    text = re.sub(r"本年新\s*(?:制作|公开)数量", "本年新", printed(name, "2019"))
    found = judged(text)
    assert figures(found) == truth("2019")
    assert [f.rule for f in found.findings if f.severity != "notice"] == []


@pytest.mark.parametrize("name", ["text-pipe-rows", "text-cell-a-line-pipes"])
def test_a_cell_that_holds_words_is_told_and_moves_no_other(name: str) -> None:
    text = printed(name, "2019")
    at = text.index("行政许可")
    odd = text[:at] + re.sub(r"(\|\s*)[+-]?\d+(\s*\|)", r"\1+(0) -(0)\2", text[at:], count=1)
    found = judged(odd)
    wrong = {key for key, value in truth("2019").items() if figures(found)[key] != value}
    assert len(wrong) == 1 and wrong < {("art20_5", "licensing", c) for c in ("previous_items", "change", "decisions")}
    assert [f.rule for f in found.findings if f.severity == "error"] == ["V001"]


def test_words_in_a_row_that_is_filled_up_with_a_bar() -> None:
    banner = "第二十条第（五）项 |\n||||\n信息内容 |\n上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n|\n"
    found = judged(banner + "行政许可 |\n43 |\n+(0) -(0) |\n66 |\n|\n其他对外管理服务事项 |\n19 |\n0 |\n2 |\n|\n")
    assert [cell.raw.strip() for cell in found.case.cells] == ["43", "+(0) -(0)", "66", "19", "0", "2"]


# ---------------------------------------------------------------- texts that break off


@settings(max_examples=60, deadline=None)
@given(edition=st.sampled_from(list(YEARS)), name=st.sampled_from(TEXTS), data=st.data())
def test_a_text_cut_anywhere_in_its_tables_is_never_said_to_be_wrong(
    edition: str, name: str, data: st.DataObject
) -> None:
    """What is printed to its end is read as it stands, nothing else is; what is missing is no error of the author."""
    text = printed(name, edition)
    start, stop = text.index("本列数据的勾稽关系"), text.index("结转下年度继续办理")
    found = judged(text[: data.draw(st.integers(start, stop))])
    want = truth(edition)
    assert {key: value for key, value in figures(found).items() if want[key] != value} == {}
    assert [(f.rule, f.message) for f in found.findings if f.severity == "error"] == []
    assert found.status == "incomplete"
    assert [f.rule for f in found.findings if f.severity == "warning"] == ["F022"]


def test_what_a_cut_text_says() -> None:
    text = printed("text-pipe-rows", "2021")
    (found,) = [f for f in judged(text[: text.index("属于行政查询事项")]).findings if f.rule == "F022"]
    assert "就断了" in found.message and "表的后 14 行，「政府信息公开行政复议、行政诉讼情况」表" in found.message


def test_a_text_that_begins_behind_its_first_tables() -> None:
    text = printed("text-pipe-rows", "2021")
    found = judged(text[text.index("三、收到和处理") :])
    assert found.status == "incomplete" and [f.rule for f in found.findings if f.severity == "error"] == []
    assert "前面的没有读到：「第二十条第（一）项」" in next(f.message for f in found.findings if f.rule == "F022")


@pytest.mark.parametrize("name", ["text-pipe-rows", "text-cell-a-line-tabs"])
def test_a_table_that_the_author_left_out_is_an_error_still(name: str) -> None:
    text = printed(name, "2021")
    gone = text.index("四、政府信息公开行政复议"), text.index("五、存在的主要问题")
    found = judged(text[: gone[0]] + "四、政府信息公开行政复议、行政诉讼情况\n" + text[gone[1] :])
    assert [f.rule for f in found.findings if f.severity == "error"] == ["S101"]


def test_a_missing_cell_in_the_last_row_of_a_table_is_no_break() -> None:
    text = printed("text-pipe-rows", "2021")
    end = text.index("四、政府信息公开行政复议")
    cut = text[:end].rstrip().rstrip("|").rsplit("|", 1)[0] + "|"
    assert [t.open_rows for t in judged(cut).case.tables if t.key == "requests"] == [("carried_out",)]
