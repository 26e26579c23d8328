"""`d711 check --watch`: a file is judged whenever it was saved, and only then; Ctrl-C ends it."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from tools.golden import ROOT
from validator.cli import main
from validator.commands.since_saved import Found, since_saved
from validator.commands.watching import Watched, is_readable, may_be_report

SOUND = ROOT / "2021/clean/docx-plain.docx"
WRONG = ROOT / "2021/broken/A101-closing.docx"
_PATIENCE = 60


class Watching:
    """The lines that the process prints, waited for one verdict at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._collect, daemon=True).start()

    def _collect(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, start: str) -> str:
        """The next line that begins so."""
        while not (line := self.lines.get(timeout=_PATIENCE)).startswith(start):
            pass
        return line


def watched(first: str, *others: str) -> list[str]:
    """Both ways of writing it; where there is one path, with = as for options that take a value."""
    return ["--watch", first, *others] if others else [f"--watch={first}"]


@contextmanager
def watching(*arguments: object) -> Iterator[Watching]:
    command = [sys.executable, "-m", "validator", "check", *watched(*map(str, arguments))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT.parent)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=environment
    )
    try:
        yield Watching(process)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def replace_by(target: Path, source: Path) -> None:
    """As office programs save: a temporary file beside it takes its place."""
    beside = target.with_name("~WRL0001.tmp")
    shutil.copyfile(source, beside)
    beside.replace(target)


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_a_saved_file_is_judged_again_and_control_c_ends(tmp_path: Path) -> None:
    draft, lock = tmp_path / "年报.docx", tmp_path / "~$年报.docx"
    shutil.copyfile(SOUND, draft)
    with watching(draft, tmp_path) as seen:
        assert seen.until("保存后自动")
        assert seen.until("结论").startswith("结论：通过")
        lock.write_bytes(b"locked")
        replace_by(draft, WRONG)
        assert seen.until("━━").endswith("年报.docx")
        assert seen.until("结论").startswith("结论：不通过")
        shutil.copyfile(SOUND, draft)
        assert seen.until("结论").startswith("结论：通过")
        shutil.copyfile(WRONG, tmp_path / "另一份.docx")
        assert seen.until("━━").endswith("另一份.docx")
        assert seen.until("结论").startswith("结论：不通过")
        seen.process.send_signal(signal.SIGINT)
        assert seen.until("已停止") and seen.process.wait(_PATIENCE) == 0
        assert seen.lines.empty()


def test_a_saved_correction_is_said_to_have_mended_what_it_mended(tmp_path: Path) -> None:
    draft = tmp_path / "年报.docx"
    shutil.copy(WRONG, draft)
    with watching(draft) as seen:
        assert seen.until("结论：").startswith("结论：不通过")
        replace_by(draft, SOUND)
        assert seen.until("与上次") == "与上次保存相比：已消除 1 处（A101），新出现 0 处。"
        replace_by(draft, WRONG)
        assert seen.until("与上次") == "与上次保存相比：已消除 0 处，新出现 1 处（A101）。"


def test_nothing_is_said_to_be_mended_in_what_was_not_judged_to_the_end() -> None:
    one = Found(Counter({("A101:甲局:2024:requests:x", "requests"): 1}), frozenset())
    assert since_saved(one, None) == since_saved(None, one) == since_saved(one, one) == ""
    assert since_saved(one, Found(Counter(), frozenset({"disputes"}))).startswith("与上次保存相比：已消除 1 处（A101）")
    for lost in ("requests", "A101"):  # the table, or what the rule needs
        assert since_saved(one, Found(Counter(), frozenset({lost}))) == ""


def test_what_lies_in_a_folder_is_judged_first(tmp_path: Path) -> None:
    shutil.copyfile(WRONG, tmp_path / "甲.docx")
    shutil.copyfile(SOUND, tmp_path / "乙.docx")
    (tmp_path / "坏.docx").write_bytes(b"PK")
    with watching(tmp_path) as seen:
        assert "3 个文件" in seen.until("文件夹里现有")
        told = sorted(seen.until("  ") for _ in range(3))
        assert told[0].startswith("  ✓") and told[0].endswith("乙.docx  通过（没有发现问题）")
        assert told[1].endswith("坏.docx  读不出（错误 1 处）") and told[2].endswith("甲.docx  不通过（错误 1 处）")
        assert seen.until("正在等待保存")
        shutil.copyfile(SOUND, tmp_path / "甲.docx")
        assert seen.until("━━").endswith("甲.docx")
        assert seen.until("结论").startswith("结论：通过")


def test_a_file_counts_as_saved_when_it_has_settled() -> None:
    watched = Watched({"a": (1, 10)}, {"a": (2, 10), "b": (1, 1), "c": (5, 5)})
    assert watched.settled({"a": (2, 10), "b": (1, 2), "d": (1, 1)}) == ["a"]
    assert Watched({"a": (2, 10)}, {"a": (2, 10)}).settled({"a": (2, 10)}) == []


@pytest.mark.parametrize("name", ["年报.docx", "年报.XLS", "页面.html", "扫描.png", "旧.wps"])
def test_what_reports_are_saved_as(name: str) -> None:
    assert may_be_report(f"稿/{name}")


@pytest.mark.parametrize(
    "name",
    ["~$年报.docx", ".~lock.年报.docx#", ".~年报.docx", "~WRL0001.tmp", "年报.tmp", "cells.json", "页面_files/a.html"],
)
def test_what_programs_leave_beside_them(name: str) -> None:
    assert not may_be_report(f"稿/{name}")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs a user that may be refused")
def test_a_locked_file_is_waited_for(tmp_path: Path) -> None:
    draft = tmp_path / "年报.docx"
    shutil.copyfile(SOUND, draft)
    draft.chmod(0)
    assert not is_readable(str(draft))


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    assert not is_readable(str(tmp_path / "没有")) and is_readable(str(SOUND))


@pytest.mark.parametrize(
    "arguments",
    [("-o", "x.txt", SOUND), ("--format", "json", SOUND), ("--write-baseline", "b", SOUND), ("-",), ("没有.docx",)],
)
def test_what_does_not_go_with_watching_is_wrong_usage(arguments: tuple[object, ...], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--watch", *map(str, arguments)])
    assert result.exit_code == 2 and "请" in result.stderr


def test_an_empty_value_takes_nothing_else_for_itself(tmp_path: Path) -> None:
    """A variable that a script forgot to set must not let -o write over the next file."""
    draft, other = tmp_path / "年报.docx", tmp_path / "另一份.docx"
    for path in (draft, other):
        shutil.copyfile(SOUND, path)
    told = CliRunner().invoke(main, ["check", str(draft), "--force", "-o", "", str(other)])
    assert told.exit_code and other.read_bytes() == SOUND.read_bytes()


def test_behind_two_dashes_everything_is_a_path() -> None:
    told = CliRunner().invoke(main, ["check", "--", "--watch=年报.docx"])
    assert "--watch=年报.docx\n" in told.output and "找不到这个文件" in told.output
