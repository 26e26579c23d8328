"""Which tables a part holds, and in the form of which edition they are printed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tools.forge.blemishes import blemished
from tools.forge.figures import Report, sound
from tools.forge.layouts import LAYOUTS
from validator.model import Attachment, Document, Image, Paragraph, Part, Place
from validator.partition.parts import split_parts
from validator.read import read
from validator.schema import editions
from validator.tables.absence import borders_lost, hidden_report
from validator.tables.locate import Located, locate
from validator.tables.melt import melt


def part_of(report: Report, layout: str = "html-plain") -> Part:
    reader = "text" if layout.startswith("text") else "html"
    return split_parts(read(LAYOUTS[layout].render(report), "x", reader), "x")[0]


def only(report: Report, *tables: str) -> Report:
    return replace(report, tables={key: report.tables[key] for key in tables})


def edition(found: Located) -> str | None:
    return found.edition.key if found.edition else None


@pytest.mark.parametrize("year", [None, 2019, 2020, 2023])
@pytest.mark.parametrize("key", ["2019", "2021"])
def test_labels_decide_the_edition_whatever_the_year(key: str, year: int | None) -> None:
    assert edition(locate(part_of(sound(1, key)).blocks, year)) == key


@pytest.mark.parametrize(("year", "expected"), [(2020, "2019"), (2022, "2021"), (None, "2021")])
def test_the_year_decides_where_labels_do_not(year: int | None, expected: str) -> None:
    lone = only(blemished(sound(1, "2021"), ["alone_other"]), "requests")
    assert edition(locate(part_of(lone).blocks, year)) == expected
    assert edition(locate(part_of(only(sound(1, "2019"), "requests", "disputes")).blocks, year)) == expected


def test_the_rows_of_the_newer_edition_decide_where_section_two_is_missing() -> None:
    assert edition(locate(part_of(only(sound(1, "2021"), "requests")).blocks, 2020)) == "2021"


def test_section_two_decides_before_the_year() -> None:
    lone = blemished(sound(1, "2021"), ["alone_other"])
    assert edition(locate(part_of(only(lone, "art20_5", "requests")).blocks, 2020)) == "2021"
    assert edition(locate(part_of(only(sound(1, "2019"), "art20_5", "requests")).blocks, 2023)) == "2019"


def test_an_edition_may_be_forced() -> None:
    found = locate(part_of(sound(1, "2021")).blocks, 2023, "2019")
    assert edition(found) == "2019"
    assert {o.table for o in found.observations if o.kind == "table_missing"} == {"art20_9"}


def test_every_table_of_the_edition_is_accounted_for() -> None:
    readings, cells = melt(locate(part_of(only(sound(1, "2021"), "art20_5", "requests")).blocks, 2022))
    assert [r.key for r in readings] == list(editions()["2021"].table_keys)
    assert {r.key for r in readings if r.found} == {"art20_5", "requests"} == {c.table for c in cells}
    assert all(r.edition == "2021" and r.place and r.place.where for r in readings if r.found)


def test_no_table_no_edition() -> None:
    found = locate((Paragraph("一、总体情况", Place()),), 2022)
    assert (edition(found), found.tables, found.observations) == (None, {}, ())
    assert melt(found) == ((), ())
    page = b"<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>"
    assert edition(locate(read(page, "x", "html").blocks, 2022)) is None


def test_what_is_missing_is_told_in_runs() -> None:
    report = sound(1, "2021")
    kept = {k: line for k, line in report.tables["requests"].items() if not k.startswith(("denied.", "carried_out"))}
    found = locate(part_of(replace(report, tables={**report.tables, "requests": kept})).blocks, 2022)
    runs = [o for o in found.observations if o.kind == "rows_missing"]
    assert [(o.number, o.text.partition("（区")[0]) for o in runs] == [(8, "（二）部分公开"), (1, "（七）总计")]


# ---------------------------------------------------------------- no table where one is due


def test_cells_that_ran_together_are_recognised_by_their_labels() -> None:
    text = LAYOUTS["text-tab-rows"].render(sound(1, "2021", scale="large")).decode()
    blocks = read(re.sub(r"[\t\n]", "", text).encode(), "x", "text").blocks
    form, notes = borders_lost(blocks)
    assert form is not None and form.key == "2021"
    assert {"requests", "disputes"} <= {o.table for o in notes}
    assert borders_lost((Paragraph("没有表格的正文。" * 20, Place()),)) == (None, ())


def hidden(*blocks: Image | Attachment | Paragraph) -> list[str]:
    part = split_parts(Document("html", blocks), "x")[0]
    return [o.kind for o in hidden_report(part)]


def test_a_report_that_is_only_linked_or_only_pictured() -> None:
    title = Paragraph("临溪县统计局2022年政府信息公开工作年度报告", Place())
    long = Paragraph("正文。" * 400, Place())
    link, image = Attachment(Place(), "2022年年报.docx"), Image(Place())
    assert hidden(title, link) == ["attachment_only"]
    assert hidden(title, image) == ["pictures_only"]
    assert hidden(title, link, image) == ["attachment_only"]
    assert hidden(title, long, link, image) == ["attachment_only"]  # it names the report itself
    assert hidden(title, long, Attachment(Place(), "附件：公开指南.docx"), image) == ["pictures_only"]
    assert hidden(title, Attachment(Place(), "logo.zip")) == []
    assert hidden(title) == []
