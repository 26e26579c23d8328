"""Layouts seen before: read from a pattern, each report comes to what aligning it anew comes to."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools.forge.faults import FAULTS, NoPlace
from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from tools.golden import ROOT
from validator.model import Grid, Part
from validator.partition.parts import split_parts
from validator.read import read
from validator.read.sniff import sniff
from validator.tables import familiar
from validator.tables.familiar import read_tables
from validator.tables.locate import locate
from validator.tables.melt import melt

PAGES = sorted(name for name, layout in LAYOUTS.items() if layout.extension in (".html", ".docx"))


def parts_of(data: bytes, name: str) -> tuple[Part, ...]:
    return split_parts(read(data, name, sniff(data, name).reader), name)


def assert_read_alike(part: Part) -> None:
    anew = locate(part.blocks, part.year)
    found = read_tables(part.blocks, part.year)
    assert (found.edition, found.observations) == (anew.edition, anew.observations)
    assert (found.readings, found.cells) == melt(anew)


@pytest.mark.parametrize("name", PAGES)
def test_every_layout_comes_to_the_same(name: str) -> None:
    layout = LAYOUTS[name]
    for seed in range(4):
        for part in parts_of(layout.render(sound(seed, "2019" if seed % 2 else "2021")), "年报" + layout.extension):
            assert_read_alike(part)


@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_reports_with_a_fault_come_to_the_same(kind: str) -> None:
    rng = random.Random(kind)
    for edition in ("2019", "2021"):
        try:
            fault = FAULTS[kind](rng, sound(kind, edition, scale="large"))
        except NoPlace:
            continue
        for part in parts_of(LAYOUTS["html-plain"].render(fault.report), "年报.html"):
            assert_read_alike(part)


@pytest.mark.parametrize("path", sorted(ROOT.glob("*/*/*.html")), ids=lambda path: path.stem)
def test_samples_come_to_the_same(path: Path) -> None:
    for part in parts_of(path.read_bytes(), path.name):
        assert_read_alike(part)


def pattern_of(markup: str) -> object:
    (part,) = parts_of(markup.encode(), "年报.html")
    grids = [block for block in part.blocks if isinstance(block, Grid)]
    layout = familiar._layout(part.blocks, grids)
    return layout and familiar._pattern(layout, part.year, None)


def test_two_reports_laid_out_alike_share_one_pattern() -> None:
    first, second = (LAYOUTS["html-plain"].render(sound(seed, "2021", 2023)).decode() for seed in (1, 2))
    assert pattern_of(first) is pattern_of(second) is not None


def test_where_the_reading_hangs_on_the_figures_each_report_is_aligned() -> None:
    """Two cells under one head: one figure where they agree, no reading where they differ."""
    page = LAYOUTS["html-plain"].render(sound(1, "2021")).decode()
    assert pattern_of(page) is not None
    head = page.rindex("结果维持")
    start = page.rindex("<t", 0, head)
    cut = page[:start] + page[start:].replace("<td", '<td colspan="2"', 1).replace("<th", '<th colspan="2"', 1)
    for figures in ("<td>3</td><td>3</td>", "<td>3</td><td>5</td>"):
        row = cut.rindex("<tr")
        cell = cut.index("<td", row)
        (part,) = parts_of((cut[:cell] + figures + cut[cut.index("</td>", cell) + 5 :]).encode(), "年报.html")
        assert_read_alike(part)
