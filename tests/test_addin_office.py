"""What add-ins export, saved as older and open workbooks: every report, organ, year, cell and place of them as in the .xlsx."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tools.forge.render_addin import EXPORTS
from tools.samples_addin import held
from validator.model import Document, Report
from validator.pipeline import extract, judge
from validator.read import office, office_program
from validator.read.office_program import find_program, run_program

PROGRAM = find_program()
BOOKS = {name: export.render(held(export, "2021")) for name, export in EXPORTS.items() if export.extension == ".xlsx"}

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")


def written(extension: str) -> Mapping[str, bytes]:
    """Every export saved anew under that extension, all in one start of the program."""
    assert PROGRAM is not None
    made = run_program(PROGRAM, [(".xlsx", data) for data in BOOKS.values()], extension)  # type: ignore[arg-type]
    return {name: data for name, data in zip(BOOKS, made, strict=True) if data is not None}


def told(reports: list[Report]) -> list[object]:
    """All that is read and found; a sheet that is hidden, or cells' places on it, are told the same."""
    return [
        (
            report.status,
            report.case.organ,
            report.case.report_year,
            {cell.key: (cell.value, cell.place.where) for cell in report.case.cells},
            [(finding.rule, finding.message) for finding in report.findings],
        )
        for report in reports
    ]


def test_older_and_open_workbooks_read_as_the_export(monkeypatch: pytest.MonkeyPatch) -> None:
    for extension in ("ods", "xls"):
        monkeypatch.setitem(office_program._FILTERS, extension, extension)  # type: ignore[misc]
    due = {name: told(judge(extract(data, "导出.xlsx"))) for name, data in BOOKS.items()}
    old = written("xls")
    for extension in ("xls", "et"):
        assert {name: told(judge(extract(data, f"导出.{extension}"))) for name, data in old.items()} == due
    names = {f"{name}.ods": data for name, data in written("ods").items()}
    read = office.read_many(names)
    assert len(names) == len(BOOKS)
    for name, data in names.items():
        document = read[name]
        assert isinstance(document, Document)
        found = judge(extract(data, "导出.ods", document=document))
        assert told(found) == due[name.removesuffix(".ods")], name
