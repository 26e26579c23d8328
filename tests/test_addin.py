"""What spreadsheet add-ins export: every report in the file found, named, dated and judged; every organ is invented."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from openpyxl import load_workbook

from tests.addin_reading import BASE, OTHER, due, judged, named, read, serious
from tools.forge.addin_pieces import Piece, book, fields, pairs, spaced, tables, title, whole
from tools.forge.figures import rewritten, sound
from tools.forge.render_addin import EXPORTS
from tools.samples_addin import addin_samples, held
from tools.samples_base import YEARS
from validator.between.linking import links_for
from validator.model import Report
from validator.pipeline import extract
from validator.report.xlsx import render

EDITIONS = tuple(YEARS)
CLOSING = ("requests", "carried_out", "natural_person")


@cache
def of_export(name: str, edition: str) -> tuple[Report, ...]:
    export = EXPORTS[name]
    return tuple(judged(export.render(held(export, edition)), f"导出{export.extension}"))


# ---------------------------------------------------------------- every kind of export


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", EXPORTS)
def test_every_report_of_an_export_is_read_and_passes(name: str, edition: str) -> None:
    found, truth = of_export(name, edition), held(EXPORTS[name], edition)
    assert named(found) == [(report.organ, report.year) for report in truth]
    assert [report.case.edition for report in found] == [edition] * len(truth)
    assert [(report.status, serious(report)) for report in found] == [("passed", [])] * len(truth)
    assert list(map(read, found)) == list(map(due, truth))


@pytest.mark.parametrize("name", EXPORTS)
def test_a_wrong_cell_is_told_in_its_report_and_no_other(name: str) -> None:
    export = EXPORTS[name]
    *others, last = held(export, "2021")
    wrong = rewritten(last, [(CLOSING, "71")])
    *sound_ones, broken = judged(export.render([*others, wrong]), f"导出{export.extension}")
    (finding,) = (f for f in broken.findings if f.severity == "error")
    (change,) = finding.repairs[0].changes
    assert (change.row, change.column, change.was) == ("carried_out", "natural_person", Decimal(71))
    assert str(change.to) == last.tables["requests"]["carried_out"]["natural_person"]
    assert not any(f.severity == "error" for report in sound_ones for f in report.findings)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_broken_sample_shows_its_fault_in_every_report(edition: str) -> None:
    for sample in addin_samples(edition):
        for report in judged(sample.data, sample.name):
            assert sample.code in {finding.rule for finding in report.findings}, sample.name
            assert set(serious(report)) <= {sample.code}, sample.name


def test_subtotals_that_the_form_does_not_know_are_told_and_left_out() -> None:
    (report,) = of_export("subtotals", "2021")
    told = [f.message for f in report.findings if f.rule in ("S203", "S204")]
    assert any("小计" in text and "行" in text for text in told)
    assert any("小计" in text and "列" in text for text in told)


def test_hidden_sheets_are_told() -> None:
    (report,) = of_export("hidden-options", "2021")
    (finding,) = (f for f in report.findings if f.rule == "F009")
    assert "选项" in finding.message


# ---------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("organs-sheets", "安岭区司法局!"),
        ("organs-three-sheets", "安岭区司法局-依申请公开!"),
        ("organs-long", "数据!F"),
    ],
)
def test_places_name_the_sheet(name: str, where: str) -> None:
    (cell,) = (c for c in of_export(name, "2021")[2].case.cells if c.key == CLOSING)
    assert cell.place.where.startswith(where)
    data = EXPORTS[name].render(held(EXPORTS[name], "2021"))
    sheet = load_workbook(io.BytesIO(data))[cell.place.sheet or ""]
    assert str(sheet[cell.place.ref or ""].value) == cell.raw


def test_places_in_delimited_text_are_lines() -> None:
    (cell,) = (c for c in of_export("organs-csv", "2021")[1].case.cells if c.key == CLOSING)
    lines = EXPORTS["organs-csv"].render(held(EXPORTS["organs-csv"], "2021")).decode("gb18030").splitlines()
    assert cell.place.line and cell.place.column
    assert lines[cell.place.line - 1].split(",")[cell.place.column - 1] == cell.raw


# ---------------------------------------------------------------- several reports


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_summary_sheet_is_a_report_of_its_own(at: int) -> None:
    pages = [(report.organ, whole(report, pairs)) for report in (BASE, OTHER)]
    pages.insert(at, ("汇总", spaced(tables(sound(1, "2021")))))
    names: list[str | None] = [BASE.organ, OTHER.organ]
    names.insert(at, None)
    assert named(judged(book(dict(pages)), "x.xlsx")) == [(name, BASE.year) for name in names]


def test_sets_of_tables_that_nobody_is_named_for_are_told_apart() -> None:
    pieces = [*spaced(tables(BASE)), *spaced(tables(OTHER))]
    found = judged(book({"Sheet1": pieces}), "x.xlsx")
    assert list(map(read, found)) == [due(BASE), due(OTHER)]


def test_last_years_matrix_below_is_no_second_report() -> None:
    before = next(table for table in tables(OTHER) if table.tables == ("requests",))
    (report,) = judged(book({"Sheet1": [*whole(BASE, pairs), ("上年数据",), before]}), "x.xlsx")
    assert read(report) == due(BASE)
    assert serious(report) == ["S102"]


def test_another_organ_named_in_passing_does_not_cut_a_report() -> None:
    first, *others = spaced(tables(BASE))
    pieces: list[Piece] = [*title(BASE), first, ("填报单位：", "云桥市人民政府办公室"), *others]
    (report,) = judged(book({"年报": pieces}), "x.xlsx")
    assert named([report]) == [(BASE.organ, BASE.year)]
    assert read(report) == due(BASE)


def test_a_report_without_the_matrix_stands_apart_from_the_next() -> None:
    lacking = replace(BASE, tables={key: rows for key, rows in BASE.tables.items() if key != "requests"})
    found = judged(EXPORTS["organs-pairs"].render([lacking, OTHER]), "x.xlsx")
    assert [(report.case.organ, serious(report)) for report in found] == [(BASE.organ, ["S101"]), (OTHER.organ, [])]


def test_short_names_of_sheets_belong_to_the_organ_in_full() -> None:
    pages: dict[str, Sequence[Piece]] = {}
    for report, short in ((BASE, "教育局"), (OTHER, "民政局")):
        two, requests, disputes = tables(report)
        pages |= {f"{short}-1": [*fields(report), two], f"{short}-2": [requests], f"{short}-3": [disputes]}
    found = judged(book(pages), "x.xlsx")
    assert named(found) == [(BASE.organ, BASE.year), (OTHER.organ, OTHER.year)]
    assert list(map(read, found)) == [due(BASE), due(OTHER)]


def test_years_in_one_workbook_are_compared() -> None:
    cases = extract(EXPORTS["years-sheets"].render(held(EXPORTS["years-sheets"], "2021")), "x.xlsx")
    assert links_for(cases)[cases[1].path, cases[1].part].previous == cases[0]


def test_the_workbook_of_results_has_a_sheet_and_a_line_for_each_report() -> None:
    results = load_workbook(io.BytesIO(render(of_export("organs-sheets", "2021"))))
    listed = [row[1] for row in results["报告清单"].iter_rows(min_row=2, values_only=True)]
    assert listed == [report.organ for report in held(EXPORTS["organs-sheets"], "2021")]
    assert {"表格1", "表格2", "表格3"} <= set(results.sheetnames)
