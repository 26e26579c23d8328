"""SARIF: valid by the schema of the standard, rules with help, results that keep their identity."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

from tests.hostile import MESSAGE, hostile
from tools.golden import reports
from validator.checks.registry import RULES
from validator.report import sarif
from validator.report.json import entry
from validator.report.visible import one_line

SCHEMA = json.loads((Path(__file__).parent / "data/sarif-schema-2.1.0.json").read_bytes())


@cache
def run() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sarif.render(list(reports().values())))["runs"][0]
    return found


def test_the_log_of_every_sample_fits_the_schema() -> None:
    for chosen in (list(reports().values()), [hostile()], []):
        log = json.loads(sarif.render(chosen))
        errors = jsonschema.Draft4Validator(SCHEMA).iter_errors(log)
        assert [f"{list(e.absolute_path)}: {e.message[:200]}" for e in errors] == []


def test_every_rule_has_its_manual_page() -> None:
    rules = run()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    assert all("**" in rule["help"]["markdown"] and len(rule["help"]["text"]) > 40 for rule in rules)


def test_every_finding_is_a_result_under_its_rule() -> None:
    findings = [finding for report in reports().values() for finding in report.findings]
    results = run()["results"]
    assert [result["ruleId"] for result in results] == [finding.rule for finding in findings]
    assert {list(RULES)[result["ruleIndex"]] == result["ruleId"] for result in results} == {True}
    prints = [result["partialFingerprints"]["d711/v1"] for result in results]
    assert prints == [finding.fingerprint for finding in findings]
    assert {result["level"] for result in results} == {"error", "warning", "note"}


def test_places_are_relative_encoded_and_name_line_and_cell() -> None:
    by_line = [r for r in run()["results"] if "region" in r["locations"][0]["physicalLocation"]]
    assert by_line and all(r["locations"][0]["physicalLocation"]["region"]["startLine"] > 0 for r in by_line)
    (closing,) = (r for r in run()["results"] if "2021/broken/A101-closing.docx" in json.dumps(r["locations"]))
    (place,) = closing["locations"]
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "requests/carried_out/natural_person"
    assert place["properties"]["place"]["where"] == "表2 第28行第4列"
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in run()["results"]}
    assert all(uri.isascii() and " " not in uri for uri in uris)


def test_braces_of_a_message_are_no_place_to_fill_in() -> None:
    (result,) = json.loads(sarif.render([hostile()]))["runs"][0]["results"]
    assert result["message"]["text"] == one_line(MESSAGE, 4000).replace("{0}", "{{0}}")


def test_entries_are_taken_one_at_a_time() -> None:
    stream, taken = io.BytesIO(), 0
    one = entry(reports()["2021/broken/A101-closing.docx"])

    def entries() -> Any:
        nonlocal taken
        for taken in range(1, 201):
            if taken == 200:
                assert stream.tell() > 199 * 400  # what came before is written already
            yield one

    sarif.write(stream, entries())
    assert taken == len(json.loads(stream.getvalue())["runs"][0]["results"]) == 200
