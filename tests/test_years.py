"""This year against last year: which reports are paired, what follows on, and what one wrong opening is told as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from tools.forge.figures import Report as Forged
from tools.forge.figures import rewritten
from tools.forge.render_html import plain
from tools.forge.story import story
from tools.golden import ROOT
from tools.samples_base import base
from tools.samples_series import Series, following, series_samples, years
from validator.audit.codec import encode_case
from validator.audit.summary import decode_summary, stand_in
from validator.between.linking import links_for
from validator.between.sure_year import comparable_year, is_disputed
from validator.checks.registry import RULES
from validator.files import extract_file
from validator.identity.same_organ import may_be_same, names_place, organ_key
from validator.model import Case, Finding, Report
from validator.pipeline import extract, judge

Spot = tuple[str, str, str]
SOUND = years(Series("", ("2021",) * 3, 2023, {}))


def case_of(report: Forged, path: str = "") -> Case:
    (case,) = extract(plain(story(report)), path or f"{report.organ}/{report.year}.html")
    return case


def judged(reports: Iterable[Forged], previous: Iterable[Case] = ()) -> list[Report]:
    cases = [case_of(report) for report in reports]
    return judge(cases, links_for(cases, tuple(previous)))


def last(cells: Mapping[Spot, str], before: Forged = SOUND[1], **said: str) -> Report:
    """The third year with some cells printed otherwise, judged beside the second."""
    wrong = replace(rewritten(SOUND[2], cells.items()), **said)  # type: ignore[arg-type]
    return judged((before, wrong))[-1]


def told(report: Report, family: str = "Y") -> list[Finding]:
    return [f for f in report.findings if f.rule.startswith(family)]


def requests(row: str, **figures: str) -> dict[Spot, str]:
    return {("requests", row, column): text for column, text in figures.items()}


# ---------------------------------------------------------------- samples


def folders(kind: str) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(ROOT.glob(f"*/{kind}/*/*")):
        found.setdefault(path.parent.relative_to(ROOT).as_posix(), []).append(path)
    return found


@pytest.mark.parametrize("folder", folders("series"))
def test_a_series_shows_what_its_name_says(folder: str) -> None:
    paths = folders("series")[folder]
    cases = [case for path in paths for case in extract(path.read_bytes(), path.relative_to(ROOT).as_posix())]
    *before, newest = judge(cases, links_for(cases))
    code = PurePosixPath(folder).name.partition("-")[0]
    assert all(report.status == "passed" for report in before)
    assert {f.rule for f in newest.findings if f.severity != "notice" or f.rule == code} == {code} - {"passed"}
    if code != "Y201":  # last year's report is the one that is missing
        assert newest.tallies["Y101"].passed + newest.tallies["Y101"].failed == 7


def test_every_rule_between_years_has_a_sample() -> None:
    shown = {path.parts[1][:4] for edition in ("2019", "2021") for path, _ in series_samples(edition)}
    due = {code for code in RULES if code.startswith(("Y0", "Y1", "Y2"))}  # Y3: tests/test_similar.py
    assert due - shown == {"Y001"}  # needs a report named by the user


# ---------------------------------------------------------------- openings


def test_three_sound_years_follow_on_one_another() -> None:
    first, second, third = judged(SOUND)
    assert [r.status for r in (first, second, third)] == ["passed"] * 3
    assert "Y101" not in first.tallies
    for report in (second, third):
        assert {code: t.failed for code, t in report.tallies.items() if code[0] == "Y"} == {
            "Y001": 0, "Y101": 0, "Y102": 0, "Y104": 0, "Y201": 0,
        }  # fmt: skip
        assert (report.tallies["Y101"].passed, report.tallies["Y102"].passed) == (7, 2)


def test_the_opening_is_told_once_for_all_columns_with_both_files_and_cells() -> None:
    cells = requests("carried_in", natural_person="7", total="8") | requests("new", natural_person="81", total="98")
    report = last(cells)
    (finding,) = report.findings
    assert (finding.rule, finding.severity, report.status) == ("Y101", "error", "failed")
    assert "云桥市教育局/2024.html" in finding.message and "有 2 列不等" in finding.message
    assert finding.message.count("表2 第") == 4
    assert [(b.rule, b.left, b.right) for b in finding.identities] == [("Y101", 7, 17), ("Y101", 8, 18)]
    assert [cell.key for cell in finding.cells] == [("requests", "carried_in", c) for c in ("natural_person", "total")]


def test_an_opening_that_breaks_the_balance_is_one_finding_and_its_repair_ranks_first() -> None:
    report = last(requests("carried_in", natural_person="71", total="72"))
    (finding,) = report.findings
    assert finding.rule == "A101"
    assert [b.rule for b in finding.identities] == ["A101", "A101", "Y101", "Y101"]
    assert [(c.row, c.column, c.to) for c in finding.repairs[0].changes] == [
        ("carried_in", "natural_person", 17),
        ("carried_in", "total", 18),
    ]
    assert finding.repairs[0].why == "与上年报告（云桥市教育局/2024.html）的结转下年度一致"
    assert finding.message.count(finding.repairs[0].why) == 1
    alone = judged([rewritten(SOUND[2], requests("carried_in", natural_person="71", total="72").items())])[0]
    assert [(c.row, c.column) for c in alone.findings[0].repairs[0].changes] != [
        (c.row, c.column) for c in finding.repairs[0].changes
    ]


def test_a_single_wrong_opening_is_one_finding() -> None:
    (finding,) = last(requests("carried_in", natural_person="71")).findings
    assert [b.rule for b in finding.identities] == ["A101", "A103", "Y101"]
    assert len(finding.repairs) == 1


def test_a_balance_broken_elsewhere_and_an_opening_are_two_findings() -> None:
    wrong = requests("carried_in", research="1", total="19") | requests("new", research="0", total="87")
    report = last(wrong | requests("granted", natural_person="63"))
    assert [f.rule for f in report.findings] == ["A102", "Y101"]


def test_an_opening_that_last_year_confirms_is_suspected_last() -> None:
    """Both 新收 and 上年结转 would mend the column; last year's closing speaks for the opening as printed."""
    (finding,) = last(requests("new", natural_person="17", total="34")).findings
    changed = [{c.row for c in repair.changes} for repair in finding.repairs]
    assert changed[0] == {"new"} and changed[-1] == {"carried_in"}


