"""The wheel alone is a working program: built, installed apart from the checkout, run from somewhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tools.golden import ROOT
from validator.checks.registry import RULES
from validator.version import VERSION

CHECKOUT = ROOT.parent
#: Nothing of the checkout may be found by way of the environment.
APART = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_", "VIRTUAL_ENV"))}


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(list(map(str, command)), capture_output=True, cwd=cwd, env=APART, check=False)


def pip(*arguments: object, cwd: Path) -> None:
    """Without network: everything that is needed is there, or comes from the running environment."""
    done = run(sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="the build backend is not installed, and tests use no network")
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", CHECKOUT, "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `d711` in an environment of its own, which borrows the dependencies of the running one."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    scheme = sysconfig.get_paths(scheme="venv", vars={"base": str(home), "platbase": str(home)})
    pip("--python", scheme["scripts"] + "/python", "install", "--no-deps", "--no-index", wheel, cwd=home)
    borrowed = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    (Path(scheme["purelib"]) / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return Path(scheme["scripts"]) / "d711"


def test_the_wheel_holds_the_program_and_the_forms_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.name.startswith(f"decree711_validator-{VERSION}-py3-none-any")
    assert {name.split("/")[0] for name in names} == {"validator", f"decree711_validator-{VERSION}.dist-info"}
    files = [p for kind in ("*.py", "assets/*") for p in (CHECKOUT / "validator").rglob(kind)]
    source = {p.relative_to(CHECKOUT).as_posix() for p in files}
    assert source <= set(names)
    for form in ("2019.toml", "2021.toml"):
        assert f"validator/schemas/{form}" in names
    assert any(name.endswith("LICENSE") for name in names)


def test_the_installed_program_judges_a_sample(program: Path, tmp_path: Path) -> None:
    sample = ROOT / "2021/broken/A101-closing.docx"
    done = run(program, "check", sample, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, b"") and "A101" in done.stdout.decode()
    sound = run(program, "check", ROOT / "2019/clean/xls-one-sheet.xls", "--format", "json", cwd=tmp_path)
    assert sound.returncode == 0
    assert json.loads(sound.stdout)["files"][0]["status"] == "passed"


def test_the_installed_program_is_the_wheel(program: Path, tmp_path: Path) -> None:
    done = run(program.parent / "python", "-c", "import validator; print(validator.__file__)", cwd=tmp_path)
    assert str(CHECKOUT) not in done.stdout.decode()


def test_the_installed_program_knows_its_rules_and_version(program: Path, tmp_path: Path) -> None:
    done = run(program, "rules", cwd=tmp_path)
    assert done.returncode == 0 and all(code in done.stdout.decode() for code in RULES)
    assert run(program, "--version", cwd=tmp_path).stdout.decode().split() == ["d711", VERSION]
    assert run(program.parent / "python", "-m", "validator", "explain", "A101", cwd=tmp_path).returncode == 0
