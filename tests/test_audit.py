"""An audit judges as a check does, whoever does the work and however it is cut; a rerun does only what is due."""

from __future__ import annotations

import json
import os
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audit_corpus import audit, jsonl, made, written, zipped
from tools.forge.layouts import LAYOUTS
from tools.golden import ROOT
from validator.audit.judging import Item, JudgeTask, Settings
from validator.audit.reading import Job, ReadTask
from validator.audit_outputs.lines import finding_lines, report_line
from validator.between.sketch import COMPARING
from validator.checks.registry import RULES
from validator.commands.judging import judged
from validator.config import Configuration
from validator.model import Unreadable
from validator.report.json import audit_entry

QUICK = ("--outputs", "jsonl", "--jobs", 0)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("corpus"), 60)


@pytest.fixture(scope="module")
def plain(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The result of an audit without interruption in one process."""
    out = tmp_path_factory.mktemp("out")
    assert audit(corpus, "-o", out, *QUICK).exit_code == 2
    return jsonl(out)


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


@pytest.mark.parametrize("folder", [None, *(ROOT / f for f in ("2021/series", "2019/series", "2021/alike"))], ids=str)
def test_an_audit_says_what_a_check_says(
    folder: Path | None, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder or corpus
    audit(folder, "-o", tmp_path / "out", *QUICK)
    monkeypatch.chdir(folder)
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    checked = sorted(map(audit_entry, judged(files, None, Configuration())), key=lambda e: (e["path"], e["part"]))
    found, told = jsonl(tmp_path / "out")
    assert found.splitlines() == [line.rstrip(b"\n") for one in checked for line in finding_lines(one)]
    assert told.splitlines() == [report_line(one).rstrip(b"\n") for one in checked]


def test_the_result_set(corpus: Path, plain: tuple[bytes, bytes], tmp_path: Path) -> None:
    result = audit(corpus, "-o", tmp_path, "--jobs", 0)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != ".d711") == sorted(
        ["findings.jsonl", "reports.jsonl", "cells.parquet", "findings.sarif", "汇总.xlsx", "index.html"]
    )
    assert jsonl(tmp_path) == plain and result.exit_code == 2
    assert "共 81 份报告" in result.output and "读不出" in result.output


def test_reports_are_in_path_order_with_relative_paths(plain: tuple[bytes, bytes]) -> None:
    keys = [(one["path"], one["part"]) for one in lines(plain[1])]
    assert keys == sorted(keys) and ("压缩.zip!/包内/0.html", 1) in keys and ("多年/2024.html", 1) in keys
    assert {one["status"] for one in lines(plain[1]) if one["path"].startswith("坏/")} <= {
        "unreadable",
        "not_applicable",
    }


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_processes_give_the_same_bytes(jobs: int, corpus: Path, plain: tuple[bytes, bytes], tmp_path: Path) -> None:
    audit(corpus, "-o", tmp_path, "--outputs", "jsonl", "--jobs", jobs)
    assert jsonl(tmp_path) == plain


@settings(max_examples=10)
@given(cuts=st.lists(st.integers(0, 24), max_size=5))
def test_results_do_not_depend_on_how_the_work_is_cut(corpus: Path, cuts: list[int]) -> None:
    files = sorted(path for path in corpus.rglob("*") if path.is_file())[:24]
    jobs = tuple(Job(path.name, str(path)) for path in files)
    edges = sorted({0, *cuts, len(jobs)})
    pieces = [ReadTask(jobs[start:end]) for start, end in pairwise(edges)]
    whole = ReadTask(jobs).run(lambda _: None)
    assert [r for piece in pieces for r in piece.run(lambda _: None)] == list(whole)
    assert [r for piece in ReadTask(jobs).alone() for r in piece.run(lambda _: None)] == list(whole)


# ---------------------------------------------------------------- again


def told(folder: Path, out: Path, *options: object) -> dict[str, int]:
    """How many files were read, reports judged, files dropped."""
    output = audit(folder, "-o", out, *QUICK, *options).output
    line = next(line for line in output.splitlines() if line.startswith("这次读了"))
    numbers = [int("".join(filter(str.isdigit, piece))) for piece in line.split("；")[0].split("，")]
    return dict(zip(("read", "judged", "gone"), [*numbers, 0], strict=False))


@pytest.fixture
def copy(corpus: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(corpus / "多年", tmp_path / "in"))


def test_a_rerun_does_nothing_and_writes_the_same(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert told(copy, out) == {"read": 3, "judged": 3, "gone": 0}
    before = jsonl(out)
    assert told(copy, out) == {"read": 0, "judged": 0, "gone": 0} and jsonl(out) == before
    for path in copy.iterdir():
        os.utime(path, (1, 1))
    assert told(copy, out) == {"read": 0, "judged": 0, "gone": 0} and jsonl(out) == before
    assert told(copy, out, "--fresh") == {"read": 3, "judged": 3, "gone": 0} and jsonl(out) == before


def test_a_file_of_the_same_size_and_time_with_other_content_is_read(copy: Path, tmp_path: Path) -> None:
    """Files that change places, or come out of an archive, or are written while the clock goes wrong."""
    out, page, other = tmp_path / "out", copy / "2021.html", tmp_path / "other.html"
    told(copy, out)
    before = page.stat()
    content = page.read_bytes()
    at = content.rindex("不予公开".encode())
    other.write_bytes(content[:at] + "子予公开".encode() + content[at + 12 :])
    other.replace(page)
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (page.stat().st_size, page.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert told(copy, out)["read"] == 1


def test_what_was_read_while_it_changed_is_read_again(copy: Path, tmp_path: Path) -> None:
    """Content that was not the one whose digest is taken afterwards must not pass for it."""
    packed, page = tmp_path / "包.zip", (copy / "2021.html").read_bytes()
    packed.write_bytes(zipped([("a.html", page)]))
    task = ReadTask((Job("包.zip", str(packed)),))
    (calm,) = task.run(lambda _: None)
    (changed,) = task.run(lambda place: packed.write_bytes(b"other") and None if place else None)
    assert calm.digest is not None and changed.digest is None and changed.cases == calm.cases


def test_a_page_is_no_report_of_its_own_where_the_page_that_frames_it_is_given_too(tmp_path: Path) -> None:
    """Whether both are read in one batch or only one of them changed."""
    frame, page = tmp_path / "in/年报_files/frame.html", tmp_path / "in/年报.html"
    frame.parent.mkdir(parents=True)
    frame.write_bytes(LAYOUTS["html-plain"].render(made(1)))
    page.write_text('<html><iframe src="年报_files/frame.html"></iframe></html>', "utf-8")
    assert "1 个文件属于网页" in audit(page, frame, "-o", tmp_path / "out", *QUICK).output
    before = jsonl(tmp_path / "out")
    os.utime(frame, (1, 1))
    audit(page, frame, "-o", tmp_path / "out", *QUICK)
    assert jsonl(tmp_path / "out") == before and len(lines(before[1])) == 1


def test_a_changed_file_judges_what_is_linked_to_it_anew(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told(copy, out)
    page = copy / "2021.html"
    page.write_bytes(page.read_bytes() + "<p>另有说明。</p>".encode())
    assert told(copy, out) == {"read": 1, "judged": 2, "gone": 0}
    audit(copy, "-o", tmp_path / "anew", *QUICK)
    assert jsonl(out) == jsonl(tmp_path / "anew")


def test_a_removed_file_is_in_no_result(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told(copy, out)
    (copy / "2021.html").unlink()
    assert told(copy, out) == {"read": 0, "judged": 1, "gone": 1}
    assert [one["path"] for one in lines(jsonl(out)[1])] == ["2022.html", "2024.html"]


def test_other_options_judge_anew_and_read_nothing(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told(copy, out)
    assert told(copy, out, "--ignore", "Y") == {"read": 0, "judged": 3, "gone": 0}
    assert not any(one["rule"].startswith("Y") for one in lines(jsonl(out)[0]))
    assert told(copy, out, "--edition", "2021")["read"] == 3


def test_what_nobody_wants_compared_is_read_without_and_read_again_when_it_is_wanted(tmp_path: Path) -> None:
    like, out = ROOT / "2021/alike", tmp_path / "out"
    audit(like, "-o", tmp_path / "plain", *QUICK)
    number = told(like, tmp_path / "plain", "--ignore", ",".join(COMPARING))["judged"]
    assert told(like, out, "--ignore", ",".join(COMPARING)) == {"read": number, "judged": number, "gone": 0}
    assert jsonl(out) == jsonl(tmp_path / "plain")  # whether what is stored could be compared or not
    assert told(like, out)["read"] == number
    audit(like, "-o", tmp_path / "anew", *QUICK)
    assert jsonl(out) == jsonl(tmp_path / "anew") != jsonl(tmp_path / "plain")


@pytest.mark.parametrize("code", COMPARING)
def test_one_rule_that_compares_is_enough(code: str) -> None:
    assert Settings(select=(code,)).compared and Settings(ignore=tuple({*COMPARING} - {code})).compared
    assert not Settings(ignore=COMPARING).compared and not Settings(select=("A",)).compared
    assert not Settings(select=(code,), ignore=(code[0],)).compared and Settings().compared


def test_the_rules_that_compare_are_all_of_them() -> None:
    assert {code for code, rule in RULES.items() if "judge_alike" in vars(rule)} == set(COMPARING)


def test_what_was_read_to_be_compared_stays_so_when_only_its_time_changed(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told(copy, out)
    os.utime(copy / "2021.html", (1, 1))
    assert told(copy, out, "--ignore", ",".join(COMPARING))["read"] == 0
    assert told(copy, out)["read"] == 0


def test_an_output_that_takes_more_than_lines_has_all_of_it(copy: Path, tmp_path: Path) -> None:
    audit(copy, "-o", tmp_path / "lines", *QUICK)
    assert told(copy, tmp_path / "lines", "--outputs", "jsonl,sarif") == {"read": 0, "judged": 3, "gone": 0}
    audit(copy, "-o", tmp_path / "both", "--outputs", "jsonl,sarif", "--jobs", 0)
    assert jsonl(tmp_path / "lines") == jsonl(tmp_path / "both")
    both, later = ((tmp_path / out / "findings.sarif").read_bytes() for out in ("both", "lines"))
    assert later == both
    assert told(copy, tmp_path / "both")["judged"] == 0


def test_a_baseline_keeps_findings_back(corpus: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from validator.cli import main

    wrong = str(corpus / "县3/003.xlsx")
    CliRunner().invoke(main, ["check", wrong, "--write-baseline", str(tmp_path / "b.json")])
    result = audit(wrong, "-o", tmp_path / "out", *QUICK, "--baseline", tmp_path / "b.json")
    assert lines(jsonl(tmp_path / "out")[0]) == [] and "没有列出" in result.output


def test_the_configuration_holds_as_for_a_check(copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d711.toml").write_text('ignore = ["D"]\n[severity]\nY101 = "notice"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    audit(copy, "-o", tmp_path / "out", *QUICK)
    found = {(one["rule"], one["severity"]) for one in lines(jsonl(tmp_path / "out")[0])}
    assert ("Y101", "notice") in found and not any(rule.startswith("D") for rule, _ in found)


def test_what_is_refused_is_told_as_unreadable(corpus: Path) -> None:
    why = Unreadable("F004", "太慢。")
    task = ReadTask((Job("a.html", str(corpus / "多年/2021.html")),))
    refused = task.without("", why)
    assert refused is not None and refused.without("", why) is None
    (told,) = refused.run(lambda _: None)
    assert told.failed and told.unread and told.digest is None
    (read,) = task.run(lambda _: None)
    assert read.cases is not None
    judging = JudgeTask((Item("a.html", 0, b"key", 0),), (("a.html", read.cases[0][1]),), Settings())
    given_up = judging.without("", why)
    assert given_up is not None and given_up.without("", why) is None
    (judged,), (refused,) = judging.run(lambda _: None), given_up.run(lambda _: None)
    assert (judged.status, judged.key) == ("passed", b"key")
    assert (refused.status, refused.key) == ("unreadable", b"")  # the next run judges it again
