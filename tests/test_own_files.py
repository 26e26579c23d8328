"""What the program wrote itself is no report: known by a mark inside, told, and gone once a person saved the file."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tools.golden import ROOT
from validator.cli import main
from validator.own_files import is_own, is_own_file

SAMPLES = {
    "docx": ROOT / "2021/broken/A101-closing.docx",
    "xlsx": ROOT / "2021/broken/A102-wrong-row.xlsx",
    "html": ROOT / "2021/clean/html-plain.html",
}


def run(*words: object) -> str:
    return CliRunner().invoke(main, list(map(str, words))).output


def with_copy(folder: Path, kind: str) -> tuple[Path, Path]:
    """A report, and a marked copy of it under a name that tells nothing."""
    report = folder / f"年报.{kind}"
    shutil.copyfile(SAMPLES[kind], report)
    copy = folder / f"另一份.{'xlsx' if kind == 'html' else kind}"
    run("annotate", report, "-o", copy)
    return report, copy


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_copy_in_a_folder_is_told_and_left_out(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "年报"
    folder.mkdir()
    report, copy = with_copy(folder, kind)
    assert is_own_file(str(copy)) and not is_own_file(str(report))
    said = run("audit", folder, "-o", tmp_path / "结果", "--jobs", "0", "--outputs", "jsonl")
    assert "「另一份" in said and "批注副本" in said
    lines = (tmp_path / "结果/reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["path"] for line in lines] == [report.name]


def test_several_files_are_checked_without_the_copies_and_a_copy_alone_is_checked(tmp_path: Path) -> None:
    report, copy = with_copy(tmp_path, "docx")
    both, alone = run("check", report, copy), run("check", copy)
    assert "「另一份.docx」" in both and both.count("结论：") == 1
    assert "结论：不通过" in alone and "批注副本" not in alone


def test_parts_are_not_counted_twice(tmp_path: Path) -> None:
    parts = tmp_path / "分报"
    parts.mkdir()
    whole = ROOT / "2021/clean/docx-plain.docx"
    shutil.copyfile(SAMPLES["docx"], parts / "甲.docx")
    before = run("check", whole, "--parts", parts)
    run("annotate", parts / "甲.docx")
    assert len(list(parts.iterdir())) == 2
    assert run("check", whole, "--parts", parts) == before


def test_a_copy_that_a_person_saved_is_a_report(tmp_path: Path) -> None:
    _, copy = with_copy(tmp_path, "xlsx")
    book = load_workbook(copy)
    book.save(copy)
    assert not is_own_file(str(copy))


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_copy_of_a_copy_is_known_and_whole(kind: str, tmp_path: Path) -> None:
    _, copy = with_copy(tmp_path, kind)
    again = tmp_path / f"再一份.{kind}"
    run("annotate", copy, "-o", again)
    assert is_own_file(str(again))
    with zipfile.ZipFile(again) as package:
        assert len(package.namelist()) == len(set(package.namelist()))
        assert package.read("[Content_Types].xml").count(b"decree711-validator") == 1


@pytest.mark.parametrize(
    ("form", "name"), [("html", "一.html"), ("xlsx", "一.xlsx"), ("markdown", "一.md"), ("text", "一.txt")]
)
def test_results_are_known(form: str, name: str, tmp_path: Path) -> None:
    run("check", SAMPLES["docx"], "--format", form, "-o", tmp_path / name)
    assert is_own_file(str(tmp_path / name))


def test_results_are_known_without_the_folder_that_keeps_the_progress(tmp_path: Path) -> None:
    folder = tmp_path / "年报"
    folder.mkdir()
    shutil.copyfile(SAMPLES["docx"], folder / "甲.docx")
    run("audit", folder, "-o", folder / "结果", "--jobs", "0", "--outputs", "xlsx,html")
    shutil.rmtree(folder / "结果/.d711")
    said = run("audit", folder, "-o", tmp_path / "再", "--jobs", "0", "--outputs", "jsonl")
    assert "共 1 份报告" in said and "「index.html」" in said and "「汇总.xlsx」" in said


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.docx", data)
    return out.getvalue()


def test_in_an_archive_copies_are_passed_over_and_an_archive_of_copies_says_so(tmp_path: Path) -> None:
    report, copy = with_copy(tmp_path, "docx")
    archive = packed(甲=report.read_bytes(), 乙=copy.read_bytes())
    assert not is_own(archive)
    (tmp_path / "全部.zip").write_bytes(archive)
    (tmp_path / "副本.zip").write_bytes(packed(乙=copy.read_bytes()))
    said = run("check", tmp_path / "全部.zip")
    assert said.count("结论：") == 1 and "F017" in said
    assert "只有本程序写的批注副本" in run("check", tmp_path / "副本.zip")


def test_templates_and_samples_are_nobodys_results(tmp_path: Path) -> None:
    for name in ("空白.xlsx", "空白.docx"):
        run("template", "-o", tmp_path / name)
        assert not is_own_file(str(tmp_path / name))
    assert not any(is_own_file(str(path)) for path in ROOT.rglob("*.*"))
    assert not is_own_file(str(tmp_path / "没有.docx"))
