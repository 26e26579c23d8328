"""What an auditor sees first: the same sentences and the same order on the screen, in the workbook and on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.audit_corpus import audit, written
from tools.golden import reports
from validator.audit_outputs import workbook
from validator.audit_outputs.charts import charts
from validator.audit_outputs.first_steps import TITLE, first_steps
from validator.audit_outputs.organ_years import OrganYears, by_year, organ_rows, years_of
from validator.audit_outputs.report_rows import Drafts, drafted, report_rows
from validator.audit_outputs.totals import FAULTY, totals_of, worst_finding, worst_first
from validator.report.json import Entry, audit_entry
from validator.report.sheet_cells import Graded
from validator.report.wording import VERDICTS, title_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("corpus"), 20)


@pytest.fixture(scope="module")
def result(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    out = tmp_path_factory.mktemp("out")
    told = audit(folder, "-o", out, "--jobs", 0, "--outputs", "xlsx,html").output.splitlines()
    first = told.index(f"{TITLE}：") + 1
    return out, [line.strip() for line in told[first:] if line.startswith("  ")]


def sheet(out: Path, name: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(out / "汇总.xlsx")[name].iter_rows(values_only=True))


def made(status: str, organ: str | None, year: int | None, *findings: tuple[str, str]) -> Entry:
    told = [{"severity": severity, "rule": rule, "message": rule} for severity, rule in findings]
    return {"status": status, "organ": organ, "report_year": year, "findings": told}


def steps_of(*entries: Entry) -> list[tuple[str, tuple[str, str]]]:
    return [(step.text, step.filters) for step in first_steps(totals_of(entries))]


def test_what_was_not_seen_comes_first_then_what_is_sure() -> None:
    found = steps_of(
        made("passed", "甲局", 2023, ("notice", "D101")),
        made("failed", "甲局", 2022, ("warning", "C303"), ("error", "A101"), ("error", "A101")),
        made("failed", "乙局", 2022, ("error", "A102"), ("notice", "Y201")),
        made("incomplete", "乙局", 2023, ("notice", "D101"), ("warning", "F007")),
        made("unreadable", None, None, ("error", "F003")),
    )
    assert [filters for _, filters in found] == [
        ("status", "unreadable"),
        ("severity", "error"),
        ("rule", "Y201"),
        ("status", "incomplete"),
        ("severity", "warning"),
    ]
    unread, errors, missing, half, doubtful = (text for text, _ in found)
    assert unread.startswith(f"读不出 1 份：F003 {title_of('F003')}（1）。")
    assert errors.startswith("错误 4 处，在 3 份报告里（包括读不出的），最多的机关：甲局（2）、乙局（1）。")
    assert missing.startswith("缺年度 1 处，涉及 1 份报告。")
    assert half.startswith(f"未查完 1 份：F007 {title_of('F007')}（1）。")
    assert doubtful.startswith("疑似 2 处，最多的：C303")


def test_where_nothing_is_to_be_done_nothing_is_said() -> None:
    assert steps_of() == steps_of(made("passed", "甲局", 2023, ("notice", "D101"))) == []


def test_one_organ_with_an_error() -> None:
    ((text, _),) = steps_of(made("failed", "甲局", 2023, ("error", "A101")))
    assert text == "错误 1 处，在 1 份报告里，最多的机关：甲局（1）。确定有错，请先改。"


def test_more_reasons_than_fit_are_said_to_be_more() -> None:
    unread = [made("unreadable", None, None, ("error", f"F00{n}")) for n in (1, 2, 3, 4, 5, 6, 7)]
    (text, _), _ = steps_of(*unread)
    assert text.count("（1）") == 6 and "）等。" in text


def test_screen_workbook_and_page_say_the_same(result: tuple[Path, list[str]]) -> None:
    out, told = result
    assert len(told) >= 3
    rows = sheet(out, "概览")
    first = [row[0] for row in rows].index(TITLE)
    lines = [row[1] for row in rows[first : first + 40]]
    assert "".join(line.lstrip("　") for line in lines[: lines.index(None)]) == "".join(told)
    page = html.document_fromstring((out / "index.html").read_text(encoding="utf-8"))
    shown = page.xpath("//section[@class='first']//button")
    assert [f"{n}. {unescape(button.text_content())}" for n, button in enumerate(shown, 1)] == told


def test_lines_alone_are_for_programs(folder: Path, tmp_path: Path) -> None:
    assert TITLE not in audit(folder, "-o", tmp_path, "--jobs", 0, "--outputs", "jsonl").output


def test_the_first_run_is_like_none_before(folder: Path, tmp_path: Path) -> None:
    options = (folder / "多年", "-o", tmp_path, "--jobs", 0, "--outputs", "jsonl")
    assert "与上次相同" not in audit(*options).output
    assert "其余与上次相同" in audit(*options).output


def test_every_report_is_listed_the_worst_first_with_its_reason(result: tuple[Path, list[str]]) -> None:
    rows = sheet(result[0], workbook.REPORTS_LIST)[1:]
    overview = dict(row[:2] for row in sheet(result[0], "概览") if row and row[0])
    for word in ("读不出", "不通过", "未查完", "不适用", "通过"):
        assert sum(row[0] == word for row in rows) == overview[word]
    order = ["读不出", "不通过", "未查完", "不适用", "通过"]
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=order.index)
    errors = [row[3] for row in rows if row[0] == "不通过"]
    assert errors == sorted(errors, reverse=True)
    assert all(row[8].startswith("F0") for row in rows if row[0] == "读不出")
    assert sum(row[3] for row in rows) == overview["错误"] and sum(row[4] for row in rows) == overview["疑似"]


def test_the_links_of_a_sheet_are_for_the_worst(tmp_path: Path) -> None:
    every = [audit_entry(report) for report in reports().values()]
    workbook.write(tmp_path / "a.xlsx", every, "", totals_of(every), most=40)
    listed = openpyxl.load_workbook(tmp_path / "a.xlsx")[workbook.REPORTS_LIST]
    assert listed.max_row == len(reports()) + 1
    assert [bool(listed.cell(row, 8).hyperlink) for row in (2, 41, 42)] == [True, True, False]


@given(st.lists(st.tuples(st.sampled_from(list(VERDICTS)), st.integers(0, 600), st.integers(0, 600)), max_size=8))
def test_reports_are_listed_by_verdict_errors_and_warnings(told: list[tuple[str, int, int]]) -> None:
    every = [
        {
            **made(status, None, None, *[("error", "A101")] * errors, *[("warning", "C303")] * warnings),
            "path": "a",
            "part": n,
        }
        for n, (status, errors, warnings) in enumerate(told)
    ]
    with TemporaryFile() as file:
        drafts = Drafts(file)
        assert list(drafted(every, drafts)) == every
        listed = [row[-1] for row in report_rows(drafts, "", 0)]
    order = ["unreadable", "failed", "incomplete", "not_applicable", "passed"]

    def rank(part: int) -> tuple[int, int, int, int]:
        status, errors, warnings = told[part]
        return order.index(status), -min(errors, 511), -min(warnings, 511), part

    assert listed == sorted(range(len(told)), key=rank)


def test_organs_and_rules_stand_in_one_order_everywhere(result: tuple[Path, list[str]]) -> None:
    totals = totals_of(map(audit_entry, reports().values()))
    drawn = "".join(charts(totals))
    for key, tallies in (("organ", totals.organs), ("rule", totals.rules)):
        found = html.document_fromstring(drawn).xpath(f"//th/button[@data-filter='{key}']/@data-value")
        assert found == [name for name in worst_first(tallies) if sum(tallies[name].values())][: len(found)]
    rules = sheet(result[0], "按规则")[1:]
    assert [row[4] for row in rows_with(rules)] == sorted((row[4] for row in rows_with(rules)), reverse=True)


def rows_with(rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    return (row for row in rows if row[4])


def test_reports_with_errors_are_counted_once() -> None:
    worse = next(report for report in reports().values() if report.status == "failed")
    twice = replace(worse, findings=worse.findings * 2)
    every = [audit_entry(report) for report in (*reports().values(), twice)]
    totals = totals_of(every)
    faulty = [one for one in every if any(finding["severity"] == "error" for finding in one["findings"])]
    assert totals.whole[FAULTY] == len(faulty) < totals.whole["error"]
    unread = Counter(worst["rule"] for one in every if one["status"] == "unreadable" and (worst := worst_finding(one)))
    assert totals.stopped["unreadable"] == unread and sum(unread.values()) == totals.whole["unreadable"]


def test_organs_by_years_show_gaps_and_the_worst_of_several() -> None:
    seen = OrganYears()
    every = [
        made("passed", "甲局", 2021),
        made("passed", "甲局", 2023),
        made("failed", "甲局", 2023),
        made("passed", "乙局", 2022),
        made("unreadable", None, None),
    ]
    assert list(by_year(every, seen)) == every
    assert years_of(seen) == [2021, 2022, 2023]
    assert list(organ_rows(seen, ["乙局", "甲局", "（未识别）"])) == [
        ("乙局", None, "通过", None),
        ("甲局", "通过", Graded("缺", "warning"), Graded("不通过（共 2 份）", "error")),
    ]
