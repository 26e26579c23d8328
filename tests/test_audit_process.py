"""What may happen to an audit from outside: it is killed, interrupted, run twice; a file hangs or takes its process along."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.audit_corpus import audit, jsonl, written
from tools.golden import ROOT
from validator.audit.isolated import run_alone
from validator.audit.reading import Job, ReadTask
from validator.audit.store import Store
from validator.audit.writing import Piece, WriteTask
from validator.read import pdf_apart

UNIX = pytest.mark.skipif(os.name != "posix", reason="needs the signals and scripts of Unix")
QUICK = ("--outputs", "jsonl", "--jobs", "2")
RTF = b"{\\rtf1\\ansi 2023}"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("corpus"), 80)


def begun(*arguments: object, environment: Mapping[str, str] = {}, **how: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "validator", "audit", *map(str, arguments)]
    settings = {**os.environ, "PYTHONPATH": str(ROOT.parent), **environment}
    return subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)


def statuses(out: Path) -> dict[str, str]:
    found = map(json.loads, (out / "reports.jsonl").read_bytes().splitlines())
    return {one["path"]: one["status"] for one in found}


@UNIX
def test_killed_at_any_moment_a_rerun_ends_with_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    audit(corpus, "-o", tmp_path / "whole", "--outputs", "jsonl", "--jobs", 0)
    chance = random.Random(5)
    for _ in range(4):
        process = begun(corpus, "-o", tmp_path / "out", *QUICK)
        time.sleep(chance.uniform(0.2, 3.0))
        process.kill()
        process.communicate()
    process = begun(corpus, "-o", tmp_path / "out", *QUICK)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 2 and told == b""
    assert jsonl(tmp_path / "out") == jsonl(tmp_path / "whole")


@UNIX
def test_workers_end_with_the_audit_that_was_killed(corpus: Path, tmp_path: Path) -> None:
    process = begun(corpus, "-o", tmp_path / "out", *QUICK, "--log-json")
    assert process.stderr is not None
    while b'"progress"' not in process.stderr.readline():
        pass
    process.kill()
    # Every worker holds the other ends of these pipes: they are closed when the last of them is gone.
    process.communicate(timeout=30)


@UNIX
def test_ctrl_c_says_how_to_go_on(corpus: Path, tmp_path: Path) -> None:
    process = begun(corpus, "-o", tmp_path / "out", *QUICK, "--log-json")
    assert process.stderr is not None
    while b'"progress"' not in process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "用同一条命令再运行一次" in told.decode() and "Traceback" not in told.decode()
    assert audit(corpus, "-o", tmp_path / "out", "--outputs", "jsonl", "--jobs", 0).exit_code == 2


@UNIX
@pytest.mark.parametrize("later", [0.0, 0.1, 0.3])
def test_ctrl_c_while_it_starts_is_one_sentence(later: float, corpus: Path, tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to every process of the command, also to those that are still loading."""
    process = begun(corpus, "-o", tmp_path / "out", *QUICK, start_new_session=True)
    while not (tmp_path / "out").exists():
        time.sleep(0.005)
    time.sleep(later)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130 and told.decode().splitlines() == [_stopped(tmp_path / "out")]


def _stopped(out: Path) -> str:
    return f"已停止。做完的已保存在 {out}，用同一条命令再运行一次，就从停下的地方继续。"


def test_a_result_folder_that_cannot_be_written_into_is_told(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / ".d711").write_bytes(b"")
    result = audit(corpus / "多年", "-o", tmp_path, "--jobs", 0)
    assert result.exit_code == 2 and f"不能写入 {tmp_path}（-o）" in result.output


@UNIX
def test_a_disk_that_fills_up_is_told_and_the_work_goes_on_from_there(corpus: Path, tmp_path: Path) -> None:
    process = begun(corpus, "-o", tmp_path, "--outputs", "jsonl", "--jobs", "0", preexec_fn=_small_files)
    _, told = process.communicate(timeout=120)
    assert process.returncode == 2 and "磁盘已满" in told.decode() and "Traceback" not in told.decode()
    assert audit(corpus, "-o", tmp_path, "--outputs", "jsonl", "--jobs", 0).exit_code == 2
    assert len(statuses(tmp_path)) > 80


