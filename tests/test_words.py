"""Labels: what is certainly one, however it is marked, broken or written, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from validator import han
from validator.label_start import is_foreign
from validator.schema import editions
from validator.words import SECTIONS, looked_up, normal, recognise, unmarked, vocabulary


def mandated() -> list[str]:
    texts = list(SECTIONS)
    for edition in editions().values():
        for table in edition.tables:
            texts += [table.title, *(group.label for group in table.groups)]
            for line in (*table.rows, *table.columns):
                texts += [line.label, *line.aliases, *line.under]
    return texts


@pytest.mark.parametrize(
    ("printed", "label", "exact"),
    [
        ("1.属于国家秘密", "属于国家秘密", True),
        ("1、属于国家秘密", "属于国家秘密", True),
        ("1．属于国家秘密", "属于国家秘密", True),
        ("（1）属于国家秘密", "属于国家秘密", True),
        ("1 属于国家秘密", "属于国家秘密", True),
        ("属于国家\n秘密：", "属于国家秘密", True),
        ("危及'三安全一稳定'", "危及三安全一稳定", True),
        ("3.危及「三安全一稳定」", "危及三安全一稳定", True),
        ("(四)无\n法提供", "无法提供", True),
        ("⼀、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量", True),
        ("法人或其他組織", "法人或其他组织", True),
        ("第二十条第(一)项", "第二十条第(一)项", True),
        ("3、其他", "其他", True),
        ("（六）其他处理", "其他处理", True),
        ("本年收费金额(万元)", "本年收费金额", False),
        ("本年制发件数（件）", "本年制发件数", False),
        ("本年增/", "本年增/减", False),
        ("现行有效件", "现行有效件数", False),
        ("（二）部分公开\n填写说明：没有的填0", "部分公开", False),
        ("行政许可数量", "行政许可", False),
    ],
)
def test_labels(printed: str, label: str, exact: bool) -> None:
    word = recognise(printed)
    assert word is not None
    assert (word.label, word.exact) == (label, exact)


@pytest.mark.parametrize(
    "printed", ["", "12", "1.", "，", "商业", "本年新", "行政法复议", "其他法律行政止公开", "总体上看" * 60]
)
def test_no_label_for_certain(printed: str) -> None:
    assert recognise(printed) is None


def test_every_mandated_label_is_recognised_as_itself() -> None:
    for text in mandated():
        word = recognise(text)
        assert word is not None and word.exact and word.label == unmarked(text), text


def test_a_column_called_other_is_no_row_called_other() -> None:
    words = vocabulary()
    assert words.over["其他"] == "法人或其他组织"
    assert words.is_a("其他", "row") and words.is_a("其他", "column") and not words.is_a("其他处理", "column")


@given(st.text(max_size=300))
def test_any_text_can_be_asked_for(text: str) -> None:
    assert recognise(text) is None or unmarked(text)


# ---------------------------------------------------------------- traditional characters


def test_the_markers_are_the_traditional_characters_of_the_labels() -> None:
    back = OpenCC("t2s").convert
    converters = [OpenCC(name).convert for name in ("s2t", "s2tw", "s2hk")]
    furniture = ("信息内容", "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和")
    written = {c for convert in converters for text in (*mandated(), *furniture) for c in convert(text)}
    assert {c for c in written if back(c) != c} == han.MARKERS


def test_simplified_text_never_needs_the_converter() -> None:
    han._convert.cache_clear()
    for text in mandated():
        assert han.simplified(text) == text
    assert han._convert.cache_info().misses == 0
    assert han.simplified("報告") == "报告"
    assert han._convert.cache_info().misses == 1


@pytest.mark.parametrize("name", ["s2t", "s2tw", "s2hk"])
def test_labels_in_traditional_characters_are_the_same_labels(name: str) -> None:
    convert = OpenCC(name).convert
    for text in mandated():
        assert normal(convert(text)) == normal(text)


PIECES = [
    "1",
    "12",
    "1.",
    "一、",
    "（一）",
    "(二)",
    "十二、",
    "2、",
    "①",
    "1：",
    "二，",
    " ",
    "　",
    "\u200b",
    "“",
    "\n",
]
PIECES += [
    "是指",
    "：",
    "说明：",
    "备注",
    "(略)",
    "（略）",
    "年",
    "况",
    "总",
    "總",
    "處理",
    "，",
    "本年",
    "2023年",
    "第",
]


@given(st.data())
def test_what_begins_as_no_label_is_none(data: st.DataObject) -> None:
    """Labels whole and cut, list marks and words around them in any order: the quick look says no only where the long one does."""
    labels = sorted(vocabulary().roles)
    cut = st.builds(
        lambda label, start, end: label[start:end], st.sampled_from(labels), st.integers(0, 3), st.integers(1, 30)
    )
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES) | st.sampled_from(labels) | cut, min_size=1, max_size=6)))
    assert not is_foreign(text, vocabulary().starts) or looked_up(text) is None


@pytest.mark.parametrize(
    "text", ["全县共受理申请12件", "（一）加强组织领导", "1.坚持公开", "2023年，我局公开信息12条", "年，"]
)
def test_a_sentence_begins_as_no_label(text: str) -> None:
    assert is_foreign(text, vocabulary().starts)