def test_ten_times_and_turned_digits_are_hinted_at() -> None:
    ten = requests("carried_in", natural_person="170", total="171")
    ten |= requests("carried_out", natural_person="170", total="171")
    assert "像是多写一个 0" in told(last(ten))[0].message
    turned = last({("art20_1", "normative_documents", "in_force"): "73"})
    assert "像是两个数字颠倒" in told(turned)[0].message


def test_a_closing_that_last_years_own_table_doubts_is_no_error_of_this_year() -> None:
    before = rewritten(SOUND[1], requests("carried_out", natural_person="71").items())
    report = last({}, before)
    (finding,) = report.findings
    assert (finding.severity, report.status) == ("warning", "passed")
    assert "请先核对上年报告" in finding.message


def test_what_is_blank_under_bare_totals_is_not_compared() -> None:
    bare = dict.fromkeys(
        ("natural_person", "business", "research", "public_welfare", "legal_services", "other_org"), ""
    )
    before = rewritten(SOUND[1], requests("carried_out", **bare).items())
    assert told(last({}, before)) == []


# ---------------------------------------------------------------- stocks and disputes


def test_every_break_of_what_is_in_force_is_told_with_its_three_figures() -> None:
    first, second, third = SOUND
    documents, regulations = ("art20_1", "normative_documents", "in_force"), ("art20_1", "regulations", "in_force")
    second = rewritten(second, {documents: "53"}.items())
    third = rewritten(third, {documents: "90", regulations: "2"}.items())
    found = [f for report in judged((first, second, third)) for f in report.findings]
    assert [(f.rule, f.severity) for f in found] == [("Y102", "warning")] * 3
    assert "上年 33 + 制发 4 - 废止 2 = 35" in found[0].message
    assert len({f.fingerprint for f in found}) == 3


def test_a_stock_that_is_not_printed_says_nothing() -> None:
    before = rewritten(SOUND[1], {("art20_1", "normative_documents", "in_force"): "/"}.items())
    assert told(last({}, before)) == []


def test_only_what_both_editions_hold_is_compared() -> None:
    old, new = years(Series("", ("2019", "2021"), 2020, {}))
    report = judged((old, new))[-1]
    assert report.status == "passed"
    assert "Y102" not in report.tallies and "Y103" not in report.tallies
    assert report.tallies["Y101"].passed == 7


# ---------------------------------------------------------------- which report is last year's


def test_a_named_report_of_another_year_is_said_and_not_compared() -> None:
    report = judged((SOUND[2],), [case_of(SOUND[0])])[0]
    (finding,) = report.findings
    assert (finding.rule, finding.severity, report.status) == ("Y001", "warning", "incomplete")
    assert "是2023年度的，本报告是2025年度的，没有对照" in finding.message
    assert "Y101" not in report.tallies


