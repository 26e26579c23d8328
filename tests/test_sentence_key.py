"""The words of a sentence, whatever its figures, spaces and signs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from validator.checks.sentence_key import sentence_key

_SAID = "2022年主动公开政府信息12条。"


def test_figures_spaces_and_signs_do_not_count() -> None:
    assert sentence_key(_SAID) == sentence_key("２０２３年，主动公开 政府信息三百条")
    assert sentence_key(_SAID) != sentence_key("2022年主动公开政务信息12条。")


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    assert len(sentence_key(text)) == 8
