"""CSV: delimiter, quotes, ragged records, and the line each cell stands on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validator import limits
from validator.model import Document, Grid, Unreadable
from validator.read import csv


def grid(text: str) -> Grid:
    (block,) = csv.read(text.encode(), "表.csv").blocks
    assert isinstance(block, Grid)
    return block


def rows(text: str) -> list[list[str]]:
    found = grid(text)
    return [[c.text for c in found.row(r)] for r in range(len(found.index))]


READ: dict[str, tuple[str, list[list[str]]]] = {
    "commas": ("规章,1,2\n其他,3,4\n", [["规章", "1", "2"], ["其他", "3", "4"]]),
    "semicolons": ("规章;1,5;2\n其他;3;4\n", [["规章", "1,5", "2"], ["其他", "3", "4"]]),
    "tabs": ("规章\t1,234\t2\r\n其他\t3\t4\r\n", [["规章", "1,234", "2"], ["其他", "3", "4"]]),
    "bars": ("规章|1|2\r其他|3|4", [["规章", "1", "2"], ["其他", "3", "4"]]),
    "quotes": ('"规,章",1\n"其""他",2\n', [["规,章", "1"], ['其"他', "2"]]),
    "an unclosed quote": ('"规章,1\n其他,2\n', [['"规章', "1"], ["其他", "2"]]),
    "a declared delimiter": ("sep=;\n规章;1,2\n其他;3,4\n", [["规章", "1,2"], ["其他", "3,4"]]),
    "ragged": ("一,二,三\n四\n五,六\n", [["一", "二", "三"], ["四"], ["五", "六"]]),
    "blank cells and lines": ("一,,三\n\n,,\n", [["一", "", "三"], [], ["", "", ""]]),
    "one column": ("总体情况\n主动公开\n", [["总体情况"], ["主动公开"]]),
    "a byte order mark": ("\ufeff一,二\n", [["一", "二"]]),
}


@pytest.mark.parametrize("name", READ)
def test_records(name: str) -> None:
    text, expected = READ[name]
    assert rows(text) == expected


@pytest.mark.parametrize("first", [1, 2])
def test_places_are_lines_of_the_file(first: int) -> None:
    cells = grid("sep=,\n" * (first - 1) + '一,"二\n又"\n三,四\n').cells
    places = [c.place for c in cells if c.place]
    assert [(p.line, p.column) for p in places] == [(first, 1), (first, 2), (first + 2, 1), (first + 2, 2)]
    assert places[3].where == f"第{first + 2}行第2列"


def test_a_very_long_field() -> None:
    assert rows(f"{'长' * 200_000},1\n") == [["长" * 200_000, "1"]]


@pytest.mark.parametrize("text", ["一,二\n" * (limits.MAX_ROWS + 3), "一," * (limits.MAX_COLUMNS + 3)])
def test_what_is_beyond_the_limits_is_cut_and_said(text: str) -> None:
    document = csv.read(text.encode(), "表.csv")
    (found,) = document.blocks
    assert isinstance(found, Grid)
    assert len(found.index) <= limits.MAX_ROWS and found.width <= limits.MAX_COLUMNS
    assert [o.kind for o in document.observations] == ["spans_cut"]


REFUSED = {
    "no bytes": (b"", "F002"),
    "blank": (b" \r\n", "F002"),
    "too large": ((b"1," * 40 + b"\n") * 20_000, "F004"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    data, rule = REFUSED[name]
    with pytest.raises(Unreadable) as caught:
        csv.read(data, "表.csv")
    assert caught.value.rule == rule and "请" in caught.value.message


@given(st.one_of(st.binary(max_size=200), st.text('",;\t|\r\n=sep一1 \0', max_size=80).map(str.encode)))
@settings(max_examples=200)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(csv.read(data, "表.csv"), Document)
    except Unreadable as refused:
        assert refused.rule.startswith("F0")
