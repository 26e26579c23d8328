"""`--format json` is a contract: every sample's result fits the published schema, and what it says hangs together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest

from tools.golden import ROOT, reports
from validator.checks.registry import RULES
from validator.report.json import STATUSES, render, result
from validator.schema import editions
from validator.tables.structure import printed_form

SCHEMA = json.loads((ROOT.parent / "schemas/result.schema.json").read_bytes())


@cache
def printed() -> dict[str, Any]:
    """The result over all samples as its readers get it."""
    found: dict[str, Any] = json.loads(render(list(reports().values())))
    return found


def files() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = printed()["files"]
    return found


def findings() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for file in files():
        for finding in file["findings"]:
            yield file, finding


def test_there_is_something_of_every_sort_to_look_at() -> None:
    """The tests below go over what there is: none of them may hold because there is nothing."""
    tables = [table for file in files() for table in file["tables"].values()]
    told = [finding for _, finding in findings()]
    assert len(files()) > 200 and {file["status"] for file in files()} == set(STATUSES)
    assert sum(table["found"] for table in tables) > 500 and not all(table["found"] for table in tables)
    assert sum(len(table.get("kinds", ())) for table in tables) > 20
    assert len(told) > 100 and {finding["severity"] for finding in told} == {"error", "warning", "notice"}
    for part in ("cells", "repairs", "identities"):
        assert sum(len(finding[part]) for finding in told) > 50, part


def test_the_published_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_every_sample_fits_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert [f"{list(e.absolute_path)}: {e.message}" for e in validator.iter_errors(printed())] == []


def test_a_result_without_files_fits_the_schema() -> None:
    jsonschema.validate(json.loads(render([])), SCHEMA)


@pytest.mark.parametrize("kind", ["top", "file", "finding", "cell", "place"])
def test_the_schema_names_every_field_that_is_written(kind: str) -> None:
    """No field is written that the schema does not describe, none described as required is missing."""
    described = SCHEMA if kind == "top" else SCHEMA["$defs"][kind]
    written: dict[str, list[dict[str, Any]]] = {
        "top": [printed()],
        "file": files(),
        "finding": [finding for _, finding in findings()],
        "cell": [cell for _, finding in findings() for cell in finding["cells"]],
        "place": [cell["at"] for _, finding in findings() for cell in finding["cells"]],
    }
    for item in written[kind]:
        assert item.keys() <= described["properties"].keys()
        assert set(described.get("required", ())) <= item.keys()


def test_statuses_and_kinds_of_the_schema_are_those_of_the_program() -> None:
    assert SCHEMA["$defs"]["file"]["properties"]["status"]["enum"] == list(STATUSES)
    assert SCHEMA["$defs"]["file"]["properties"]["edition"]["enum"] == [*editions(), None]
    assert set(SCHEMA["properties"]["summary"]["required"]) == set(printed()["summary"])


def test_tables_hold_the_keys_of_the_printed_edition() -> None:
    for file in files():
        if file["edition"] is None:
            assert file["tables"] == {}
            continue
        edition = editions()[file["edition"]]
        assert list(file["tables"]) == list(edition.table_keys)
        for table in file["tables"].values():
            assert table.keys() == ({"found", "at", "values", "kinds"} if table["found"] else {"found"})


def test_cells_of_findings_lie_at_places_that_exist() -> None:
    for file, finding in findings():
        for cell in finding["cells"]:
            table = file["tables"][cell["table"]]
            assert table["found"]
            assert table["values"][cell["row"]][cell["column"]] == cell["value"]
            assert cell["at"]["where"]


def test_repairs_change_cells_that_exist_from_what_is_printed() -> None:
    for file, finding in findings():
        for rank, repair in enumerate(finding["repairs"], 1):
            assert repair["rank"] == rank and repair["why"]
            for change in repair["changes"]:
                table = file["tables"][change["table"]]
                assert change["column"] in table["values"][change["row"]]
                assert change["from"] != change["to"] and change["to"] >= 0


def test_values_and_kinds_agree() -> None:
    """null exactly where the kind has no number; a cell without a kind is a plain number."""
    for file in files():
        for table in file["tables"].values():
            for row, line in table.get("values", {}).items():
                for column, value in line.items():
                    kind = table["kinds"].get(row, {}).get(column, "number")
                    assert (value is None) == (kind in ("blank", "dash", "text", "formula"))


def test_kinds_name_only_cells_that_have_values() -> None:
    for file in files():
        for table in file["tables"].values():
            for row, line in table.get("kinds", {}).items():
                assert line.keys() <= table["values"][row].keys()


def test_rows_and_columns_are_those_of_the_form() -> None:
    for path, report in reports().items():
        for reading in report.case.tables:
            if reading.found and reading.edition:
                form = printed_form(editions()[reading.edition].table(reading.key), reading.rows)
                spots = {(c.row, c.column) for c in report.case.cells if c.table == reading.key}
                assert spots <= {(r, c) for r in form.row_keys for c in form.column_keys}, path


def test_broken_identities_give_both_sides_and_their_difference() -> None:
    for _, finding in findings():
        for identity in finding["identities"]:
            assert identity["difference"] == identity["left"] - identity["right"] != 0
            assert identity["rule"] in RULES


def test_rules_tell_what_was_examined() -> None:
    """A green report proves that something was looked at."""
    for file in files():
        assert file["rules"].keys() <= RULES.keys()
        assert all(tally["open"] == 0 or tally["why_open"] for tally in file["rules"].values())
        if file["status"] == "passed":
            assert all(file["rules"][code]["pass"] for code in ("A101", "A102", "A103", "A201"))
            assert not any(tally["open"] for tally in file["rules"].values())


def test_the_summary_counts_what_is_there() -> None:
    summary = printed()["summary"]
    assert summary["files"] == len(files()) == sum(summary[status] for status in STATUSES)
    for severity, count in summary["findings"].items():
        assert count == sum(finding["severity"] == severity for _, finding in findings())


def test_fingerprints_tell_the_findings_of_a_report_apart() -> None:
    for file in files():
        prints = [finding["fingerprint"] for finding in file["findings"]]
        assert len(prints) == len(set(prints)), file["path"]


def test_the_same_reports_give_the_same_bytes() -> None:
    batch = list(reports().values())
    assert render(batch) == render(batch)
    assert list(result(batch)) == ["schema_version", "tool", "ruleset", "summary", "files"]
