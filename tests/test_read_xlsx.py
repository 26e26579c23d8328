"""XLSX, XLSM and XLS: values, merged areas, hidden lines, limits, and refusal of what cannot be read."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlwt  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.damage import mutated
from validator import limits
from validator.model import Attachment, Document, Grid, Image, Paragraph, Unreadable
from validator.pipeline import extract, judge
from validator.read import xls, xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = '<Relationship Id="{}" Type="' + TYPES + '/{}" Target="{}"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def package(
    sheet: str, extra: dict[str, str | bytes] | None = None, namespace: str = MAIN, properties: str = ""
) -> bytes:
    """A workbook of one sheet 年报; the parts in `extra` replace or add to the ordinary ones."""
    links = LINK.format("s1", "worksheet", "/xl/sheet1.xml") + LINK.format("s2", "sharedStrings", "strings.xml")
    links += LINK.format("s3", "styles", "styles.xml")
    return zipped(
        {
            "_rels/.rels": RELS.format(LINK.format("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{TYPES}">{properties}'
            '<sheets><sheet name="年报" sheetId="1" r:id="s1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": RELS.format(links),
            "xl/sheet1.xml": f'<worksheet xmlns="{namespace}">{sheet}</worksheet>',
            "xl/strings.xml": f'<sst xmlns="{namespace}"><si><t>规章</t></si><si><r><t>行政</t></r><r><t>许可_x000D_</t></r>'
            "<rPh><t>x</t></rPh></si></sst>",
            "xl/styles.xml": f'<styleSheet xmlns="{namespace}"><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;"/>'
            '<numFmt numFmtId="171" formatCode="0&quot;day&quot;[Red]"/></numFmts><cellXfs><xf numFmtId="0"/>'
            '<xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="31"/></cellXfs></styleSheet>',
            **(extra or {}),
        }
    )


def data(*cells: str) -> str:
    return f"<sheetData><row>{''.join(cells)}</row></sheetData>"


def grids(document: Document) -> list[Grid]:
    return [b for b in document.blocks if isinstance(b, Grid)]


def only(found: bytes) -> Grid:
    (grid,) = grids(xlsx.read(found, "表.xlsx"))
    return grid


def book(fill: Callable[[Worksheet], None]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "年报"
    fill(sheet)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


VALUES = {
    "whole": ("<c><v>12</v></c>", "12"),
    "whole as a float": ("<c><v>12.0</v></c>", "12"),
    "negative": ("<c><v>-3</v></c>", "-3"),
    "float noise": ("<c><v>52.149999999999999</v></c>", "52.15"),
    "small": ("<c><v>1E-4</v></c>", "0.0001"),
    "large": ("<c><v>1.5E+7</v></c>", "15000000"),
    "no number": ("<c><v>x1</v></c>", "x1"),
    "not finite": ("<c><v>1E999</v></c>", "1E999"),
    "shared": ('<c t="s"><v>0</v></c>', "规章"),
    "shared in runs": ('<c t="s"><v>1</v></c>', "行政许可"),
    "inline": ('<c t="inlineStr"><is><r><t>其</t></r><r><t>他</t></r></is></c>', "其他"),
    "text kept as it is": ('<c t="str"><v> １２ </v></c>', " １２ "),
    "true": ('<c t="b"><v>1</v></c>', "TRUE"),
    "error": ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
    "date": ('<c s="1"><v>44927</v></c>', "2023-01-01"),
    "date by its code": ('<c s="2"><v>44927.5</v></c>', "2023-01-01 12:00:00"),
    "date, East Asian": ('<c s="4"><v>44927</v></c>', "2023-01-01"),
    "letters that are no date": ('<c s="3"><v>7</v></c>', "7"),
    "date out of range": ('<c s="1"><v>9E9</v></c>', "9000000000"),
    "time": ('<c s="1"><v>0.25</v></c>', "06:00:00"),
    "date before March 1900": ('<c s="1"><v>1</v></c>', "1900-01-01"),
    "date in ISO form": ('<c t="d"><v>2023-01-01</v></c>', "2023-01-01"),
    "formula": ("<c><f>SUM(A1:B2)</f><v>5</v></c>", "5"),
}


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_values(name: str, namespace: str) -> None:
    xml, expected = VALUES[name]
    (cell,) = only(package(data(xml), namespace=namespace)).cells
    assert (cell.text, cell.formula) == (expected, False)


def test_dates_from_1904() -> None:
    found = only(package(data('<c s="1"><v>0</v></c><c s="1"><v>1</v></c>'), properties='<workbookPr date1904="1"/>'))
    assert [c.text for c in found.cells] == ["00:00:00", "1904-01-02"]


@pytest.mark.parametrize("stored", ["", "<v/>", "<v></v>"])
def test_a_formula_without_value(stored: str) -> None:
    (cell,) = only(package(data(f"<c><f>SUM(A1:B2)</f>{stored}</c>"))).cells
    assert (cell.text, cell.formula) == ("=SUM(A1:B2)", True)


def test_a_text_formula_that_came_out_blank() -> None:
    found = only(package(data('<c t="str"><f>""</f><v></v></c><c><v>1</v></c>')))
    assert [(c.text, c.formula) for c in found.cells][-1] == ("1", False)


def fill_table(sheet: Worksheet) -> None:
    sheet["B3"], sheet["C3"], sheet["D5"] = "角", 1, "末"
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:D3")
    sheet["D9"].border = Border(left=Side("thin"))
    sheet["C6"].border = Border(left=Side("thin"))


def test_merged_areas_blank_cells_and_places() -> None:
    found = only(book(fill_table))
    cells = {c.place.ref: (c.row, c.column, c.rowspan, c.colspan, c.text) for c in found.cells if c.place}
    assert cells["B3"] == (2, 1, 2, 1, "角") and cells["C3"] == (2, 2, 1, 2, "1") and cells["C4"] == (3, 2, 1, 1, "")
    assert "D3" not in cells and "B4" not in cells and "B9" not in cells and "A3" not in cells
    assert cells["C6"][4] == "", "a formatted blank row right below may be the figures of a table"
    assert {c.place.where for c in found.cells if c.place} >= {"年报!B3", "年报!D5"} and found.sheet == "年报"


MERGES = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="3"><c r="A3"><v>4</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("refs", "spans"),
    [
        (["A1:B2"], (2, 2)),
        (["A1:B2", "B2:C3"], (2, 2)),
        (["A1:XFD1048576"], (3, 3)),
        (["B1:A1", "A1", "x", "A0:B0"], (1, 1)),
    ],
)
def test_hostile_merges(refs: list[str], spans: tuple[int, int]) -> None:
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    first = only(package(f"{MERGES}<mergeCells>{merges}</mergeCells>")).cells[0]
    assert (first.rowspan, first.colspan) == spans


def fill_hidden(sheet: Worksheet) -> None:
    for row in range(1, 10):
        sheet.append([row, row, row, row])
    for row in (2, 4, 5, 6):
        sheet.row_dimensions[row].hidden = True
    sheet.row_dimensions[500].hidden = True
    sheet.column_dimensions["B"].hidden = True
    assert sheet.parent is not None
    for title, state in (("隐藏", "hidden"), ("深藏", "veryHidden"), ("空", "hidden")):
        other = sheet.parent.create_sheet(title)
        other.sheet_state = state
        other["A1"] = "1" if title != "空" else None


def test_hidden_lines_are_read_and_said() -> None:
    document = xlsx.read(book(fill_hidden), "表.xlsx")
    assert [g.sheet for g in grids(document)] == ["年报", "隐藏", "深藏"] and len(grids(document)[0].cells) == 36
    assert [(o.kind, o.text, o.note, o.number) for o in document.observations] == [
        ("hidden_lines", "年报", "第2、4至6行", 4),
        ("hidden_lines", "年报", "B列", 1),
        ("hidden_lines", "隐藏", "整张工作表", 1),
        ("hidden_lines", "深藏", "整张工作表", 1),
    ]


def test_lines_without_size_count_as_hidden() -> None:
    sheet = (
        '<cols><col min="2" max="16384" width="0"/></cols><sheetData><row ht="0"><c><v>1</v></c><c><v>2</v></c></row>'
    )
    found = xlsx.read(package(f"{sheet}</sheetData>"), "表.xlsx").observations
    assert [(o.note, o.number) for o in found] == [("第1行", 1), ("B列", 1)]


@pytest.mark.parametrize(
    ("far", "said"),
    [
        ('<row r="1048576"><c r="XFD1048576" s="1"/></row>', 0),
        ('<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>', 1),
        ('<row r="900"><c r="A900"><v>9</v></c></row>', 1),
        ('<row r="2"><c r="CA2"><v>9</v></c></row>', 1),
        ('<row r="0"><c r="A0"><v>9</v></c></row>', 0),
    ],
)
def test_far_off_remains(far: str, said: int) -> None:
    sheet = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{far}</sheetData>'
    document = xlsx.read(package(sheet), "表.xlsx")
    assert [(o.kind, o.number) for o in document.observations] == [("spans_cut", 1)] * said
    assert len(grids(document)[0].cells) <= 2


def test_many_formatted_blank_rows_cost_little() -> None:
    rows = "".join(f'<row r="{r}"><c r="A{r}" s="1"/><c r="B{r}" s="1"/></row>' for r in range(2, 200_000))
    sheet = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{rows}</sheetData>'
    assert len(only(package(sheet)).cells) <= 2


DRAWING = (
    '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:x="urn:x" xmlns:mc="urn:mc"><x:sp><x:txBody>'
    "<a:p><a:r><a:t>本机关</a:t></a:r><a:r><a:t>2023年</a:t></a:r></a:p><a:p/></x:txBody></x:sp>"
    "<mc:Fallback><x:txBody><a:p><a:r><a:t>again</a:t></a:r></a:p></x:txBody></mc:Fallback></d>"
)


def test_text_boxes_pictures_files_and_title() -> None:
    extra: dict[str, str | bytes] = {
        "xl/_rels/sheet1.xml.rels": RELS.format(LINK.format("d", "drawing", "drawings/d1.xml")),
        "xl/drawings/d1.xml": DRAWING,
        "xl/media/image1.png": b"x",
        "xl/embeddings/a.docx": b"x",
        "xl/vbaProject.bin": b"x",
        "docProps/core.xml": '<c xmlns:dc="urn:dc"><dc:title>年度报告</dc:title></c>',
    }
    document = xlsx.read(package(data("<c><v>1</v></c>"), extra), "表.xlsm")
    _, box, picture, file = document.blocks
    assert isinstance(box, Paragraph) and (box.text, box.place.where) == ("本机关2023年", "年报!文本框")
    assert isinstance(picture, Image) and picture.name == "image1.png"
    assert isinstance(file, Attachment) and file.name == "a.docx"
    assert document.meta == {"title": "年度报告"} and document.reader == "xlsx"


def test_chart_sheets_are_skipped() -> None:
    made = openpyxl.Workbook()
    made.create_chartsheet("图")
    assert made.active is not None
    made["Sheet"]["A1"] = 1
    out = io.BytesIO()
    made.save(out)
    assert [g.sheet for g in grids(xlsx.read(out.getvalue(), "表.xlsx"))] == ["Sheet"]


ENTITY = f'<!DOCTYPE w [<!ENTITY e "1">]><worksheet xmlns="{MAIN}">{data("<c><v>&e;</v></c>")}</worksheet>'
CROWD = "<sheetData>" + f"<row>{'<c><v>1</v></c>' * 60}</row>" * 7_000 + "</sheetData>"

REFUSED = {
    "no bytes": (b"", "F002"),
    "no content": (package(data()), "F002"),
    "no zip": (b"PK\x03\x04 broken", "F001"),
    "another kind": (zipped({"word/document.xml": "<x/>"}), "F006"),
    "a binary workbook": (
        zipped(
            {"_rels/.rels": RELS.format(LINK.format("r", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": "x"}
        ),
        "F006",
    ),
    "a malformed sheet": (package("<sheetData>"), "F001"),
    "a malformed workbook": (package("", {"xl/workbook.xml": "<workbook"}), "F001"),
    "a missing sheet": (package("", {"xl/_rels/workbook.xml.rels": RELS.format("")}), "F001"),
    "an entity": (package("", {"xl/sheet1.xml": ENTITY}), "F001"),
    "too many cells": (package(CROWD), "F004"),
    "a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "F003"),
    "an old workbook": (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "F006"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    found, rule = REFUSED[name]
    with pytest.raises(Unreadable) as caught:
        xlsx.read(found, "表.xlsx")
    assert caught.value.rule == rule and "表.xlsx" in caught.value.message and "请" in caught.value.message


def two_sheets(first: str, second: str) -> bytes:
    """A workbook of a 台账 and a 年报."""
    listed = '<sheet name="台账" sheetId="1" r:id="s1"/><sheet name="年报" sheetId="2" r:id="s2"/>'
    links = LINK.format("s1", "worksheet", "sheet1.xml") + LINK.format("s2", "worksheet", "sheet2.xml")
    more = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{TYPES}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELS.format(links),
        "xl/sheet2.xml": f'<worksheet xmlns="{MAIN}">{second}</worksheet>',
    }
    return package(first, more)


def test_sheets_for_which_there_is_no_room_are_left_out_and_named() -> None:
    document = xlsx.read(two_sheets(CROWD, data("<c><v>12</v></c>")), "表.xlsx")
    assert [(grid.sheet, grid.cells[0].text) for grid in grids(document)] == [("年报", "12")]
    assert [(o.kind, o.text, o.number) for o in document.observations] == [("sheets_skipped", "「台账」", 1)]


def test_a_workbook_whose_large_sheet_was_not_read_may_be_a_report() -> None:
    (found,) = judge(extract(two_sheets(CROWD, data("<c><v>12</v></c>")), "表.xlsx"))
    assert (found.status, [f.rule for f in found.findings]) == ("incomplete", ["F011"])


def test_sheets_stay_in_the_order_of_the_workbook() -> None:
    document = xlsx.read(two_sheets(data(*["<c><v>1</v></c>"] * 50), data("<c><v>12</v></c>")), "表.xlsx")
    assert ([grid.sheet for grid in grids(document)], document.observations) == (["台账", "年报"], ())


# ---------------------------------------------------------------- XLS


def old_book() -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("年报")
    sheet.write_merge(1, 2, 0, 0, "角")
    sheet.write_merge(1, 1, 1, 2, 12)
    sheet.write(2, 1, 52.15)
    sheet.write(2, 2, True)
    sheet.write(3, 0, datetime.date(2023, 1, 1), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(3, 1, xlwt.Formula("SUM(B2:B3)"))
    sheet.write(4, 1, "", xlwt.easyxf("borders: left thin"))
    sheet.row(2).hidden = True
    sheet.col(2).hidden = True
    other = made.add_sheet("藏")
    other.write(0, 0, "1")
    other.visibility = 1
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_xls_has_the_shape_of_xlsx() -> None:
    document = xls.read(old_book(), "表.xls")
    first, second = grids(document)
    cells = {c.place.ref: (c.rowspan, c.colspan, c.text) for c in first.cells if c.place}
    assert cells["A2"] == (2, 1, "角") and cells["B2"] == (1, 2, "12") and "C2" not in cells and "A1" not in cells
    assert [cells[r][2] for r in ("B3", "C3", "A4", "B5")] == ["52.15", "TRUE", "2023-01-01", ""]
    assert (first.cells[0].row, first.sheet, second.sheet, document.reader) == (1, "年报", "藏", "xls")
    notes = [(o.text, o.note) for o in document.observations]
    assert notes == [("年报", "第3行"), ("年报", "C列"), ("藏", "整张工作表")]


def encrypted_xls() -> bytes:
    """A bare BIFF8 stream: beginning of file, then FILEPASS."""
    return b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x2f\x00\x06\x00" + bytes(6) + bytes(600)


def bare_xls(*records: tuple[int, bytes]) -> bytes:
    """A BIFF8 stream of one sheet that holds `records` (number, content)."""

    def stream(*parts: tuple[int, bytes]) -> bytes:
        return b"".join(struct.pack("<HH", number, len(content)) + content for number, content in parts)

    def begin(sort: int) -> tuple[int, bytes]:
        return 0x809, struct.pack("<HHHHII", 0x600, sort, 0xDBB, 0x7CC, 0, 0)

    def book(start: int) -> bytes:
        return stream(begin(5), (0x85, struct.pack("<IBB", start, 0, 0) + b"\x01\x00S"), (0xA, b""))

    return book(len(book(0))) + stream(begin(0x10), *records, (0xA, b""))


def number_record(row: int, column: int) -> tuple[int, bytes]:
    return 0x203, struct.pack("<HHHd", row, column, 0, 1.0)


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    merge = (0xE5, struct.pack("<HHHHH", 1, 0, 65535, 0, 65535))
    (found,) = grids(xls.read(bare_xls(number_record(0, 0), number_record(1, 1), merge), "表.xls"))
    assert [(c.rowspan, c.colspan) for c in found.cells] == [(2, 2)]


REFUSED_XLS = {
    "no bytes": (b"", "F002"),
    "a newer workbook": (b"PK\x03\x04", "F006"),
    "rows padded to the last column": (bare_xls(*[number_record(r, 255) for r in range(20_000)]), "F004"),
    "a web page": (b"<html><table>", "F006"),
    "half a file": (old_book()[:700], "F001"),
    "a password": (encrypted_xls(), "F003"),
    "a newer password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "F003"),
    "an old document": (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "F006"),
}


@pytest.mark.parametrize("name", REFUSED_XLS)
def test_refused_xls(name: str) -> None:
    found, rule = REFUSED_XLS[name]
    with pytest.raises(Unreadable) as caught:
        xls.read(found, "表.xls")
    assert caught.value.rule == rule and "表.xls" in caught.value.message and "请" in caught.value.message


# ---------------------------------------------------------------- damage


SOURCES = {"xlsx": (xlsx.read, book(fill_hidden)), "xls": (xls.read, old_book())}


@pytest.mark.parametrize("name", SOURCES)
@given(st.data())
@settings(max_examples=150)
def test_damaged_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    read, whole = SOURCES[name]
    try:
        assert isinstance(read(mutated(whole, data), f"表.{name}"), Document)
    except Unreadable as refused:
        assert refused.rule.startswith("F0")


@given(st.data())
@settings(max_examples=100)
def test_damaged_sheets_are_read_or_refused(data: st.DataObject) -> None:
    xml = f'<worksheet xmlns="{MAIN}"><cols><col min="1" max="2" hidden="1"/></cols>{MERGES}</worksheet>'.encode()
    try:
        xlsx.read(package("", {"xl/sheet1.xml": mutated(xml, data)}), "表.xlsx")
    except Unreadable as refused:
        assert refused.rule.startswith("F0")


def test_limits_are_those_of_one_grid() -> None:
    wide = "".join(f"<c><v>{i}</v></c>" for i in range(limits.MAX_COLUMNS + 4))
    document = xlsx.read(package(data(wide)), "表.xlsx")
    assert grids(document)[0].width == limits.MAX_COLUMNS
    assert [(o.kind, o.number) for o in document.observations] == [("spans_cut", 4)]


FONTS = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs></styleSheet>'
)
STRIKE, SUPER = "<strike/>", '<vertAlign val="superscript"/>'


def rich(*runs: tuple[str, str | None]) -> str:
    """Runs of (text, font); None: the font of the cell."""
    fonts = (f"<r>{'' if font is None else f'<rPr>{font}</rPr>'}<t>{words}</t></r>" for words, font in runs)
    return f"<is>{''.join(fonts)}</is>"


def inline(item: str, style: int = 0) -> str:
    return f'<c t="inlineStr" s="{style}">{item}</c>'


RUNS = {
    "raised behind a figure": (inline(rich(("159", None), ("1", SUPER))), "159 [1]", 0),
    "lowered": (inline(rich(("159", ""), ("2", '<vertAlign val="subscript"/>'))), "159 [2]", 0),
    "whole cell raised": (inline(rich(("159", SUPER))), "159", 0),
    "run struck out": (inline(rich(("9", STRIKE), ("12", ""))), "12", 1),
    "two deletions": (inline(rich(("9", STRIKE), ("12", ""), ("8", STRIKE))), "12", 2),
    "not struck out": (inline(rich(("9", '<strike val="0"/>'), ("12", None))), "912", 0),
    "struck-out figure": ('<c s="1"><v>9</v></c>', "", 1),
    "struck-out formula": ('<c s="1"><f>A1</f></c>', "", 1),
    "struck-out string": ('<c s="1" t="s"><v>0</v></c>', "", 1),
    "struck-out cell with a sound run": (inline(rich(("9", None), ("12", "")), 1), "12", 1),
    "style that switches it off": ('<c s="2"><v>9</v></c>', "9", 0),
    "ordinary string": ('<c s="0" t="s"><v>0</v></c>', "规章", 0),
}


@pytest.mark.parametrize(("cell", "text", "struck"), RUNS.values(), ids=RUNS.keys())
def test_raised_and_struck_out_text(cell: str, text: str, struck: int) -> None:
    document = xlsx.read(
        package(
            data('<c t="inlineStr"><is><t>a</t></is></c>', cell, cell, "<c><v>7</v></c>"), {"xl/styles.xml": FONTS}
        ),
        "表.xlsx",
    )
    (grid,) = grids(document)
    assert [c.text for c in grid.cells] == ["a", text, text, "7"]
    seen = [(o.kind, o.number, o.place.ref if o.place else "") for o in document.observations]
    assert seen == ([("struck_text", struck * 2, "B1")] if struck else [])
