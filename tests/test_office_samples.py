"""The one report of each edition, as other programs save it, melts to the same cells as its DOCX."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from tools.golden import ROOT
from tools.samples_base import YEARS
from validator.files import extract_file
from validator.pipeline import judge
from validator.read.office_program import find_program
from validator.read.picture import is_installed

NEEDS_RECOGNISER = ("scan", "mixed", "picture")
NEEDS_LIBREOFFICE = (".doc", ".wps", ".rtf", ".odt", ".fodt", ".ods")
FILES = [path for edition in YEARS for path in sorted((ROOT / edition / "office").iterdir())]


@cache
def truth(edition: str) -> dict[tuple[str, str, str], Decimal | None]:
    (case,) = extract_file(str(ROOT / edition / "clean" / "docx-plain.docx"))
    return {cell.key: cell.value for cell in case.cells}


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.parent.name}-{p.name}")
def test_the_same_cells_in_every_format(path: Path) -> None:
    if path.suffix in NEEDS_LIBREOFFICE and find_program() is None:
        pytest.skip("LibreOffice is not installed")
    if path.stem in NEEDS_RECOGNISER and not is_installed():
        pytest.skip("the recogniser is not installed ([ocr])")
    edition = path.parent.parent.name
    cases = extract_file(str(path))
    assert len(cases) == (2 if path.suffix == ".zip" else 1)
    assert [o.number for case in cases for o in case.observations if o.kind == "members_skipped"] == (
        [1] if path.suffix == ".zip" else []
    )
    for report in judge(cases):
        assert {cell.key: cell.value for cell in report.case.cells} == truth(edition)
        assert (report.status, report.case.edition) == ("passed", edition)
        assert [f for f in report.findings if f.severity != "notice"] == []
