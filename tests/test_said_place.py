"""A finding on a sentence or a title says in every output where that stands, as one on cells does."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from tools.golden import ROOT
from validator.cli import main

SAMPLES = sorted(
    path for path in (ROOT / "2021/broken").glob("[DC][12]0*.html") if path.name[:4] not in ("D102", "D202")
)


def checked(path: Path, kind: str) -> bytes:
    result = CliRunner().invoke(main, ["check", str(path), "--format", kind])
    assert result.exit_code == 1 or not result.exception, result.output
    return result.stdout_bytes


def told(path: Path) -> dict[str, Any]:
    (one,) = json.loads(checked(path, "json"))["files"]
    return next(f for f in one["findings"] if f["rule"] == path.name[:4])


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_the_place_of_the_evidence_is_the_one_in_the_message(path: Path) -> None:
    finding = told(path)
    where = finding["evidence"]["at"]["where"]
    assert where and f"（{where}）" in finding["message"]


def test_lists_and_sarif_name_it(tmp_path: Path) -> None:
    path = next(path for path in SAMPLES if path.name.startswith("D105"))
    where = told(path)["evidence"]["at"]["where"]
    CliRunner().invoke(main, ["check", str(path), "--format", "xlsx", "-o", str(tmp_path / "问题.xlsx")])
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "问题.xlsx").read_bytes()))
    assert any(cell.value == where for sheet in book for row in sheet.iter_rows() for cell in row)
    results = json.loads(checked(path, "sarif"))["runs"][0]["results"]
    (result,) = (one for one in results if one["ruleId"] == "D105")
    assert result["locations"][0]["properties"]["place"]["where"] == where
