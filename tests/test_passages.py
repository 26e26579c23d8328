"""Passages as offices write them: silence where the tables agree, one finding where a figure is written otherwise."""

from __future__ import annotations

import pytest

from bench.passage_tables import tables_of
from bench.passages import changed, parse_passages, passage_scores, passages, told

FIGURES = (
    "new=9 new@business=2 carried_in=1 granted=4 denied=3 carried_out=1 review=2 review.upheld=1 normative.issued=3"
)


def test_passages_that_agree_with_their_tables_draw_nothing() -> None:
    blamed = [(passage.name, [f.message for f in found]) for passage, found in told(passages()) if found]
    assert blamed == []


def test_contradictions_are_told_once_and_by_the_right_rule() -> None:
    score = passage_scores()
    assert score.otherwise == 0
    assert score.told >= 0.9 * score.contradictions
    assert score.passages >= 200


def test_an_error_is_told_only_of_a_figure_that_was_changed() -> None:
    pairs = [(passage, item) for passage in passages() for item in passage.against]
    for (_, item), (_, found) in zip(pairs, told([changed(*pair) for pair in pairs]), strict=True):
        assert all(item.now[:2] in (f.evidence or "") for f in found if f.severity == "error")


def test_the_tables_of_a_passage_hold_its_figures_and_every_identity() -> None:
    tables = tables_of("2021", FIGURES)
    rows = {row: {c: int(v or 0) for c, v in line.items()} for row, line in tables["requests"].items()}
    assert (rows["new"]["total"], rows["new"]["business"], rows["granted"]["total"]) == (9, 2, 4)
    for column in rows["new"]:
        results = sum(
            line[column] for row, line in rows.items() if row not in ("new", "carried_in", "total", "carried_out")
        )
        assert results == rows["total"][column]
        assert rows["new"][column] + rows["carried_in"][column] == results + rows["carried_out"][column]
    assert tables["disputes"]["review"] == {"upheld": "1", "corrected": "0", "other": "1", "pending": "0", "total": "2"}
    assert tables["art20_1"]["normative_documents"] == {"issued": "3", "repealed": "0", "in_force": "13"}


def test_figures_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError):
        tables_of("2021", "new=3 granted=4")
    with pytest.raises(ValueError):
        tables_of("2021", "review=1 review.upheld=2")
    with pytest.raises(KeyError):
        tables_of("2021", "newest=3")


def test_a_contradiction_needs_words_that_stand_once() -> None:
    (passage,) = parse_passages('[[passages]]\none = "3件，3件"\nagainst = [["3件", "4件", "C101"]]')
    with pytest.raises(ValueError):
        changed(passage, passage.against[0])
