"""The catalogue, the manual pages and the help, as the command line shows them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tools.golden import ROOT
from validator.checks.registry import RULES
from validator.cli import main


def test_rules_lists_every_rule_once() -> None:
    text = CliRunner().invoke(main, ["rules"]).stdout
    assert [code for code in RULES if text.count(f"  {code}  ") != 1] == []


@pytest.mark.parametrize("code", RULES)
def test_explain_has_a_page_for_every_rule(code: str) -> None:
    result = CliRunner().invoke(main, ["explain", code.lower()])
    assert result.exit_code == 0 and result.stdout.startswith(code)
    for part in ("查什么", "为什么", "错例", "正例", "怎么改"):
        assert part in result.stdout


@pytest.mark.parametrize("command", [(), ("check",), ("extract",), ("rules",), ("explain",)])
def test_help_is_in_chinese(command: tuple[str, ...]) -> None:
    text = CliRunner().invoke(main, [*command, "-h"]).stdout
    assert any("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_no_page_tells_its_title_twice() -> None:
    for code, rule in RULES.items():
        first, *rest = CliRunner().invoke(main, ["explain", code]).stdout.splitlines()
        assert rule.TITLE in first and rule.TITLE not in rest and "计数单位" not in first


def test_what_does_not_apply_is_not_told_to_be_unfinished() -> None:
    sample = str(ROOT / "2021/broken/D001-work-summary.docx")
    assert "未检查" not in CliRunner().invoke(main, ["check", sample]).stdout
