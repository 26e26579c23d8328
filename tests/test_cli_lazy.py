"""The list of commands is thin: nothing is imported before a command is called, and it says what the commands say."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module

import click
import pytest
from click.testing import CliRunner

from tools.golden import ROOT
from validator.cli import COMMANDS, exit_status, main

_AFTER_HELP = """
import json, sys
from validator.cli import main
main(["--help"], standalone_mode=False)
print(json.dumps([name for name in sys.modules if name.startswith("validator.")]), file=sys.stderr)
"""


def test_help_imports_no_command() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _AFTER_HELP], capture_output=True, check=True, cwd=ROOT.parent, encoding="utf-8"
    )
    light = {"cli", "speech", "version", "commands", "commands.status"}
    assert set(json.loads(done.stderr)) == {f"validator.{name}" for name in light}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says(name: str) -> None:
    command = import_module(f"validator.commands.{name}").command
    assert isinstance(command, click.Command) and command.name == name
    assert COMMANDS[name] == (command.help or "").split("\n")[0]
    assert f"用法： main {name} " in CliRunner().invoke(main, [name, "-h"], prog_name="main").stdout


def test_the_commands_stand_in_the_order_of_use() -> None:
    text = CliRunner().invoke(main, ["-h"]).stdout
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)


def test_a_slip_in_a_command_is_met_with_the_nearest() -> None:
    result = CliRunner().invoke(main, ["chek"])
    assert result.exit_code == 2
    assert not hasattr(click.exceptions, "NoSuchCommand") or "没有命令 chek。是不是 check？" in result.stderr


def test_no_report_at_all_is_no_failure() -> None:
    assert exit_status([]) == 0
