"""However a sound file is damaged: no exception leaves the program, and no changed figure passes without a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.read_samples import SAMPLES, clean, judged
from tools.forge.figures import values
from tools.samples_base import base
from tools.samples_package import repacked
from validator.model import Report

EDITION = "2021"
#: Every figure of these stands in an identity, so that one changed figure must show.
SUMMED = ("requests", "disputes")
Spot = tuple[str, str, str]


@cache
def truth() -> dict[Spot, Decimal]:
    return {
        (table, row, column): value or Decimal(0)
        for table, rows in values(base(EDITION)).items()
        for row, line in rows.items()
        for column, value in line.items()
    }


def changed(report: Report) -> set[Spot]:
    """Cells that do not hold what the sound report holds; blank counts as 0."""
    cells = {cell.key: cell.value or Decimal(0) for cell in report.case.cells}
    return {spot for spot, value in truth().items() if cells.get(spot) != value}


def assert_no_silent_change(report: Report, tables: tuple[str, ...]) -> None:
    """A report that passes shows the true figures; otherwise some finding names the table."""
    if report.status == "passed":
        told = {finding.table for finding in report.findings}
        assert {spot for spot in changed(report) if spot[0] in tables and spot[0] not in told} == set()


# ---------------------------------------------------------------- damaged bytes

Places = st.integers(0, 10**6)


@st.composite
def damages(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """A byte flipped, a piece cut out, doubled or moved, the end cut off, or noise put in."""
    at, size = draw(Places), draw(st.integers(1, 400))
    kind = draw(st.sampled_from(("flip", "cut", "double", "move", "truncate", "noise")))
    bit, noise, to = draw(st.integers(0, 7)), draw(st.binary(max_size=30)), draw(Places)

    def damage(data: bytes) -> bytes:
        here = at % len(data)
        piece, rest = data[here : here + size], data[:here] + data[here + size :]
        there = to % (len(rest) + 1)
        return {
            "flip": data[:here] + bytes([data[here] ^ 1 << bit]) + data[here + 1 :],
            "cut": rest,
            "double": data[:here] + piece + data[here:],
            "move": rest[:there] + piece + rest[there:],
            "truncate": data[:here],
            "noise": data[:here] + noise + data[here:],
        }[kind]

    return damage


@pytest.mark.parametrize("kind", SAMPLES)
@given(st.lists(damages(), min_size=1, max_size=3))
@settings(max_examples=40, derandomize=True)
def test_damaged_bytes_are_never_an_exception(kind: str, harm: list[Callable[[bytes], bytes]]) -> None:
    data = clean(kind)
    for damage in harm:
        data = damage(data) or b"x"
    judged(data, SAMPLES[kind])


@pytest.mark.parametrize("kind", SAMPLES)
@given(damages())
@settings(max_examples=40, derandomize=True)
def test_one_damage_changes_no_summed_figure_in_silence(kind: str, damage: Callable[[bytes], bytes]) -> None:
    for report in judged(damage(clean(kind)) or b"x", SAMPLES[kind])[:1]:
        assert_no_silent_change(report, SUMMED)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@given(damages())
@settings(max_examples=60, derandomize=True)
def test_damaged_parts_of_a_package(kind: str, damage: Callable[[bytes], bytes]) -> None:
    """Inside the ZIP file, where the checksum does not see it."""
    part = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}[kind]
    data = repacked(clean(kind), {part: lambda text: damage(text.encode()).decode("utf-8", "replace")})
    for report in judged(data, SAMPLES[kind])[:1]:
        assert_no_silent_change(report, SUMMED)


# ---------------------------------------------------------------- damaged tables

#: What one cell is in each kind of markup; the figures of the sound report are such cells.
CELLS = {
    "html": re.compile(r"<td[^>]*>.*?</td>", re.S),
    "docx": re.compile(r"<w:tc>.*?</w:tc>", re.S),
    "text": re.compile(r"(?<=\n)\t[^\n]*\n"),
    "markdown": re.compile(r"[^|\n]*\|"),
}


def edited(kind: str, edit: Callable[[str], str]) -> bytes:
    if kind == "docx":
        return repacked(clean(kind), {"word/document.xml": edit})
    return edit(clean(kind).decode()).encode()


def with_cell(kind: str, number: int, change: Callable[[str], str]) -> bytes:
    """The sample with its cell `number` (round and round) replaced by `change` of it."""

    def edit(text: str) -> str:
        cells = list(CELLS[kind].finditer(text))
        cell = cells[number % len(cells)]
        return text[: cell.start()] + change(cell[0]) + text[cell.end() :]

    return edited(kind, edit)


CHANGES: dict[str, Callable[[str], str]] = {
    "left out": lambda cell: "",
    "doubled": lambda cell: cell * 2,
    "emptied": lambda cell: re.sub(r"(?<=>)[^<>]+(?=<)", "", cell) if "<" in cell else re.sub(r"[^\s|]+", "", cell),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", CELLS)
@given(number=st.integers(0, 2000))
@settings(max_examples=60, derandomize=True)
@example(number=0)
@example(number=-1)
def test_one_cell_changed_shifts_no_figure_in_silence(kind: str, change: str, number: int) -> None:
    for report in judged(with_cell(kind, number, CHANGES[change]), SAMPLES[kind])[:1]:
        assert_no_silent_change(report, tuple(base(EDITION).tables))
