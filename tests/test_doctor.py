"""`d711 doctor`: what is there is found, what is missing is told with how to get it, and every reader is tried."""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tools.golden import ROOT
from tools.make_doctor_reports import SOURCES, archive
from validator.cli import main
from validator.doctor.inventory import EXTRAS, REQUIRED, components, how_to_install, installed, office_advice
from validator.doctor.trial import FORMATS, REPORTS, formats
from validator.read.office_program import VARIABLE, find_program
from validator.read.picture import is_installed
from validator.read.sniff import EXTENSIONS

PROJECT = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["doctor", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[\[<>=]", text)[0] for text in requirements]


# ---------------------------------------------------------------- the command


def test_this_installation_is_sound() -> None:
    result = run()
    assert result.exit_code == 0, result.stdout
    assert "✓ 正常  Python" in result.stdout and "✓ 能读  Word .docx" in result.stdout
    assert "结论：没有问题。" in result.stdout and "✗" not in result.stdout


def test_the_same_as_json() -> None:
    result = run("--format", "json")
    found = json.loads(result.stdout_bytes)
    states = {item["key"]: item["state"] for item in (*found["components"], *found["formats"])}
    assert (result.exit_code, states["python"], states["html"], states["xls"]) == (0, "ok", "ok", "ok")
    assert states["libreoffice"] == states["ods"] == ("ok" if find_program() else "absent")
    assert states["png"] == ("ok" if is_installed() else "absent")


def test_a_misplaced_program_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "soffice"))
    result = run()
    assert result.exit_code == 1
    assert VARIABLE in result.stdout and "1 项出错" in result.stdout and "– 读不了  ODF 表格" in result.stdout


@pytest.mark.skipif(not Path("/bin/false").exists(), reason="needs a program that fails")
def test_a_program_that_does_not_start_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/bin/false")
    (office,) = (item for item in components() if item.key == "libreoffice")
    assert office.state == "broken" and "启动不了" in office.detail and "重新安装" in office.advice


# ---------------------------------------------------------------- what is missing


def test_the_lists_are_those_of_the_project() -> None:
    assert list(REQUIRED) == names(PROJECT["dependencies"])
    extras = {key: names(wanted) for key, wanted in PROJECT["optional-dependencies"].items() if key != "dev"}
    assert extras == {extra.key: list(extra.distributions) for extra in EXTRAS if extra.key in extras}


def test_what_is_not_installed_has_no_version() -> None:
    assert installed("click") and installed("no-such-distribution") is None


@pytest.mark.parametrize(
    ("system", "prefix", "command"),
    [
        ("win32", "C:/Python311", 'py -m pip install "decree711-validator[ocr]"'),
        ("linux", "/usr", 'python3 -m pip install "decree711-validator[ocr]"'),
        (
            "linux",
            "/home/u/.local/share/pipx/venvs/decree711-validator",
            'pipx install --force "decree711-validator[ocr]"',
        ),
    ],
)
def test_an_extra_is_installed_as_the_program_was(system: str, prefix: str, command: str) -> None:
    assert how_to_install("ocr", system, prefix) == command


def test_libreoffice_is_got_in_the_way_of_the_system() -> None:
    assert "libreoffice.org" in office_advice("win32") and "brew" in office_advice("darwin")
    assert "sudo apt install" in office_advice("linux") == office_advice("freebsd")


# ---------------------------------------------------------------- trials


def test_nothing_is_tried_without_what_it_needs() -> None:
    found = {item.key: item for item in formats(())}
    assert {key for key, item in found.items() if item.state == "absent"} == {"doc", "rtf", "ods", "png"}
    assert found["doc"].detail == "缺 LibreOffice 或 [doc]"


def test_every_extension_that_is_read_is_told() -> None:
    told = {extension for form in FORMATS for extension in form.extensions}
    assert told <= EXTENSIONS.keys()
    left = {EXTENSIONS[extension] for extension in EXTENSIONS.keys() - told} - {"cells"}
    assert left <= {EXTENSIONS[extension] for extension in told}


def test_the_reports_are_the_samples() -> None:
    """After a change of samples: `python -m tools.make_doctor_reports`."""
    assert {form.extensions[0] for form in FORMATS} - {".png"} == {Path(name).suffix for name in SOURCES}
    with zipfile.ZipFile(REPORTS) as kept, zipfile.ZipFile(io.BytesIO(archive())) as made:
        assert kept.namelist() == made.namelist()
        assert [
            name for name in kept.namelist() if not name.endswith(".ods") and kept.read(name) != made.read(name)
        ] == []
    assert REPORTS.stat().st_size < 100_000


@pytest.mark.skipif(not is_installed(), reason="the recogniser is not installed ([ocr])")
def test_the_recogniser_reads_a_number() -> None:
    from validator.doctor.recogniser import main as recognise

    recognise()
