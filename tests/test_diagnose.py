"""Error localisation in the mandated tables: single faults exactly, independent causes, slips, what cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validator.diagnose import Cause, Statement, System, explain, system
from validator.schema import editions

REQUESTS = system(editions()["2021"].table("requests"))
DETAILS = [
    k for k in dict.fromkeys(r for r, _ in REQUESTS.cells) if k not in {"new", "carried_in", "total", "carried_out"}
]
PEOPLE = list(dict.fromkeys(c for _, c in REQUESTS.cells if c != "total"))


def _at(row: str, column: str, of: System = REQUESTS) -> int:
    return of.cells.index((row, column))


def _sound(details: dict[tuple[str, str], int], left: dict[str, int]) -> list[int]:
    """A sound requests matrix: results by (row, column), and what each column carries out."""
    figures = dict.fromkeys(REQUESTS.cells, 0) | details
    for column in PEOPLE:
        figures["total", column] = sum(figures[row, column] for row in DETAILS)
        figures["carried_out", column] = left.get(column, 0)
        every = figures["total", column] + left.get(column, 0)
        figures["carried_in", column] = every // 3
        figures["new", column] = every - every // 3
    for row, _ in REQUESTS.cells:
        figures[row, "total"] = sum(figures[row, c] for c in PEOPLE)
    return [figures[cell] for cell in REQUESTS.cells]


def _changed(values: list[int], changes: dict[int, int]) -> list[int]:
    return [changes.get(i, v) for i, v in enumerate(values)]


def _diagnose(values: list[int], of: System = REQUESTS) -> tuple[Cause, ...]:
    return explain(of, values, of.residuals(values))


counts = st.one_of(st.integers(0, 9), st.integers(0, 10**9))
tables = st.builds(
    _sound,
    st.dictionaries(st.tuples(st.sampled_from(DETAILS), st.sampled_from(PEOPLE)), counts, max_size=30),
    st.dictionaries(st.sampled_from(PEOPLE), counts),
)
BUSY = _sound({(r, c): 10 * i + 3 * j for i, r in enumerate(DETAILS) for j, c in enumerate(PEOPLE)}, {"business": 12})


def test_a_sound_table_has_no_cause() -> None:
    assert _diagnose(BUSY) == ()
    assert explain(REQUESTS, BUSY, [None] * len(REQUESTS.rows)) == ()


@settings(max_examples=150)
@given(tables, st.integers(0, len(REQUESTS.cells) - 1), counts)
def test_one_wrong_cell_is_found_with_its_value(values: list[int], cell: int, wrong: int) -> None:
    if wrong == values[cell]:
        wrong += 1
    (cause,) = _diagnose(_changed(values, {cell: wrong}))
    assert cause.determinate and not cause.truncated and len(cause.alternatives) == 1
    assert cause.alternatives[0].changes == ((cell, values[cell]),)
    assert cause.alternatives[0].why.startswith("唯一只改一格的办法")
    assert cause.suspects == (cell,)
    assert cause.identities == tuple(i for i, _ in REQUESTS.touching[cell])


@settings(max_examples=60)
@given(tables, st.dictionaries(st.integers(0, len(REQUESTS.cells) - 1), counts, min_size=2, max_size=5))
def test_the_best_repairs_together_make_everything_hold(values: list[int], wrong: dict[int, int]) -> None:
    printed = _changed(values, wrong)
    broken = {i for i, r in enumerate(REQUESTS.residuals(printed)) if r}
    causes = _diagnose(printed)
    assert sorted(i for c in causes for i in c.identities) == sorted(broken)
    for cause in causes:
        assert cause.determinate is bool(cause.alternatives) is (cause.why_not is None)
        assert cause.suspects
        for alternative in cause.alternatives:
            after = REQUESTS.residuals(_changed(printed, dict(alternative.changes)))
            assert not any(after[i] for i in cause.identities)
            assert all(new >= 0 and new != printed[c] for c, new in alternative.changes)
    if all(cause.determinate for cause in causes):
        best = {c: new for cause in causes for c, new in cause.alternatives[0].changes}
        assert not any(REQUESTS.residuals(_changed(printed, best)))
    if len(wrong) <= 4 and all(c.determinate and not c.truncated for c in causes):
        assert sum(min(len(a.changes) for a in c.alternatives) for c in causes) <= len(wrong)


def test_far_apart_faults_are_two_causes() -> None:
    first, second = _at("granted", "business"), _at("other.misc", "research")
    causes = _diagnose(_changed(BUSY, {first: BUSY[first] + 500, second: BUSY[second] + 70}))
    assert [c.alternatives[0].changes for c in causes] == [((first, BUSY[first]),), ((second, BUSY[second]),)]
    assert [len(c.alternatives) for c in causes] == [1, 1]


def test_equal_faults_that_may_be_read_two_ways_are_one_cause() -> None:
    first, second = _at("granted", "business"), _at("other.misc", "research")
    (cause,) = _diagnose(_changed(BUSY, {first: BUSY[first] + 5, second: BUSY[second] + 5}))
    crossed = _at("granted", "research"), _at("other.misc", "business")
    cells = {frozenset(c for c, _ in a.changes) for a in cause.alternatives}
    assert cells == {frozenset({first, second}), frozenset(crossed)}


def test_many_separable_faults_are_all_told() -> None:
    rows = ["granted", "partly_granted", "denied.third_party", "unavailable.unclear", "other.misc", "other.fee_unpaid"]
    cells = [_at(row, column) for row, column in zip(rows, PEOPLE, strict=True)] + [_at("new", "total")]
    printed = _changed(BUSY, {c: BUSY[c] + 100 * 3**i for i, c in enumerate(cells)})
    causes = _diagnose(printed)
    assert {c.alternatives[0].changes for c in causes} == {((c, BUSY[c]),) for c in cells}


def test_faults_that_nothing_links_to_a_hopeless_row_are_told() -> None:
    """Five figures of a row are wrong, which is beyond telling, and four of a column that this row does not touch."""
    row = [_at("granted", column) for column in PEOPLE[:5]]
    column = [_at(r, PEOPLE[5]) for r in ("partly_granted", "denied.third_party", "other.misc", "other.fee_unpaid")]
    printed = _changed(BUSY, {c: BUSY[c] + 1000 * 3**i for i, c in enumerate((*row, *column))})
    told, untold = sorted(_diagnose(printed), key=lambda cause: not cause.determinate)
    assert told.alternatives[0].changes == tuple((c, BUSY[c]) for c in sorted(column)) and told.sureness == "alone"
    assert not untold.determinate and set(untold.identities) == {i for c in row for i, _ in REQUESTS.touching[c]}


def test_two_totals_left_behind_are_one_cause() -> None:
    cells = [_at("total", "business"), _at("total", "total")]
    (cause,) = _diagnose(_changed(BUSY, {c: BUSY[c] - 1000 for c in cells}))
    assert cause.alternatives[0].changes == tuple((c, BUSY[c]) for c in cells)


def test_swapped_neighbours_come_first() -> None:
    left, right = _at("granted", "natural_person"), _at("granted", "business")
    values = _sound({("granted", "natural_person"): 47, ("partly_granted", "business"): 90}, {})
    (cause,) = _diagnose(_changed(values, {left: 0, right: 47}))
    assert cause.alternatives[0].changes == ((left, 47), (right, 0))
    assert cause.alternatives[0].why == "像是数字 47 填错了格，应在「（一）予以公开」行「自然人」列"
    assert len(cause.alternatives) > 1


def test_two_swapped_figures_are_named_both() -> None:
    left, right = _at("granted", "natural_person"), _at("granted", "business")
    values = _sound({("granted", "natural_person"): 47, ("granted", "business"): 5}, {})
    (cause,) = _diagnose(_changed(values, {left: 5, right: 47}))
    assert cause.alternatives[0].changes == ((left, 47), (right, 5))
    one, other = (f"「（一）予以公开」行「{column}」列" for column in ("自然人", "商业企业"))
    assert cause.alternatives[0].why == f"像是{one}与{other}的数对调了"


@pytest.mark.parametrize(("beside", "tied"), [(1, True), (3, False)])
def test_an_alternative_that_is_as_likely_is_no_less_likely(beside: int, tied: bool) -> None:
    """A figure one row too high; the neighbour stands in the same two rows and may be what moved."""
    figures = {("granted", "natural_person"): 37, ("granted", "business"): beside, ("granted", PEOPLE[-1]): 1}
    values = _sound(figures | {("partly_granted", "natural_person"): 4}, {})
    totals = [_at(row, "total") for row in ("granted", "partly_granted")]
    printed = _changed(values, {totals[0]: values[totals[0]] - 1, totals[1]: values[totals[1]] + 1})
    (cause,) = _diagnose(printed)
    assert (cause.sureness == "tied") is tied


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize(("step", "side"), [(1, "右"), (-1, "左")])
def test_a_shifted_row_is_one_cause(step: int, side: str, opened: bool) -> None:
    figures = {("granted", c): n for c, n in zip(PEOPLE, (31, 12, 7, 5, 3, 2), strict=True)}
    values = _sound(figures | {("partly_granted", c): 40 for c in PEOPLE}, {})
    row = range(_at("granted", "natural_person"), _at("granted", "total") + 1)
    printed = _changed(values, {c: values[c - step] if c - step in row else 0 for c in row})
    residuals: list[int | None] = list(REQUESTS.residuals(printed))
    if opened:  # the figure that fell off the row follows from the row alone: that of its column cannot be judged
        residuals[REQUESTS.touching[row[0 if step < 0 else -1]][0][0]] = None
    (cause,) = explain(REQUESTS, printed, residuals)
    assert cause.alternatives[0].changes == tuple((c, values[c]) for c in row if values[c] != printed[c])
    assert f"各数都向{side}错了一列" in cause.alternatives[0].why


def test_swapped_rows_are_one_cause() -> None:
    left = {c: 3 * i + 1 for i, c in enumerate(PEOPLE)}
    values = _sound({("granted", c): 20 + i for i, c in enumerate(PEOPLE)}, left)
    width = REQUESTS.width
    a, b = _at("granted", "natural_person"), _at("carried_out", "natural_person")
    swap = {a + i: values[b + i] for i in range(width)} | {b + i: values[a + i] for i in range(width)}
    (cause,) = _diagnose(_changed(values, swap))
    assert dict(cause.alternatives[0].changes) == {c: values[c] for c in swap}
    assert cause.alternatives[0].why == "像是「（一）予以公开」行与「结转下年度」行对调了"


def test_the_likelier_slip_is_ranked_first() -> None:
    # What one row has too much another has too little: any column may be the one that is wrong.
    misc = {("other.misc", "business"): 54, ("other.misc", "research"): 70}
    values = _sound({("granted", "business"): 12, ("granted", "research"): 55} | misc, {})
    cells = _at("granted", "business"), _at("other.misc", "business")
    (cause,) = _diagnose(_changed(values, {cells[0]: 21, cells[1]: 45}))
    assert cause.alternatives[0].changes == ((cells[0], 12), (cells[1], 54))
    assert cause.alternatives[0].why == "像是两个数字颠倒：12 写成了 21；像是两个数字颠倒：54 写成了 45"
    assert len(cause.alternatives) > 1


def test_a_blank_cell_is_likelier_than_a_printed_one() -> None:
    values = _sound({("granted", "business"): 7, ("other.misc", "business"): 3}, {})
    blank = _at("granted", "business"), _at("granted", "total")
    printed = _changed(values, dict.fromkeys(blank, 0))
    (cause,) = explain(REQUESTS, printed, REQUESTS.residuals(printed), blank=blank)
    assert cause.alternatives[0].changes == tuple((c, 7) for c in blank)
    assert cause.alternatives[0].why == "像是空白格漏填，应填 7"


def test_open_identities_constrain_nothing() -> None:
    cell = _at("granted", "business")
    printed = _changed(BUSY, {cell: BUSY[cell] + 40})
    residuals: list[int | None] = list(REQUESTS.residuals(printed))
    column, row = (i for i, _ in REQUESTS.touching[cell])
    (cause,) = explain(REQUESTS, printed, [None if i == column else r for i, r in enumerate(residuals)])
    assert cause.identities == (row,) and cause.alternatives[0].changes == ((cell, BUSY[cell]),)
    rules_of_columns = [None if len(REQUESTS.rows[i]) != REQUESTS.width else r for i, r in enumerate(residuals)]
    (cause,) = explain(REQUESTS, printed, rules_of_columns)
    assert not cause.determinate and len(cause.suspects) == REQUESTS.width


def test_a_frozen_culprit_is_not_changed() -> None:
    cell = _at("granted", "business")
    printed = _changed(BUSY, {cell: BUSY[cell] + 40})
    causes = explain(REQUESTS, printed, REQUESTS.residuals(printed), frozen=(cell,))
    assert all(cell != c for cause in causes for a in cause.alternatives for c, _ in a.changes)


def test_nonsense_ends_soon_and_says_so() -> None:
    printed = [(i * i * 7919 + 31 * i) % 997 for i in range(len(REQUESTS.cells))]
    causes = _diagnose(printed)
    assert sum(len(c.identities) for c in causes) == sum(bool(r) for r in REQUESTS.residuals(printed))
    assert any(not c.determinate and c.why_not and len(c.suspects) <= 12 for c in causes)


# ---------------------------------------------------------------- what the prose states


def _said(row: str, column: str, due: int) -> Statement:
    return Statement(({_at(row, column): 1},), due, 1, "正文", f"“{due}件”")


#: One applicant's closing is too much, in the total as well: so it could be of three rows.
CLOSING = {_at("carried_out", "business"): 12 + 18, _at("carried_out", "total"): 12 + 18}


def _explained(changes: dict[int, int], *said: Statement) -> tuple[Cause, ...]:
    printed = _changed(BUSY, changes)
    return explain(REQUESTS, printed, REQUESTS.residuals(printed), said=said)


def test_without_evidence_no_repair_is_said_to_be_the_likeliest() -> None:
    (cause,) = _explained({_at("carried_out", "business"): 13, _at("carried_out", "total"): 13})
    assert cause.sureness in ("possible", "tied") and len(cause.alternatives) > 1


@pytest.mark.parametrize("due", [("carried_out", 12), ("new", None)])
def test_a_repair_that_makes_a_sentence_true_is_first(due: tuple[str, int | None]) -> None:
    """The sentence gives the total of one row as it ought to be if that row is wrong."""
    row, value = due
    stated = value if value is not None else BUSY[_at(row, "total")] + 18
    (cause,) = _explained(CLOSING, _said(row, "total", stated))
    best = cause.alternatives[0]
    assert cause.sureness == "likely" and dict(best.changes)[_at(row, "total")] == stated
    assert [s.due for s in best.agrees] == [stated] and best.belies == ()
    assert all(not a.agrees and a.belies for a in cause.alternatives[1:] if _at(row, "total") in dict(a.changes))


def test_a_repair_that_makes_a_true_sentence_false_comes_last() -> None:
    closing = _at("carried_out", "total")
    (cause,) = _explained(CLOSING, _said("carried_out", "total", 30))
    assert closing in dict(cause.alternatives[-1].changes) and cause.alternatives[-1].belies
    assert all(closing not in dict(a.changes) for a in cause.alternatives[:-1])


def test_sentences_lead_to_a_repair_that_is_not_the_smallest() -> None:
    """Both totals and both closings are wrong, so the balance holds; the details are stated as they are."""
    spots = [(row, column) for row in ("total", "carried_out") for column in ("business", "total")]
    step = {"total": -3, "carried_out": 3}
    said = [_said(row, "total", BUSY[_at(row, "total")]) for row in ("total", "carried_out", "granted")]
    (cause,) = _explained({_at(r, c): BUSY[_at(r, c)] + step[r] for r, c in spots}, *said)
    best = cause.alternatives[0]
    assert best.changes == tuple(sorted((_at(r, c), BUSY[_at(r, c)]) for r, c in spots))
    assert len(best.agrees) == 2 and cause.sureness == "likely"
    assert min(len(a.changes) for a in cause.alternatives) == 2


def test_prose_that_repeats_a_wrong_figure_does_not_hide_it() -> None:
    cell = _at("granted", "total")
    (cause,) = _explained({cell: BUSY[cell] + 40}, _said("granted", "total", BUSY[cell] + 40))
    assert cause.alternatives[0].changes == ((cell, BUSY[cell]),)
    assert [s.due for s in cause.alternatives[0].belies] == [BUSY[cell] + 40]


def test_a_lone_identity_is_told_where_a_sentence_singles_out_its_cell() -> None:
    disputes = system(editions()["2021"].table("disputes"))
    printed = [1, 2, 0, 0, 4] + [0] * 10
    stated = Statement(({4: 1},), 3, 1, "正文", "“3件”")
    (cause,) = explain(disputes, printed, disputes.residuals(printed), said=(stated,))
    assert cause.alternatives[0].changes == ((4, 3),) and cause.sureness == "likely" and len(cause.alternatives) == 5
    kept = Statement(({1: 1},), 2, 1, "正文", "“2件”")
    (cause,) = explain(disputes, printed, disputes.residuals(printed), said=(kept,))
    assert not cause.determinate and cause.attested == (1,)


@settings(max_examples=40)
@given(tables, st.dictionaries(st.integers(0, len(REQUESTS.cells) - 1), counts, min_size=1, max_size=4), st.data())
def test_whatever_is_said_every_repair_mends(values: list[int], wrong: dict[int, int], data: st.DataObject) -> None:
    printed = _changed(values, wrong)
    spots = data.draw(st.lists(st.integers(0, len(REQUESTS.cells) - 1), max_size=6))
    said = [Statement(({c: 1},), data.draw(counts), 1, "正文", "“”") for c in spots]
    for cause in explain(REQUESTS, printed, REQUESTS.residuals(printed), said=said):
        for alternative in cause.alternatives:
            after = REQUESTS.residuals(_changed(printed, dict(alternative.changes)))
            assert not any(after[i] for i in cause.identities)
            assert all(new >= 0 and new != printed[c] for c, new in alternative.changes)
