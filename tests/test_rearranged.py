"""Tables that are printed otherwise than the form has them, but whose labels leave no doubt: every figure is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest

from tools.forge import render_docx, render_html, render_text, render_xlsx
from tools.forge.rearranged import blocks_below, filled, reaching, turned
from tools.forge.sheet import Sheet
from tools.forge.story import Story, restyled, story
from tools.samples_base import base
from validator.model import Observation, Report
from validator.pipeline import extract, judge

Change = Callable[[Sheet], Sheet]
WRITERS: dict[str, Callable[[Story], bytes]] = {
    "a.html": render_html.plain,
    "a.docx": render_docx.plain,
    "a.xlsx": render_xlsx.one_sheet,
    "tabs.txt": render_text.tab_rows,
    "a.md": render_text.markdown,
}
PLACES = re.compile(r"第\d+行第\d+列")


def judged(tale: Story, name: str) -> Report:
    (report,) = judge(extract(WRITERS[name](tale), name))
    return report


def figures(report: Report) -> dict[tuple[str, str, str], object]:
    return {cell.key: cell.value for cell in report.case.cells}


def only(table: str, change: Change) -> Change:
    return lambda sheet: change(sheet) if any(key.startswith(table) for key in sheet.tables) else sheet


def errors(report: Report) -> list[str]:
    return [
        f.message for f in report.findings if f.severity == "error" or (f.rule[0] == "S" and f.severity == "warning")
    ]


def kinds(report: Report, kind: str) -> list[Observation]:
    return [o for o in report.case.observations if o.kind == kind]


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("table", ["art20", "requests", "disputes"])
@pytest.mark.parametrize("change", [turned, filled], ids=["turned", "filled"])
def test_the_same_figures(edition: str, name: str, table: str, change: Change) -> None:
    tale = story(base(edition), together=False)
    report = judged(restyled(tale, only(table, change)), name)
    assert figures(report) == figures(judged(tale, name))
    assert errors(report) == []
    named = {o.table for o in kinds(report, "table_turned")}
    assert all(key and key.startswith(table) for key in named) and bool(named) == (change is turned)


@pytest.mark.parametrize("name", WRITERS)
def test_section_two_filled_as_one_table(name: str) -> None:
    report = judged(restyled(story(base("2021")), filled), name)
    assert figures(report) == figures(judged(story(base("2021")), name))
    assert errors(report) == []


@pytest.mark.parametrize("name", WRITERS)
def test_disputes_as_three_blocks_below_each_other(name: str) -> None:
    report = judged(restyled(story(base("2021")), only("disputes", blocks_below)), name)
    assert figures(report) == figures(judged(story(base("2021")), name))
    assert errors(report) == []


def test_the_place_of_a_figure_in_a_turned_table_is_where_it_stands() -> None:
    plain, other = (
        {c.key: c.place.where for c in judged(tale, "a.html").case.cells}
        for tale in (story(base("2021")), restyled(story(base("2021")), only("requests", turned)))
    )
    key = ("requests", "carried_out", "total")
    assert PLACES.findall(plain[key]) == ["第28行第10列"]
    assert PLACES.findall(other[key]) == ["第10行第28列"]


def test_turned_tables_are_told_once() -> None:
    report = judged(restyled(story(base("2021"), together=False), turned), "a.html")
    (told,) = [f for f in report.findings if f.rule == "S214"]
    assert told.severity == "notice" and "（表1）" in told.message and "「第二十条第（八）项」表" in told.message


@pytest.mark.parametrize("group", ["（三）不予公开", "（四）无法提供", "（五）不予处理", "三、本年度办理结果"])
@pytest.mark.parametrize("more", [1, 2, -1])
def test_a_merged_heading_that_ends_in_the_wrong_row(group: str, more: int) -> None:
    tale = story(base("2021"))
    report = judged(restyled(tale, only("requests", partial(reaching, group, more))), "a.html")
    assert figures(report) == figures(judged(tale, "a.html"))
    assert errors(report) == []


def test_a_row_that_comes_twice_is_told_with_its_row_and_column() -> None:
    page = render_html.plain(story(base("2021"))).decode()
    row = next(r for r in re.findall(r"<tr>.*?</tr>\n", page, re.DOTALL) if "2.重复申请" in r)
    (report,) = judge(extract(page.replace(row, row + row).encode(), "a.html"))
    (told,) = [f for f in report.findings if f.rule == "S210"]
    assert "表2 第21行第3列" in told.message


def test_the_figures_of_a_missing_row_where_only_one_reading_is_left() -> None:
    page = render_html.plain(story(base("2021"))).decode()
    row = next(r for r in re.findall(r"<tr>.*?</tr>\n", page, re.DOTALL) if "2.重复申请" in r)
    (report,) = judge(extract(page.replace(row, "").encode(), "a.html"))
    (told,) = [f for f in report.findings if f.rule == "S201"]
    assert "按表内等式推算，「2.重复申请」应为自然人 2、总计 2，其余为 0。" in told.message
    # A second fault leaves no certain reading.
    wrong = page.replace(row, "").replace("<p>36</p>", "<p>63</p>", 1)
    (report,) = judge(extract(wrong.encode(), "a.html"))
    (told,) = [f for f in report.findings if f.rule == "S201"]
    assert "推算" not in told.message


def test_a_copy_of_the_report_on_its_page_is_no_second_report() -> None:
    body = render_html.body(story(base("2021")))
    twice = render_html.page((story(base("2021")),), f'<div class="pc">{body}</div><div class="mobile">{body}</div>')
    (report,) = judge(extract(twice.encode(), "a.html"))
    assert [(f.rule, f.severity) for f in report.findings] == [("S105", "notice")]
    differing = "<p>37</p>".join(twice.rsplit("<p>36</p>", 1))
    assert [case.part for case in extract(differing.encode(), "a.html")] == [1, 2]


def test_an_edition_that_was_forced_is_said_once_without_advice_to_the_office() -> None:
    (report,) = judge(extract(render_html.plain(story(base("2021"))), "a.html", edition="2019"))
    assert report.case.edition_forced
    said = [f.message for f in report.findings if "--edition" in f.message]
    assert len(said) == 1 and "已按指定的2019年版格式" in said[0] and "请去掉 --edition" in said[0]
    assert not any("改用" in f.message or "重新编制" in f.message for f in report.findings)
