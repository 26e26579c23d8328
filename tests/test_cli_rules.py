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


@pytest.mark.parametrize(
    ("words", "first", "others"),
    [
        (("勾稽",), "A101", {"A102", "A103", "A201"}),
        (("结转",), "A101", {"Y101", "C204"}),
        (("复议", "诉讼"), "A201", {"C104", "Y104"}),
        (("与上年衔接",), "Y001", {"Y101", "Y301"}),
        (("ａ2",), "A201", set()),
    ],
)
def test_explain_lists_the_rules_that_words_are_found_in(words: tuple[str, ...], first: str, others: set[str]) -> None:
    result = CliRunner().invoke(main, ["explain", *words])
    codes = [line.split()[0] for line in result.stdout.splitlines()[2:]]
    assert result.exit_code == 0 and codes[0] == first and others < set(codes) and len(set(codes)) == len(codes)
    assert f"的规则 {len(codes)} 条" in result.stdout


def test_explain_takes_several_codes_and_says_what_is_not_there() -> None:
    both = CliRunner().invoke(main, ["explain", "A101", "c203"]).stdout
    assert both == "".join(
        CliRunner().invoke(main, ["explain", code]).stdout + gap for code, gap in [("A101", "\n"), ("C203", "")]
    )
    for word, said in [("A999", "没有规则 A999"), ("没有的词", "没有说到「没有的词」的规则"), (" ", "没有规则")]:
        refused = CliRunner().invoke(main, ["explain", word])
        assert refused.exit_code == 2 and said in refused.stderr


def test_no_page_tells_its_title_twice() -> None:
    for code, rule in RULES.items():
        first, *rest = CliRunner().invoke(main, ["explain", code]).stdout.splitlines()
        assert rule.TITLE in first and rule.TITLE not in rest and "计数单位" not in first


def test_what_does_not_apply_is_not_told_to_be_unfinished() -> None:
    sample = str(ROOT / "2021/broken/D001-work-summary.docx")
    assert "未检查" not in CliRunner().invoke(main, ["check", sample]).stdout
