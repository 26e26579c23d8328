"""Text files as one run of cells: separators end cells, line breaks do not have to."""

from __future__ import annotations

import time

import pytest

from validator import limits
from validator.model import Stream, Token, Unreadable
from validator.read import text as reader


def tokens(source: str) -> tuple[Token, ...]:
    (stream,) = reader.read(source.encode(), "x.txt").blocks
    assert isinstance(stream, Stream)
    return stream.tokens


def texts(source: str) -> list[str]:
    return [token.text.strip() for token in tokens(source)]


def test_a_line_without_separators_is_one_cell_alone() -> None:
    (token,) = tokens("一、总体情况\n")
    assert (token.text, token.alone, token.row, token.place.where) == ("一、总体情况", True, 0, "第1行")


def test_cells_end_at_their_bar() -> None:
    assert texts("规章 | 1 | 2 | 3 |") == ["规章", "1", "2", "3"]
    assert texts("规章 |\n1 |\n|\n3 |") == ["规章", "1", "", "3"]
    assert texts("规章｜1│2┃3∣") == ["规章", "1", "2", "3"]
    assert texts("1 ||") == ["1", ""]
    assert texts("|||") == ["", "", ""]


def test_a_printed_row_is_known_where_a_line_holds_several_filled_cells() -> None:
    assert [(t.row, t.place.line, t.place.column) for t in tokens("\n规章 | 1 |")] == [(2, 2, 1), (2, 2, 2)]
    assert [t.row for t in tokens("规章 |\n||\n1 |")] == [0, 0, 0, 0]
    assert not any(t.alone for t in tokens("规章 | 1 |"))


def test_tabs_between_cells_make_rows() -> None:
    assert texts("规章\t1\t\t3") == ["规章", "1", "", "3"]
    assert {t.row for t in tokens("规章\t1\t\t3")} == {1}


def test_a_tab_before_each_cell_makes_rows_of_blocks() -> None:
    found = tokens("\t规章\n\t1\n\n\t行政\n许可\n\t2\n")
    assert [(t.text, t.row) for t in found] == [("规章", 1), ("1", 1), ("行政\n许可", 4), ("2", 4)]


def test_markdown_rules_and_outer_bars_are_no_cells() -> None:
    source = "| 信息内容 | 甲 |\n|:---|---:|\n| 规章 | 1 |\n| | 2 |\n"
    assert texts(source) == ["信息内容", "甲", "规章", "1", "", "2"]


def test_a_row_of_dashes_alone_is_no_rule() -> None:
    assert texts("规章 | - | - |\n") == ["规章", "-", "-"]


def test_line_break_tags_are_line_feeds() -> None:
    assert texts("本年新<br>制作<BR/>数量 | 1<br /> |") == ["本年新\n制作\n数量", "1"]
    assert texts("本年新<br>制作\t1") == ["本年新\n制作", "1"]
    assert texts("本年新<br>制作") == ["本年新\n制作"]
    assert texts("a<brx>b") == ["a<brx>b"]


def test_drawn_rules_are_no_cells() -> None:
    source = "┌──┬──┐\n│甲│乙│\n├──┼──┤\n│规章│1│\n│  │2│\n└──┴──┘\n"
    assert texts(source) == ["甲", "乙", "规章", "1", "", "2"]
    assert texts(source.translate(str.maketrans("┌─┬┐│├┼┤└┴┘", "╔═╦╗║╠╬╣╚╩╝"))) == ["甲", "乙", "规章", "1", "", "2"]
    assert texts("━━━━━━\n甲│乙\n──┼──\n规章│1\n") == ["甲", "乙", "规章", "1"]


def test_rules_of_dashes_and_crosses_are_no_cells() -> None:
    source = "+----+----+\n| 甲 | 乙 |\n+====+====+\n| 规章 | 1 |\n| | 2 |\n+----+----+\n"
    assert texts(source) == ["甲", "乙", "规章", "1", "", "2"]
    assert texts("|---+---|\n| 甲 | 1 |\n") == ["甲", "1"]


def test_a_drawn_dash_is_a_cell() -> None:
    assert texts("规章│─│──│\n│─│──│\n──\n") == ["规章", "─", "──", "", "─", "──", "──"]
    assert texts("+\n-\n----\n╱\n") == ["+", "-", "----", "╱"]


def test_long_lines_of_blanks_cost_nothing() -> None:
    started = time.perf_counter()
    texts("|--|\n|" + " " * 100_000 + "x\n" + "<br" + " " * 100_000)
    assert time.perf_counter() - started < 2


def test_any_encoding_that_texts_come_in() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        (stream,) = reader.read("规章\t1\n".encode(encoding), "x.txt").blocks
        assert isinstance(stream, Stream)
        assert [t.text for t in stream.tokens] == ["规章", "1"]


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_CELLS", 3)
    with pytest.raises(Unreadable, match="3 个单元格") as error:
        reader.read(b"1|2|3|4|", "x.txt")
    assert error.value.rule == "F004"
    assert limits.MAX_CELLS > 100_000
