"""What the catalogue says of severities is what rules emit: no finding has another, and each that is listed is met."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from click.testing import CliRunner

from tests.test_rules import BROKEN, a_case, text
from tools.golden import reports
from validator.checks.registry import RULES
from validator.checks.severities import OTHERWISE, severities
from validator.cli import main
from validator.model import Finding, Severity
from validator.pipeline import judge

#: Sentences of section one beside tables of zeros.
SAID = ("政府信息公开申请办理结果：予以公开3件。", "制发行政规范性文件3件。", "（文字描述）")
#: Emitted only between several reports: the tests of years and of roll-ups show them.
BETWEEN = {("Y001", "notice"), ("Y101", "warning"), ("R101", "warning")}


def _findings() -> Iterator[Finding]:
    for report in reports().values():
        yield from report.findings
    for said in SAID:
        for report in judge([a_case(**text(one=(said,)))]):
            yield from report.findings
    for broken in BROKEN:
        for report in judge([a_case(broken.printed, broken.seen, **broken.case)]):  # type: ignore[arg-type]
            yield from report.findings


@cache
def emitted() -> frozenset[tuple[str, Severity]]:
    return frozenset((finding.rule, finding.severity) for finding in _findings())


def test_no_rule_emits_a_severity_that_is_not_listed() -> None:
    assert {(code, severity) for code, severity in emitted() if severity not in severities(code)} == set()


def test_every_other_severity_that_is_listed_is_met() -> None:
    listed = {(code, severity) for code, others in OTHERWISE.items() for severity in others}
    assert listed - emitted() == BETWEEN


def test_a_listed_severity_is_another_than_the_usual_one() -> None:
    assert OTHERWISE.keys() <= RULES.keys()
    assert [code for code, others in OTHERWISE.items() if RULES[code].SEVERITY in others] == []


@pytest.mark.parametrize("code", RULES)
def test_the_page_of_a_rule_tells_when_its_severity_is_another(code: str) -> None:
    page = CliRunner().invoke(main, ["explain", code]).stdout
    words = {"error": "错误", "warning": "疑似", "notice": "提示"}
    level = next(line for line in page.splitlines() if line.startswith("级别："))
    assert [words[severity] for severity in severities(code) if words[severity] not in level] == []


def test_the_catalogue_marks_what_may_be_otherwise() -> None:
    lines = CliRunner().invoke(main, ["rules"]).stdout.splitlines()
    marked = {line.split()[0] for line in lines if "（有时为" in line}
    assert marked == OTHERWISE.keys()
