"""Whose report was not seen: a list of those who owe one, held against what there is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit_corpus import audit
from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from validator.audit.roster import read_roster
from validator.audit.work import BadWork
from validator.audit_outputs.roster import Absent, Owed, held_against
from validator.audit_outputs.roster_hints import Seen

ORGANS = ("云桥市教育局", "云桥市民政局", "云桥市水利局", "临溪县人民政府")


def seen(organ: str | None, year: int | None, path: str = "甲.docx", is_sure: bool = True) -> Seen:
    return Seen(path, organ, year, is_sure)


def test_whoever_has_no_report_of_a_year_of_which_others_have_one_is_told_the_latest_year_first() -> None:
    there = [seen(ORGANS[0], 2023), seen(ORGANS[1], 2024), seen(ORGANS[0], 2024), seen("长亭县司法局", 2020)]
    roster = held_against([*map(Owed, ORGANS[:3])], there)
    gone = [(one.organ, one.year) for one in roster.absent]
    assert gone == [(ORGANS[2], 2024), (ORGANS[1], 2023), (ORGANS[2], 2023)]  # nobody listed has one of 2020
    assert roster.organs == 3 and not any(one.maybe for one in roster.absent)


def test_a_year_that_is_listed_is_asked_for_even_if_nobody_has_it() -> None:
    owed = [Owed(ORGANS[0], 2025), Owed(ORGANS[1], 2024)]
    roster = held_against(owed, [seen(ORGANS[0], 2024), seen(ORGANS[1], 2024)])
    assert roster.absent == (Absent(ORGANS[0], 2025),)


@pytest.mark.parametrize("name", ["临溪县政府", "临溪县人民政府"])
def test_wordings_of_one_name_are_one_organ(name: str) -> None:
    assert held_against([Owed(ORGANS[3], 2024)], [seen(name, 2024)]).absent == ()


@pytest.mark.parametrize(
    ("report", "maybe"),
    [
        (seen("教育局", 2024, "a.docx"), "a.docx"),  # without its place
        (seen(None, None, "2024/云桥市教育局.docx", False), "2024/云桥市教育局.docx"),  # unreadable
        (seen(None, None, "云桥市教育局年报.pdf", False), "云桥市教育局年报.pdf"),
        (seen("云桥市教育局", None, "a.docx"), "a.docx"),  # of an unknown year
        (seen(None, None, "云桥市教育局2023年年报.docx", False), None),
        (seen("云桥市教育局", None, "a2023.docx"), None),
        (seen("东坪市教育局", 2024, "a.docx"), None),
        (seen("云桥市教育体育局", 2024, "云桥市教育局.docx"), "云桥市教育局.docx"),  # it was renamed
        (seen("云桥市教育局考试院", 2024, "云桥市教育局考试院.docx"), None),  # one of its own
        (seen("云桥市教育局考试院", 2024, "云桥市教育局/1.docx"), None),
        (seen(None, None, "云桥市/教育局.pdf", False), "云桥市/教育局.pdf"),
        (seen("云桥市教育局（本级）", 2024, "a.docx"), "a.docx"),
        (seen(None, None, "2024/云桥市水利局.docx", False), None),
    ],
)
def test_what_may_be_the_report_is_named_and_not_taken_for_it(report: Seen, maybe: str | None) -> None:
    assert held_against([Owed(ORGANS[0], 2024)], [report]).absent == (Absent(ORGANS[0], 2024, maybe),)


@pytest.mark.parametrize("path", ["云桥市政府办公室.pdf", "云桥市人民政府办公室.pdf", "云桥市/府办公室.pdf"])
def test_files_may_bear_another_wording_of_the_name(path: str) -> None:
    roster = held_against([Owed("云桥市人民政府办公室", 2024)], [seen(None, None, path, False)])
    assert [one.maybe for one in roster.absent] == [path]


def test_of_two_alike_the_one_in_the_folder_of_its_county_is_named() -> None:
    there = [seen("教育局", 2024, "长亭县/教育局.docx"), seen("教育局", 2024, "临溪县/教育局.docx")]
    roster = held_against([Owed("临溪县教育局"), Owed("长亭县教育局")], there)
    assert [one.maybe for one in roster.absent] == ["临溪县/教育局.docx", "长亭县/教育局.docx"]


@pytest.mark.parametrize(
    ("there", "year"), [([seen("长亭县司法局", 2024)], 2024), ([seen(None, None, "1", False)], None)]
)
def test_where_no_listed_organ_has_a_report_none_is_said_to_be_seen(there: list[Seen], year: int | None) -> None:
    roster = held_against([Owed(ORGANS[0]), Owed(ORGANS[1])], there)
    assert roster.absent == (Absent(ORGANS[0], year), Absent(ORGANS[1], year))


def test_an_organ_that_is_listed_twice_in_other_words_owes_one_report() -> None:
    owed = [Owed("临溪县人民政府"), Owed("临溪县政府", 2024), Owed("临溪县政府")]
    roster = held_against([*owed, Owed(ORGANS[0])], [seen(ORGANS[0], 2024)])
    assert roster.absent == (Absent("临溪县人民政府", 2024),) and roster.organs == 2


@given(st.sets(st.tuples(st.sampled_from(ORGANS), st.integers(2020, 2023))))
def test_every_report_of_a_listed_organ_is_either_there_or_told(there: set[tuple[str, int]]) -> None:
    roster = held_against([*map(Owed, ORGANS)], [seen(organ, year) for organ, year in there])
    gone = {(one.organ, one.year) for one in roster.absent}
    years: set[int | None] = {year for _, year in there}
    assert gone == {(organ, year) for organ in ORGANS for year in years or {None}} - there


# ---------------------------------------------------------------- the list as it is written


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("机关\n云桥市教育局\n云桥市教育局\n\n", (Owed("云桥市教育局"),)),
        ("云桥市应报名单,,\n序号,单位名称,年度\n1, 云桥市教育局 ,2024年度\n2,云桥市民政局,\n", None),
        ("organ,year\n云桥市教育局,2024\n云桥市民政局,\n", None),
        ("机关;年度\n云桥市教育局;2024\n云桥市民政局;\n", None),
        ("机关\t年度\n云桥市教育局\t2024\n云桥市民政局\t\n", None),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_lists_are_read_as_people_write_them(
    tmp_path: Path, text: str, owed: tuple[Owed, ...] | None, encoding: str
) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(text.encode(encoding))
    assert read_roster(str(path)) == (owed or (Owed("云桥市教育局", 2024), Owed("云桥市民政局")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("市,区\n云桥,东\n", "没有「机关」这一列"),
        ("机关\n\n", "没有机关"),
        ("机关,年度\n云桥市教育局,去年\n", "第 2 行写得不对"),
        ("机关,年度\n,2024\n", "第 2 行写得不对"),
        ("", "是空的"),
    ],
)
def test_lists_that_say_nothing_are_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadWork, match=said):
        read_roster(str(path))


# ---------------------------------------------------------------- in an audit


def test_an_audit_says_who_is_missing_on_the_screen_in_the_workbook_and_on_the_page(tmp_path: Path) -> None:
    folder, out, roster = tmp_path / "年报", tmp_path / "out", tmp_path / "名单.csv"
    folder.mkdir()
    for organ in ORGANS[:2]:
        report = replace(sound(organ, "2021", 2024), organ=organ)
        (folder / f"{organ}.html").write_bytes(LAYOUTS["html-plain"].render(report))
    (folder / "云桥市水利局2024.docx").write_bytes(b"PK\x03\x04no")
    roster.write_text("\n".join(("机关", *ORGANS)), encoding="utf-8")
    step = "名单上 4 个机关，没有见到的年报 1 份：2024 年度 1 份（临溪县人民政府）；另有 1 份可能在"

    told = audit(folder, "-o", out, "--jobs", 0, "--outputs", "xlsx,html", "--organs", roster)
    assert step in told.output and told.exit_code == 2 and "没有写 汇总.xlsx" not in told.output
    book = openpyxl.load_workbook(out / "汇总.xlsx")
    assert [row[:3] for row in book["没有见到的年报"].iter_rows(min_row=2, values_only=True)] == [
        ("云桥市水利局", 2024, "可能在，请核对"),
        ("临溪县人民政府", 2024, "没有见到"),
    ]
    assert step in (out / "index.html").read_text(encoding="utf-8")

    again = audit(folder, "-o", out, "--jobs", 0, "--outputs", "jsonl", "--organs", roster)
    assert step in again.output and "没有写 汇总.xlsx" in again.output
    without = audit(folder, "-o", out, "--jobs", 0, "--outputs", "xlsx")
    assert "名单" not in without.output
    assert "没有见到的年报" not in openpyxl.load_workbook(out / "汇总.xlsx").sheetnames


def test_a_list_among_the_reports_is_no_report(tmp_path: Path) -> None:
    folder = tmp_path / "年报"
    folder.mkdir()
    report = replace(sound(1, "2021", 2024), organ=ORGANS[0])
    (folder / "a.html").write_bytes(LAYOUTS["html-plain"].render(report))
    (folder / "名单.csv").write_text(f"机关\n{ORGANS[0]}\n", encoding="utf-8")
    (folder / "清单.csv").write_text(f"path,organ\na.html,{ORGANS[0]}\n", encoding="utf-8")
    lists = ("--organs", folder / "名单.csv", "--manifest", folder / "清单.csv")
    told = audit(folder, "-o", tmp_path / "out", "--jobs", 0, "--outputs", "jsonl", *lists)
    assert "共 1 份报告：通过 1。" in told.output


def test_a_list_without_gaps_is_said(tmp_path: Path) -> None:
    report = replace(sound(1, "2021", 2024), organ=ORGANS[0])
    (tmp_path / "a.html").write_bytes(LAYOUTS["html-plain"].render(report))
    (tmp_path / "名单.txt").write_text(f"机关\n{ORGANS[0]}\n", encoding="utf-8")
    told = audit(tmp_path / "a.html", "-o", tmp_path / "out", "--jobs", 0, "--organs", tmp_path / "名单.txt")
    assert "名单上 1 个机关的年报都见到了。" in told.output
