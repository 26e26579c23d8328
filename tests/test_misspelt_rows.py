"""A row whose name is misspelt is that row all the same, where it stands first or alone under its header, in every layout."""

from __future__ import annotations

import pytest

from tests.test_align_stream import Figures, truth
from tools.forge.figures import Report, sound
from tools.forge.layouts import LAYOUTS
from validator.partition.parts import split_parts
from validator.read import read
from validator.tables.locate import Located, locate
from validator.tables.melt import melt

STYLES = [name for name in LAYOUTS if name.startswith("text-")]
REPORTS = {edition: sound("misspelt", edition, scale="large") for edition in ("2019", "2021")}
#: The first row of each table, and one letter of it that is wrong.
SLIPS = [
    ("2021", "规章", "规张"),
    ("2021", "行政许可", "行政许克"),
    ("2021", "行政处罚", "行政处法"),
    ("2021", "行政事业性收费", "行政事业型收费"),
    ("2021", "一、本年新收政府信息公开申请数量", "一、本年新收政府信息公布申请数量"),
    ("2019", "行政事业性收费", "行政性事业收费"),
    ("2019", "政府集中采购", "政府几中采购"),
]


def figures(name: str, report: Report, right: str, wrong: str) -> tuple[Located, Figures]:
    kind = "text" if name.startswith("text") else "html"
    printed = LAYOUTS[name].render(report).decode().replace(right, wrong)
    part = split_parts(read(printed.encode(), f"x.{kind}", kind), f"x.{kind}")[0]
    found = locate(part.blocks, part.year)
    return found, {cell.key: cell.value for cell in melt(found)[1]}


@pytest.mark.parametrize("name", [*STYLES, "html-plain"])
@pytest.mark.parametrize(("edition", "right", "wrong"), SLIPS)
def test_a_misspelt_first_row_is_read_and_said(name: str, edition: str, right: str, wrong: str) -> None:
    report = REPORTS[edition]
    found, read_cells = figures(name, report, right, wrong)
    assert {key: read_cells.get(key) for key in truth(report)} == truth(report)
    assert {o.kind for o in found.observations} == {"label_unlike"}


@pytest.mark.parametrize("name", [*STYLES, "html-plain"])
@pytest.mark.parametrize("other", ["工作动态", "行政确认"])
def test_a_row_of_another_name_is_not_taken_for_it(name: str, other: str) -> None:
    found, read_cells = figures(name, REPORTS["2021"], "行政许可", other)
    assert ("art20_5", "licensing", "decisions") not in read_cells
    assert "table_missing" in {o.kind for o in found.observations}


@pytest.mark.parametrize("other", ["涉企行政许可", "行政许可延期", "行政认可"])
def test_a_part_of_what_a_row_counts_is_no_second_table(other: str) -> None:
    report = REPORTS["2021"]
    beside = f"<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>{other}</td><td>3</td></tr></table>"
    found, read_cells = figures("html-plain", report, "</body>", f"{beside}</body>")
    assert {key: read_cells.get(key) for key in truth(report)} == truth(report)
    assert found.observations == ()
