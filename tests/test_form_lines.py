"""Lines of an office around and between the tables (填表人, 联系电话, 单位：件, 备注, dates) are no rows of them, figures in them no cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest

from tools.forge import render_csv, render_docx, render_html, render_text, render_xlsx
from tools.forge.figures import values
from tools.forge.sheet import Box, Sheet
from tools.forge.story import Story, restyled, story
from tools.samples_base import base
from validator.model import Report
from validator.pipeline import extract, judge

Line = tuple[str, ...]

LINES: Sequence[Line] = (
    ("填报单位：云桥市教育局", "报告年度：2023"),
    ("填报单位：", "云桥市教育局", "年度：", "2023"),
    ("填表人：张某", "审核人：李某", "联系电话：0700-1234567", "填报日期：2024年1月20日"),
    ("填表人：", "张某", "联系电话：", "01234567", "填报日期：", "2024-01-20"),
    ("联系电话：", "01234567"),
    ("填表人", "张某", "联系电话", "01234567"),
    ("单位负责人（签字）：", "", "统计负责人：", ""),
    ("单位：件",),
    ("（计量单位：件）",),
    ("金额单位：元", "", "数量单位：件"),
    ("备注：", "本表数据截至2023年12月31日", "12"),
    ("备注", "其中3件为上年结转"),
    ("说明：本表数据截至2023年12月31日，共12件。",),
    ("注：1.本表由各科室填报；2.合计自动生成。",),
    ("填报日期", "2024年1月20日"),
    ("2024年1月20日",),
    ("二〇二四年一月二十日",),
    ("2024-01-20",),
    ("打印时间：2024-01-20 09:30", "", "第1页"),
)  # fmt: skip


def lined(sheet: Sheet, above: Sequence[Line], below: Sequence[Line]) -> Sheet:
    """The table with lines above and below it, each text in a cell of its own and empty cells behind."""
    moved = [replace(box, row=box.row + len(above)) for box in sheet.boxes]
    rows = [*enumerate(above), *enumerate(below, len(above) + sheet.height)]
    added = (
        Box(row, column, 1, 1, line[column] if column < len(line) else "", "pad")
        for row, line in rows
        for column in range(max(sheet.width, len(line)))
    )
    return Sheet(sheet.tables, (*moved, *added))


RENDER: Mapping[str, Callable[[Story], bytes]] = {
    "a.html": render_html.plain,
    "a.docx": render_docx.plain,
    "a.xlsx": render_xlsx.one_sheet,
    "a.csv": render_csv.delimited,
    "rows.txt": render_text.tab_rows,
    "cells.txt": render_text.cell_a_line_tabs,
    "pipes.txt": render_text.cell_a_line_pipes,  # no rows: only a colon tells a value's field
}


def judged(tale: Story, name: str) -> Report:
    (report,) = judge(extract(RENDER[name](tale), name))
    return report


def is_told(line: Line) -> bool:
    """Whether every value stands in the cell of its field, or behind a cell that is only its field."""
    return all("：" in text or before.endswith("：") for text, before in zip(line, ("", *line), strict=False) if text)


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize(
    ("line", "name"),
    [(line, name) for name in RENDER for line in LINES if name != "pipes.txt" or is_told(line)],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_they_change_nothing(line: Line, name: str, edition: str) -> None:
    report = base(edition)
    tale = story(report, together=False)
    truth = judged(tale, name)
    due = {(t, r, c) for t, rows in values(report).items() for r, cells in rows.items() for c in cells}
    assert {cell.key for cell in truth.case.cells} == due
    for above, below in (((), (line,)), ((line,), ()), ((line, line), (line,))):
        found = judged(restyled(tale, lambda s, a=above, b=below: lined(s, a, b)), name)  # type: ignore[misc]
        assert {c.key: c.value for c in found.case.cells} == {c.key: c.value for c in truth.case.cells}
        assert [(f.rule, f.message) for f in found.findings] == [(f.rule, f.message) for f in truth.findings]
        assert (found.status, found.case.organ, found.case.report_year) == (
            truth.status,
            truth.case.organ,
            truth.case.report_year,
        )


@pytest.mark.parametrize("line", [("小计", "12"), ("其中：跨区域", "3", "4"), ("说明会", "5")])
def test_a_row_of_figures_is_told_as_before(line: Line) -> None:
    tale = restyled(story(base("2021"), together=False), lambda s: lined(s, (), (line,)))
    assert "S203" in [finding.rule for finding in judged(tale, "a.xlsx").findings]
