"""The result set: what each file holds, that it is written in one pass, and that equal input gives equal bytes."""

from __future__ import annotations

import io
import json
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import PATH, RAW, hostile
from tools.golden import reports
from validator.audit_outputs import groups as groups_module
from validator.audit_outputs import organs, parquet, workbook
from validator.audit_outputs.charts import charts
from validator.audit_outputs.groups import Groups, grouped, listed
from validator.audit_outputs.lines import finding_lines, report_line
from validator.audit_outputs.registry import OUTPUTS
from validator.audit_outputs.totals import REPORTS, Totals, findings, pass_rate, totals_of
from validator.audit_outputs.worst import Worst
from validator.report.json import audit_entry, decode, encode, entry
from validator.report.sheets import MAX_LINKS, MAX_ROWS

DRAFT = "2021/broken/A101-closing.docx"


@cache
def entries() -> list[dict[str, Any]]:
    """Every sample as its worker would hand it over: written to JSON and read back."""
    return [decode(encode(audit_entry(report))) for report in reports().values()]


def once() -> Iterator[dict[str, Any]]:
    yield from entries()


def test_an_audit_entry_survives_json_exactly() -> None:
    for report, back in zip(reports().values(), entries(), strict=True):
        made = audit_entry(report)
        assert {key: back[key] for key in entry(report)} == json.loads(encode(entry(report)), parse_float=Decimal)
        assert back["cells"] == made["cells"] and back["forms"] == made["forms"]


def write(path: Path, base: str = "") -> tuple[str, ...]:
    """The file of that name, from all samples; what is said of it."""
    return OUTPUTS[path.name]()(path, once(), base, totals_of(once()))


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_file_is_written_from_one_pass_and_twice_the_same(name: str, tmp_path: Path) -> None:
    said = write(tmp_path / name, "../年报")
    assert [line.partition(" ")[0] for line in said] == ([name] if name == "按机关.zip" else [])
    first = (tmp_path / name).read_bytes()
    write(tmp_path / name, "../年报")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert name.endswith(".xlsx") or (tmp_path / name).read_bytes() == first


# ---------------------------------------------------------------- lines


def test_lines_hold_what_the_contract_names_in_its_order() -> None:
    lines = [json.loads(line) for one in entries() for line in finding_lines(one)]
    assert len(lines) == sum(len(report.findings) for report in reports().values())
    assert {tuple(line)[:6] for line in lines} == {("path", "part", "organ", "year", "rule", "severity")}
    told = [json.loads(report_line(one)) for one in entries()]
    assert {tuple(line) for line in told} == {("path", "part", "status", "edition", "organ", "year", "counts")}
    assert Counter(line["status"] for line in told) == Counter(report.status for report in reports().values())
    assert sum(sum(line["counts"].values()) for line in told) == len(lines)


def test_a_line_is_one_line_whatever_is_in_it() -> None:
    one = audit_entry(hostile())
    assert [line.count(b"\n") for line in (*finding_lines(one), report_line(one))] == [1, 1]


# ---------------------------------------------------------------- cells.parquet


