"""Configuration: where it is found, what it may say, what wins, and how a slip in it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tools.golden import ROOT
from validator.checks.registry import RULES
from validator.cli import main
from validator.config import BadConfiguration, Configuration, find, read

NOTICED = ROOT / "2021/broken/V101-blank.xls"
WRONG = ROOT / "2021/broken/A101-closing.docx"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, ["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def written(path: Path, text: str) -> Configuration:
    path.write_text(text, encoding="utf-8")
    return read(path, RULES)


def test_settings_nested_without_end_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="不是正确的 TOML"):
        written(tmp_path / "d711.toml", f"select = {'[' * 20_000}")


# ---------------------------------------------------------------- where


def test_the_nearest_file_upward_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "局" / "2023"
    deep.mkdir(parents=True)
    assert find(deep) is None or not find(deep).is_relative_to(tmp_path)  # type: ignore[union-attr]
    (tmp_path / "d711.toml").touch()
    assert find(deep) == tmp_path / "d711.toml"
    (tmp_path / "局" / "pyproject.toml").write_text("[tool.other]\nd711 = 1\n")
    assert find(deep) == tmp_path / "d711.toml"
    (tmp_path / "局" / "pyproject.toml").write_text('[tool.d711]\nignore = ["V"]\n')
    assert find(deep) == tmp_path / "局" / "pyproject.toml"
    (tmp_path / "局" / "d711.toml").touch()
    assert find(deep) == tmp_path / "局" / "d711.toml"


def test_every_setting_is_read(tmp_path: Path) -> None:
    found = written(
        tmp_path / "d711.toml",
        'format = "json"\nedition = "2019"\nfail-on = "notice"\nselect = ["a", "V101"]\nignore = "D004"\n'
        'baseline = "基线.json"\nprevious = "去年.docx"\nparts = ["各镇"]\n[severity]\nv101 = "error"\n',
    )
    assert found == Configuration(
        source=tmp_path / "d711.toml",
        format="json",
        edition="2019",
        fail_on="notice",
        select=("A", "V101"),
        ignore=("D004",),
        baseline=str(tmp_path / "基线.json"),
        previous=str(tmp_path / "去年.docx"),
        parts=(str(tmp_path / "各镇"),),
        severity={"V101": "error"},
    )


def test_the_table_of_pyproject_is_read(tmp_path: Path) -> None:
    assert written(tmp_path / "pyproject.toml", '[tool.d711]\nselect = ["A"]\n').select == ("A",)


# ---------------------------------------------------------------- slips


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("selct = ['A']", "selct"),
        ("fail_on = 'error'", "fail_on"),
        ("edition = 2021", "edition"),
        ("edition = '2008'", "2019"),
        ("format = 'pdf'", "format"),
        ("select = ['A', 1]", "select"),
        ("select = ['Q9']", "Q9"),
        ("ignore = 3", "ignore"),
        ("baseline = ['a.json']", "baseline"),
        ("previous = ''", "previous"),
        ("parts = { a = 1 }", "parts"),
        ("severity = 'error'", "severity"),
        ("[severity]\nA999 = 'error'", "A999"),
        ("[severity]\nA = 'error'", "没有规则 A"),
        ("[severity]\nA101 = 'off'", "ignore"),
        ("[severity]\nA101 = 1", "A101"),
        ("\nselect = \n", "第 2 行"),
    ],
)
def test_a_slip_is_told_with_its_key_in_chinese(text: str, told: str, folder: Path) -> None:
    (folder / "d711.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadConfiguration, match=told):
        read(folder / "d711.toml", RULES)
    result = run(NOTICED)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr and "d711.toml" in result.stderr


def test_a_file_in_another_encoding_is_told(folder: Path) -> None:
    (folder / "d711.toml").write_bytes('baseline = "基线.json"'.encode("gb18030"))
    assert "UTF-8" in run(NOTICED).stderr


def test_other_peoples_pyproject_is_passed_over_whatever_it_holds(folder: Path) -> None:
    (folder / "pyproject.toml").write_bytes(b"[[[ broken \xff")
    assert run(NOTICED).exit_code == 0


@pytest.mark.parametrize("key", ["previous", "parts", "baseline"])
def test_a_file_that_is_not_there_is_told(key: str, folder: Path) -> None:
    (folder / "d711.toml").write_text(f'{key} = "没有这个"\n', encoding="utf-8")
    result = run(NOTICED)
    assert result.exit_code == 2 and "没有这个" in result.stderr


# ---------------------------------------------------------------- effect


def test_the_command_line_wins_over_the_file(folder: Path) -> None:
    (folder / "d711.toml").write_text('fail-on = "notice"\nignore = ["A"]\nformat = "json"\n')
    assert run(NOTICED).exit_code == 1
    assert run(NOTICED, "--fail-on", "error").exit_code == 0
    assert run(WRONG).exit_code == 0
    assert run(WRONG, "--ignore", "V").exit_code == 1
    assert run(NOTICED).stdout_bytes.startswith(b"{")
    assert not run(NOTICED, "--format", "text").stdout_bytes.startswith(b"{")


def test_the_file_that_is_used_is_said_in_one_line(folder: Path) -> None:
    assert "配置" not in run(NOTICED).output
    (folder / "d711.toml").touch()
    assert run(NOTICED).stdout.splitlines()[0] == "（配置：d711.toml）"
    found = run(NOTICED, "--format", "json")
    assert found.stderr == "（配置：d711.toml）\n" and json.loads(found.stdout_bytes)


@pytest.mark.parametrize(("level", "status", "code"), [("error", "failed", 1), ("warning", "passed", 0)])
def test_a_severity_that_is_raised_decides_status_summary_and_exit(
    level: str, status: str, code: int, folder: Path
) -> None:
    (folder / "d711.toml").write_text(f'format = "json"\n[severity]\nV101 = "{level}"\n')
    result = run(NOTICED)
    found: dict[str, Any] = json.loads(result.stdout_bytes)
    assert (found["files"][0]["status"], result.exit_code) == (status, code)
    assert found["summary"][status] == found["summary"]["findings"][level] == 1
    assert {f["severity"] for f in found["files"][0]["findings"] if f["rule"] == "V101"} == {level}
    assert found["files"][0]["rules"]["V101"]["fail"] > 0


def test_a_severity_that_is_lowered_lets_a_report_pass(folder: Path) -> None:
    assert run(WRONG).exit_code == 1
    (folder / "d711.toml").write_text('[severity]\nA101 = "notice"\n')
    assert run(WRONG).exit_code == 0
    assert run(WRONG, "--fail-on", "notice").exit_code == 1


def test_the_example_of_the_readme_is_obeyed(tmp_path: Path) -> None:
    text = (ROOT.parent / "README.md").read_text(encoding="utf-8")
    found = written(tmp_path / "d711.toml", text.partition("```toml\n")[2].partition("```")[0])
    assert found.fail_on == "warning" and found.severity == {"V101": "warning"}
