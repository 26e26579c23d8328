"""Pictures: tables rebuilt, figures read twice, doubt told apart from the author's faults."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from msgspec import structs

from tools.forge.figures import sound, values
from tools.forge.layouts import LAYOUTS
from validator.checks.arithmetic import Sums, judge_sums
from validator.model import Cell, Defect, Grid, Paragraph, Place, Report, Unreadable
from validator.numerals import read_figure
from validator.pipeline import extract, judge
from validator.read.picture import is_installed, read, recognise_image
from validator.recognition import SURE, doubts, is_near, is_sure, told_first
from validator.schema import editions

#: Two pages, black and white, 150 dpi, 0.6 degrees askew, made from this report.
SCAN = Path(__file__).parent / "pictures" / "report.tif"
REPORT = sound(7, "2021")

needs_recogniser = pytest.mark.skipif(not is_installed(), reason="识别组件未安装（[ocr]）")


# ---------------------------------------------------------------- the identities as a check


def recognised(table: str, changes: dict[tuple[str, str], tuple[str, float]]) -> tuple[Cell, ...]:
    """The table of REPORT as recognised, some cells with another text and confidence."""
    return tuple(
        _cell(table, row, column, *changes.get((row, column), (text or "", 1.0)))
        for row, line in REPORT.tables[table].items()
        for column, text in line.items()
    )


def _cell(table: str, row: str, column: str, raw: str, confidence: float) -> Cell:
    figure = read_figure(raw)
    place = Place(f"{row} {column}")
    return Cell(table, row, column, raw, figure.kind, figure.value, place, origin="recognised", confidence=confidence)


def judged(cells: tuple[Cell, ...]) -> dict[str, Sums]:
    table = editions()["2021"].table(cells[0].table)
    return {table.key: judge_sums([(table, {cell.key: cell for cell in cells})])[0]}


@pytest.mark.parametrize(
    ("raw", "due", "near"),
    [
        ("8", 3, True),
        ("1", 7, True),
        ("60", 80, True),
        ("12", 120, True),
        ("3", 31, True),
        ("5", 2, False),
        ("4", 400, False),
    ],
)
def test_near_readings(raw: str, due: int, near: bool) -> None:
    assert is_near(raw, due) is near


def test_a_faint_figure_is_cleared_by_two_identities() -> None:
    cells = recognised("requests", {("granted", "business"): (_printed("requests", "granted", "business"), 0.3)})
    assert not all(map(is_sure, cells))
    assert doubts(cells, judged(cells)) == ()


def test_a_faint_figure_is_not_cleared_by_one_identity_or_none() -> None:
    for table, row, column in (("disputes", "review", "upheld"), ("art20_1", "regulations", "issued")):
        cells = recognised(table, {(row, column): (_printed(table, row, column), 0.3)})
        found = doubts(cells, judged(cells) if table == "disputes" else {})
        assert [(d.cell.row, d.cell.column, d.why) for d in found] == [(row, column, "faint")]


def test_a_sure_figure_is_doubted_where_a_near_reading_mends_its_sums() -> None:
    due = _printed("requests", "granted", "natural_person")
    cells = recognised("requests", {("granted", "natural_person"): (f"{due}1", 1.0)})
    found = doubts(cells, judged(cells))
    assert [(d.cell.row, d.cell.column, d.why, d.instead) for d in found] == [
        ("granted", "natural_person", "near", (due,))
    ]


def test_a_figure_that_no_near_reading_mends_is_the_authors() -> None:
    cells = recognised("requests", {("granted", "natural_person"): ("4000", 1.0)})
    assert doubts(cells, judged(cells)) == ()


def test_a_fault_that_rests_on_doubt_asks_to_check_the_reading() -> None:
    sure, faint = recognised("disputes", {("review", "upheld"): ("1", SURE - 0.1)})[1::-1]
    defect = Defect("不相等。")
    assert told_first(defect, [sure], ()) is defect
    for told in (told_first(defect, [sure, faint], ()), told_first(defect, [sure], {sure.key})):
        assert (told.severity, told.message) == ("warning", "请先核对识别，再看是否写错：不相等。")


def test_doubt_is_told_with_its_place_and_leaves_the_report_open() -> None:
    case = extract(LAYOUTS["html-plain"].render(REPORT), "report.html")[0]
    faint = ("disputes", "review", "upheld"), ("art20_1", "regulations", "issued")
    cells = (structs.replace(c, origin="recognised", confidence=0.3 if c.key in faint else 1.0) for c in case.cells)
    found = judge([replace(case, cells=tuple(cells))])[0]
    told = {finding.table: finding.message for finding in found.findings if finding.rule == "F020"}
    assert found.status == "incomplete" and set(told) == {"disputes", "art20_1"}
    assert "1 格识别待核：「规章」行「本年制发件数」列读作" in told["art20_1"]
    assert (
        "1 格识别存疑：「行政复议」行「结果维持」列读作" in told["disputes"]
        and "（表3 第4行第1列）" in told["disputes"]
    )


def test_a_table_that_was_not_recognised_is_no_error_of_the_author() -> None:
    tables = {key: rows for key, rows in REPORT.tables.items() if key != "disputes"}
    case = extract(LAYOUTS["html-plain"].render(replace(REPORT, tables=tables)), "report.html")[0]
    assert judge([case])[0].status == "failed"
    found = judge(
        [replace(case, cells=tuple(structs.replace(c, origin="recognised", confidence=1.0) for c in case.cells))]
    )[0]
    assert found.status == "incomplete"
    assert [f.message[:6] for f in found.findings if f.rule == "S101"] == ["请先核对识别"]


def _printed(table: str, row: str, column: str) -> str:
    return REPORT.tables[table][row][column] or ""


# ---------------------------------------------------------------- reading pictures


@pytest.mark.skipif(is_installed(), reason="识别组件已安装")
def test_without_the_recogniser_it_says_what_to_install() -> None:
    with pytest.raises(Unreadable, match=r"decree711-validator\[ocr\]") as told:
        read(SCAN.read_bytes(), SCAN.name)
    assert told.value.rule == "F006"


@cache
def scanned() -> Report:
    return judge(extract(SCAN.read_bytes(), SCAN.name, reader="picture"))[0]


@needs_recogniser
def test_every_figure_of_a_scan_is_read() -> None:
    read_back = {cell.key: cell.value for cell in scanned().case.cells}
    due = {(t, r, c): v for t, rows in values(REPORT).items() for r, line in rows.items() for c, v in line.items()}
    assert read_back == due
    assert (scanned().case.organ, scanned().case.report_year) == (REPORT.organ, REPORT.year)
    assert not [finding for finding in scanned().findings if finding.severity == "error"]


@needs_recogniser
def test_places_and_confidence_come_along() -> None:
    cell = next(cell for cell in scanned().case.cells if cell.key == ("requests", "new", "total"))
    assert cell.place.where == "第1页表2 第4行第10列"
    assert cell.place.page == 1 and cell.place.box is not None
    assert cell.origin == "recognised" and is_sure(cell)


@needs_recogniser
def test_a_spoilt_cell_is_unread_and_never_blank_and_a_false_total_is_the_authors() -> None:
    spoilt, false = ("disputes", "review", "upheld"), ("requests", "denied.state_secret", "business")
    found = judge(extract(_spoilt(spoilt, false), "scan.tif", reader="picture"))[0]
    cell = next(cell for cell in found.case.cells if cell.key == spoilt)
    assert cell.kind != "blank" and not is_sure(cell)
    assert cell in [doubtful for finding in found.findings if finding.rule == "F020" for doubtful in finding.cells]
    assert [f.cells[0].key for f in found.findings if f.rule[0] == "A" and f.severity == "error"] == [false]


def _spoilt(spoilt: tuple[str, str, str], false: tuple[str, str, str]) -> bytes:
    """The scan with one cell crossed out, and with the grand total printed in another cell too."""
    from PIL import Image, ImageDraw

    from validator.read.picture_pages import pages

    boxes = {cell.key: cell.place.box for cell in scanned().case.cells}
    first, second = (Image.fromarray(page) for page in pages(SCAN.read_bytes()))
    left, top, right, bottom = (int(x) for x in boxes[spoilt] or ())
    for shift in (0, 6, 12):
        ImageDraw.Draw(second).line((left + 20 + shift, top + 8, right - 20 - shift, bottom - 8), fill=0, width=3)
        ImageDraw.Draw(second).line((left + 20 + shift, bottom - 8, right - 20 - shift, top + 8), fill=0, width=3)
    source, target = (tuple(int(x) for x in boxes[key] or ()) for key in (("requests", "new", "total"), false))
    first.paste(
        first.crop((source[0] + 4, source[1] + 4, source[2] - 4, source[3] - 4)), (target[0] + 4, target[1] + 4)
    )
    packed = BytesIO()
    first.save(packed, "TIFF", save_all=True, append_images=[second])
    return packed.getvalue()


@needs_recogniser
@pytest.mark.parametrize("data", [SCAN.read_bytes()[:2000] if SCAN.exists() else b"", b"\x89PNG\r\n\x1a\n" + bytes(50)])
def test_a_damaged_picture_is_told(data: bytes) -> None:
    with pytest.raises(Unreadable) as told:
        recognise_image(data)
    assert told.value.rule == "F001"


@needs_recogniser
def test_figures_in_two_lines_are_never_one_number() -> None:
    from validator.read.picture_cells import figure

    assert figure("12\n3") is None
    assert figure("O") == "0" and figure("S5") is None


@needs_recogniser
@pytest.mark.parametrize("degrees", [90, 180])
def test_a_page_on_its_side_or_head_is_read_with_its_merged_cells(degrees: int) -> None:
    from PIL import Image

    with Image.open(SCAN) as scan:
        scan.seek(1)
        turned = scan.convert("L").rotate(degrees, expand=True, fillcolor=255)
    packed = BytesIO()
    turned.save(packed, "PNG")
    blocks = recognise_image(packed.getvalue())
    assert any(isinstance(block, Paragraph) for block in blocks)
    table = next(block for block in blocks if isinstance(block, Grid))
    assert [(cell.text, cell.colspan) for cell in table.row(0)] == [("行政复议", 5), ("行政诉讼", 10)]
    figures = [cell.text for cell in table.row(3)]
    assert figures == [text for row in REPORT.tables["disputes"].values() for text in row.values()]