def test_cells_are_read_back_exactly(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    write(tmp_path / "cells.parquet")
    rows = pq.read_table(tmp_path / "cells.parquet").to_pylist()
    due = [(report.case, cell) for report in reports().values() for cell in report.case.cells]
    assert len(rows) == len(due)
    assert list(rows[0]) == (
        [
            "path",
            "part",
            "organ",
            "year",
            "edition",
            "table",
            "row",
            "column",
            "raw",
            "kind",
            "unit",
            "value",
            "place",
        ]  # contract.md
    )
    for row, (case, cell) in zip(rows, due, strict=True):
        assert (row["path"], row["part"], row["organ"], row["year"]) == (
            case.path,
            case.part,
            case.organ,
            case.report_year,
        )
        assert (row["table"], row["row"], row["column"]) == cell.key
        assert (row["raw"], row["kind"], row["unit"], row["value"]) == (cell.raw, cell.kind, cell.unit, cell.value)


def test_row_groups_bound_what_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    monkeypatch.setattr(parquet, "GROUP", 10_000)
    parquet.write(tmp_path / "a", once())
    groups = pq.ParquetFile(tmp_path / "a").metadata
    cells = sum(len(one["cells"]) for one in entries())
    assert groups.num_rows == cells and cells // 10_250 <= groups.num_row_groups <= cells // 10_000 + 1


def test_a_number_that_does_not_fit_is_left_to_its_text_and_said(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    cells = [["art20_8", "fees", "amount", raw, "number", None, Decimal(raw), ""] for raw in ("9" * 40, "0.5")]
    (note,) = parquet.write(tmp_path / "a", [{**entries()[0], "cells": cells}])
    assert "1 个数" in note
    assert [row["value"] for row in pq.read_table(tmp_path / "a").to_pylist()] == [None, Decimal("0.5")]


def test_without_pyarrow_it_is_said_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (note,) = write(tmp_path / "cells.parquet")
    assert "[audit]" in note and list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- totals and the workbook


def test_totals_add_up() -> None:
    totals = totals_of(once())
    for tallies in (totals.organs, totals.years):
        assert sum(tallies.values(), Counter()) == totals.whole
    assert sum(map(findings, totals.rules.values())) == findings(totals.whole)
    due = [report for report in reports().values() if report.status != "not_applicable"]
    assert pass_rate(totals.whole) == sum(report.status == "passed" for report in due) / len(due)
    assert pass_rate({}) is None


def test_what_does_not_apply_is_in_no_pass_rate() -> None:
    totals = Totals()
    totals.years[2023].update({"passed": 2, "not_applicable": 1, REPORTS: 3})
    assert "100.0%（2/2）" in "".join(charts(totals))


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


def test_the_workbook_tells_all_from_every_side(tmp_path: Path) -> None:
    write(tmp_path / "汇总.xlsx", "..")
    book = sheets(tmp_path / "汇总.xlsx")
    count = sum(len(report.findings) for report in reports().values())
    assert list(book) == ["概览", *workbook.SHEETS]
    assert ("报告数", len(reports())) in [row[:2] for row in book["概览"]]
    assert len(book["问题清单"]) == count + 1
    for name in ("按机关", "按年度"):
        assert sum(row[1] for row in book[name][1:]) == len(reports())
        assert sum(sum(row[-3:]) for row in book[name][1:]) == count
    assert sum(row[3] for row in book["按规则"][1:]) == sum(row[3] for row in book["同类问题"][1:]) == count
    assert [row[:2] for row in book["概览"] if row[0] in workbook.SHEETS] == list(workbook.SHEETS.items())
    errors = [row[-3] for row in book["按机关"][1:] if row[0] != "（未识别）"]
    assert errors == sorted(errors, reverse=True) and errors[0] > errors[-1]
    first = [row[1] for row in book["概览"] if row[0] == "错误最多的机关"]
    assert [line.partition("：")[0] for line in first] == [row[0] for row in book["按机关"][1 : 1 + len(first)]]
    assert sum(row[0] == "错误最多的规则" for row in book["概览"]) == 5
    grades = [row[0] for row in book["问题清单"][1:]]
    assert grades == sorted(grades, key=["错误", "疑似", "提示"].index)
    loaded = openpyxl.load_workbook(tmp_path / "汇总.xlsx")["问题清单"]
    assert all((loaded.row_dimensions[r].height or 0) >= 13.5 * -(-len(loaded.cell(r, 9).value) // 26) for r in (2, 3))
    assert loaded.page_setup.orientation == "landscape" and loaded.page_setup.fitToHeight == 0
    assert loaded.print_area == "'问题清单'!$A$1:$J$101" and f"共 {count} 行" in loaded.oddHeader.center.text
    assert loaded.page_margins.top > loaded.page_margins.header
    assert loaded["G2"].hyperlink.target.startswith("../2019/") and loaded.auto_filter.ref == f"A1:L{count + 1}"


def test_short_lists_are_printed_whole(tmp_path: Path) -> None:
    one = next(entry for entry in once() if entry["findings"])
    workbook.write(tmp_path / "a.xlsx", [one], "", totals_of([one]))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert not any(sheet.oddHeader.center.text for sheet in book)
    assert not any("打印" in str(value) for row in book["概览"].values for value in row)
    assert book["问题清单"].print_area == f"'问题清单'!$A$1:$J${len(one['findings']) + 1}"


def test_a_name_that_cannot_be_printed_is_no_link(tmp_path: Path) -> None:
    one = next(entry for entry in once() if entry["findings"])
    every = [{**one, "path": path} for path in ("换\ufffd行.html", "包\ufffd.zip!/a.html", "好.html")]
    workbook.write(tmp_path / "a.xlsx", every, "", totals_of(every))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    links = {cell.hyperlink.target for sheet in book for row in sheet for cell in row if cell.hyperlink}
    assert {target for target in links if target} == {"%E5%A5%BD.html"}


def test_each_organ_has_a_list_of_its_own_and_nobody_elses(tmp_path: Path) -> None:
    one = next(entry for entry in once() if any(f["severity"] == "error" for f in entry["findings"]))
    names = ("甲县教育局", "../乙:县*", "..／乙:县*", "丙县", "IT局", "it局", None)
    told = [{**one, "organ": organ, "path": f"{at}.html"} for at, organ in enumerate((*names, *names))]
    sound = {**one, "organ": "丁县", "findings": []}
    (said,) = organs.write(tmp_path / "按机关.zip", [*told, sound])
    assert "里有 6 个机关的清单" in said and "另成一份“（未识别）”" in said
    with zipfile.ZipFile(tmp_path / "按机关.zip") as archive:
        held = {name: openpyxl.load_workbook(io.BytesIO(archive.read(name))) for name in archive.namelist()}
    assert len({name.casefold() for name in held}) == 7 and not any(
        "/" in name or ":" in name or name.startswith(".") for name in held
    )
    book = held["甲县教育局.xlsx"]
    assert [row[3] for row in book["年报"].iter_rows(min_row=2, values_only=True)] == ["0.html", "7.html"]
    assert book["问题清单"].max_row == 2 * len(one["findings"]) + 1
    assert not any(cell.hyperlink for row in book["问题清单"].iter_rows() for cell in row)


def test_findings_in_the_same_words_are_one_group_whatever_figures_places_and_files_they_name() -> None:
    messages = (
        "「新收」行「总计」列应为 17，现为 71（表2 第28行第4列）。与「甲/2023.docx」相同。",
        "「新收」行「总计」列应为 1.5，现为 3（年报!D54）。与「乙.zip!/2024 年.xlsx」相同。",
        "「新收」行「自然人」列应为 17，现为 71（表2 第28行第4列）。与「甲/2023.docx」相同。",
    )
    one = next(entry for entry in once() if entry["findings"])
    told = [{**one["findings"][0], "rule": "A101", "severity": "error", "message": message} for message in messages]
    groups = Groups()
    every = [{**one, "path": f"{n}.html", "findings": [*told, told[0]]} for n in range(7)]
    assert list(grouped(every, groups)) == every
    first, last = listed(groups)
    assert (first.findings, first.reports, first.message) == (21, 7, messages[0])
    assert (last.findings, last.reports, last.names) == (7, 7, [f"{n}.html" for n in range(5)])


def test_beyond_their_number_findings_are_counted_by_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups_module, "MOST", 3)
    groups = Groups()
    count = sum(len(entry["findings"]) for entry in grouped(once(), groups))
    found = listed(groups)
    assert sum(group.findings for group in found) == count
    assert sum(group.message != "" for group in found) == 3 and len(found) > 3


def test_sheets_print_on_paper_turned_sideways_with_their_heads_and_page_numbers(tmp_path: Path) -> None:
    workbook.write(tmp_path / "a.xlsx", once(), "", totals_of(once()))
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx"):
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), setup.fitToHeight) == ("landscape", 9, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and "&P" in sheet.oddFooter.center.text
        assert sheet.title == "概览" or sheet.print_title_rows == "$1:$1"
        printed = sheet.print_area.split("!")[-1].replace("$", "") or sheet.dimensions
        widths = [sheet.column_dimensions[cell.column_letter].width for cell in sheet[printed][0]]
        assert sum(widths) <= 155  # more columns on a page make letters that nobody reads
        assert sheet.title == "概览" or all(
            cell.border.left.style == "thin" for row in sheet[sheet.dimensions] for cell in row
        )
        assert not any(line.hidden for line in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))


def test_more_findings_than_a_sheet_takes_are_split_and_said(tmp_path: Path) -> None:
    notes = workbook.write(tmp_path / "a.xlsx", once(), "", totals_of(once()), most=40)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    lists = [sheet for sheet in book if sheet.title.startswith("问题清单")]
    assert lists[0].max_row - 1 == 40 and len(lists) == 2
    assert sum(sheet.max_row - 1 for sheet in lists) == sum(len(report.findings) for report in reports().values())
    assert "分成 2 张" in notes[0] and "问题清单2" in notes[1] and "年报清单" in notes[1]
    assert lists[0]["G2"].hyperlink and not lists[1]["G2"].hyperlink
    assert "年报清单里前 40 份有" in notes[2]
    assert [bool(row[7].hyperlink) for row in book["年报清单"].iter_rows(min_row=41, max_row=42)] == [True, False]
    assert any(notes[0] in row for row in book["概览"].iter_rows(values_only=True))


def test_the_limits_are_those_of_excel() -> None:
    assert (MAX_ROWS, MAX_LINKS) == (1_048_576, 65_530)


def test_the_workbook_is_the_same_at_any_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook.write(tmp_path / "a.xlsx", once(), "", totals_of(once()))
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2031, 5, 6, 7, 8, 9, 0, 126, 0)))
    workbook.write(tmp_path / "b.xlsx", once(), "", totals_of(once()))
    monkeypatch.undo()
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    properties = openpyxl.load_workbook(tmp_path / "a.xlsx").properties
    assert properties.created == properties.modified == datetime(1980, 1, 1)


def test_no_cell_of_the_workbook_is_a_formula(tmp_path: Path) -> None:
    one = audit_entry(hostile())
    workbook.write(tmp_path / "a.xlsx", [one], "", totals_of([one]))
    cells = [c for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx") for row in sheet.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type in ("f", "e")]
    assert any(str(c.value).startswith("=cmd") and c.quotePrefix for c in cells) and PATH and RAW


# ---------------------------------------------------------------- the worst


@given(st.lists(st.integers(0, 3)), st.integers(1, 8))
def test_the_worst_are_kept_in_the_order_in_which_they_came(ranks: list[int], most: int) -> None:
    worst = Worst[int](4, most)
    for number, rank in enumerate(ranks):
        worst.add(rank, number)
    due = sorted(range(len(ranks)), key=lambda number: (ranks[number], number))[:most]
    assert list(worst.in_order()) == sorted(due)
