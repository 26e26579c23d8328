"""The baseline: what it knows stays quiet, as long as the figures are the same; nothing else does."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from tools.golden import ROOT, reports
from validator.baseline import STALE, UNREASONED, Applied, apply, figures, merged
from validator.baseline_file import BadBaseline, Entry, decode, encode
from validator.cli import main
from validator.model import Cell, Finding, Observation, Report
from validator.pipeline import judge

CLEAN = ROOT / "2021/clean/docx-plain.docx"
WRONG = ROOT / "2021/broken/A101-closing.docx"
NOTICED = ROOT / "2021/broken/V101-blank.xls"
CUT_OFF = ROOT / "2021/broken/F001-cut-off.docx"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@cache
def found() -> tuple[Report, ...]:
    """Every readable sample, each as the report of an organ of its own: two samples are two reports."""
    return tuple(map(_apart, sorted(reports().items())))


def _apart(item: tuple[str, Report]) -> Report:
    name, report = item
    case = replace(report.case, organ=name, path=name)
    findings = [replace(f, fingerprint=f"{name}:{f.fingerprint}") for f in report.findings]
    return replace(report, case=case, findings=tuple(findings))


def told(done: Applied) -> list[list[str]]:
    return [[f.fingerprint for f in report.findings] for report in done.reports]


def with_figure(finding: Finding, number: int) -> Finding:
    """The finding with one of its cells, sums or its evidence changed."""
    if number < len(finding.cells):
        cells = list(finding.cells)
        cells[number] = changed(cells[number])
        return replace(finding, cells=tuple(cells))
    sums = [replace(b, left=b.left + 1) for b in finding.identities]
    return replace(finding, identities=tuple(sums), evidence=f"{finding.evidence} 31")


def changed(cell: Cell) -> Cell:
    value = Decimal(0) if cell.value is None else cell.value + 1
    return structs.replace(
        cell, value=value, raw=f"{cell.raw}1", kind="number" if cell.value is not None else cell.kind
    )


# ---------------------------------------------------------------- properties


@settings(max_examples=40)
@given(st.data())
def test_what_is_written_and_read_again_quiets_exactly_those_findings(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(found()), max_size=4, unique_by=lambda r: r.case.path))
    others = data.draw(st.lists(st.sampled_from(found()), max_size=4, unique_by=lambda r: r.case.path))
    entries = decode(encode(merged((), chosen)), "b.json")
    done = apply(entries, others)
    known = {report.case.path for report in chosen if report.case.reader is not None}
    assert told(done) == [[] if r.case.path in known else [f.fingerprint for f in r.findings] for r in others]
    assert (done.remarks, done.gone) == ({}, ())


@settings(max_examples=80)
@given(st.data())
def test_a_figure_that_changed_brings_exactly_that_finding_back(data: st.DataObject) -> None:
    report = data.draw(st.sampled_from([r for r in found() if r.findings and r.case.reader is not None]))
    entries = merged((), [report])
    which = data.draw(st.integers(0, len(report.findings) - 1))
    finding = report.findings[which]
    after = with_figure(finding, data.draw(st.integers(0, len(finding.cells))))
    now = replace(report, findings=(*report.findings[:which], after, *report.findings[which + 1 :]))
    done = apply(entries, [now])
    assert done.reports[0].findings == (after,)
    assert dict(done.remarks) == {finding.fingerprint: STALE}


@settings(max_examples=40)
@given(st.data())
def test_wording_and_places_change_nothing(data: st.DataObject) -> None:
    report = data.draw(st.sampled_from([r for r in found() if r.findings and r.case.reader is not None]))
    reworded = [
        replace(
            f,
            message="别的说法",
            basis=None,
            cells=tuple(structs.replace(c, place=c.place.spell("别处")) for c in f.cells),
        )
        for f in report.findings
    ]
    done = apply(merged((), [report]), [replace(report, findings=tuple(reworded))])
    assert told(done) == [[]]


def test_the_findings_of_one_report_have_fingerprints_of_their_own() -> None:
    assert sum(len(report.findings) > 1 for report in found()) > 20
    for report in found():
        prints = [finding.fingerprint for finding in report.findings]
        assert len(prints) == len(set(prints)), report.case.path


@pytest.mark.parametrize(
    "seen",
    [
        [Observation("row_twice", "requests", rows=("granted",), text=text) for text in ("予以公开", "（一）予以公开")],
        [Observation("column_twice", "requests", columns=("business",), text=text) for text in ("商业企业", "企业")],
        [
            Observation("heading_as_row", "requests", rows=("other",), text=text)
            for text in ("其他处理", "六、其他处理")
        ],
        [Observation("columns_missing", "requests", (row,), ("total",)) for row in ("granted", "new")],
    ],
    ids=lambda seen: seen[0].kind,
)
def test_what_is_seen_again_is_one_finding_or_another(seen: list[Observation]) -> None:
    case = replace(reports()["2021/clean/docx-plain.docx"].case, observations=tuple(seen))
    prints = [finding.fingerprint for finding in judge([case])[0].findings]
    assert prints and len(prints) == len(set(prints))


def test_the_file_is_stable_whatever_the_order_of_the_reports() -> None:
    data = encode(merged((), found()))
    assert data == encode(merged((), found()[::-1]))
    assert encode(merged(decode(data, ""), found())) == data
    assert decode(data, "") == merged((), found())


# ---------------------------------------------------------------- status, reasons, what is gone


def entry_of(report: Report, **changes: Any) -> Entry:
    return replace(merged((), [report])[0], **changes)


def one() -> Report:
    return next(report for report in found() if report.case.path == "2021/broken/A101-closing.docx")


def test_a_dismissed_finding_needs_a_reason() -> None:
    bare, reasoned = (entry_of(one(), status="dismissed", reason=reason) for reason in (" ", "上级要求"))
    assert dict(apply([bare], [one()]).remarks) == {bare.fingerprint: UNREASONED}
    assert apply([bare], [one()]).reports == (one(),)
    assert apply([reasoned], [one()]).reports[0].findings == ()


def test_what_is_quiet_does_not_count_for_the_status() -> None:
    assert one().status == "failed"
    assert apply(merged((), [one()]), [one()]).reports[0].status == "passed"


def test_an_entry_is_gone_only_if_its_report_was_examined_again() -> None:
    entries = merged((), [one()])
    mended = replace(one(), findings=())
    assert apply(entries, [mended]).gone == entries
    assert apply(entries, [r for r in found() if r is not one()]).gone == ()
    assert apply(entries, [replace(mended, tallies={})]).gone == ()  # last year's report was not given, say


def test_writing_again_keeps_reasons_and_drops_what_is_dead() -> None:
    noted = entry_of(one(), reason="补正后重报", status="dismissed")
    stale = replace(noted, figures={"cells": {}})
    mended = replace(one(), findings=())
    assert merged([noted], [one()]) == (noted,)
    assert merged([stale], [one()]) == (noted,)
    assert merged([noted], [mended]) == (noted,)
    assert merged([replace(noted, reason="")], [mended]) == ()
    assert merged([replace(noted, reason="")], [mended], whole=False) == (replace(noted, reason=""),)


def test_two_reports_of_one_organ_and_year_are_known_each_by_its_figures() -> None:
    other = replace(one(), findings=tuple(with_figure(f, 0) for f in one().findings))
    entries = merged((), [one(), other])
    assert len(entries) == 2
    assert told(apply(entries, [one(), other])) == [[], []]


def test_figures_of_evidence_are_compared_however_they_are_written() -> None:
    finding = replace(one().findings[0], cells=(), identities=(), evidence="收到１２件，上年三件")
    assert figures(finding) == {"evidence": ["12", "三"]}
    assert figures(replace(finding, evidence="共收到 12 件；上年 三 件")) == figures(finding)


# ---------------------------------------------------------------- the command


def test_the_way_of_a_baseline(tmp_path: Path) -> None:
    file = tmp_path / "基线.json"
    # Both samples are of one organ and year, which is said too (F021), but is not what is tried here.
    first = run(WRONG, NOTICED, "--write-baseline", file, "--ignore", "F021")
    assert first.exit_code == 1 and "已写入基线" in first.stdout and "A101" in first.stdout
    entries = json.loads(file.read_bytes())
    assert [e["rule"] for e in entries] == ["A101", "V101"]
    second = run(WRONG, "--baseline", file)
    assert second.exit_code == 0 and "[错误]" not in second.stdout
    assert "另有 1 处已记入基线" in second.stdout and "结论：通过" in second.stdout
    entries[0]["figures"]["cells"] = dict.fromkeys(entries[0]["figures"]["cells"], "70")
    file.write_text(json.dumps(entries), encoding="utf-8")
    third = run(WRONG, "--baseline", file)
    assert third.exit_code == 1 and STALE in third.stdout
    mended = run(CLEAN, "--baseline", file)
    assert mended.exit_code == 0 and "2 条不再出现" in mended.stdout
    assert "不再出现" not in run(CLEAN, "--baseline", file, "--select", "A").stdout


def test_the_json_leaves_out_what_is_quiet_and_says_so_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    run(WRONG, "--write-baseline", file)
    result = run(WRONG, "--baseline", file, "--format", "json")
    found = json.loads(result.stdout_bytes)
    assert found["summary"]["findings"] == {"error": 0, "warning": 0, "notice": 0}
    assert found["files"][0]["status"] == "passed" and found["files"][0]["rules"]["A101"]["fail"] > 0
    assert "1 处" in result.stderr
    file.write_text(file.read_text(encoding="utf-8").replace('"71"', '"72"'), encoding="utf-8")
    again = run(WRONG, "--baseline", file, "--format", "json")
    assert (
        again.exit_code == 1 and f"A101:云桥市教育局:2023:requests:carried_out.natural_person：{STALE}" in again.stderr
    )


def test_what_cannot_be_read_is_never_quiet(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    run(CUT_OFF, "--write-baseline", file)
    assert json.loads(file.read_bytes()) == []
    assert run(CUT_OFF, "--baseline", file).exit_code == 2


def test_a_baseline_never_replaces_a_file_that_is_read(tmp_path: Path) -> None:
    draft, other = tmp_path / "年报.docx", tmp_path / "notes.json"
    draft.write_bytes(WRONG.read_bytes())
    other.write_text('{"a": 1}')
    for target in (draft, other):
        before = target.read_bytes()
        assert run(draft, "--write-baseline", target).exit_code == 2
        assert target.read_bytes() == before
    assert run(draft, "--previous", other, "--write-baseline", other).exit_code == 2
    run(draft, "--write-baseline", tmp_path / "b.json")
    assert run(draft, "--baseline", tmp_path / "b.json", "-o", tmp_path / "b.json").exit_code == 2
    assert run(draft, "--write-baseline", tmp_path / "new.json", "-o", tmp_path / "new.json").exit_code == 2


GOOD = '{"fingerprint":"f","rule":"A101","organ":"甲","year":2023,"status":"confirmed","reason":"","figures":{}}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "JSON"),
        ("[\n{", "第 2 行"),
        ("[" * 100_000, "JSON"),
        ("{}", "不是基线文件"),
        ("[1]", "第 1 条"),
        (f"[{GOOD}, {{}}]", "第 2 条"),
        (f'[{GOOD[:-1]}, "more": 1}}]', "第 1 条"),
        ("[" + GOOD.replace("2023", '"2023"') + "]", "year"),
        (f"[{GOOD.replace('{}', '[]')}]", "figures"),
        (f"[{GOOD.replace('confirmed', 'ok')}]", "status"),
    ],
)
def test_a_malformed_baseline_is_told_in_chinese(text: str, told: str, tmp_path: Path) -> None:
    assert decode(f"[{GOOD}]".encode("utf-8-sig"), "b.json")[0].organ == "甲"
    with pytest.raises(BadBaseline, match=told):
        decode(text.encode(), "b.json")
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    for option in ("--baseline", "--write-baseline"):
        result = run(WRONG, option, tmp_path / "b.json")
        assert (result.exit_code, result.stdout) == (2, "") and told in result.stderr


def test_the_example_of_the_readme_is_what_is_written() -> None:
    text = (ROOT.parent / "README.md").read_text(encoding="utf-8")
    (shown,) = decode(f"[{text.partition('```json')[2].partition('```')[0]}]".encode(), "README.md")
    report = reports()["2021/broken/A101-closing.docx"]
    assert replace(shown, reason="") == merged((), [report])[0]