@pytest.mark.parametrize(
    ("own", "given", "says"),
    [
        ({}, {"reader": None, "tables": (), "cells": ()}, "读不出"),
        ({}, {"tables": (), "cells": ()}, "没有找到规定的表格"),
        ({}, {"report_year": None}, "没有找到报告年度，没有对照"),
        ({"report_year": None}, {}, "因为本报告没有找到报告年度"),
        ({}, {"report_year": 2025}, "是2025年度的，本报告是2025年度的"),
    ],
)
def test_why_a_named_report_is_not_compared(own: dict[str, object], given: dict[str, object], says: str) -> None:
    now, before = replace(case_of(SOUND[2]), **own), replace(case_of(SOUND[1]), **given)  # type: ignore[arg-type]
    (report,) = judge([now], links_for([now], [before]))
    (finding,) = told(report, "Y001")
    assert says in finding.message
    assert report.tallies["Y001"].open == 1 and "Y101" not in report.tallies


def test_two_reports_given_the_wrong_way_round_are_said_to_be() -> None:
    told = [judged((SOUND[now],), [case_of(SOUND[given])])[0].findings[0].message for now, given in ((0, 1), (0, 2))]
    assert "两份可能放反了：请核验2024年度的，把2023年度的作为上年报告。" in told[0]
    assert "放反" not in told[1] and "请改用同一机关上一年度的报告" in told[1]


def test_a_report_named_as_its_own_last_year_is_told() -> None:
    own, other = case_of(SOUND[1]), case_of(SOUND[2])
    (report,) = judge([own], links_for([own], (own,)))
    assert [f.rule for f in report.findings] == ["Y001"] and "就是本报告" in report.findings[0].message
    both = judge([own, other], links_for([own, other], (own,)))  # of several, one is last year's of another
    assert [r.findings for r in both] == [(), ()] and both[1].tallies["Y101"].passed == 7


def test_a_named_report_of_another_organ_is_compared_with_reserve() -> None:
    other = replace(SOUND[1], organ="东坪市水利局")
    wrong = rewritten(other, requests("carried_out", natural_person="16", total="17").items())
    wrong = rewritten(wrong, requests("new", natural_person="70", total="87").items())
    report = judged((SOUND[2],), [case_of(wrong)])[0]
    assert {(f.rule, f.severity) for f in report.findings} == {("Y001", "warning"), ("Y101", "warning")}


@pytest.mark.parametrize("name", ["教育局", "云桥市 教育局", "临江省云桥市教育局"])
def test_a_named_report_may_be_signed_with_a_shorter_or_longer_name(name: str) -> None:
    report = judged((SOUND[2],), [case_of(replace(SOUND[1], organ=name))])[0]
    assert (report.status, report.findings) == ("passed", ())
    assert report.tallies["Y101"].passed == 7


def test_two_unlike_reports_of_last_year_are_said_and_not_compared() -> None:
    cases = [case_of(SOUND[2]), case_of(SOUND[1], "a.html"), case_of(base_of(SOUND[1].year), "b.html")]
    report = judge(cases, links_for(cases))[0]
    assert [(f.rule, f.severity) for f in report.findings] == [("Y001", "notice")]
    assert report.status == "passed"
    twin = [cases[0], cases[1], replace(cases[1], path="c.html")]
    assert judge(twin, links_for(twin))[0].tallies["Y101"].passed == 7


def test_of_many_rivals_a_few_are_named_and_all_are_counted() -> None:
    now, before = case_of(SOUND[1], "今年.html"), case_of(SOUND[0])
    rivals = [replace(before, path=f"{n}/上年.html", cells=before.cells[n:]) for n in range(9)]
    link = links_for([now, *rivals])[now.path, now.part]
    assert link.previous is None and link.rivals == 9
    assert [one.case.path for one in link.unfit] == [rival.path for rival in rivals[:5]]
    (finding,) = told(judge([now], {(now.path, now.part): link})[0], "Y001")
    assert "有 9 份" in finding.message and "4/上年.html 等" in finding.message


def base_of(year: int) -> Forged:
    return replace(base("2021"), year=year)


def test_organs_are_not_paired_by_likeness() -> None:
    reports = (replace(SOUND[1], organ="云桥市教育局"), replace(SOUND[2], organ="云桥市体育局"))
    cases = [case_of(report) for report in reports]
    assert links_for(cases) == {}


def test_a_name_without_a_place_is_paired_inside_one_folder_only_and_never_for_certain() -> None:
    before, now = (case_of(replace(report, organ="教育局"), f"a/{report.year}.html") for report in SOUND[1:])
    assert not links_for([before, now])[now.path, 1].certain
    assert links_for([replace(before, path="b/2024.html"), now]) == {}


