"""`check` over several years and over parts: reports are linked whatever their order, and a link that fails is told."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tools.golden import ROOT
from validator.cells_file import encode_cases
from validator.cli import main
from validator.files import extract_file

THIS = ROOT / "2021/clean/docx-plain.docx"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def told(result: Result) -> list[set[str]]:
    """The rules of family Y and R that fired, file by file."""
    files = json.loads(result.stdout_bytes)["files"]
    return [{f["rule"] for f in file["findings"] if f["rule"][0] in "YR"} for file in files]


@cache
def cells() -> bytes:
    return encode_cases(extract_file(str(THIS)))


def case(folder: Path, name: str, **said: Any) -> Path:
    """The clean sample as cells, with another year or organ."""
    found = json.loads(cells())
    found["cases"][0].update(path=name, sha256=name, **said)
    (folder / name).write_text(json.dumps(found), encoding="utf-8")
    return folder / name


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """Last year's report with the figures of this one: its closings are not this year's openings."""
    return case(tmp_path, "2022.json", report_year=2022)


def test_years_in_one_call_are_compared_in_any_order(last: Path) -> None:
    for files in ((last, THIS), (THIS, last)):
        found = dict(zip(files, told(run(*files, "--format", "json")), strict=True))
        assert "Y101" in found[THIS] and found[last] == set()


def test_a_report_alone_is_compared_with_nothing() -> None:
    result = run(THIS)
    assert "--previous" in result.stdout and "--parts" in result.stdout
    assert told(run(THIS, "--format", "json")) == [set()]


def test_last_years_report_may_be_named(last: Path) -> None:
    result = run(THIS, "--previous", last)
    assert "Y101" in result.stdout and "--previous" not in result.stdout
    named = told(run(THIS, "--previous", last, "--format", "json"))
    assert named == told(run(THIS, last, "--format", "json"))[:1]


def test_a_selection_decides_whether_years_count(last: Path) -> None:
    assert run(THIS, "--previous", last).exit_code == 1
    assert run(THIS, "--previous", last, "--ignore", "Y").exit_code == 0


def test_a_report_that_is_the_sum_of_its_parts_passes(tmp_path: Path) -> None:
    zeros = json.loads(cells())
    for cell in zeros["cases"][0]["cells"]:
        cell["raw"] = "0"
    folder = tmp_path / "各镇"
    folder.mkdir()
    case(folder, "甲.json", organ="云桥市教育局一分局", title=None)
    zeros["cases"][0].update(path="乙.json", sha256="乙", organ="云桥市教育局二分局", title=None)
    (folder / "乙.json").write_text(json.dumps(zeros), encoding="utf-8")
    whole = folder / THIS.name
    shutil.copy(THIS, whole)  # a report in the folder of its parts is none of them
    assert told(run(whole, "--parts", folder, "--format", "json")) == [set()]
    assert told(run(whole, "--parts", folder / "甲.json", "--parts", folder / "乙.json", "--format", "json")) == [set()]
    assert told(run(whole, "--parts", folder / "乙.json", "--format", "json")) == [{"R101"}]


@pytest.mark.parametrize("option", ["--previous", "--parts"])
def test_a_path_that_is_not_there_is_wrong_usage(option: str, tmp_path: Path) -> None:
    result = run(THIS, option, tmp_path / "没有")
    assert (result.exit_code, result.stdout) == (2, "") and "没有" in result.stderr


def test_an_empty_folder_of_parts_is_wrong_usage(tmp_path: Path) -> None:
    result = run(THIS, "--parts", tmp_path)
    assert result.exit_code == 2 and "--parts" in result.stderr
