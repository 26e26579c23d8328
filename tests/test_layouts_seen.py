"""Layouts that the forge does not print: a clean page rewritten the way offices and their systems do."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from tools.golden import ROOT
from validator.model import Report
from validator.pipeline import extract, judge

CLEAN = ROOT / "2021" / "clean" / "html-plain.html"
Rewrite = Callable[[str], str]


@cache
def page() -> str:
    return CLEAN.read_text(encoding="utf-8")


def judged(markup: str, name: str = "年报.html") -> Report:
    (report,) = judge(extract(markup.encode(), name))
    return report


@cache
def truth() -> dict[tuple[str, str, str], object]:
    return {cell.key: cell.value for cell in judged(page()).case.cells}


def tables(markup: str) -> list[str]:
    return re.findall(r"<table.*?</table>", markup, re.DOTALL)


def in_table(number: int, edit: Rewrite) -> Rewrite:
    """Edit the Nth table of the page only."""

    def edited(markup: str) -> str:
        table = tables(markup)[number]
        return markup.replace(table, edit(table))

    return edited


def links_above(markup: str) -> str:
    links = "".join(f"<li><a>云桥市教育局{y}年政府信息公开工作年度报告</a></li>" for y in (2022, 2021, 2024))
    return markup.replace("<body>", f"<body><ul>{links}</ul>")


def summary_in_section_one(markup: str) -> str:
    small = "<table><tr><td>项目</td><td>数量</td></tr><tr><td>行政许可</td><td>9</td></tr></table>"
    return markup.replace("<h2>二、", f"{small}<h2>二、")


def last_year_first(markup: str) -> str:
    now = tables(markup)[1]
    return markup.replace(now, f"<p>2022年度情况如下：</p>{re.sub(r'<p>[1-9][0-9]*</p>', '<p>0</p>', now)}{now}")


def check_column(table: str) -> str:
    return re.sub(r"(<p>\d+</p></td>)(</tr>)", r"\1<td>√</td>\2", table)


def numbered(table: str) -> str:
    numbers = "".join(f"<td>{n}</td>" for n in range(1, 16))
    rows = table.split("<tr>")
    return "<tr>".join([*rows[:-1], f"{numbers}</tr>", rows[-1]])


def leading_word(table: str) -> str:
    rows = table.split("<tr>")
    return "<tr>".join([rows[0], *(f'<td rowspan="3"></td>{rows[1]}',), *rows[2:-1], f"<td>件数</td>{rows[-1]}"])


def joined_labels(table: str) -> str:
    return re.sub(r"<p>（一）予以公开</p>", "<p>三、本年度办理结果<br/>（一）予以公开</p>", table)


SOUND: dict[str, Rewrite] = {
    "links to other years above the title": links_above,
    "a summary table in section one": summary_in_section_one,
    "last year's table first": last_year_first,
    "a check column without a head": in_table(1, check_column),
    "a row of column numbers": in_table(2, numbered),
    "a word before the figures": in_table(2, leading_word),
    "headings and label in one cell": in_table(1, joined_labels),
}


@pytest.mark.parametrize("rewrite", SOUND.values(), ids=SOUND.keys())
def test_the_same_figures_and_no_error(rewrite: Rewrite) -> None:
    markup = rewrite(page())
    assert markup != page()
    report = judged(markup)
    assert {cell.key: cell.value for cell in report.case.cells} == truth()
    assert (report.case.report_year, report.case.organ, report.status) == (2023, "云桥市教育局", "passed")


def test_one_cell_too_many_in_a_row_is_no_check_column() -> None:
    """It may as well have shifted all others."""
    report = judged(in_table(1, lambda t: t.replace("</p></td></tr>", "</p></td><td><p>7</p></td></tr>", 3))(page()))
    open_rows = next(t.open_rows for t in report.case.tables if t.key == "requests")
    assert open_rows


def test_a_wrong_detail_beside_a_blank_total_is_one_finding() -> None:
    """Zeros left blank: the figure that does not belong breaks a row whose total is blank."""

    def edit(table: str) -> str:
        blank = table.replace("<p>0</p>", "<p></p>")
        label = "<p>1.属于国家秘密</p></td>"
        return blank.replace(f"{label}<td><p></p></td>", f"{label}<td><p>3</p></td>")

    report = judged(in_table(1, edit)(page()))
    errors = [f for f in report.findings if f.severity == "error"]
    assert [(f.rule, f.cells[0].key[1:]) for f in errors] == [("A102", ("denied.state_secret", "natural_person"))]
    assert [str(c.to) for c in errors[0].repairs[0].changes] == ["0"]


def test_text_parted_by_blanks_only() -> None:
    """What a PDF reader copies: a row a line, cells parted by blanks."""
    lines = (ROOT / "2021" / "clean" / "text-tab-rows.txt").read_text(encoding="utf-8").splitlines()
    spaced = "\n".join(re.sub(r"\s+", " ", line.strip()) if "\t" in line else line for line in lines)
    (report,) = judge(extract(spaced.encode(), "年报.txt"))
    cells = {cell.key: cell.value for cell in report.case.cells}
    assert all(cells[key] == truth()[key] for key in cells)
    assert len(cells) >= 0.9 * len(truth())
    assert [f for f in report.findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    ("title", "organ"),
    [
        ("云桥市教育局政府信息公开工作2023年年度报告", "云桥市教育局"),
        ("云桥市教育局关于2023年度政府信息公开工作情况的报告", "云桥市教育局"),
        ("《云桥市教育局2023年政府信息公开工作年度报告》", "云桥市教育局"),
        ("【年报】云桥市教育局2023年政府信息公开工作年度报告", "云桥市教育局"),
    ],
)
def test_titles_as_offices_word_them(title: str, organ: str) -> None:
    known = "云桥市教育局2023年政府信息公开工作年度报告"
    case = judged(page().replace(known, title)).case
    assert (case.organ, case.report_year, case.year_from) == (organ, 2023, "title")
