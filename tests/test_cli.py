"""The command line: what it prints, where, and its exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tools.golden import ROOT
from validator.cli import main

CLEAN = ROOT / "2021/clean"
SOUND = CLEAN / "docx-plain.docx"
WRONG = ROOT / "2021/broken/A101-closing.docx"
WARNED = ROOT / "2021/broken/S209-other-in-one-row.html"
NOTICED = ROOT / "2021/broken/V101-blank.xls"
UNFINISHED = ROOT / "2021/broken/F007-pictures.html"
OTHER = ROOT / "2021/broken/D001-work-summary.docx"
CUT_OFF = ROOT / "2021/broken/F001-cut-off.docx"


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def checked(*arguments: object, stdin: bytes | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("check", "--format", "json", *arguments, stdin=stdin).stdout_bytes)
    return found


def told(result: dict[str, Any]) -> list[list[str]]:
    return [[finding["rule"], finding["message"]] for file in result["files"] for finding in file["findings"]]


# ---------------------------------------------------------------- check


@pytest.mark.parametrize(
    ("path", "status"),
    [(SOUND, 0), (NOTICED, 0), (WARNED, 0), (WRONG, 1), (UNFINISHED, 1), (OTHER, 1), (CUT_OFF, 2)],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_the_exit_status_follows_the_report(path: Path, status: int) -> None:
    assert run("check", path).exit_code == status


@pytest.mark.parametrize(
    ("path", "level", "status"),
    [
        (WARNED, "warning", 1),
        (WARNED, "notice", 1),
        (NOTICED, "warning", 0),
        (NOTICED, "notice", 1),
        (SOUND, "notice", 0),
    ],
)
def test_fail_on_moves_the_bar(path: Path, level: str, status: int) -> None:
    assert run("check", path, "--fail-on", level).exit_code == status


def test_the_text_says_what_where_why_and_what_to_do() -> None:
    text = run("check", WRONG).stdout
    for part in (str(WRONG), "不通过", "A101", "「自然人」", "71", "17", "依据", "国办公开办函〔2021〕30号"):
        assert part in text
    assert "\x1b[" not in text


def test_an_unreadable_file_does_not_stop_the_others() -> None:
    result = run("check", CUT_OFF, SOUND, "no-such-file.docx", WRONG, "--format", "json")
    assert result.exit_code == 2
    found = json.loads(result.stdout_bytes)
    assert [file["status"] for file in found["files"]] == ["unreadable", "passed", "unreadable", "failed"]
    assert found["summary"]["files"] == 4 and found["summary"]["unreadable"] == 2


def test_a_missing_file_and_a_folder_are_told_in_words(tmp_path: Path) -> None:
    missing, folder = run("check", tmp_path / "没有.docx"), run("check", tmp_path)
    assert missing.exit_code == folder.exit_code == 2
    assert "找不到这个文件" in missing.stdout
    assert "文件夹" in folder.stdout


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_output_goes_to_a_file(tmp_path: Path, form: str) -> None:
    target = tmp_path / "结果"
    shown = run("check", WRONG, "--format", form)
    written = run("check", WRONG, "--format", form, "-o", target)
    assert (written.stdout, written.exit_code) == ("", 1)
    assert target.read_bytes() == shown.stdout_bytes


FORMATS_WRITTEN = ["text", "json", "sarif", "html", "xlsx", "markdown"]


@pytest.mark.parametrize("form", FORMATS_WRITTEN)
def test_a_result_may_be_written_again_and_it_is_said_where_it_is(tmp_path: Path, form: str) -> None:
    target = tmp_path / "结果"
    for path in (WRONG, SOUND):
        written = run("check", path, "--format", form, "-o", target)
        assert written.exit_code == (1 if path == WRONG else 0) and f"已写入 {target}。" in written.stderr
    assert target.stat().st_size


@pytest.mark.parametrize("form", FORMATS_WRITTEN)
@pytest.mark.parametrize("own", ["xlsx-one-sheet.xlsx", "html-plain.html", "text-tab-rows.txt"])
def test_somebody_s_own_file_is_not_replaced_unless_that_is_wanted(tmp_path: Path, form: str, own: str) -> None:
    target = tmp_path / own
    before = (CLEAN / own).read_bytes()
    target.write_bytes(before)
    refused = run("check", SOUND, "--format", form, "-o", target)
    assert refused.exit_code == 2 and "已经存在" in refused.stderr and "--force" in refused.stderr
    assert target.read_bytes() == before
    assert run("check", SOUND, "--format", form, "-o", target, "--force").exit_code == 0
    assert target.read_bytes() != before


def test_a_place_that_cannot_be_written_is_wrong_usage(tmp_path: Path) -> None:
    result = run("check", SOUND, "-o", tmp_path / "no" / "such" / "folder.txt")
    assert result.exit_code == 2 and "不能写入" in result.output


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("docx-plain.docx", "docx"),
        ("html-plain.html", "html"),
        ("xlsx-one-sheet.xlsx", "xlsx"),
        ("xls-one-sheet.xls", "xls"),
        ("csv-utf8.csv", "csv"),
        ("text-pipe-rows.txt", "text"),
    ],
)
def test_standard_input_needs_a_reader(name: str, reader: str) -> None:
    data = (CLEAN / name).read_bytes()
    result = run("check", "-", "--reader", reader, stdin=data)
    assert result.exit_code == 0, result.output
    refused = run("check", "-", stdin=data)
    assert refused.exit_code == 2 and "--reader" in refused.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", SOUND, "--no-such-option"),
        ("check", SOUND, "--format", "pdf"),
        ("check", SOUND, "--edition", "2008"),
        ("check", SOUND, "--fail-on", "never"),
        ("check", SOUND, "--select", "Q9"),
        ("check", SOUND, "--ignore", "A999"),
        ("explain",),
        ("explain", "A999"),
        ("no-such-command",),
        ("extract", "-"),
    ],
    ids=str,
)
def test_wrong_usage_is_status_2(arguments: tuple[object, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and result.stdout == "" and result.stderr


def test_select_and_ignore_choose_rules_and_decide_anew() -> None:
    assert {rule for rule, _ in told(checked(WRONG, "--select", "A"))} == {"A101"}
    assert {rule for rule, _ in told(checked(WRONG, "--select", "a103"))} == {"A101"}  # it breaks A103 too
    assert told(checked(WRONG, "--select", "V,S")) == []
    assert told(checked(WRONG, "--ignore", "A")) == []
    assert run("check", WRONG, "--ignore", "A").exit_code == 0
    assert {rule for rule, _ in told(checked(WRONG, "--ignore", "A101"))} == {"A101"}  # its A103 still holds


def test_a_forced_edition_is_used() -> None:
    found = checked(SOUND, "--edition", "2019")["files"][0]
    assert found["edition"] == "2019" and found["status"] == "failed"


# ---------------------------------------------------------------- extract


@pytest.mark.parametrize("path", [WRONG, SOUND, NOTICED, ROOT / "2019/real/blank-totals.html"], ids=lambda p: p.stem)
def test_extracted_json_is_judged_like_its_source(path: Path, tmp_path: Path) -> None:
    cells = tmp_path / "cells.json"
    assert run("extract", path, "-o", cells).exit_code == 0
    assert told(checked(cells)) == told(checked(path))
    assert run("extract", path).stdout_bytes == cells.read_bytes()
    assert run("check", cells).exit_code == run("check", path).exit_code


def test_an_edited_cell_of_the_extract_counts(tmp_path: Path) -> None:
    cells = tmp_path / "cells.json"
    run("extract", WRONG, "-o", cells)
    found = json.loads(cells.read_bytes())
    for cell in found["cases"][0]["cells"]:
        if (cell["row"], cell["column"]) == ("carried_out", "natural_person"):
            assert cell["raw"] == "71"
            cell["raw"] = "17"
    cells.write_text(json.dumps(found), encoding="utf-8")
    assert run("check", cells).exit_code == 0


def test_extracted_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    target = tmp_path / "cells.CSV"
    run("extract", WRONG, "-o", target)
    data = target.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(rows) == 200 and {row["organ"] for row in rows} == {"云桥市教育局"}
    (wrong,) = (row for row in rows if (row["row"], row["column"]) == ("carried_out", "natural_person"))
    assert (wrong["raw"], wrong["value"], wrong["kind"]) == ("71", "71", "number") and wrong["place"]


def test_an_unreadable_file_cannot_be_extracted() -> None:
    result = run("extract", CUT_OFF)
    assert (result.exit_code, result.stdout) == (2, "") and "已损坏" in result.stderr


@pytest.mark.parametrize("command", ["check", "extract"])
def test_the_output_never_replaces_the_file_that_is_read(command: str, tmp_path: Path) -> None:
    draft = tmp_path / "年报.json"
    draft.write_bytes((ROOT / "2021" / "clean" / "html-plain.html").read_bytes())
    result = CliRunner().invoke(main, [command, str(draft), "--reader", "html", "-o", str(draft)])
    assert result.exit_code == 2
    assert "另起一个文件名" in result.output
    assert draft.read_bytes() == (ROOT / "2021" / "clean" / "html-plain.html").read_bytes()


def test_extract_writes_no_json_under_another_name(tmp_path: Path) -> None:
    clean = str(ROOT / "2021" / "clean" / "html-plain.html")
    result = CliRunner().invoke(main, ["extract", clean, "-o", str(tmp_path / "cells.xlsx")])
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_selection_is_said_above_the_verdict() -> None:
    broken = str(ROOT / "2021" / "broken" / "A101-closing.docx")
    result = CliRunner().invoke(main, ["check", "--select", "A102", broken])
    assert result.output.startswith("（只看 A102")
