"""Text without cell borders: recovered exactly, or left open; never a wrong figure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.forge.figures import Scale, sound, values
from tools.forge.story import story
from tools.golden import ROOT
from tools.samples_files import _glued
from validator.model import Case
from validator.pipeline import extract
from validator.schema import editions
from validator.tables.recover_cuts import NONE, cuts, single_row_cut, summing_cuts, sure_cut, ways_to_cut
from validator.tables.recover_joint import joint_cuts

REQUESTS = editions()["2021"].table("requests")
DISPUTES = editions()["2021"].table("disputes")


def glued(seed: int, edition: str, scale: Scale = "small") -> tuple[Case, dict[tuple[str, str, str], object]]:
    report = sound(seed, edition, scale=scale)
    (case,) = extract(_glued(story(report)), "年报.txt")
    truth = {(t, r, c): v for t, rows in values(report).items() for r, row in rows.items() for c, v in row.items()}
    return case, dict(truth)


@given(st.integers(0, 10**6), st.sampled_from(tuple(editions())), st.sampled_from(("small", "large", "zero")))
@settings(max_examples=60)
def test_what_is_recovered_is_right(seed: int, edition: str, scale: Scale) -> None:
    case, truth = glued(seed, edition, scale)
    assert {c.key: c.value for c in case.cells} == {c.key: truth[c.key] for c in case.cells}
    assert all(cell.origin == "recovered" for cell in case.cells)


@pytest.mark.parametrize("edition", editions())
@pytest.mark.parametrize("seed", range(0, 30, 3))
def test_small_offices_are_recovered_whole(seed: int, edition: str) -> None:
    case, truth = glued(seed, edition)
    due = {key for key in truth if key[0] in ("requests", "disputes")}
    assert due <= {cell.key for cell in case.cells}


def test_a_wrong_sum_is_left_open_not_bent() -> None:
    """The author's error leaves no cut that holds: only rows are read that no other row could change."""
    text = (ROOT / "2021" / "real" / "glued-with-blanks.txt").read_text(encoding="utf-8")
    (whole,) = extract(text.encode(), "年报.txt")
    (case,) = extract(text.replace("723000075", "723000085").encode(), "年报.txt")
    truth = {c.key: c.value for c in whole.cells}
    (table,) = (t for t in case.tables if t.key == "requests")
    assert {c.key: c.value for c in case.cells} == {c.key: truth[c.key] for c in case.cells}
    assert "new" in table.open_rows and "total" in table.open_rows and "carried_out" not in table.open_rows
    assert any(o.kind == "borders_lost" and o.table == "requests" and o.note == NONE for o in case.observations)


def test_signs_and_units_are_no_digits() -> None:
    """655-3090 is 655, -309, 0; never three single digits."""
    for seed in range(40):
        case, truth = glued(seed, "2019")
        assert all(truth[c.key] == c.value for c in case.cells if c.table.startswith("art20"))


def test_the_cuts_of_a_run() -> None:
    assert len(list(cuts("3960181", 3))) == 11
    assert sure_cut("000", 3) == ("0", "0", "0")
    assert sure_cut("350", 2) is None
    assert sure_cut("9116.36", 1) == ("9116.36",)
    assert summing_cuts("713000074", 7) == [(71, 3, 0, 0, 0, 0, 74)]


def test_one_row_of_figures() -> None:
    assert single_row_cut(DISPUTES, "0 1 1 0 2 1 0 0 0 1 0 0 0 0 0")[0]["review"] == ("0", "1", "1", "0", "2")
    assert single_row_cut(DISPUTES, "1" * 90)[0] == {}


def test_rows_that_do_not_sum_have_no_joint_cut() -> None:
    digits = dict.fromkeys(REQUESTS.row_keys, "0000000") | {"granted": "1000002"}
    found, reason = joint_cuts(REQUESTS, digits)
    assert set(REQUESTS.row_keys) - found.keys() == {"granted"} and reason == NONE


def test_rows_with_one_cut_in_every_way_are_certain_though_others_have_two() -> None:
    """111000012 is 1, 11, … or 11, 1, …: both hold, as long as new, granted and total are cut alike."""
    digits = dict.fromkeys(REQUESTS.row_keys, "0000000")
    digits |= dict.fromkeys(("new", "granted", "total"), "111000012")
    digits |= dict.fromkeys(("carried_in", "carried_out"), "2000002")
    found, reason = joint_cuts(REQUESTS, digits)
    assert reason == ""
    assert set(REQUESTS.row_keys) - found.keys() == {"new", "granted", "total"}
    assert found["carried_in"] == tuple("2000002")


def test_no_number_stands_across_a_blank() -> None:
    assert sure_cut("33 8 5", 3) == ("33", "8", "5")
    assert sure_cut("338 5", 3) is None
    assert sure_cut("00 0", 3) == ("0", "0", "0")
    assert ways_to_cut("71 3000074", 7) == [(71, 3, 0, 0, 0, 0, 74)]
    assert ways_to_cut("7 13000074", 7) == []


def test_blanks_that_part_all_figures_show_a_wrong_sum() -> None:
    """What is printed apart is read as printed, and its error told."""
    digits = dict.fromkeys(REQUESTS.row_keys, "0 0 0 0 0 0 0") | {"granted": "1 0 0 0 0 0 2"}
    found, reason = joint_cuts(REQUESTS, digits)
    assert found["granted"] == tuple("1000002") and len(found) == len(REQUESTS.row_keys) and reason == NONE


def test_too_many_cuts_to_look_through_are_not_one() -> None:
    assert sure_cut("1" * 60, 12) is None
