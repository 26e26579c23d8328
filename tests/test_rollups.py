"""A consolidated report against its parts: sums, what is missing, and which part makes the difference."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from tests.audit_corpus import audit, jsonl
from tools.forge.addin_pieces import book, pairs, whole
from tools.forge.figures import Report as Forged
from tools.forge.figures import rewritten, sound
from tools.forge.render_html import plain
from tools.forge.story import story
from tools.golden import ROOT
from tools.samples_series import consolidated, offices, parts_samples
from validator.between.linking import links_for
from validator.between.links import Links
from validator.checks.registry import RULES
from validator.model import Case, Finding, Report, Unreadable
from validator.pipeline import extract, judge, unreadable

PARTS = offices("2021")
WHOLE = consolidated(PARTS)


def case_of(report: Forged, path: str = "") -> Case:
    (case,) = extract(plain(story(report)), path or f"{report.organ}.html")
    return case


CASES = [case_of(part) for part in PARTS]


def judged(whole: Forged | Case, parts: Sequence[Case]) -> Report:
    case = whole if isinstance(whole, Case) else case_of(whole)
    return judge([case], links_for([case], parts=parts))[0]


def told(report: Report, rule: str = "R101") -> list[Finding]:
    return [f for f in report.findings if f.rule == rule]


def folders() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in sorted(ROOT.glob("*/parts/*/*"), key=lambda path: (path.parent, path.stem != "汇总", path.name)):
        found.setdefault(path.parent.relative_to(ROOT).as_posix(), []).append(path)
    return found


@pytest.mark.parametrize("folder", folders())
def test_a_folder_of_parts_shows_what_its_name_says(folder: str) -> None:
    whole, *parts = (extract(p.read_bytes(), p.relative_to(ROOT).as_posix())[0] for p in folders()[folder])
    report = judged(whole, [whole, *parts])
    code = PurePosixPath(folder).name.partition("-")[0]
    assert {f.rule for f in report.findings if f.severity != "notice"} == {code} - {"passed"}
    assert report.status == {"passed": "passed", "R101": "failed", "R001": "incomplete"}[code]


def test_every_rule_on_parts_has_a_sample() -> None:
    shown = {path.parts[1][:4] for path, _ in parts_samples("2021")}
    assert {code for code in RULES if code.startswith("R")} <= shown


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_sound_parts_sum_to_their_whole_in_every_cell(edition: str) -> None:
    parts = offices(edition)
    report = judged(consolidated(parts), [case_of(part) for part in parts])
    assert (report.status, told(report)) == ("passed", [])
    assert report.tallies["R101"].passed == len(report.case.tables)


def test_one_cell_that_differs_is_told_with_its_sum() -> None:
    due = WHOLE.tables["art20_6"]["penalties"]["decisions"]
    wrong = rewritten(WHOLE, [(("art20_6", "penalties", "decisions"), "9999")])
    (finding,) = judged(wrong, CASES).findings
    assert (finding.rule, finding.severity, finding.table) == ("R101", "error", "art20_6")
    assert "为 9999（" in finding.message and f"分报之和 {due}" in finding.message
    (identity,) = finding.identities
    assert (identity.rule, identity.left, str(identity.right)) == ("R101", 9999, due)
    assert "请核对这一格" in finding.message and "没有给出" not in finding.message  # all else adds up


def test_a_part_that_was_not_given_is_guessed_where_most_cells_are_too_many() -> None:
    findings = told(judged(WHOLE, CASES[:-1]))
    assert findings and all("可能有分报没有给出" in f.message for f in findings if "少 " not in f.message)


def test_the_order_in_which_parts_are_given_changes_nothing() -> None:
    named = [replace(case, path=f"{n}.html") for n, case in enumerate(CASES)]
    wrong = rewritten(WHOLE, [(("art20_6", "penalties", "decisions"), "9999")])
    assert judged(wrong, named).findings == judged(wrong, named[::-1]).findings


def test_a_wrong_cell_of_the_whole_is_one_finding_with_the_sums_that_it_breaks() -> None:
    spot = ("requests", "carried_out", "natural_person")
    due = int(WHOLE.tables["requests"]["carried_out"]["natural_person"] or 0)
    (finding,) = judged(rewritten(WHOLE, [(spot, str(due + 40))]), CASES).findings
    assert finding.rule == "A101"
    assert [b.rule for b in finding.identities] == ["A101", "A103", "R101"]
    assert "与各分报之和一致" in finding.message


def test_the_parts_say_which_of_several_repairs_is_right() -> None:
    rows = {c: int(WHOLE.tables["requests"]["new"][c] or 0) + 40 for c in ("natural_person", "total")}
    whole = rewritten(WHOLE, [(("requests", "new", c), str(n)) for c, n in rows.items()])
    (finding,) = judged(whole, CASES).findings
    assert [(c.row, c.to) for c in finding.repairs[0].changes] == [("new", n - 40) for n in rows.values()]
    assert {b.rule for b in finding.identities} == {"A101", "R101"}


def test_a_part_left_out_or_counted_twice_is_named() -> None:
    (finding,) = [f for f in told(judged(consolidated(PARTS[:-1]), CASES)) if f.table == "requests"]
    assert f"恰好少了“{PARTS[-1].organ}”" in finding.message
    (finding,) = [f for f in told(judged(consolidated([*PARTS, PARTS[1]]), CASES)) if f.table == "requests"]
    assert f"恰好多了“{PARTS[1].organ}”" in finding.message
    assert len(finding.identities) <= 24 and "等共" in finding.message


def test_a_part_that_does_not_add_up_itself_is_named() -> None:
    wrong = rewritten(PARTS[2], [(("requests", "granted", "natural_person"), "777")])
    parts = [*CASES[:2], case_of(wrong), *CASES[3:]]
    (finding,) = told(judged(WHOLE, parts))
    assert f"“{PARTS[2].organ}”" in finding.message and "本身不平" in finding.message


def test_the_only_part_that_is_not_zero_there_is_named() -> None:
    spot = ("art20_6", "coercive_measures", "decisions")
    parts = [rewritten(part, [(spot, "0")]) for part in PARTS[:-1]] + [rewritten(PARTS[-1], [(spot, "40")])]
    whole = rewritten(consolidated(parts), [(spot, "4"), (("art20_6", "penalties", "decisions"), "1")])
    (finding,) = told(judged(whole, [case_of(part) for part in parts]))
    assert "只有" not in finding.message  # the other cell is above its sum
    (finding,) = told(judged(rewritten(consolidated(parts), [(spot, "4")]), [case_of(part) for part in parts]))
    assert "只有" in finding.message and str(PARTS[-1].organ) in finding.message


# ---------------------------------------------------------------- parts that cannot be added


def open_reasons(parts: Sequence[Case]) -> str:
    report = judged(WHOLE, parts)
    assert report.status == "incomplete"
    assert told(report) == []
    (finding,) = told(report, "R001")
    return finding.message


def test_a_missing_part_leaves_the_verdict_open() -> None:
    assert "（读不出）" in open_reasons([*CASES[:-1], unreadable("e.pdf", Unreadable("F003", "加密了。"))])
    empty = replace(CASES[-1], tables=(), cells=(), edition=None)
    assert "没有找到规定的表格" in open_reasons([*CASES[:-1], empty])
    assert "是2022年度的报告" in open_reasons([*CASES[:-1], replace(CASES[-1], report_year=2022)])
    assert "没有找到报告年度" in open_reasons([*CASES[:-1], replace(CASES[-1], report_year=None)])
    twin = replace(CASES[0], path="twin.html", sha256="0")
    assert "是同一机关" in open_reasons([*CASES[:-1], twin])


def test_what_is_above_the_whole_already_is_told_though_parts_are_missing() -> None:
    less = rewritten(WHOLE, [(("art20_6", "penalties", "decisions"), "0")])
    report = judged(less, [*CASES, replace(CASES[0], path="twin.html", sha256="0")])
    assert [(f.rule, f.severity) for f in report.findings] == [("R001", "warning"), ("R101", "warning")]
    assert "已超过汇总数" in told(report)[0].message


def test_the_whole_itself_and_copies_are_passed_over() -> None:
    copy = replace(CASES[0], path="copy.html")
    whole = case_of(WHOLE)
    other_format = replace(whole, path="whole.docx", sha256="0")
    report = judge([whole], links_for([whole], parts=[whole, other_format, *CASES, copy]))[0]
    assert report.status == "passed"


def test_last_years_report_of_a_part_is_passed_over() -> None:
    before = replace(CASES[0], path="old.html", sha256="0", report_year=2022)
    assert judged(WHOLE, [before, *CASES]).status == "passed"


def test_nothing_but_the_whole_is_no_roll_up() -> None:
    whole = case_of(WHOLE)
    links = links_for([whole], parts=[whole])[whole.path, whole.part]
    assert links == Links(parts_unread=("云桥市人民政府.html（就是汇总报告本身）",))
    assert judge([whole], {(whole.path, 1): links})[0].status == "incomplete"


# ---------------------------------------------------------------- what both hold


def test_a_part_of_another_edition_is_compared_where_both_hold_the_cell() -> None:
    old = replace(sound("x", "2019", 2023), organ="东坪市统计局")
    part = case_of(old)
    whole = case_of(replace(old, organ="东坪市人民政府"))
    report = judge([whole], links_for([whole], parts=[part]))[0]
    assert told(report) == [] and report.tallies["R101"].open == 0
    report = judge([CASES[0]], {(CASES[0].path, 1): Links(parts=(part,))})[0]
    compared = {f.table for f in told(report)}
    assert "art20_1" not in compared and "requests" in compared
    rows = {cell.row for f in told(report) for cell in f.cells}
    assert not any(row.startswith("other.") for row in rows)


def test_amounts_may_be_rounded() -> None:
    spot = ("art20_8", "fees", "amount")
    parts = [
        case_of(rewritten(part, [(spot, text)]))
        for part, text in zip(PARTS, ("1.26", "0", "0.4", "2", "0"), strict=True)
    ]
    assert told(judged(rewritten(WHOLE, [(spot, "3.7")]), parts)) == []
    (finding,) = told(judged(rewritten(WHOLE, [(spot, "36.6")]), parts))
    assert finding.table == "art20_8"


def test_a_missing_table_of_a_part_leaves_that_table_open() -> None:
    part = replace(
        CASES[0],
        tables=tuple(replace(t, found=t.key != "disputes") for t in CASES[0].tables),
        cells=tuple(c for c in CASES[0].cells if c.table != "disputes"),
    )
    report = judged(WHOLE, [part, *CASES[1:]])
    assert (report.status, report.tallies["R101"].open) == ("incomplete", 1)


# ---------------------------------------------------------------- a sheet that adds up the others of its workbook


def workbook_of(total: Forged, parts: Sequence[Forged], name: str = "汇总") -> list[Case]:
    pages = {name: whole(total, pairs), **{part.organ: whole(part, pairs) for part in parts}}
    return extract(book(pages), "各单位.xlsx")


def judged_together(cases: Sequence[Case]) -> list[Report]:
    return judge(cases, links_for(cases))


@pytest.mark.parametrize("name", ["汇总", "全市合计"])
def test_a_sheet_that_adds_up_the_others_is_held_against_them(name: str) -> None:
    total, *parts = judged_together(workbook_of(WHOLE, PARTS, name))
    assert [report.status for report in (total, *parts)] == ["passed"] * 6
    assert total.tallies["R101"].passed == 6 and not any("R101" in part.tallies for part in parts)


def test_what_a_total_sheet_lacks_is_told_as_a_doubt() -> None:
    """All cells of one part are missing, so that every identity holds."""
    total, *parts = judged_together(workbook_of(consolidated(PARTS[1:]), PARTS))
    found = told(total)
    assert {f.severity for f in found} == {"warning"} and total.status == "passed"
    assert "同一工作簿里 5 份分报之和" in found[0].message and PARTS[0].organ in found[0].message
    assert not any(map(told, parts))


def test_sheets_are_no_parts_where_that_is_not_sure() -> None:
    other_year = [*PARTS[:-1], replace(PARTS[-1], year=PARTS[-1].year - 1)]
    wrong = consolidated(PARTS[1:])
    assert links_for(workbook_of(wrong, PARTS, "数据")) == {}
    assert links_for(workbook_of(wrong, PARTS[:1])) == {}
    twice = workbook_of(wrong, [*PARTS[:2], replace(PARTS[3], organ="合计")])
    assert links_for(twice) == {}
    subtotal = workbook_of(wrong, [*PARTS[:2], replace(PARTS[3], organ="部门小计"), *PARTS[2:]])
    assert links_for(subtotal) == {}
    (link,) = links_for(workbook_of(wrong, other_year)).values()
    assert (len(link.parts), link.parts_assumed) == (4, True)


def test_named_parts_go_before_those_of_the_workbook() -> None:
    total, *_ = workbook_of(WHOLE, PARTS[:2])
    link = links_for([total], parts=CASES)[total.path, total.part]
    assert (len(link.parts), link.parts_assumed) == (5, False)


def test_an_audit_holds_a_total_sheet_against_the_others(tmp_path: Path) -> None:
    pages = {"汇总": whole(consolidated(PARTS[1:]), pairs), **{part.organ: whole(part, pairs) for part in PARTS}}
    (tmp_path / "in").mkdir()
    (tmp_path / "in/各单位.xlsx").write_bytes(book(pages))
    audit(tmp_path / "in", "-o", tmp_path / "out", "--outputs", "jsonl", "--jobs", 0)
    lines = map(json.loads, jsonl(tmp_path / "out")[0].splitlines())
    assert {(line["part"], line["rule"]) for line in lines} == {(1, "R101")}
