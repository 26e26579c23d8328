"""What an audit is given besides reports: pictures, its own earlier results, lists that are none, what is not installed."""

from __future__ import annotations

import json
import shutil
import struct
import sys
from pathlib import Path

import pytest

from tests.audit_corpus import audit, jsonl
from tools.golden import ROOT
from validator.audit.page_pictures import may_be_page
from validator.audit.work import BadWork, find_sources

SAMPLE = ROOT / "2021/clean/docx-plain.docx"
QUICK = ("--outputs", "jsonl", "--jobs", 0)


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", width, height)


def jpeg(width: int, height: int) -> bytes:
    comment = b"\xff\xfe\0\x06abcd"
    return b"\xff\xd8" + comment + b"\xff\xc0\0\x11\x08" + struct.pack(">HH", height, width) + bytes(12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    shutil.copy(SAMPLE, tmp_path / "in/年报.docx")
    return tmp_path / "in"


def statuses(out: Path) -> dict[str, str]:
    return {one["path"]: one["status"] for one in map(json.loads, jsonl(out)[1].splitlines())}


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize(
    ("name", "data", "page"),
    [
        ("a.png", png(400, 200), True),
        ("a.png", png(399, 900), False),
        ("a.jpg", jpeg(1240, 1754), True),
        ("a.jpeg", jpeg(300, 199), False),
        ("a.tif", bytes(5000), True),
        ("a.png", b"x", False),
        ("a.gif", bytes(5000), False),
    ],
)
def test_a_picture_is_told_from_an_icon_by_its_size(name: str, data: bytes, page: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert may_be_page(str(tmp_path / name)) == page


def test_a_picture_of_a_page_beside_other_reports_is_judged(folder: Path, tmp_path: Path) -> None:
    (folder / "第1页.png").write_bytes(png(1240, 1754))
    (folder / "章.png").write_bytes(png(90, 90))
    (folder / "网页_files").mkdir()
    (folder / "网页_files/底图.png").write_bytes(png(1240, 1754))
    result = audit(folder, "-o", tmp_path / "out", *QUICK)
    assert statuses(tmp_path / "out") == {"年报.docx": "passed", "第1页.png": "unreadable"}
    assert "另有 1 个图片没有检查" in result.output


# ---------------------------------------------------------------- earlier results


@pytest.mark.parametrize("given", ["{}", "{}/**/*"])
def test_earlier_results_are_no_reports(given: str, folder: Path) -> None:
    audit(folder, "-o", folder / "去年的结果")
    audit(folder, "-o", folder / "局/结果", "--outputs", "jsonl,html,xlsx")
    work = find_sources([given.format(folder)], "/nowhere")
    assert [source.name for source in work.sources] == ["年报.docx"]
    assert [note.partition(" ")[0] for note in work.notes] == [str(folder / name) for name in ("去年的结果", "局/结果")]


def test_nothing_but_earlier_results(folder: Path, tmp_path: Path) -> None:
    audit(folder, "-o", tmp_path / "out", *QUICK)
    with pytest.raises(BadWork, match="以前核验的结果"):
        find_sources([str(tmp_path / "out")], "/nowhere")


# ---------------------------------------------------------------- lists and manifests


@pytest.mark.parametrize("data", [b"", b" \n\n", bytes(range(256)) * 9], ids=["empty", "blank", "junk"])
def test_a_list_or_a_manifest_that_is_no_text_is_told_in_one_line(data: bytes, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(data)
    for given in ((f"@{tmp_path}/x",), (folder, "--manifest", tmp_path / "x")):
        result = audit(*given, "-o", tmp_path / "out", *QUICK)
        assert result.exit_code == 2 and "是空的，或不是文本文件" in result.output.splitlines()[-1]


@pytest.mark.parametrize("with_folder", [False, True])
def test_what_a_manifest_names_and_is_not_there_is_a_line_of_the_result(
    with_folder: bool, folder: Path, tmp_path: Path
) -> None:
    (folder / "m.csv").write_text("path,organ,year,parent\n年报.docx,,,全市.docx\n没有.docx,,,\n", encoding="utf-8")
    given = (folder / "年报.docx",) if with_folder else ()
    result = audit(*given, "--manifest", folder / "m.csv", "-o", tmp_path / "out", *QUICK)
    assert result.exit_code == 2
    assert statuses(tmp_path / "out") == {"年报.docx": "passed", "没有.docx": "unreadable", "全市.docx": "unreadable"}


def test_what_a_manifest_names_and_is_not_given_is_refused(folder: Path, tmp_path: Path) -> None:
    shutil.copy(SAMPLE, folder / "另一份.docx")
    (folder / "m.csv").write_text("path,organ\n另一份.docx,甲局\n", encoding="utf-8")
    result = audit(folder / "年报.docx", "--manifest", folder / "m.csv", "-o", tmp_path / "out", *QUICK)
    assert result.exit_code == 2 and "不在要核验的文件里" in result.output


# ---------------------------------------------------------------- what is written, and said


def test_without_pyarrow_cells_are_not_listed_and_cannot_be_all_that_is_wanted(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    told = audit(folder, "-o", tmp_path / "out", "--outputs", "jsonl,parquet", "--jobs", 0).output
    assert "cells.parquet" not in told.splitlines()[-1] and "没有安装 pyarrow" in told
    refused = audit(folder, "-o", tmp_path / "out", "--outputs", "parquet", "--jobs", 0)
    assert refused.exit_code == 2 and '"decree711-validator[audit]"' in refused.output


def test_rules_that_are_left_out_are_named(folder: Path, tmp_path: Path) -> None:
    told = audit(folder, "-o", tmp_path / "out", *QUICK, "--ignore", "V103").output
    assert "不看 V103：它的问题没有列出，结论也不包括。" in told


def test_a_cluster_that_cannot_be_reached_is_told_in_one_line(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: extra [cluster]")
    for address in ("x", "nowhere://1", "tcp://x:y"):
        result = audit(folder, "-o", tmp_path / "out", *QUICK, "--scheduler", address)
        assert result.exit_code == 2 and "连不上 Dask 调度器" in result.output.splitlines()[-1]
