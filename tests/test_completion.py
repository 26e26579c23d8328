"""What a shell offers after Tab: commands, options, choices, and file names where a file is due."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from tools.golden import ROOT
from validator.checks.registry import RULES
from validator.cli import COMMANDS, main


def offered(*words: str) -> set[tuple[str, str]]:
    """(Kind, word) of what may stand in place of the last word."""
    found = BashComplete(main, {}, "d711", "_D711_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return {(item.type, item.value) for item in found}


def test_commands_options_and_choices() -> None:
    assert offered("") == {("plain", name) for name in COMMANDS}
    assert offered("check", "--wa") == {("plain", "--watch")}
    assert offered("check", "--format", "j") == {("plain", "json")}


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--previous"),
        ("check", "--parts"),
        ("extract",),
        ("annotate",),
        ("audit",),
        ("check", "-o"),
    ],
)
def test_file_names_where_a_file_is_due(words: tuple[str, ...]) -> None:
    assert offered(*words, "年") == {("file", "年")}


#: Each shell's class, and how its answers are written.
SHELLS: dict[str, tuple[type[ShellComplete], Callable[[str], list[str]]]] = {
    "bash": (BashComplete, lambda text: [line.partition(",")[2] for line in text.splitlines()]),
    "zsh": (ZshComplete, lambda text: text.splitlines()[1::3]),
    "fish": (FishComplete, lambda text: [line.partition("\t")[0].partition(",")[2] for line in text.splitlines()]),
}


def asked(shell: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> str:
    """What the program answers a shell, which asks through the environment."""
    monkeypatch.setenv("COMP_WORDS", " ".join(["d711", *words]))
    monkeypatch.setenv("COMP_CWORD", words[-1] if shell == "fish" else str(len(words)))
    return SHELLS[shell][0](main, {}, "d711", "_D711_COMPLETE").complete()


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("explain", "A1"), ["A101", "A102", "A103"]),
        (("explain", "a1"), ["a101", "a102", "a103"]),
        (("explain", "A999"), []),
        (("check", "--select", "A2"), ["A201"]),
        (("check", "--ignore", "A101,A2"), ["A101,A201"]),
        (("annotate", "--select", "A101,A10"), ["A101,A102", "A101,A103"]),
        (("audit", "--ignore", "A201,R"), ["A201,R", "A201,R001", "A201,R101"]),
    ],
)
def test_rules_where_a_code_is_due(
    shell: str, words: tuple[str, ...], codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SHELLS[shell][1](asked(shell, words, monkeypatch)) == codes


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_titles_stand_beside_codes_where_the_shell_shows_them(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert RULES["A201"].TITLE in asked(shell, ("explain", "A2"), monkeypatch)
    assert "表内勾稽" in asked(shell, ("check", "--select", "A"), monkeypatch)


def test_every_rule_is_offered_where_nothing_is_begun() -> None:
    assert [code for _, code in sorted(offered("explain", ""))] == sorted(RULES)


def test_the_script_for_fish_keeps_lists_whole() -> None:
    environment = {**os.environ, "_D711_COMPLETE": "fish_source", "PYTHONPATH": str(ROOT.parent)}
    command = [sys.executable, "-c", "from validator.cli import main; main(prog_name='d711')"]
    script = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8")
    assert 'string split --max 1 "," $completion' in script.stdout
