"""Printed figures: every way of writing one has one meaning, and what is not certainly a number is text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.numerals import MOST_DIGITS, PADDING, read_figure, tidy

FULL_WIDTH = str.maketrans("0123456789,+-.", "０１２３４５６７８９，＋－．")


@pytest.mark.parametrize(
    ("printed", "value", "marks"),
    [
        ("12", "12", ()),
        ("0", "0", ()),
        ("\u3000 12\u00a0\n", "12", ()),
        ("\u200b7\ufeff", "7", ()),
        ("１２", "12", ("full_width",)),
        ("1,234", "1234", ("separator",)),
        ("1,234,567", "1234567", ("separator",)),
        ("1，234", "1234", ("full_width", "separator")),
        ("1 234", "1234", ("space",)),
        ("1\u00a0234", "1234", ("space",)),
        ("1, 234", "1234", ("separator", "space")),
        ("9,999.50", "9999.50", ("separator",)),
        ("52.15", "52.15", ()),
        ("0.000001", "0.000001", ()),
        ("+1", "1", ()),
        ("-18", "-18", ()),
        ("－18", "-18", ("full_width",)),
        ("\u221218", "-18", ()),
        ("– 18", "-18", ("space",)),
        ("减4", "-4", ("word_sign",)),
        ("减少4", "-4", ("word_sign",)),
        ("减 4", "-4", ("space", "word_sign")),
        ("增4", "4", ("word_sign",)),
        ("增加4", "4", ("word_sign",)),
        ("99999999999999", "99999999999999", ()),
    ],
)
def test_numbers(printed: str, value: str, marks: tuple[str, ...]) -> None:
    figure = read_figure(printed)
    assert (figure.kind, figure.value, figure.unit) == ("number", Decimal(value), None)
    assert figure.marks == marks


@pytest.mark.parametrize("printed", ["", " ", "\u3000", "\u00a0", "\n\t", "\u200b", "\ufeff"])
def test_blanks(printed: str) -> None:
    assert read_figure(printed).kind == "blank"
    assert read_figure(printed).value is None


@pytest.mark.parametrize(
    "printed",
    ["/", "／", "\\", "-", "--", "—", "——", "–", "－", "−", "―", "─", " — ", "无", "無", "不适用", "N/A", "n/a"],
)
def test_dashes(printed: str) -> None:
    assert read_figure(printed).kind == "dash"
    assert read_figure(printed).value is None


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("3件", "3", "件"),
        ("３ 件", "3", "件"),
        ("12\n件", "12", "件"),
        ("251000元", "251000", "元"),
        ("1,234.5万元", "1234.5", "万元"),
        ("1.2万", "1.2", "万"),
        ("3件次", "3", "件次"),
        ("减4项", "-4", "项"),
    ],
)
def test_units_are_kept_apart_from_the_number(printed: str, value: str, unit: str) -> None:
    figure = read_figure(printed)
    assert (figure.kind, figure.value, figure.unit) == ("unit", Decimal(value), unit)


@pytest.mark.parametrize(
    "printed",
    [
        *("有", "若干", "XX", "三", "〇", "O", "l", "件", "万元", "～"),
        *("12\n3", "12\r\n3", "12，", "12,34", "1234,567", "0,123", "1,23", ",123", "1'234"),
        *("1.", ".5", "1.2.3", "+-1", "减-4", "增+4", "12%", "¥5", "1e5", "(5)", "（5）", "3件4"),
        *("①", "²", "½", "⑴", "㊿", "٣", "123456789012345", "１２３４５６７８９０１２３４５", "1234567890123.45"),
    ],
)
def test_what_is_not_certainly_one_number_is_text(printed: str) -> None:
    assert read_figure(printed).kind == "text"
    assert read_figure(printed).value is None


@given(
    st.integers(0, 10**MOST_DIGITS - 1), st.sampled_from(["", "+", "-"]), st.sampled_from(["plain", "full", "grouped"])
)
def test_every_number_reads_back_however_it_is_printed(number: int, sign: str, style: str) -> None:
    text = sign + (f"{number:,}" if style == "grouped" else str(number))
    printed = text.translate(FULL_WIDTH) if style == "full" else text
    figure = read_figure(printed)
    assert figure.kind == "number"
    assert figure.value == Decimal(text.replace(",", ""))
    assert ("full_width" in figure.marks) == (style == "full")
    assert ("separator" in figure.marks) == ("," in text)


@given(st.text(alphabet=PADDING), st.integers(0, 10**9), st.text(alphabet=PADDING))
def test_padding_never_changes_a_number(before: str, number: int, after: str) -> None:
    assert read_figure(f"{before}{number}{after}").value == number
    assert tidy(f"{before}{number}{after}") == str(number)


@given(st.text() | st.text(alphabet="0123456789,.+-减增元件万 \n／/—１①"))
def test_any_text_has_one_meaning(text: str) -> None:
    figure = read_figure(text)
    assert (figure.value is not None) == (figure.kind in ("number", "unit"))
    assert (figure.unit is not None) == (figure.kind == "unit")
    assert figure.value is None or figure.value.is_finite()
