"""What is asked first, cheaply, of a text lets through everything that the patterns behind it can find."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.between.fingerprint import fingerprint
from validator.model import Case, Paragraph, Place
from validator.prose import announcement, breakdowns, claims_context, numbers_in_text
from validator.prose.claims_book import book
from validator.prose.claims_context import is_dated, scope_of
from validator.prose.claims_entries import Fact
from validator.prose.claims_match import match_at
from validator.prose.claims_window import evened, last_clause, plain, unbracketed, windows
from validator.prose.claims_wordings import hints_in
from validator.prose.numbers_in_text import NUMERAL
from validator.prose.sentences import pieces

PIECES = st.sampled_from(
    ["收到", "办结", "新收", "结转", "申请", "政府信息公开申请", "依申请公开", "予以公开", "不予公开", "部分公开", "（含部分公开）", "无法提供", "自然人", "商业企业", "法人", "组织", "复议", "诉讼", "维持", "未审结", "制发", "废止", "规范性文件", "规章", "行政许可", "处罚", "分别为", "其中", "上年", "2023年", "一季度", "市教育局", "35", "1,206", "十二", "0", "件", "条", "次", "%", "万元", "，", ",", "、", "；", "：", "（", "）", "为", "共"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=2, max_size=24).map("".join)
#: Facts whose hints hold in every wording of their patterns.
STRICT = ("granted_both", "denied", "published", "issued", "unavailable", "in_force")


@given(TEXTS, TEXTS)
def test_hints_of_the_sentence_are_all_that_its_numbers_need(said: str, sentence: str) -> None:
    every = tuple(dict.fromkeys(hint for fact in book().facts.values() for hint in fact.hints))
    for window in windows(sentence):
        found = match_at(window, hints_in(plain(sentence)), said, 1, 2023)
        assert found == match_at(window, every, said, 1, 2023)


@given(TEXTS)
def test_every_hint_of_a_sentence_is_found(text: str) -> None:
    even = plain(text)
    every = {hint for fact in book().facts.values() for hint in fact.hints}
    assert set(hints_in(even)) == {hint for hint in every if hint in even or hint in unbracketed(even)}


@given(st.one_of(st.from_regex(claims_context._WIDE), st.from_regex(claims_context._NARROW)))
def test_words_for_whose_figures_these_are_have_one_of_their_signs(text: str) -> None:
    assert claims_context._MAY_BE_SCOPE.search(text)


@given(st.from_regex(numbers_in_text._NO_QUANTITY_BEFORE))
def test_what_makes_a_number_a_name_ends_with_one_of_its_signs(text: str) -> None:
    assert numbers_in_text._is_named(text)


@given(st.one_of(st.from_regex(numbers_in_text._ABOUT_BEFORE), st.from_regex(numbers_in_text._SPAN)))
def test_what_makes_a_number_a_rough_one_ends_with_one_of_its_signs(text: str) -> None:
    assert numbers_in_text._is_vague(text)


@given(st.from_regex(announcement._BEGINS))
def test_what_announces_the_parts_of_a_report_has_one_of_their_signs(text: str) -> None:
    assert announcement._SPEAKS.search(text) and announcement._MAY_BEGIN.search(text)


@given(TEXTS)
def test_parts_are_announced_between_two_numbers(text: str) -> None:
    announced = re.search(rf"{NUMERAL}.*?(?:其中|包括|包含|具体|分别|：).*?{NUMERAL}", plain(text), re.DOTALL)
    assert breakdowns._may_announce(plain(text)) == (announced is not None)


@given(TEXTS)
def test_parts_are_announced_in_a_paragraph_if_in_one_of_its_sentences(text: str) -> None:
    one = any(breakdowns._may_announce(even) for _, even in evened(text))
    assert breakdowns._may_announce(plain(text)) or not one


@given(st.text("0１9,.二〇十百分之点万亿件 ", max_size=16))
def test_every_number_begins_with_a_numeral(text: str) -> None:
    every = [match.span() for match in numbers_in_text._NUMBER.finditer(text)]
    assert [match.span() for match in numbers_in_text._numbers(text)] == every


@pytest.mark.parametrize("blank", [chr(n) for n in range(0x110000) if chr(n).isspace()])
def test_every_blank_is_dropped(blank: str) -> None:
    assert plain(f"收{blank}到") == "收到"


@given(st.text("甲乙，；：。", max_size=12))
def test_the_last_clause_stands_behind_the_last_mark_of_any_kind(text: str) -> None:
    assert last_clause(text) == re.split("[，；：。]", text)[-1]


@given(TEXTS)
def test_a_paragraph_is_made_plain_as_each_of_its_sentences(text: str) -> None:
    assert evened(text) == tuple((sentence, plain(sentence)) for sentence in pieces(text))


def wordings(fact: Fact) -> st.SearchStrategy[str]:
    """Words that a pattern of the fact takes whole."""
    alone = [st.from_regex(pattern, fullmatch=True) for pattern in (*fact.before, *fact.after)]
    both = [
        st.tuples(st.from_regex(first, fullmatch=True), st.from_regex(second, fullmatch=True)).map("\n".join)
        for first, second in fact.around
    ]
    return st.one_of(*alone, *both)


@pytest.mark.parametrize("key", STRICT)
@given(st.data())
def test_no_pattern_goes_without_a_hint_of_its_fact(key: str, data: st.DataObject) -> None:
    fact = book().facts[key]
    text = data.draw(wordings(fact))
    assert any(hint in text for hint in fact.hints)


@pytest.mark.parametrize(
    ("lead", "dated"),
    [
        ("1月至6月，", True),
        ("上半年", True),
        ("第二季度", True),
        ("自修订以来", True),
        ("2023年以来，累计", True),
        ("截至6月", True),
        ("2019-2023年", True),
        ("2019年至2023年", True),
        ("三年来", True),
        ("2023年，我局收到", False),
        ("较去年", True),
    ],
)
def test_parts_of_the_year_are_noticed(lead: str, dated: bool) -> None:
    assert is_dated(lead) == dated


@pytest.mark.parametrize(
    "organ", ["教育局", "发改委", "卫生厅", "政务办", "南浦镇", "街道办事处", "街道", "管委会", "征收中心", "法制科"]
)
@pytest.mark.parametrize("behind", ["全年", "共", "2023年收", "收到", "制发", "没有"])
def test_an_organ_that_counts_is_noticed(organ: str, behind: str) -> None:
    assert scope_of(f"，云桥{organ}{behind}").endswith(organ)


def pieces_one_by_one(text: str) -> list[str]:
    """The same, a character at a time."""
    depth, free, guarded = 0, [0], [0]
    for at, character in enumerate(text, 1):
        depth = max(0, depth + (character in "《（“(〈") - (character in "》）”)〉"))
        if character in "。；;！？!?\n":
            free.append(at)
            guarded += [] if depth else [at]
    cuts = [*(free if depth else guarded), len(text)]
    return [piece for a, b in pairwise(cuts) if (piece := text[a:b].strip())]


@given(st.text("甲乙 。；！\n《》（）“”(", max_size=40))
def test_sentences_are_cut_as_character_by_character(text: str) -> None:
    assert list(pieces(text)) == pieces_one_by_one(text)


SAID = "我局把信息公开工作列入重要日程并安排专人负责{}落实"


def sketched(text: str) -> bytes:
    """The hashes of a report that says nothing else."""
    said = tuple(Paragraph(line, Place()) for line in ("一、总体情况", text))
    return fingerprint(
        Case("a.html", 1, None, "html", "2021", 2023, "title", None, None, True, paragraphs=said)
    ).sentences


@pytest.mark.parametrize(
    ("one", "other"), [("ＡＰＰ", "APP"), ("㎡", "m2"), ("①", ""), ("，１２", "一二"), ("—ﬁ", "fi"), ("e\u0301", "é")]
)
def test_other_forms_of_a_character_are_the_same_in_a_sketch(one: str, other: str) -> None:
    assert sketched(SAID.format(one)) == sketched(SAID.format(other)) != b""