def test_a_district_is_paired_across_folders_if_it_is_the_only_one_of_its_name() -> None:
    before, now = (case_of(replace(report, organ="南浦区民政局"), f"{report.year}/民政局.html") for report in SOUND[1:])
    assert links_for([before, now])[now.path, 1].previous is before
    assert links_for([before, now, replace(now, path="2025/另一个.html")]) == {}


@pytest.mark.parametrize(
    ("folders", "linked"), [(("甲县", "乙县"), False), (("2024年", "2025年"), True), (("甲县", "甲县"), True)]
)
def test_a_town_is_paired_only_inside_one_folder_or_across_years(folders: tuple[str, str], linked: bool) -> None:
    before, now = (
        case_of(replace(report, organ="城关镇人民政府"), f"{folder}/{report.year}.html")
        for report, folder in zip(SOUND[1:], folders, strict=True)
    )
    link = links_for([before, now]).get((now.path, 1))
    assert (link is not None and link.previous is before) is linked


def test_a_name_with_and_without_its_region_is_paired_in_one_folder_and_not_for_certain() -> None:
    before, now = (
        case_of(replace(report, organ=organ), f"a/{report.year}.html")
        for report, organ in zip(SOUND[1:], ("教育局", "云桥市教育局"), strict=True)
    )
    link = links_for([before, now])[now.path, 1]
    assert link.previous is before and not link.certain
    assert links_for([before, replace(before, path="a/c.html", organ="桥市教育局"), now]) == {}


def test_a_year_of_the_file_name_only_is_not_certain() -> None:
    before, now = case_of(SOUND[1]), replace(case_of(SOUND[2]), year_from="file name")
    assert not links_for([before, now])[now.path, 1].certain
    assert not links_for([now], [before])[now.path, 1].certain


def test_a_report_that_contradicts_itself_on_its_year_is_no_evidence() -> None:
    (wrong,) = extract_file(str(ROOT / "2021/broken/D202-title-of-last-year.docx"))  # of 2023, its title says 2022
    (now,) = extract_file(str(ROOT / "2021/broken/A101-closing.docx"))
    assert (wrong.report_year, now.report_year, wrong.organ) == (2022, 2023, now.organ)
    assert is_disputed(wrong) and not is_disputed(now)
    assert links_for([wrong, now]) == {}
    named = links_for([now], [wrong])[now.path, 1]
    assert named.previous is wrong and not named.certain
    assert not is_disputed(replace(now, path="2019年年报.docx"))  # what only the file name says is no contradiction
    stored = decode_summary(encode_case(wrong, "")[0])
    assert comparable_year(stand_in("a.docx", stored)) is None and stored.sketch.year is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云桥市人民政府办公室", "云桥市府办"),
        ("云桥市人民政府办公室", "云桥市政府办公室"),
        ("云桥市发展和改革委员会", "云桥市发展改革委"),
        ("南浦区青石街道办事处", "南浦区青石街道"),
        ("临江省人民政府办公厅", "临江省政府办公厅"),
    ],
)
def test_wordings_of_one_name_are_one(one: str, other: str) -> None:
    assert organ_key(one) == organ_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云桥市人民政府", "云桥市人民政府办公室"),
        ("云桥市教育局", "云桥县教育局"),
        ("南浦区民政局", "安岭区民政局"),
        ("云桥海关(本级机关)", "云桥海关(含隶属海关)"),
    ],
)
def test_other_organs_are_others(one: str, other: str) -> None:
    assert organ_key(one) != organ_key(other) and not may_be_same(one, other)


def test_one_scope_follows_itself_and_is_no_version_of_the_other() -> None:
    """An organ may report for itself and for all below it; neither is a copy or a rival of the other."""
    scopes = ("云桥海关（本级机关）", "云桥海关（含隶属海关）")
    made = [replace(report, organ=scope) for scope in scopes for report in SOUND[1:]]
    cases = [case_of(report, f"{n}.html") for n, report in enumerate(made)]
    found = links_for(cases, ())
    assert [found[f"{n}.html", 1].previous for n in (1, 3)] == [cases[0], cases[2]]
    assert not [f for report in judge(cases, found) for f in told(report, "F021") + told(report, "Y")]


def test_which_names_no_other_organ_bears() -> None:
    assert all(map(names_place, ("云桥市教育局", "清水河县人民政府", "临江省司法厅")))
    assert not any(map(names_place, ("教育局", "市场监督管理局", "城市管理局", "南浦区民政局", "青石镇人民政府")))


def test_following_keeps_every_identity() -> None:
    report = case_of(following(base_of(2024), SOUND[0]))
    assert judge([report])[0].status == "passed"
