"""What is extracted can be edited and judged again: the raw text is the authority."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from tools.golden import reports
from validator.cells_file import COLUMNS, decode_cases, encode_cases, write_csv
from validator.model import Case, Unreadable
from validator.pipeline import extract, judge

Edit = tuple[str, object]


def cases(layout: str = "html-plain", edition: str = "2021") -> tuple[Case, ...]:
    chosen = LAYOUTS[layout]
    return extract(chosen.render(sound(1, edition)), f"年报{chosen.extension}")


def edited(**changes: object) -> bytes:
    """The file of one sound report, with fields of its first cell changed."""
    data = json.loads(encode_cases(cases()))
    data["cases"][0]["cells"][0].update(changes)
    return json.dumps(data).encode()


def test_json_spells_only_what_is_known() -> None:
    cell = json.loads(encode_cases(cases()))["cases"][0]["cells"][0]
    assert set(cell) == {"table", "row", "column", "raw", "kind", "value", "place"}
    assert all(value is not None for value in cell["place"].values())


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("layout", ["html-plain", "html-two-reports", "xlsx-one-sheet", "text-tab-rows", "docx-plain"])
def test_what_is_written_reads_back_equal(layout: str, edition: str) -> None:
    found = cases(layout, edition)
    assert decode_cases(encode_cases(found)) == found
    assert extract(encode_cases(found), "cells.json") == found
    assert [r.status for r in judge(decode_cases(encode_cases(found)))] == [r.status for r in judge(found)]


@pytest.mark.parametrize("path", reports())
def test_what_is_read_of_a_sample_reads_back_equal(path: str) -> None:
    """The page posts it in this form, whatever was observed."""
    case = reports()[path].case
    assert decode_cases(encode_cases([case])) == (case,)


def test_an_edited_raw_text_counts() -> None:
    (case,) = decode_cases(edited(raw="１，234件", kind="blank", value=None))
    cell = case.cells[0]
    assert (cell.kind, cell.value, cell.unit) == ("unit", Decimal(1234), "件")
    assert cell.marks == ("full_width", "separator")


def test_a_formula_stays_one_until_a_value_is_put_in_its_place() -> None:
    assert decode_cases(edited(raw="=SUM(A1)", kind="formula", value=None))[0].cells[0].kind == "formula"
    cell = decode_cases(edited(raw="7", kind="formula", value=None))[0].cells[0]
    assert (cell.kind, cell.value) == ("number", Decimal(7))


def test_a_file_saved_with_a_mark_at_its_beginning() -> None:
    assert decode_cases(b"\xef\xbb\xbf" + encode_cases(cases())) == cases()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": "other/1", "cases": []}',
        b'{"format": "decree711-cells/1"}',
        b'{"format": "decree711-cells/1", "cases": [{}]}',
        b"\xff\xfe{}",
        encode_cases(cases())[:-40],
        edited(raw=12),
        edited(kind="guess"),
        edited(table="requests_2"),
        edited(row="nothing"),
        edited(column="nothing"),
        b"[" * 100_000,
    ],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as error:
        decode_cases(data)
    assert error.value.rule == "F001" and "请" in error.value.message


def damaged(key: str, value: object) -> bytes:
    data = json.loads(encode_cases(cases()))
    case: dict[str, Any] = data["cases"][0]
    case[key] = [*case[key], value] if isinstance(case[key], list) else value
    return json.dumps(data).encode()


def test_keys_that_no_form_has_are_refused() -> None:
    first = json.loads(encode_cases(cases()))["cases"][0]["cells"][0]
    table = {"key": "nothing", "found": True, "edition": "2021"}
    seen = {"kind": "rows_missing", "table": "requests", "rows": ["nothing"]}
    for key, value in (
        ("cells", first),
        ("tables", table),
        ("tables", {**table, "key": "requests", "edition": None}),
        ("observations", seen),
        ("observations", {"kind": "table_twice", "table": "nothing"}),
        ("edition", "1999"),
        ("part", 0),
    ):
        with pytest.raises(Unreadable):
            decode_cases(damaged(key, value))


def test_the_sheet_holds_one_line_a_cell_and_no_formula() -> None:
    (case,) = cases()
    odd = structs.replace(case.cells[0], raw="=HYPERLINK(1)", kind="text", value=None)
    data = write_csv([replace(case, cells=(odd, *case.cells[1:]), organ="@organ")])
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert data.startswith(b"\xef\xbb\xbf") and tuple(rows[0]) == COLUMNS
    assert len(rows) == len(case.cells) + 1
    assert rows[1][COLUMNS.index("raw")] == "'=HYPERLINK(1)" and rows[1][COLUMNS.index("organ")] == "'@organ"


@given(st.text(alphabet="=+-@0123456789.减\t\r 件abc()", max_size=8))
def test_no_cell_of_the_sheet_can_start_a_formula(raw: str) -> None:
    case = Case("x", 1, None, "html", "2021", 2022, None, None, None, True)
    cell = structs.replace(SAMPLE, raw=raw)
    row = list(csv.reader(io.StringIO(write_csv([replace(case, cells=(cell,))]).decode("utf-8-sig"), newline="")))[1]
    text = row[COLUMNS.index("raw")]
    assert not text.startswith(("=", "@")) and (
        text[:1] not in "+-" or text[1:].replace(".", "").strip("0123456789件 ,") == ""
    )


SAMPLE = cases()[0].cells[0]
