"""Corrections: an edit is read as a printed cell, changes nothing else, and moves the verdict as the file itself would."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.golden import ROOT
from validator.edits import Edit, NoSuchCell, changed, edited
from validator.files import extract_file
from validator.model import Case
from validator.numerals import read_figure
from validator.pipeline import judge

(BROKEN,) = extract_file(str(ROOT / "2021/broken/A101-closing.docx"))
MEND = Edit("requests", "carried_out", "natural_person", "17")


def cell(case: Case, edit: Edit) -> object:
    return next(c for c in case.cells if c.key == edit.key)


def test_the_right_figure_mends_the_report_and_the_old_one_breaks_it_again() -> None:
    assert judge([BROKEN])[0].status == "failed"
    mended = edited(BROKEN, [MEND])
    assert judge([mended])[0].status == "passed"
    assert edited(BROKEN, [MEND, Edit(*MEND.key, "71")]) == BROKEN


def test_no_edit_is_no_change() -> None:
    assert edited(BROKEN, []) is BROKEN and changed(BROKEN, []) == []


def test_an_edit_is_read_as_a_printed_cell() -> None:
    found = cell(edited(BROKEN, [Edit(*MEND.key, " １７件 ")]), MEND)
    assert (found.kind, found.value, found.unit, found.raw) == ("unit", Decimal(17), "件", " １７件 ")
    assert cell(edited(BROKEN, [Edit(*MEND.key, "")]), MEND).kind == "blank"
    assert cell(edited(BROKEN, [Edit(*MEND.key, "见附件")]), MEND).kind == "text"


def test_changes_are_listed_in_the_order_of_the_report_and_only_if_they_are_some() -> None:
    first = Edit("requests", "new", "natural_person", "1")
    same = Edit("requests", "carried_out", "total", "18")
    assert [(c.row, c.raw, to) for c, to in changed(BROKEN, [MEND, same, first])] == [
        ("new", "81", "1"),
        ("carried_out", "71", "17"),
    ]


def test_a_cell_that_is_not_there_is_refused() -> None:
    with pytest.raises(NoSuchCell, match=r"^requests\.carried_out\.nobody$"):
        edited(BROKEN, [Edit("requests", "carried_out", "nobody", "1")])


def test_a_person_settles_what_recognition_left_open() -> None:
    (case,) = extract_file(str(ROOT / "2021/broken/F020-misread.json"))
    doubtful = next(c for c in case.cells if c.origin == "recognised")
    found = cell(edited(case, [Edit(*doubtful.key, doubtful.raw + "0")]), Edit(*doubtful.key, ""))
    assert (found.origin, found.confidence, found.readings) == ("printed", None, ())


@settings(max_examples=40)
@given(st.sampled_from(BROKEN.cells), st.text(max_size=12))
def test_whatever_is_typed_only_that_cell_changes(target: object, raw: str) -> None:
    edit = Edit(*target.key, raw)
    after = edited(BROKEN, [edit])
    assert [c for c in after.cells if c.key != edit.key] == [c for c in BROKEN.cells if c.key != edit.key]
    assert cell(after, edit).value == read_figure(raw).value or raw == target.raw
    judge([after])
