"""Clauses of known words that go on about the applications counted right before, and what only looks like it."""

from __future__ import annotations

import pytest

from bench.prose_accuracy import claims_in
from tests.test_claims_rules import codes, total
from validator.prose.claims_book import book


def told(text: str) -> list[tuple[str, int]]:
    return [(claim.fact, int(claim.value)) for claim in claims_in(text, "2021")]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("本局收到依申请公开64件，办理55件，下年度继续办理9件。", ("handled", 55)),
        ("本局收到依申请公开64件，办理55件，下年度继续办理9件。", ("carried_out", 9)),
        ("全年收到政府信息公开申请31件；办理30件。", ("handled", 30)),
        ("全年受理政府信息公开申请6件，其中公开4件，不公开2件。", ("granted", 4)),
        ("全年受理政府信息公开申请6件，其中4件公开，2件不公开。", ("granted", 4)),
        ("全年受理政府信息公开申请6件，均已答复。其中公开4件，部分公开2件。", ("partly_granted", 2)),
    ],
)
def test_a_clause_goes_on_about_the_applications(text: str, stated: tuple[str, int]) -> None:
    assert stated in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "全年受理政府信息公开申请6件，发布信息80条，办理20件。",  # another number stands between
        "全年受理政府信息公开申请6件，按期回复4件，请申请人补充材料2件。",  # a word that is not known
        "全年受理政府信息公开申请6件。转发文件20件。其中公开4件。",  # another sentence stands between
        "全年受理政府信息公开申请6件，不予答复2件。",
        "因政府信息公开引发行政复议6件，办理4件。",
        "通过网站收到政府信息公开申请6件，公开4件。",  # those of one way only
    ],
)
def test_what_else_is_told_is_no_answer_to_applications(text: str) -> None:
    assert not {fact for fact, _ in told(text)} & {*book().loose.facts}


def test_what_a_clause_states_by_its_words_alone_is_never_certain() -> None:
    claim = claims_in("全年受理政府信息公开申请6件，完成5件。", "2021")[-1]
    assert (claim.fact, claim.named) == ("handled", False)


def test_parts_of_a_half_year_are_not_held_against_the_year() -> None:
    text = "2023年上半年，本局受理政府信息公开申请26件，答复20件。其中同意公开8件，部分公开3件。"
    assert told(text) == []


def test_the_words_of_an_application_come_in_any_order() -> None:
    for said in (
        "公开信息的书面申请",
        "依申请公开信息事项",
        "申请公开政府信息",
        "政府信息公开",
        "政务信息公开申请事务",
    ):
        assert told(f"2023年，本局依申请公开工作有序开展，全年共收到{said}7件。") == [("received", 7)]


def test_what_a_sentence_before_spoke_of_too_is_no_other_topic() -> None:
    kept = "本局规范依申请公开，答复公众的咨询。2023年新受理12件，上年结转2件，共办结13件，1件结转下年办理。"
    assert told(kept) == [("new", 12), ("carried_in", 2), ("handled", 13), ("carried_out", 1)]
    turned = "本局收到政府信息公开申请3件。认真处理公众咨询。共办结13件。"
    assert told(turned) == [("received", 3)]


def test_reviews_and_suits_told_together_are_held_against_their_sum_or_one_of_them() -> None:
    joint = claims_in("因政府信息公开引起的行政复议、行政诉讼案件7件。", "2021")[0]
    assert {row for _, row in joint.rows} == {"review", "direct_suit", "suit_after_review"}
    assert {frozenset(row for _, row in reading) for reading in joint.readings} >= {
        frozenset({"review"}),
        frozenset({"direct_suit", "suit_after_review"}),
    }
    each = claims_in("因政府信息公开引起的行政复议、行政诉讼各1件。", "2021")
    assert [len(claim.readings) for claim in each] == [0, 0]


ANSWERED = total(new=15, unavailable__unclear=2, not_processed__petition=4, granted=9, total=15)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("共收到政府信息公开申请15件，答复9件，不予受理4件，补正后申请内容仍不明确2件。", []),
        ("共收到政府信息公开申请15件，答复9件。", ["C101"]),
        ("共收到政府信息公开申请15件，答复12件，结转下年3件。", ["C101"]),  # no list of answers
        ("收到政府信息公开申请15件，其中予以公开9件，因经检索没有相应信息等情形答复6件。", []),
        ("收到政府信息公开申请15件，其中予以公开9件，共答复16件。", ["C101"]),
    ],
)
def test_one_way_to_answer_among_others_is_no_sum_of_them(said: str, found: list[str]) -> None:
    figures = ANSWERED | (total(new=18, carried_out=3) if "结转" in said else {})
    assert [code for code in codes(said, figures=figures) if code == "C101"][: len(found) or 1] == found
