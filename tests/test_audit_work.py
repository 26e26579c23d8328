"""What an audit reads: folders, patterns, lists, manifests; what it refuses, and in which words."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from tests.audit_corpus import audit, jsonl, made
from tools.forge.layouts import LAYOUTS
from tools.golden import ROOT
from tools.samples_series import consolidated, offices
from validator.audit.manifest import read_manifest
from validator.audit.work import BadWork, find_sources
from validator.cells_file import encode_cases

PAGE = LAYOUTS["html-plain"].render
QUICK = ("--outputs", "jsonl", "--jobs", 0)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    files = ("b/2.html", "a/1.docx", "a/1_files/frame.html", "a/1_files/x.css", "a/图.png", "c/3.zip", "~$1.docx")
    for name in files:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(b"x")
    return tmp_path / "in"


def names(*paths: object, out: str = "/nowhere") -> list[str]:
    return [source.name for source in find_sources([str(path) for path in paths], out).sources]


def test_a_folder_gives_what_may_be_a_report_in_the_order_of_names(tree: Path) -> None:
    assert names(tree) == ["a/1.docx", "b/2.html", "c/3.zip"]


def test_what_the_program_writes_or_is_told_by_is_no_report(tree: Path) -> None:
    for name in ("d711.toml", "findings.jsonl", "cells.parquet", "findings.sarif", "核验.py"):
        (tree / name).write_bytes(b"x")
    (tree / "基线.json").write_bytes(b"[]\n")
    (tree / "其他.json").write_bytes(b'{"format": "other"}')
    (tree / "a/cells.json").write_bytes(encode_cases(()))
    assert names(tree) == ["a/1.docx", "a/cells.json", "b/2.html", "c/3.zip"]


def test_pictures_count_where_there_is_nothing_else(tree: Path) -> None:
    (tree / "a/1.docx").unlink()
    assert names(tree / "a") == ["图.png"]


def test_several_paths_share_the_folder_above_them(tree: Path) -> None:
    assert names(tree / "b", tree / "a", tree / "a/图.png") == ["a/1.docx", "a/图.png", "b/2.html"]


def test_patterns_and_lists(tree: Path) -> None:
    assert names(f"{tree}/**/*.html") == ["b/2.html"]
    (tree / "清单.txt").write_text("b/2.html\n\na/1.docx\n没有.docx\n", encoding="utf-8")
    assert names(f"@{tree}/清单.txt") == ["a/1.docx", "b/2.html", "没有.docx"]


def test_results_inside_the_folder_are_not_read(tree: Path) -> None:
    (tree / "结果").mkdir()
    (tree / "结果/index.html").write_bytes(b"x")
    assert "结果/index.html" not in names(tree, out=str(tree / "结果"))
    with pytest.raises(BadWork, match="结果文件夹"):
        names(tree, out=str(tree))


@pytest.mark.parametrize(
    ("path", "word"), [("{}/没有", "找不到"), ("{}/*.xyz", "没有文件符合"), ("@{}/没有.txt", "读不了清单")]
)
def test_what_is_not_there_is_wrong_usage(path: str, word: str, tree: Path, tmp_path: Path) -> None:
    result = audit(path.format(tree), "-o", tmp_path / "out")
    assert result.exit_code == 2 and word in result.output


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_listed_file_that_is_not_there_and_a_pipe_are_lines_of_the_result(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    (tmp_path / "list").write_text("没有.docx\n管道.txt\n", encoding="utf-8")
    assert audit(f"@{tmp_path}/list", "-o", tmp_path / "out", *QUICK).exit_code == 2
    found = [json.loads(line) for line in jsonl(tmp_path / "out")[0].splitlines()]
    assert [(one["path"], one["rule"]) for one in found] == [("没有.docx", "F001"), ("管道.txt", "F006")]


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_to_a_folder_is_a_line_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "in/环").mkdir(parents=True)
    (tmp_path / "in/环/上级").symlink_to("..", target_is_directory=True)
    audit(tmp_path / "in", "-o", tmp_path / "out", *QUICK)
    (one,) = [json.loads(line) for line in jsonl(tmp_path / "out")[0].splitlines()]
    assert one["path"].endswith("上级") and "指向文件夹的链接" in one["message"]


def test_a_name_that_cannot_be_printed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in (b"\xc4\xea.html", b"\xc4\xeb.html"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(PAGE(made(1)))
    audit(folder, "-o", tmp_path / "out", *QUICK)
    paths = [json.loads(line)["path"] for line in jsonl(tmp_path / "out")[1].splitlines()]
    assert len(set(paths)) == 2 and all(path.startswith("\ufffd\ufffd.html") for path in paths)


def test_a_page_changes_with_the_pages_that_it_frames(tmp_path: Path) -> None:
    frame = tmp_path / "in/年报_files/frame.html"
    frame.parent.mkdir(parents=True)
    frame.write_bytes(PAGE(made(1)))
    (tmp_path / "in/年报.html").write_text('<html><iframe src="年报_files/frame.html"></iframe></html>', "utf-8")
    audit(tmp_path / "in", "-o", tmp_path / "out", *QUICK)
    assert b'"passed"' in jsonl(tmp_path / "out")[1]
    frame.write_bytes(PAGE(made(3)))
    audit(tmp_path / "in", "-o", tmp_path / "out", *QUICK)
    assert b'"failed"' in jsonl(tmp_path / "out")[1]
    frame.rename(frame.with_name("other.html"))
    audit(tmp_path / "in", "-o", tmp_path / "out", *QUICK)
    assert b'"not_applicable"' in jsonl(tmp_path / "out")[1]


# ---------------------------------------------------------------- parts and manifests


def rolled(folder: Path, wrong: bool) -> Path:
    """A consolidated report beside the folder of its parts, one of which is left out of the sum if `wrong`."""
    parts = offices("2021")
    whole = consolidated(parts[1:] if wrong else parts)
    (folder / "汇总").mkdir(parents=True)
    (folder / "汇总.html").write_bytes(PAGE(whole))
    for number, part in enumerate(parts):
        (folder / f"汇总/{number}.html").write_bytes(PAGE(part))
    return folder


def rules(out: Path, path: str) -> set[str]:
    found = (json.loads(line) for line in jsonl(out)[0].splitlines())
    return {one["rule"] for one in found if one["path"] == path}


@pytest.mark.parametrize("wrong", [False, True])
def test_a_consolidated_report_is_compared_with_the_folder_of_its_name(wrong: bool, tmp_path: Path) -> None:
    audit(rolled(tmp_path / "in", wrong), "-o", tmp_path / "out", *QUICK)
    assert ("R101" in rules(tmp_path / "out", "汇总.html")) == wrong


def test_a_manifest_names_the_parent_and_what_the_reports_do_not_say(tmp_path: Path) -> None:
    folder = rolled(tmp_path / "in", wrong=True)
    (folder / "汇总.html").rename(folder / "全市.html")
    rows = "".join(f"汇总/{n}.html,,,全市.html\n" for n in range(len(offices("2021"))))
    (folder / "m.csv").write_text("path,organ,year,parent\n全市.html,,,\n" + rows, encoding="utf-8")
    audit(folder, "-o", tmp_path / "a", *QUICK)
    assert "R101" not in rules(tmp_path / "a", "全市.html")
    audit("--manifest", folder / "m.csv", "-o", tmp_path / "b", *QUICK)
    assert "R101" in rules(tmp_path / "b", "全市.html")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("名称\n", "第一行"),
        ("path,year\na.html,二〇二三\n", "第 2 行"),
        ("path,year\na.html,23\n", "第 2 行"),
        (f"path,year\na.html,{'9' * 5000}\n", "第 2 行"),
        ('path,organ\nb.html,"甲\n乙"\na.html,\n./a.html,丙\n', "第 4 行和第 5 行"),
    ],
)
def test_a_manifest_that_is_wrong_is_refused(text: str, word: str, tree: Path, tmp_path: Path) -> None:
    (tree / "m.csv").write_text(text, encoding="utf-8")
    result = audit(tree, "--manifest", tree / "m.csv", "-o", tmp_path / "out", *QUICK)
    assert result.exit_code == 2 and word in result.output


def test_a_field_without_end_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(f"path,organ\na.html,{'长' * 140_000}\n", encoding="utf-8")
    before = csv.field_size_limit(131_072)
    try:
        with pytest.raises(BadWork, match="第 2 行不是正确的 CSV"):
            read_manifest(str(tmp_path / "m.csv"))
    finally:
        csv.field_size_limit(before)


def test_what_is_quoted_in_a_manifest_may_go_over_two_lines(tmp_path: Path) -> None:
    file = tmp_path / "m.csv"
    file.write_bytes('path,organ,year\r\na.html,"甲\r\n乙",2023\r\nb.html,丙,\r\n'.encode())
    said = read_manifest(str(file))
    assert [(s.organ, s.year) for s in said.values()] == [("甲\r\n乙", 2023), ("丙", None)]


# ---------------------------------------------------------------- the result folder


def test_a_damaged_store_is_told_and_begun_anew_when_asked(tmp_path: Path) -> None:
    sample = ROOT / "2021/clean/docx-plain.docx"
    (tmp_path / ".d711").mkdir()
    (tmp_path / ".d711/audit.sqlite").write_bytes(b"no database at all" * 100)
    result = audit(sample, "-o", tmp_path, *QUICK)
    assert result.exit_code == 2 and "--fresh" in result.output
    assert audit(sample, "-o", tmp_path, *QUICK, "--fresh").exit_code == 0


def test_what_is_not_written_anew_is_told(tmp_path: Path) -> None:
    sample = ROOT / "2021/clean/docx-plain.docx"
    assert audit(sample, "-o", tmp_path, "--jobs", 0).exit_code == 0
    told = audit(sample, "-o", tmp_path, *QUICK).output
    assert "cells.parquet、findings.sarif、汇总.xlsx、index.html 是以前写的，这次没有更新。" in told.splitlines()


@pytest.mark.parametrize(
    ("options", "word"),
    [(("--outputs", "pdf"), "没有「pdf」"), (("--scheduler", "nowhere://1"), "Dask"), (("--select", "Q"), "Q")],
)
def test_wrong_options(options: tuple[str, ...], word: str, tmp_path: Path) -> None:
    result = audit(ROOT / "2021/clean/docx-plain.docx", "-o", tmp_path, *options)
    assert result.exit_code == 2 and word in result.output
