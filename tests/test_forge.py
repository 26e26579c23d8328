"""The forge is only worth as much as its truth: sound reports are sound, faults are faults, bytes repeat."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from random import Random

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from tools.forge import variants as v
from tools.forge.blemishes import BLEMISHES, blemished
from tools.forge.faults import FAULTS, NoPlace
from tools.forge.figures import Report, Scale, form_of, sound, values
from tools.forge.layouts import LAYOUTS, companion
from tools.forge.sheet import Sheet
from tools.forge.story import flow, restyled, story
from validator.form import identities
from validator.schema import editions

EDITIONS = tuple(editions())
SCALES: tuple[Scale, ...] = ("small", "large", "zero")
ODD = ("alone_other", "yuan", "word_sign", "slash_rows", "blank_zeros", "thousands", "full_width", "padded")


def broken(report: Report) -> list[str]:
    """The identities that do not hold, blanks and dashes counted as zero."""
    figures = values(report)
    found = []
    for key in ("requests", "disputes"):
        for identity in identities(form_of(report, key)):
            if sum(k * (figures[key][r][c] or Decimal(0)) for k, r, c in identity.terms):
                found.append(f"{key} {identity.rule} {identity.at}")
    return found


@given(st.integers(0, 10**9), st.sampled_from(EDITIONS), st.sampled_from(SCALES), st.sets(st.sampled_from(ODD)))
@settings(max_examples=60)
def test_sound_reports_satisfy_every_identity(seed: int, edition: str, scale: Scale, odd: set[str]) -> None:
    plain = sound(seed, edition, scale=scale)
    report = blemished(plain, sorted(odd))
    assert broken(report) == []
    if "alone_other" not in odd:
        due = {key: (form_of(plain, key).row_keys, form_of(plain, key).column_keys) for key in plain.tables}
        assert {k: (tuple(rows), tuple(next(iter(rows.values())))) for k, rows in plain.tables.items()} == due


def test_sound_reports_keep_the_inequalities_between_columns() -> None:
    for seed in range(40):
        new, old = (values(sound(seed, e, scale="large"))["art20_1"] for e in ("2021", "2019"))
        assert all((r["in_force"] or 0) >= (r["issued"] or 0) for r in new.values())
        assert all((r["published"] or 0) <= (r["public_total"] or 0) for r in old.values())
        items = values(sound(seed, "2019"))["art20_5"]
        assert all((r["previous_items"] or 0) + (r["change"] or 0) >= 0 for r in items.values())


def test_every_blemish_is_exercised() -> None:
    assert set(ODD) == set(BLEMISHES)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_prints_every_edition_the_same_each_time(name: str, edition: str) -> None:
    layout = LAYOUTS[name]
    report = sound("layout", edition)
    first = layout.render(report)
    assert first == layout.render(sound("layout", edition))
    assert len(first) > 2_000
    assert first != layout.render(sound("another", edition))


def test_the_second_report_of_a_file_is_another_sound_one() -> None:
    report = sound(3, "2021")
    second = companion(report)
    assert second.organ != report.organ and second.year == report.year and broken(second) == []
    page = LAYOUTS["html-two-reports"].render(report).decode()
    assert page.index(report.organ) < page.index(second.organ)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_honours_what_is_left_out(name: str) -> None:
    for kind in (k for k in FAULTS if "missing" in k or k == "older-edition"):
        fault = FAULTS[kind](Random(kind), sound(kind, "2021"))
        assert LAYOUTS[name].render(fault.report)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("kind", FAULTS)
def test_faults_differ_from_the_truth(kind: str, edition: str) -> None:
    if (kind, edition) == ("older-edition", EDITIONS[0]):
        with pytest.raises(NoPlace):
            FAULTS[kind](Random(0), sound(0, edition))
        return
    for seed in range(8):
        truth = sound(seed, edition, scale="large")
        try:
            fault = FAULTS[kind](Random(seed), truth)
        except NoPlace:
            assert seed and kind.startswith("requests-closing"), (
                "only a report that carries nothing over may offer no place"
            )
            continue
        assert fault.kind == kind and fault.family
        assert fault.report.tables != truth.tables
        if fault.family == {"A"} or kind.endswith("blank-total"):
            assert broken(fault.report), fault


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_web_page_holds_every_figure_in_order(edition: str) -> None:
    report = sound(3, edition)
    tree = html.fromstring(LAYOUTS["html-five-tables"].render(report).decode())
    printed = [["".join(map(str, td.itertext())) for td in table.iter("td")] for table in tree.iter("table")]
    for cells, rows in zip(printed, report.tables.values(), strict=True):
        due = [text for line in rows.values() for text in line.values()]
        assert [c for c in cells if c.lstrip("+-").replace(".", "").isdigit()] == due


VARIANTS = (
    v.cut_down,
    v.padded_header,
    v.no_banners,
    v.split_group,
    v.split_table,
    v.broken_spans,
    partial(v.phantom, boundary=2),
    v.disputes_two_headers,
    v.disputes_four_headers,
)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("change", VARIANTS)
def test_variants_leave_no_hole_and_no_overlap(
    change: Callable[[Sheet], Sheet | Iterator[Sheet]], edition: str
) -> None:
    tale = restyled(story(sound(3, edition)), change)
    for sheet in (x for x in flow(tale) if isinstance(x, Sheet)):
        places = [(r, c) for b in sheet.boxes for r in range(b.row, b.below) for c in range(b.column, b.right)]
        assert sorted(places) == [(r, c) for r in range(sheet.height) for c in range(sheet.width)]
        figures = [b for b in sheet.boxes if b.role == "figure"]
        assert all(b.at and b.text == sound(3, edition).tables[b.at[0]][b.at[1]][b.at[2]] for b in figures)


@pytest.mark.parametrize("kind", [k for k in FAULTS if "missing" in k])
def test_absent_rows_and_columns_leave_whole_tables(kind: str) -> None:
    for seed in range(20):
        report = FAULTS[kind](Random(seed), sound(seed, "2021")).report
        for sheet in (x for x in flow(story(report)) if isinstance(x, Sheet)):
            area = sum(b.rowspan * b.colspan for b in sheet.boxes)
            assert area == sheet.width * sheet.height


@pytest.mark.parametrize("name", ["docx-plain", "docx-phantom-column", "docx-textbox", "docx-nested"])
def test_documents_open_in_another_program(name: str) -> None:
    report = sound(3, "2021")
    document = Document(io.BytesIO(LAYOUTS[name].render(report)))
    assert len(document.tables) == (2 if name == "docx-textbox" else 3)
    assert all(len(row.cells) for table in document.tables for row in table.rows)


@pytest.mark.parametrize("name", [n for n in LAYOUTS if n.startswith("xlsx")])
def test_workbooks_open_in_another_program(name: str) -> None:
    report = sound(3, "2021")
    book = openpyxl.load_workbook(io.BytesIO(LAYOUTS[name].render(report)), data_only=True)
    cells = [str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    total = report.tables["requests"]["total"]["total"]
    assert cells[cells.index("（七）总计") + 7] == total