def test_results_stay_as_they_were_until_all_are_whole(corpus: Path, tmp_path: Path) -> None:
    options = ("-o", tmp_path, "--jobs", 0, "--outputs", "jsonl,html")
    audit(corpus / "多年", *options)
    before = jsonl(tmp_path)
    (tmp_path / ".d711/index.html/x").mkdir(parents=True)  # the second file cannot be written
    assert "不能写入" in audit(corpus / "县1", *options).output
    assert jsonl(tmp_path) == before
    (tmp_path / ".d711/index.html/x").rmdir()
    (tmp_path / ".d711/index.html").rmdir()
    audit(corpus / "县1", *options)
    assert jsonl(tmp_path) != before


def _small_files() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_two_audits_do_not_write_into_one_folder(corpus: Path, tmp_path: Path) -> None:
    with Store(tmp_path / ".d711"):
        result = audit(corpus, "-o", tmp_path, "--jobs", 0)
        assert result.exit_code == 2 and "另一个 d711 audit 正在写" in result.output
        assert audit(corpus, "-o", tmp_path, "--jobs", 0, "--fresh").exit_code == 2


def test_while_results_are_written_no_audit_begins_but_their_writers_read(corpus: Path, tmp_path: Path) -> None:
    audit(corpus / "多年", "-o", tmp_path, *QUICK)
    with Store(tmp_path / ".d711") as store:
        store.share()
        with Store(tmp_path / ".d711", shared=True) as reader:
            assert reader.reports() == store.reports() == 3
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                reader.keep_only(())
        assert "另一个 d711 audit 正在写" in audit(corpus / "多年", "-o", tmp_path, *QUICK).output
    assert "另一个" not in audit(corpus / "多年", "-o", tmp_path, *QUICK).output


def test_results_whose_writer_was_ended_are_written_again_however_long_that_takes(corpus: Path, tmp_path: Path) -> None:
    audit(corpus / "多年", "-o", tmp_path, *QUICK)
    with Store(tmp_path / ".d711") as store:
        store.share()
        task = WriteTask("findings.jsonl", tmp_path / ".d711", "", None)
        assert run_alone(task, 1e-6, str(tmp_path / "log")) == [Piece("findings.jsonl")]
    assert (tmp_path / ".d711/findings.jsonl").read_bytes() == (tmp_path / "findings.jsonl").read_bytes()


@pytest.mark.parametrize("place", [".d711/汇总.xlsx", "汇总.xlsx"])
@pytest.mark.parametrize("jobs", [0, 2])
def test_a_result_that_cannot_be_written_is_told_before_any_is_put_in_its_place(
    place: str, jobs: int, corpus: Path, tmp_path: Path
) -> None:
    options = ("-o", tmp_path, "--jobs", jobs, "--outputs", "jsonl,html,xlsx")
    (tmp_path / place).mkdir(parents=True)  # what cannot be written over
    (tmp_path / "index.html").write_bytes(b"of last time")
    result = audit(corpus / "多年", *options)
    assert result.exit_code == 2 and f"不能写入 {tmp_path / '汇总.xlsx'}" in result.output
    if place.startswith("."):
        assert (tmp_path / "index.html").read_bytes() == b"of last time"
    (tmp_path / place).rmdir()
    assert "共 3 份报告" in audit(corpus / "多年", *options).output and (tmp_path / "汇总.xlsx").is_file()


