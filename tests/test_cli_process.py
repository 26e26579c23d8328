"""The command line as a process of its own: encoding, version, a closed pipe."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.golden import ROOT
from validator.cli import main
from validator.unshown import shown
from validator.version import VERSION

CLEAN = ROOT / "2021/clean"
WRONG = ROOT / "2021/broken/A101-closing.docx"


def process(
    *arguments: object, timeout: float = 120, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    path = str(ROOT.parent)
    command = [sys.executable, "-m", "validator", *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        env={**inherited, "PYTHONPATH": path, **environment},
        check=False,
        timeout=timeout,
        cwd=folder,
    )


@pytest.mark.parametrize("locale", [{"LANG": "C"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}], ids=str)
@pytest.mark.parametrize("command", [("check", WRONG), ("rules",), ("explain", "A101"), ("check", "-h")], ids=str)
def test_output_is_utf8_whatever_the_locale(command: tuple[object, ...], locale: dict[str, str]) -> None:
    done = process(*command, **locale)
    assert done.stderr == b"" and done.returncode == (1 if command == ("check", WRONG) else 0)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in done.stdout.decode("utf-8"))


def test_the_version() -> None:
    done = process("--version")
    assert (done.returncode, done.stdout.decode().split()) == (0, ["d711", VERSION])


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_a_closed_pipe_gives_no_traceback() -> None:
    command = f'"{sys.executable}" -m validator check {" ".join(f"{CLEAN}/*{e}" for e in (".html", ".docx"))} --format json | head -1'
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT.parent)}, check=False
    )
    assert done.stdout.strip() == b"{" and done.stderr == b""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("reader", [(), ("--reader", "text")], ids=str)
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path, reader: tuple[str, ...]) -> None:
    pipe = tmp_path / "年报.txt"
    os.mkfifo(pipe)
    done = process("check", *reader, pipe, timeout=20)
    assert done.returncode == 2 and "F006" in done.stdout.decode() and "管道" in done.stdout.decode()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_a_device_is_refused() -> None:
    done = process("check", "/dev/zero", timeout=20)
    assert done.returncode == 2 and "F006" in done.stdout.decode()


def test_a_path_as_it_is_printed() -> None:
    assert shown("年报 2021.html") == "年报 2021.html"
    assert shown("a\n\x1b[31mb\x7f\x9b\u2028") == "a\ufffd\ufffd[31mb\ufffd\ufffd\ufffd"
    assert shown(b"\xc4\xea.html".decode("utf-8", "surrogateescape")) == "\ufffd\ufffd.html"
    assert shown("\u202elmth.txt\u3000\u200b") == "\ufffdlmth.txt\u3000\u200b"


@pytest.mark.parametrize("jobs", ["0", "1"])
def test_programs_that_lie_beside_the_reports_are_not_run(tmp_path: Path, jobs: str) -> None:
    shutil.copy(CLEAN / "html-plain.html", tmp_path / "年报.html")
    for name in ("lxml", "pickle", "selectors", "click", "msgspec", "openpyxl"):
        (tmp_path / f"{name}.py").write_text(f"open('ran-{name}', 'w').close()\n")
    done = process("audit", "年报.html", "-o", "结果", "--jobs", jobs, folder=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert list(tmp_path.glob("ran-*")) == []


def test_processes_take_no_modules_from_the_working_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    CliRunner().invoke(main, ["rules"])
    assert os.environ["PYTHONSAFEPATH"] == "1"


def test_a_checkout_works_from_its_own_folder() -> None:
    done = process("--version", folder=ROOT.parent, PYTHONPATH="")
    assert done.returncode == 0 and VERSION in done.stdout.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [("check", WRONG, "--format", "html"), ("rules",)], ids=str)
def test_a_full_disk_is_told(command: tuple[object, ...]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT.parent)}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "validator", *map(str, command)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert done.returncode == 2 and done.stderr.decode().strip() == "错误：磁盘已满，没有写完。请腾出空间，再运行一次。"


def test_why_a_file_cannot_be_read_is_told_also_where_that_rule_is_left_out() -> None:
    done = process("check", ROOT / "2021/broken/F001-cut-off.docx", "--ignore", "F")
    told = done.stdout.decode()
    assert done.returncode == 2 and "已损坏" in told and "没有发现问题" not in told
