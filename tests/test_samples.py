"""Samples are assertions: the folder and the name of a file say what must happen to it."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tools.forge.figures import values
from tools.forge.layouts import LAYOUTS
from tools.golden import GOLDEN, ROOT, golden, reports, sample_files
from tools.make_samples import BETWEEN_REPORTS, CANNOT_FIRE, MAY_ALSO, samples
from tools.samples_base import ORGAN, YEARS, base
from validator.checks.registry import RULES
from validator.files import extract_file
from validator.model import Report
from validator.pipeline import judge

REAL = tomllib.loads((ROOT / "real.toml").read_text(encoding="utf-8"))


def of(folder: str, edition: str = "") -> dict[str, Report]:
    return {path: report for path, report in reports().items() if path.startswith(edition) and f"/{folder}/" in path}


def serious(report: Report) -> list[str]:
    return [f"{f.rule} {f.message}" for f in report.findings if f.severity != "notice"]


@pytest.mark.parametrize("path", of("clean"))
def test_a_clean_sample_passes(path: str) -> None:
    report = reports()[path]
    assert (report.status, serious(report)) == ("passed", [])
    edition = path.partition("/")[0]
    known = (report.case.edition, report.case.report_year, report.case.organ)
    assert known == (edition, YEARS[edition], ORGAN)


@pytest.mark.parametrize("edition", YEARS)
def test_clean_samples_of_one_edition_hold_the_same_figures(edition: str) -> None:
    truth = {
        (table, row, column): value
        for table, rows in values(base(edition)).items()
        for row, line in rows.items()
        for column, value in line.items()
    }
    clean = of("clean", edition)
    assert len(clean) == sum(layout.reports == 1 for layout in LAYOUTS.values())
    wrong = [path for path, report in clean.items() if {c.key: c.value for c in report.case.cells} != truth]
    assert wrong == []


@pytest.mark.parametrize("path", of("broken"))
def test_a_broken_sample_shows_its_own_fault_and_no_other(path: str) -> None:
    report, code = reports()[path], Path(path).name[:4]
    assert code in {finding.rule for finding in report.findings}
    allowed = {code} | MAY_ALSO.get(path, frozenset())
    assert [f for f in serious(report) if f[:4] not in allowed] == []


@pytest.mark.parametrize("edition", YEARS)
def test_every_rule_has_a_broken_sample_in_every_edition(edition: str) -> None:
    shown = {Path(path).name[:4] for path in of("broken", edition)}
    assert shown.isdisjoint(CANNOT_FIRE[edition])
    alone = {code for code in RULES if not code.startswith(BETWEEN_REPORTS)}
    assert shown | CANNOT_FIRE[edition].keys() == alone


def test_what_may_also_fire_does() -> None:
    for path, codes in MAY_ALSO.items():
        assert codes <= {finding.rule for finding in reports()[path].findings}


def test_every_real_sample_is_judged_as_written_down() -> None:
    found = {
        path: (report.status, sorted(finding.rule for finding in report.findings))
        for path, report in of("real").items()
    }
    assert found == {path: (due["status"], due["codes"]) for path, due in REAL.items()}
    assert all(due["oddities"] for due in REAL.values())


def test_blank_totals_are_one_finding_with_every_value_due() -> None:
    (finding,) = (f for f in reports()["2019/real/blank-totals.html"].findings if f.rule == "V104")
    due = [change.to for change in finding.repairs[0].changes]
    assert due == [Decimal(n) for n in (272, 3, 14, 5, 4, 12, 265, 47, 25, 149, 9)]


def test_the_demonstration_names_the_wrong_cell_and_its_value() -> None:
    (finding,) = reports()["2021/broken/A101-closing.docx"].findings
    (change,) = finding.repairs[0].changes
    assert (change.row, change.column, change.was, change.to) == (
        "carried_out",
        "natural_person",
        Decimal(71),
        Decimal(17),
    )
    assert "自然人" in finding.message and "17" in finding.message and finding.cells[0].place.where in finding.message


def test_the_golden_file_is_up_to_date() -> None:
    """After a wanted change: `make golden`, and read the diff."""
    written = json.loads(GOLDEN.read_bytes())
    now = golden()
    assert list(written) == list(now)
    assert {path: now[path] for path in now if now[path] != written[path]} == {}


def test_the_golden_file_names_no_machine() -> None:
    text = GOLDEN.read_text(encoding="utf-8")
    assert str(ROOT) not in text and str(Path.home()) not in text


def contents(data: bytes) -> object:
    """What a file holds, whichever compressor packed it."""
    if not data.startswith(b"PK"):
        return data
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return b"PK"  # cut off
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_made_samples_are_as_they_are_made_now() -> None:
    """After a wanted change: `make samples`."""
    made = {path.as_posix(): data for path, data in samples()}
    differ = [path for path, data in made.items() if contents((ROOT / path).read_bytes()) != contents(data)]
    assert differ == []
    kept = {path.relative_to(ROOT).as_posix() for path in sample_files()}
    assert kept - made.keys() == {path for path in REAL if path not in made}


def test_making_samples_twice_gives_the_same_bytes() -> None:
    assert list(samples()) == list(samples())


def test_judging_leaves_the_file_alone(tmp_path: Path) -> None:
    for layout in LAYOUTS.values():
        file = tmp_path / f"{layout.name}{layout.extension}"
        file.write_bytes(layout.render(base("2021")))
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in sorted(tmp_path.iterdir())}
    for file in before:
        file.chmod(0o444)
        judge(extract_file(str(file)))
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in sorted(tmp_path.iterdir())} == before


def test_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in sample_files()) < 6 * 1024 * 1024