def test_lines_for_machines(corpus: Path, tmp_path: Path) -> None:
    process = begun(corpus / "多年", "-o", tmp_path, *QUICK, "--log-json")
    out, told = process.communicate(timeout=120)
    events: list[dict[str, Any]] = [json.loads(line) for line in told.splitlines()]
    assert out == b"" and [e["stage"] for e in events if e["event"] == "begin"] == ["read", "judge", "write"]
    end = events[-1]
    assert end["event"] == "end" and end["exit"] == process.returncode
    assert (end["read"], end["judged"], end["gone"], end["quiet"]) == (3, 3, 0, 0)
    assert end["files"] == ["findings.jsonl", "reports.jsonl"]
    last = [e for e in events if e["event"] == "progress" and e["stage"] == "judge"][-1]
    assert last["done"] == last["total"] == 3


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_the_bar_on_a_terminal(corpus: Path, tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "validator", "audit", str(corpus), "-o", str(tmp_path), *QUICK]
    settings = {**os.environ, "PYTHONPATH": str(ROOT.parent), "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        drawn = b""
        with suppress(OSError):  # the end of a terminal
            while piece := os.read(ours, 4096):
                drawn += piece
    os.close(ours)
    assert process.returncode == 2
    assert all(word in drawn.decode() for word in ("读取", "核验", "写出结果", "剩余", "每秒", "读不出 "))


# ---------------------------------------------------------------- files that hang or kill


def program(folder: Path, script: str) -> str:
    """A program that stands in for LibreOffice, as the variable D711_SOFFICE allows."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@UNIX
@pytest.mark.parametrize(
    ("script", "rule", "word"),
    [("sleep 30", "F004", "没有处理完"), ("kill -9 $PPID; sleep 9", "F001", "程序中断")],
    ids=["hangs", "kills"],
)
def test_a_file_that_brings_its_process_down_is_told_and_the_run_goes_on(
    script: str, rule: str, word: str, corpus: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for name in ("甲/2022.html", "甲/2024.html"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((corpus / "多年" / Path(name).name).read_bytes())
    (folder / "坏.rtf").write_bytes(RTF)
    options = (folder, "-o", tmp_path / "out", *QUICK, "--timeout", "4")
    process = begun(*options, environment={"D711_SOFFICE": program(tmp_path, script)})
    _, told = process.communicate(timeout=200)
    assert process.returncode == 2 and told == b""
    assert statuses(tmp_path / "out") == {
        "坏.rtf": "unreadable",
        "甲/2022.html": "passed",
        "甲/2024.html": "passed",
    }
    (line,) = [one for one in (tmp_path / "out/findings.jsonl").read_text("utf-8").splitlines() if "坏.rtf" in one]
    assert json.loads(line)["rule"] == rule and word in line
    # Again, and this time it converts: what failed is tried again without being asked for.
    again = begun(*options, environment={"D711_SOFFICE": program(tmp_path, "exit 1")})
    again.communicate(timeout=200)
    assert json.loads((tmp_path / "out/findings.jsonl").read_text("utf-8").splitlines()[0])["rule"] == "F001"


@UNIX
def test_a_reader_that_was_ended_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine was short of memory, the file is none the worse."""
    page = tmp_path / "年报.pdf"
    page.write_bytes(b"%PDF-1.4\nnothing")
    task = ReadTask((Job("年报.pdf", str(page)),))
    pdf_apart._end_own()
    with monkeypatch.context() as ended:
        ended.setattr(sys, "executable", program(tmp_path, "kill -9 $$"))
        (told,) = task.run(lambda _: None)
    assert told.failed and told.unread
    (calm,) = task.run(lambda _: None)
    assert calm.unread and not calm.failed and calm.cases != told.cases


@UNIX
def test_one_hanging_member_does_not_take_its_archive_along(corpus: Path, tmp_path: Path) -> None:
    from tests.audit_corpus import zipped

    page = (corpus / "多年/2021.html").read_bytes()
    (tmp_path / "in").mkdir()
    members = [("a.html", page), ("b.rtf", RTF), ("c.html", page)]
    (tmp_path / "in/包.zip").write_bytes(zipped(members))
    process = begun(
        tmp_path / "in",
        "-o",
        tmp_path / "out",
        *QUICK,
        "--timeout",
        "4",
        environment={"D711_SOFFICE": program(tmp_path, "sleep 30")},
    )
    process.communicate(timeout=200)
    found = statuses(tmp_path / "out")
    assert found == {"包.zip!/a.html": "passed", "包.zip!/b.rtf": "unreadable", "包.zip!/c.html": "passed"}
