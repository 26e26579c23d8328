"""Quantities in running text: every spelling gives the number back; years, dates and numberings are none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.model import Paragraph, Place
from validator.prose.chinese_numbers import chinese_number
from validator.prose.numbers_in_text import mentions
from validator.prose.sentences import sentences

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def in_chinese(number: int) -> str:
    """一百零五, 一十二, 两 never."""
    if number >= 10_000:
        size, unit = (100_000_000, "亿") if number >= 100_000_000 else (10_000, "万")
        high, low = divmod(number, size)
        gap = "零" if 0 < low < size // 10 else ""
        return in_chinese(high) + unit + (gap + in_chinese(low) if low else "")
    text, gap = "", False
    for size, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
        gap = not digit
    return text or "零"


@given(st.integers(0, 999_999_999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


@given(st.integers(0, 99_999_999), st.sampled_from(["收到申请", "共计", "（"]), st.sampled_from(["件", "份", "宗"]))
def test_every_spelling_of_a_number_is_read_back(number: int, before: str, unit: str) -> None:
    for spelled in (f"{number}", f"{number:,}", f"{number}".translate(WIDE), in_chinese(number)):
        found = mentions(f"{before}{spelled}{unit}，下一句")
        if spelled[0] in "十百千" and before == "（":
            continue
        (mention,) = found
        assert (mention.value, mention.unit, mention.approximate) == (Decimal(number), unit, False)
        assert mention.text == f"{spelled}{unit}" and mention.start == len(before)


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("1.2万件", "12000", "件", "1000"),
        ("3亿元", "300000000", "元", "100000000"),
        ("118.6万元", "1186000", "元", "1000"),
        ("33.9%", "33.9", "%", "0.1"),
        ("百分之三十二点五", "32.5", "%", "0.1"),
        ("0.5个百分点", "0.5", "个百分点", "0.1"),
        ("两件", "2", "件", "1"),
    ],
)
def test_multiples_shares_and_their_last_digit(text: str, value: str, unit: str, step: str) -> None:
    (mention,) = mentions(f"共{text}。")
    assert (mention.value, mention.unit, mention.step) == (Decimal(value), unit, Decimal(step))


@pytest.mark.parametrize(
    "text", ["5500余条", "约20件", "近100件", "100多件", "三十余件", "20至30件", "超过50件", "30件左右", "3000余万元"]
)
def test_what_is_rounded_is_approximate(text: str) -> None:
    assert all(mention.approximate for mention in mentions(f"共{text}。"))


@pytest.mark.parametrize(
    "text",
    [
        "2023年1月1日至12月31日",
        "国办公开办函〔2021〕30号",
        "第二十条第（一）项",
        "根据《条例》36条",
        "1、总体情况",
        "（2）依申请公开",
        "电话：0517-83605210，邮编：223001",
        "工作日8:30至11:30",
        "12345热线",
        "每一件",
        "一是健全机制，十分重视",
        "三五件",
        "数十件",
        "G20、4.0版",
    ],
)
def test_years_dates_numbers_of_documents_and_marks_are_no_quantities(text: str) -> None:
    assert mentions(text) == ()


def test_sentences_end_outside_brackets_and_quotes() -> None:
    paragraph = Paragraph("收到5件（其中A；B）。《办法。试行》印发；“甲。乙”丙！", Place("第1段"))
    assert [s.text for s in sentences(paragraph, 3)] == [
        "收到5件（其中A；B）。",
        "《办法。试行》印发；",
        "“甲。乙”丙！",
    ]
    assert {(s.place, s.section) for s in sentences(paragraph, 3)} == {(Place("第1段"), 3)}


def test_a_bracket_that_is_never_closed_protects_nothing() -> None:
    assert len(sentences(Paragraph("收到5件（其中。办结3件。", Place()))) == 2
