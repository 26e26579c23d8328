"""What changed since an earlier audit: what is gone is told from what nobody looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit_corpus import audit
from tools.forge.figures import Report, rewritten, sound
from tools.forge.layouts import LAYOUTS
from validator.audit_outputs.since import Audit, Since, compared
from validator.audit_outputs.since_reports import Found, Told
from validator.audit_outputs.since_words import since_words
from validator.model import Severity, Status

WRONG = (("requests", "total", "total"), "98765")
OTHER = (("disputes", "review", "total"), "4321")
ORGANS = ("云桥市教育局", "云桥市民政局", "云桥市水利局")


def found(rule: str, organ: str | None = "甲局", path: str = "a.docx", severity: Severity = "error") -> Found:
    year, key = 2024 if organ else None, f"{rule}:{organ}:2024:x"
    return Found(path, 1, organ, year, rule=rule, severity=severity, message="说明", fingerprint=key, table="requests")


def told(status: Status, organ: str | None = "甲局", path: str = "a.docx", unseen: str = "") -> Told:
    return Told(path, 1, organ, 2024 if organ else None, status=status, unseen=unseen)


def of(reports: Sequence[Told], *findings: Found) -> Audit:
    return Audit(lambda: reports, lambda: findings)


def change(before: Audit, after: Audit, asks: bool = True) -> Since:
    return compared(before, after, lambda _: asks)


FAILED = of([told("failed")], found("A101"), found("A201"))


def test_what_is_gone_what_stayed_and_what_came() -> None:
    since = change(FAILED, of([told("failed")], found("A201"), found("C101", severity="warning")))
    assert ([one.rule for one in since.gone.first], since.stayed) == (["A101"], 1)
    assert ([one.rule for one in since.came.first], since.new) == (["C101"], 0)
    assert list(since_words(since)) == ["与上次相比：已消除 1 处（错误 1），仍有 1 处，新出现 1 处（疑似 1）。"]


def test_a_corrected_report_may_come_under_another_name() -> None:
    since = change(FAILED, of([told("passed", path="b.docx")]))
    assert (len(since.gone.first), since.better, since.unknown) == (2, 1, 0)
    assert "不通过变为通过 1 份，通过变为不通过 0 份。" in since_words(since)


@pytest.mark.parametrize(
    "after",
    [
        of([]),  # the file is no longer there
        of([told("incomplete")]),
        of([told("unreadable", None)], found("F001", None)),
        of([told("passed", "乙局", "b.docx")]),
        of([told("passed", "乙局")]),  # another report under the same name of file
        of([told("failed", unseen="A Y1")]),
        of([told("failed", unseen="requests")]),  # the table was not found
    ],
)
def test_of_what_was_not_judged_again_nothing_is_said_to_be_gone(after: Audit) -> None:
    since = change(FAILED, after)
    assert (since.gone.counts.total(), since.unknown) == (0, 2)


def test_of_rules_that_are_not_asked_for_nothing_is_said_to_be_gone() -> None:
    assert change(FAILED, of([told("passed")]), asks=False).unknown == 2


def test_a_file_that_is_readable_now_is_told_and_its_findings_are_those_of_a_report_that_was_there() -> None:
    before = of([told("unreadable", None)], found("F001", None))
    since = change(before, of([told("failed")], found("A101")))
    assert (since.gone.counts["error"], since.came.counts["error"], since.new) == (1, 1, 0)


def test_of_two_organs_of_one_name_each_is_known_by_its_file() -> None:
    before = of(
        [told("failed", path="甲县/a.docx"), told("failed", path="乙县/a.docx")],
        found("A101", path="甲县/a.docx"),
        found("A101", path="乙县/a.docx"),
    )
    after = of(
        [told("passed", path="甲县/a.docx"), told("failed", path="乙县/a.docx")], found("A101", path="乙县/a.docx")
    )
    since = change(before, after)
    assert ([one.path for one in since.gone.first], since.stayed, since.better, since.worse) == (
        ["甲县/a.docx"],
        1,
        1,
        0,
    )
    same = change(after, after)
    assert (same.stayed, same.better, same.worse) == (1, 0, 0)
    moved = change(before, of([told("passed", path="c.docx"), told("failed", path="d.docx")]))
    assert (moved.gone.counts.total(), moved.unknown) == (0, 2)  # which of them is which nobody knows


FINDINGS = st.lists(st.builds(found, st.sampled_from(["A101", "A102", "C101"]), st.sampled_from(["甲局", "乙局"])))


@given(FINDINGS, FINDINGS)
def test_every_finding_is_counted_once(old: list[Found], new: list[Found]) -> None:
    reports = [told("failed"), told("failed", "乙局", "b.docx")]
    since = change(of(reports, *old), of(reports, *new))
    assert since.gone.counts.total() + since.stayed + since.unknown == len(old)
    assert since.came.counts.total() + since.stayed == len(new)
    assert change(of(reports, *old), of(reports, *old)).stayed == len(old)


# ---------------------------------------------------------------- in an audit


def put(folder: Path, organ: str, *wrong: tuple[tuple[str, str, str], str], name: str = "") -> None:
    report: Report = rewritten(replace(sound(organ, "2021", 2024), organ=organ), wrong)
    folder.mkdir(exist_ok=True)
    (folder / f"{name or organ}.html").write_bytes(LAYOUTS["html-plain"].render(report))


def run(folder: Path, out: Path, *more: object) -> str:
    return str(audit(folder, "-o", out, "--jobs", 0, "--outputs", "jsonl,xlsx,html", *more).output)


def test_a_second_audit_into_the_same_folder_says_what_was_mended(tmp_path: Path) -> None:
    folder, out = tmp_path / "年报", tmp_path / "out"
    put(folder, ORGANS[0], WRONG)
    put(folder, ORGANS[1], WRONG, OTHER)
    put(folder, ORGANS[2])
    run(folder, out)
    (folder / f"{ORGANS[0]}.html").unlink()
    put(folder, ORGANS[0], name="更正稿")
    put(folder, ORGANS[1], OTHER)
    put(folder, ORGANS[2], OTHER)
    said = "与上次相比：已消除 2 处（错误 2），仍有 1 处，新出现 1 处（错误 1）。"
    output = run(folder, out, "--since", out)
    assert output.count(said) == 1 and "不通过变为通过 1 份，通过变为不通过 1 份。" in output
    rows = openpyxl.load_workbook(out / "汇总.xlsx")["与上次相比"].iter_rows(min_row=2, values_only=True)
    assert {(row[0], row[4]) for row in rows} == {
        ("已消除", ORGANS[0]),
        ("已消除", ORGANS[1]),
        ("新出现", ORGANS[2]),
    }
    assert said in (out / "index.html").read_text(encoding="utf-8")
    assert "与上次相比：已消除 0 处，仍有 2 处，新出现 0 处。" in run(folder, out, "--since", out)


def test_what_is_left_out_this_time_is_not_called_mended(tmp_path: Path) -> None:
    folder, out = tmp_path / "年报", tmp_path / "out"
    put(folder, ORGANS[0], WRONG)
    run(folder, out)
    output = run(folder, tmp_path / "other", "--since", out, "--ignore", "A")
    assert "已消除 0 处，仍有 0 处" in output and "上次的 1 处这次没有核对" in output
    assert "不通过变为通过" not in output


@pytest.mark.parametrize("content", [None, b"", b"{}\n", b"not json\n", b"\xff\n"])
def test_a_folder_without_earlier_results_is_refused_before_the_work(tmp_path: Path, content: bytes | None) -> None:
    folder, last = tmp_path / "年报", tmp_path / "last"
    put(folder, ORGANS[0])
    last.mkdir()
    for name in ("findings.jsonl", "reports.jsonl") if content is not None else ():
        (last / name).write_bytes(content or b"")
    result = audit(folder, "-o", tmp_path / "out", "--jobs", 0, "--since", last)
    assert result.exit_code == 2 and "--since" in result.output
    assert not (tmp_path / "out" / "reports.jsonl").exists()


def test_results_that_could_not_be_written_leave_the_earlier_ones_to_be_compared_with(tmp_path: Path) -> None:
    folder, out = tmp_path / "年报", tmp_path / "out"
    put(folder, ORGANS[0], WRONG)
    run(folder, out)
    put(folder, ORGANS[0])
    book = out / "汇总.xlsx"
    book.unlink()
    book.mkdir()  # as good as open in another program
    assert "不能写入" in run(folder, out, "--since", out)
    book.rmdir()
    assert "已消除 1 处（错误 1），仍有 0 处" in run(folder, out, "--since", out)


def test_what_had_nothing_to_be_compared_with_is_not_called_mended(tmp_path: Path) -> None:
    folder, out = tmp_path / "年报", tmp_path / "out"
    pending = (("requests", "carried_out", "total"), "55"), (("requests", "carried_out", "natural_person"), "55")
    for year, wrong in ((2023, pending), (2024, ())):
        report = rewritten(replace(sound(ORGANS[0], "2021", year), organ=ORGANS[0]), wrong)
        folder.mkdir(exist_ok=True)
        (folder / f"{year}.html").write_bytes(LAYOUTS["html-plain"].render(report))
    run(folder, out)
    assert '"path":"2024.html"' in (out / "findings.jsonl").read_text(encoding="utf-8")  # it does not go on from 2023
    (folder / "2023.html").unlink()
    told = run(folder, out, "--since", out)
    assert "共 1 份报告：通过 1。" in told and "已消除 0 处" in told and "不通过变为通过" not in told
