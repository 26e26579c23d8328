"""Several reports in one file are told apart; what only looks like a second one is not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.forge import render_html, render_text, render_xlsx
from tools.forge.figures import Report, sound
from tools.forge.layouts import LAYOUTS, companion
from tools.forge.story import story
from validator.model import Block, Document, Grid, GridCell, Observation, Paragraph, Part, Place, Stream, Token
from validator.partition.lines import text_lines
from validator.partition.parts import observations_in, split_parts
from validator.partition.slices import slices
from validator.read import read
from validator.tables.locate import locate
from validator.tables.melt import melt

FIRST = sound(1, "2021")
SECOND = companion(FIRST)


def parts(data: bytes, reader: str) -> tuple[Part, ...]:
    return split_parts(read(data, f"x.{reader}", reader), f"x.{reader}")


def named(found: tuple[Part, ...]) -> list[tuple[str | None, int | None]]:
    return [(part.organ, part.year) for part in found]


def due(*reports: Report) -> list[tuple[str | None, int | None]]:
    return [(report.organ, report.year) for report in reports]


def grand_total(part: Part) -> str:
    _, cells = melt(locate(part.blocks, part.year))
    return next(c.raw for c in cells if c.key == ("requests", "total", "total"))


def test_two_reports_on_one_page() -> None:
    found = parts(LAYOUTS["html-two-reports"].render(FIRST), "html")
    assert named(found) == due(FIRST, SECOND)
    assert [part.number for part in found] == [1, 2]
    assert [grand_total(p) for p in found] == [r.tables["requests"]["total"]["total"] for r in (FIRST, SECOND)]


@pytest.mark.parametrize("write", [render_text.tab_rows, render_text.pipe_rows, render_text.cell_a_line_tabs])
def test_two_reports_in_one_text(write: object) -> None:
    assert callable(write)
    found = parts(write(story(FIRST)) + write(story(SECOND)), "text")
    assert named(found) == due(FIRST, SECOND)
    assert [grand_total(p) for p in found] == [r.tables["requests"]["total"]["total"] for r in (FIRST, SECOND)]


def test_two_reports_without_titles_are_cut_at_their_first_section() -> None:
    text = (render_text.tab_rows(story(FIRST)) + render_text.tab_rows(story(SECOND))).decode()
    untitled = re.sub(r"(?m)^.*政府信息公开工作年度报告$\n", "", text)
    found = parts(untitled.encode(), "text")
    assert [part.titled for part in found] == [False, False]
    assert [grand_total(p) for p in found] == [r.tables["requests"]["total"]["total"] for r in (FIRST, SECOND)]


def test_years_of_one_organ_in_one_file() -> None:
    later = replace(SECOND, organ=FIRST.organ, year=FIRST.year + 1)
    found = parts(render_html.plain(story(FIRST), story(later)), "html")
    assert named(found) == due(FIRST, later)


@pytest.mark.parametrize("layout", [n for n, layout in LAYOUTS.items() if layout.reports == 1 and n.startswith("html")])
def test_one_report_is_one_part(layout: str) -> None:
    assert named(parts(LAYOUTS[layout].render(FIRST), "html")) == due(FIRST)


def test_last_years_table_beside_this_years_is_no_second_report() -> None:
    page = LAYOUTS["html-plain"].render(FIRST).decode()
    table = re.findall(r"<table.*?</table>", LAYOUTS["html-plain"].render(SECOND).decode(), re.S)[1]
    found = parts(page.replace("<h2>四、", f"<p>上年数据：</p>{table}<h2>四、").encode(), "html")
    assert named(found) == due(FIRST)
    located = locate(found[0].blocks, found[0].year)
    assert [o.table for o in located.observations if o.kind == "table_twice"] == ["requests"]
    assert grand_total(found[0]) == FIRST.tables["requests"]["total"]["total"]


def test_links_to_other_years_do_not_split() -> None:
    links = "".join(f"<p><a href='#'>临溪县统计局{y}年政府信息公开工作年度报告</a></p>" for y in (2019, 2020))
    page = LAYOUTS["html-plain"].render(FIRST).decode()
    assert named(parts(page.replace("</body>", f"{links}</body>").encode(), "html")) == due(FIRST)


def test_a_workbook_with_a_report_on_each_sheet() -> None:
    one, two = (render_xlsx.one_sheet(story(r)) for r in (FIRST, SECOND))
    blocks = tuple(b for data in (one, two) for b in read(data, "x.xlsx", "xlsx").blocks)
    document = replace(read(one, "x.xlsx", "xlsx"), blocks=blocks)
    assert named(split_parts(document, "x.xlsx")) == due(FIRST, SECOND)


def test_lines_of_text_wherever_they_are_kept() -> None:
    for layout in ("html-plain", "text-tab-rows", "xlsx-one-sheet", "docx-plain"):
        chosen = LAYOUTS[layout]
        reader = {".html": "html", ".txt": "text", ".xlsx": "xlsx", ".docx": "docx"}[chosen.extension]
        found = [line.text for line in text_lines(read(chosen.render(FIRST), "x", reader).blocks)]
        assert f"{FIRST.organ}{FIRST.year}年政府信息公开工作年度报告" in found
        assert any(line.startswith("一、总体情况") for line in found)
        assert "六、其他需要报告的事项" in found


# ---------------------------------------------------------------- nothing is lost where a file is cut


def a_block(kind: str, size: int) -> Block:
    if kind == "paragraph":
        return Paragraph("总体情况", Place())
    if kind == "stream":
        return Stream(tuple(Token(str(n), Place()) for n in range(size)))
    return Grid.of(GridCell(n, 0, 1, 1, str(n)) for n in range(size))


def held(block: Block) -> int:
    return len(block.tokens) if isinstance(block, Stream) else len(block.cells) if isinstance(block, Grid) else 1


BLOCKS = st.lists(st.builds(a_block, st.sampled_from(("paragraph", "stream", "grid")), st.integers(1, 4)), max_size=6)


@given(BLOCKS, st.data())
def test_all_that_a_file_holds_stands_in_one_of_its_pieces(blocks: list[Block], data: st.DataObject) -> None:
    every = [(number, at) for number, block in enumerate(blocks) for at in range(held(block))]
    cuts = sorted(data.draw(st.sets(st.sampled_from(every)))) if every else []
    found = list(slices(tuple(blocks), cuts))
    assert len(found) == len(cuts) + 1
    sizes = [sum(map(held, piece)) for piece in found]
    bounds = [every.index(cut) for cut in cuts]
    assert sizes == [stop - start for start, stop in zip([0, *bounds], [*bounds, len(every)], strict=True)]


@pytest.mark.parametrize(("page", "top", "part"), [(1, 90.0, 1), (1, 400.0, 2), (2, 10.0, 2), (2, 60.0, 3)])
def test_what_was_seen_on_a_page_belongs_to_the_report_above_it(page: int, top: float, part: int) -> None:
    lines = [Paragraph(text, on(*at)) for text, at in zip("甲乙丙", ((1, 50.0), (1, 300.0), (2, 50.0)), strict=True)]
    document = Document("pdf", tuple(lines), observations=(Observation("struck_text", place=on(page, top)),))
    parts_of = [Part(n, (line,), False, None, None, None, None, ()) for n, line in enumerate(lines, 1)]
    assert [p.number for p in parts_of if observations_in(p, document)] == [part]


def on(page: int, top: float) -> Place:
    return Place(page=page, box=(0.0, top, 10.0, top + 10))
