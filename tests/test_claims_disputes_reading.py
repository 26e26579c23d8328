"""Prose on suits: what stands nearest to a number is not always what it counts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tools.forge.figures import rewritten, sound
from tools.forge.prose import speaking
from tools.forge.render_html import plain
from validator.pipeline import extract, judge
from validator.prose.claims_subject import subject_in

#: Two suits of each kind; one of the direct ones is pending.
_ROWS = {
    "direct_suit": {"upheld": "1", "corrected": "0", "other": "0", "pending": "1", "total": "2"},
    "suit_after_review": {"upheld": "1", "corrected": "0", "other": "1", "pending": "0", "total": "2"},
}


#: One of the direct ones was corrected.
_CORRECTED = _ROWS | {"direct_suit": {"upheld": "1", "corrected": "1", "other": "0", "pending": "0", "total": "2"}}


def told(words: str, rows: Mapping[str, Mapping[str, str]] = _ROWS) -> list[str]:
    cells = [(("disputes", row, column), text) for row, line in rows.items() for column, text in line.items()]
    page = plain(speaking(rewritten(sound(5, "2021", 2023), cells))).decode()
    (report,) = judge(extract(page.replace("</h2>", f"</h2><p>{words}</p>", 1).encode(), "a.html"))
    return [f.rule for f in report.findings if f.rule == "C104" and f.evidence and f.evidence in words]


@pytest.mark.parametrize(
    "words",
    [
        "因政府信息公开引发行政诉讼4件，其中未经复议直接起诉2件，复议后起诉2件；尚未审结的1件。",
        "因政府信息公开引发行政诉讼4件，其中未经复议直接起诉2件，复议后起诉2件，其中结果维持2件。",
        "因政府信息公开引发行政诉讼4件，直接起诉2件、复议后起诉2件。",
    ],
)
def test_what_fits_both_kinds_of_suits_together_is_no_contradiction(words: str) -> None:
    assert told(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "因政府信息公开引发行政诉讼4件，其中未经复议直接起诉2件，复议后起诉2件；尚未审结的3件。",
        "因政府信息公开引发行政诉讼4件，直接起诉1件、复议后起诉2件。",
    ],
)
def test_what_fits_neither_is_told(words: str) -> None:
    assert told(words) == ["C104"]


@pytest.mark.parametrize("words", ["均胜诉", "均被法院驳回", "无被纠错情形"])
def test_suits_that_were_all_won_are_none_that_was_corrected(words: str) -> None:
    assert told(f"因政府信息公开引发行政诉讼4件，{words}。", _CORRECTED) == ["C104"]
    assert told(f"因政府信息公开引发行政诉讼4件，{words}。") == []
    assert told(f"因政府信息公开引发行政诉讼4件，其中1件被纠正，其余{words}。", _CORRECTED) == []


@pytest.mark.parametrize(
    "words",
    [
        "因政府信息公开被诉{}件。",
        "因政府信息公开工作被诉行政案件{}件。",
        "因政府信息公开被申请行政复议若干件，被诉{}件。",
    ],
)
def test_being_sued_is_a_suit(words: str) -> None:
    assert told(words.format(4)) == []
    assert told(words.format(7)) == ["C104"]


@pytest.mark.parametrize("words", ["未发生因政府信息公开被诉的情况。", "没有因政府信息公开被诉案件。"])
def test_not_being_sued_is_none(words: str) -> None:
    assert told(words) == ["C104"]
    assert told(words, {row: dict.fromkeys(cells, "0") for row, cells in _ROWS.items()}) == []


@pytest.mark.parametrize(
    "words",
    [
        "全年被诉行政案件12件，其中涉及政府信息公开的4件。",
        "全年共被诉行政案件12件，政府信息公开类4件。",
        "全年共被诉12件（政府信息公开4件、行政处罚8件）。",
        "全年因规划许可被诉12件，信息公开被诉4件。",
        "因信息公开复议被诉案件9件。",
        "政府信息公开方面，被诉行政机关负责人出庭应诉9次。",
        "作为被诉机关参加政府信息公开庭审9次。",
    ],
)
def test_suits_of_every_kind_and_what_was_sued_over_are_other_numbers(words: str) -> None:
    assert told(words) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("行政复议、未经复议直接起诉、复议后起诉", [("review",), ("direct_suit",), ("suit_after_review",)]),
        ("行政复议案件，未经复议直接起诉和复议后起诉", [("direct_suit",), ("suit_after_review",)]),
        ("发生行政复议", [("review",)]),
        ("收到申请", []),
    ],
)
def test_every_subject_that_is_joined_with_the_last_is_meant(text: str, rows: list[tuple[str, ...]]) -> None:
    assert list(subject_in("disputes", text)) == rows
