"""Minimal sets of changes against brute force on a small table; single identities; single slips; exact solving."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.diagnose import System, explain, system
from validator.diagnose.arms import Task, task_of
from validator.diagnose.cover import closed_sets, joint_sets
from validator.diagnose.slips import slip
from validator.form import Line, Sentence, Table
from validator.linear import solve
from validator.schema import editions

DISPUTES = system(editions()["2021"].table("disputes"))


def _lines(keys: str) -> tuple[Line, ...]:
    return tuple(Line(key, key, key, sums=key == "t") for key in keys)


SMALL = system(
    Table(
        "small", "", 3, "", _lines("nabt"), _lines("xyzt"),
        sentences=(
            Sentence("A1", "rows", "n = t"),
            Sentence("A2", "rows", "t = a + b"),
            Sentence("A3", "columns", "t = x + y + z"),
        ),
    )
)  # fmt: skip


def _changed(values: list[int], changes: dict[int, int]) -> list[int]:
    return [changes.get(i, v) for i, v in enumerate(values)]


def _small(a: list[int], b: list[int]) -> list[int]:
    """The figures of a sound small table, by its details."""
    t = [x + y for x, y in zip(a, b, strict=True)]
    return [v for row in (t, a, b, t) for v in (*row, sum(row))]


def _task(values: list[int]) -> Task:
    return task_of(SMALL, values, SMALL.residuals(values))


def _brute(of: System, values: list[int], most: int) -> tuple[int, set[tuple[int, ...]]]:
    """The least number of changed cells (up to `most`), and every set of so many cells that can mend the table."""
    matrix = np.array([[row.get(c, 0) for c in range(len(of.cells))] for row in of.rows])
    due = -np.array(of.residuals(values))
    for size in range(1, most + 1):
        grid = np.array(list(product(range(13), repeat=size)))
        found = set()
        for cells in combinations(range(len(of.cells)), size):
            steps = grid - np.array([values[c] for c in cells])
            if (steps @ matrix[:, list(cells)].T == due).all(axis=1).any():
                found.add(cells)
        if found:
            return size, found
    return most + 1, set()


@settings(max_examples=60)
@given(st.lists(st.integers(0, 2), min_size=6, max_size=6), st.dictionaries(st.integers(0, 15), st.integers(0, 3)))
def test_minimal_sets_agree_with_brute_force(details: list[int], wrong: dict[int, int]) -> None:
    values = _changed(_small(details[:3], details[3:]), wrong)
    if not any(SMALL.residuals(values)):
        return
    size, expected = _brute(SMALL, values, 3)
    assert joint_sets(_task(values), size - 1, 200) == ([], False)
    if expected:
        found, truncated = joint_sets(_task(values), size, 200)
        assert not truncated
        assert {tuple(c for c, _ in changes) for changes in found} == expected
        assert len(found) == len(set(found))


def test_in_disputes_the_culprit_cannot_be_told() -> None:
    printed = [1, 2, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 3, 2]
    causes = explain(DISPUTES, printed, DISPUTES.residuals(printed))
    assert [c.identities for c in causes] == [(0,), (2,)]
    assert [c.suspects for c in causes] == [(0, 1, 2, 3, 4), (10, 11, 12, 13, 14)]
    assert all(not c.determinate and not c.alternatives and c.why_not for c in causes)


def test_all_cells_but_one_frozen() -> None:
    (cause,) = explain(DISPUTES, [1, 2, 0, 0, 4] + [0] * 10, [1, 0, 0], frozen=(0, 1, 2, 3))
    assert cause.alternatives[0].changes == ((4, 3),)
    (cause,) = explain(DISPUTES, [1, 2, 0, 0, 4] + [0] * 10, [1, 0, 0], frozen=range(5))
    assert not cause.determinate and cause.suspects == (0, 1, 2, 3, 4)


def test_equal_input_gives_equal_causes_in_both_editions() -> None:
    older = system(editions()["2019"].table("requests"))
    assert (len(older.cells), len(older.rows)) == (23 * 7, 37)
    newer = system(editions()["2021"].table("requests"))
    assert (len(newer.cells), len(newer.rows)) == (25 * 7, 39)
    printed = [i % 5 for i in range(len(older.cells))]
    causes = explain(older, printed, older.residuals(printed))
    assert causes == explain(older, printed, older.residuals(printed))
    assert system(editions()["2021"].table("requests")) is newer


def test_closed_sets_leave_the_rest_alone() -> None:
    values = _changed([0] * 16, {5: 3, 10: 4})
    assert closed_sets(_task(values), 1, 200) == [((5, 0),), ((10, 0),)]


@settings(max_examples=100)
@given(
    st.lists(st.integers(0, 50), min_size=6, max_size=6),
    st.dictionaries(st.integers(0, 15), st.integers(1, 10**9), min_size=1, max_size=4),
)
def test_no_more_changes_than_faults_are_needed(details: list[int], steps: dict[int, int]) -> None:
    """Chains of four, stars of four around an identity or a cell; a ring of four leaves a choice and is no set."""
    if len(steps) == 4 and len({c // 4 for c in steps}) == len({c % 4 for c in steps}) == 2:
        return
    sound = _small(details[:3], details[3:])
    values = _changed(sound, {c: sound[c] + step for c, step in steps.items()})
    found, truncated = joint_sets(_task(values), len(steps), 2_000)
    if any(SMALL.residuals(values)):
        truth = tuple(sorted((c, sound[c]) for c in steps))
        assert found and not truncated and (len(found[0]) < len(truth) or truth in found)
        assert all(not any(SMALL.residuals(_changed(values, dict(changes)))) for changes in found)


@pytest.mark.parametrize(
    ("details", "wrong"),
    [
        (([9, 3, 5], [9, 3, 5]), {0: 23, 1: 1, 12: 23, 13: 1}),
        (([0, 1, 2], [0, 1, 0]), {4: 2, 7: 1, 8: 1, 11: 0}),
    ],
    ids=["their other identities tell the steps", "one figure is to be 0"],
)
def test_four_changes_in_a_ring(details: tuple[list[int], list[int]], wrong: dict[int, int]) -> None:
    sound = _small(*details)
    found, _ = joint_sets(_task(_changed(sound, wrong)), 4, 200)
    assert tuple((c, sound[c]) for c in sorted(wrong)) in found


def test_no_more_sets_are_kept_than_wanted() -> None:
    crossed = _task(_changed(_small([5] * 3, [5] * 3), {4: 8, 9: 8}))
    assert joint_sets(crossed, 2, 2) == ([((4, 5), (9, 5)), ((5, 2), (8, 2))], False)
    assert joint_sets(crossed, 2, 1) == ([((4, 5), (9, 5))], True)
    assert joint_sets(crossed, 1, 2) == ([], False)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (12, 21, "transposed"),
        (1234, 1324, "transposed"),
        (120, 12, "zeros"),
        (12, 120, "zeros"),
        (1, 12, "lost_digit"),
        (112, 12, "extra_digit"),
        (1234, 1284, "replaced"),
        (0, 5, "plain"),
        (5, 6, "plain"),
        (12, 345, "plain"),
        (1234, 4321, "plain"),
        (1234, 2143, "plain"),
    ],
)
def test_slips_of_digits(old: int, new: int, kind: str) -> None:
    assert slip(old, new).kind == kind


def test_slips_that_the_cell_itself_tells() -> None:
    assert slip(0, 7, blank=True).text == "空白格漏填，应填 7"
    assert slip(5, 6, total=True).kind == "stale_total"
    assert slip(12, 21, total=True).text == "两个数字颠倒：21 写成了 12"


def test_solve_has_one_solution_or_none() -> None:
    assert solve([[1, 1], [1, -1]], [5, 1]) == [Fraction(3), Fraction(2)]
    assert solve([[1, 1]], [5]) is None
    assert solve([[1], [1]], [1, 2]) is None
