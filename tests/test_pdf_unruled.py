"""Tables without rules: read where the positions of labels and figures leave no choice, else left open and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

pytest.importorskip("reportlab")
from reportlab.pdfgen.canvas import Canvas

from tests.test_read_pdf import doubts, figures, grids, made, texts, truth
from tools.forge.figures import sound
from tools.forge.render_pdf import Paper
from tools.forge.render_pdf_canvas import drawn
from tools.forge.story import story
from validator.model import Document
from validator.pipeline import extract, judge
from validator.read.pdf import read

Printed = Sequence[tuple[float, str]]  # where on the line, what
WIDE = Paper(297, 420, 8, 25, 4, "none", True, False, "left", "Noto Sans CJK SC", 0)


def printed(*pages: Sequence[Printed]) -> Document:
    """Lines 20 points apart."""

    def page(lines: Sequence[Printed]) -> object:
        def draw(canvas: Canvas) -> None:
            for n, line in enumerate(lines):
                for x, text in line:
                    canvas.drawString(x, 700 - 20 * n, text)

        return draw

    return read(made(*map(page, pages)), "a.pdf")  # type: ignore[arg-type]


HEAD: Printed = ((60, "信息内容"), (220, "自然人"), (280, "总计"))
ROWS: Sequence[Printed] = (
    ((60, "1.属于国家秘密"), (225, "3"), (285, "12")),
    ((60, "2.重复申请"), (225, "0"), (285, "4")),
    ((60, "3.其他"), (225, "0"), (285, "4075")),
)


def test_labels_and_figures_in_columns() -> None:
    (grid,) = grids(printed([HEAD, *ROWS]))
    assert texts(grid)[1:] == [("1.属于国家秘密", "3", "12"), ("2.重复申请", "0", "4"), ("3.其他", "0", "4075")]


def test_a_label_with_one_figure_is_a_row_under_a_header() -> None:
    (grid,) = grids(printed([((60, "信息内容"), (220, "本年处理决定数量")), ((60, "行政许可"), (250, "7"))]))
    assert texts(grid) == [("本年处理决定数量",), ("行政许可", "7")]


def test_a_heading_close_to_its_labels_is_cut_off_where_these_begin() -> None:
    last: Printed = ((60, "4.其他"), (225, "0"), (285, "1"))
    (grid,) = grids(printed([HEAD, ((27, "（三）"), *ROWS[0]), *ROWS[1:], last]))
    assert texts(grid)[1] == ("1.属于国家秘密", "3", "12")


def test_figures_that_stand_in_too_many_columns_are_told() -> None:
    shifted = ((60, "2.重复申请"), (225, "0"), (320, "4"))
    assert doubts(printed([HEAD, ROWS[0], shifted, ROWS[2]]))


def test_pages_are_not_joined_by_the_places_of_their_figures() -> None:
    found = printed([HEAD, *ROWS], [((60, "4.缺"), (230, "1"), (300, "9")), ((60, "5.无"), (230, "1"), (300, "9"))])
    assert [grid.width for grid in grids(found)] == [3, 3]


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_whole_report(edition: str) -> None:
    report = sound(f"unruled/{edition}", edition)
    assert figures(drawn(story(report), WIDE, "none")) == truth(report)


def test_what_could_not_be_read_without_rules_is_no_error_of_the_author() -> None:
    for seed in range(4):
        report = sound(f"unruled/told/{seed}", "2021")
        (found,) = judge(extract(drawn(story(report), replace(WIDE, width=210, height=297), "none"), "年报.pdf"))
        assert [f.message for f in found.findings if f.severity == "error"] == []
        assert found.status == ("incomplete" if any(f.rule == "F016" for f in found.findings) else "passed")
