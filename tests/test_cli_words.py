"""What the command line says: of rules that are left out, of readers that are forced, of options that are wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tools.golden import ROOT
from tools.make_locale import FOLDER, compiled
from validator.cli import main
from validator.speech import in_chinese_marks

SOUND = ROOT / "2021/clean/docx-plain.docx"
WRONG = ROOT / "2021/broken/A101-closing.docx"


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_the_catalogue_is_compiled() -> None:
    assert (FOLDER / "d711.mo").read_bytes() == compiled()


# ---------------------------------------------------------------- rules that are left out


@pytest.mark.parametrize(
    ("options", "note"),
    [
        (("--ignore", "V103"), "（不看 V103：它的问题没有列出，结论也不包括）"),
        (("--ignore", "V103,S"), "（不看 V103、S：它们的问题没有列出，结论也不包括）"),
        (("--select", "V"), "（只看 V：其他规则的问题没有列出，结论也不包括它们）"),
        (("--select", "V", "--ignore", "V103"), "（只看 V；不看 V103：其他规则的问题没有列出，结论也不包括它们）"),
    ],
)
def test_the_note_fits_what_is_left_out(options: tuple[str, ...], note: str) -> None:
    assert run("check", SOUND, *options).stdout.splitlines()[0] == note


def test_identities_that_fail_unseen_are_counted() -> None:
    assert "没有发现所看规则的问题；2 个等式不成立，未列出" in run("check", WRONG, "--ignore", "A").stdout
    assert "没有发现问题" in run("check", SOUND, "--ignore", "A").stdout


@pytest.mark.parametrize("options", [("--select", "A"), ("--ignore", "F")])
def test_why_a_file_could_not_be_read_is_always_said(options: tuple[str, ...]) -> None:
    result = run("check", ROOT / "2021/broken/F001-cut-off.docx", *options)
    assert result.exit_code == 2 and "已损坏" in result.stdout
    assert "已损坏" in run("check", ROOT / "2021/broken/F001-cut-off.docx", *options, "--format", "json").stdout


def test_last_years_report_that_was_given_is_not_asked_for(tmp_path: Path) -> None:
    assert "用 --previous" in run("check", SOUND).stdout
    (tmp_path / "上年.txt").write_text("工作总结", encoding="utf-8")
    told = run("check", SOUND, "--previous", tmp_path / "上年.txt").stdout
    assert "Y001" in told and "用 --previous 给出上年年报" not in told


# ---------------------------------------------------------------- readers that are forced


def test_a_reader_that_does_not_fit_is_to_be_dropped() -> None:
    for command in ("check", "extract"):
        assert "请去掉 --reader" in run(command, SOUND, "--reader", "xlsx").output
    assert "--reader" not in run("check", ROOT / "2021/broken/F001-cut-off.docx").stdout


def test_standard_input_is_called_so() -> None:
    for command in ("check", "extract"):
        told = run(command, "-", "--reader", "xlsx", stdin=b"PK junk").output
        assert told.startswith("标准输入") and "「-」" not in told and "请检查类型" in told


# ---------------------------------------------------------------- baselines and copies


def test_a_baseline_that_is_written_first_may_be_the_one_that_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d711.toml").write_text('baseline = "基线.json"\n', encoding="utf-8")
    first = run("check", WRONG, "--write-baseline", "基线.json")
    assert first.exit_code == 1 and "已写入基线" in first.stdout and "记录在案" not in first.stdout
    assert run("check", WRONG).exit_code == 0
    assert "找不到基线文件" in run("check", WRONG, "--baseline", "没有.json").output


def test_a_copy_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    out = Path(shutil.copy(SOUND, tmp_path / "副本.docx"))
    refused = run("annotate", WRONG, "-o", out)
    assert refused.exit_code == 2 and "--force" in refused.stderr and out.read_bytes() == SOUND.read_bytes()
    assert run("annotate", WRONG, "-o", out, "--force").exit_code == 0 and out.read_bytes() != SOUND.read_bytes()


# ---------------------------------------------------------------- options


@pytest.mark.parametrize("command", ["check", "extract", "annotate", "template", "serve", "audit"])
def test_the_help_has_no_english_types(command: str) -> None:
    text = run(command, "-h").stdout
    assert [word for word in ("INTEGER", "RANGE", "FLOAT", "FILE", "DIRECTORY", "x>=", "<=x") if word in text] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--jobs", "-1"), "请给出整数，不小于 0。"),
        (("--jobs", "两个"), "请给出整数，不小于 0。"),
        (("--timeout", "nan"), "请给出数，不小于 0.1。"),
        (("-o", SOUND), "是文件，不是文件夹。"),
    ],
)
def test_wrong_values_are_told_in_chinese(arguments: tuple[object, ...], said: str, tmp_path: Path) -> None:
    result = run("audit", SOUND, "-o", tmp_path / "out", *arguments)
    assert result.exit_code == 2 and result.stderr.endswith(f"{said}\n")
    assert "'" not in result.stderr and "请给出整数，1 到 65535。" in run("serve", "--port", 0).stderr


def test_marks_are_chinese() -> None:
    assert "缺少参数 文件...。" in run("check").stderr
    assert "可选：text、json" in run("check", SOUND, "--format", "pdf").stderr
    assert "没有选项 --fromat。" in run("check", SOUND, "--fromat", "json").stderr


# ---------------------------------------------------------------- files that are not what they are called


def test_files_that_nobody_knows(tmp_path: Path) -> None:
    for name, said in (("a.zip", "压缩包已损坏"), ("a.bin", "不能识别 .bin 文件"), ("a", "不能识别没有扩展名的文件")):
        (tmp_path / name).write_bytes(bytes(range(1, 200)))
        assert said in run("check", tmp_path / name).stdout


def test_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "d711 audit 文件夹" in run("check", tmp_path).stdout
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "没有权限打开这个文件夹" in run("check", tmp_path).stdout


def test_what_no_catalogue_reaches_is_put_right() -> None:
    assert in_chinese_marks("缺少参数 '文件...'.") == "缺少参数 文件...。"
    assert (
        in_chinese_marks("'-o' / '--output'：没有「x」，可选：'a', 'b'。") == "-o / --output：没有「x」，可选：a、b。"
    )
    assert in_chinese_marks("找不到 it's.docx。") == "找不到 it's.docx。"
