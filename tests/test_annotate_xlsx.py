"""Annotated workbooks: marks where they belong, and everything else as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.views import BookView
from PIL import Image as Picture

from tools.golden import ROOT
from validator.desk.annotate_words import AUTHOR, FILLS
from validator.desk.annotate_xlsx import LIST, annotate, marks_of
from validator.desk.annotate_xlsx_boxes import add_boxes, blank_drawing, grow_boxes, height
from validator.desk.annotate_xlsx_measures import anchor, measures
from validator.model import Report
from validator.pipeline import extract, judge
from validator.read.office_program import find_program, run_program

SAMPLE = ROOT / "2021/broken/A102-wrong-row.xlsx"
LONG = "年报" + "很长的表名" * 5 + "甲'乙"
WRONG = ("D32", "D33")
SPARKLINES = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{05C60535-1F16-4fd2-B693-F4F36F0B64E0}"><x14:sparklineGroups xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    "<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>其他!A1:A3</xm:f><xm:sqref>C1</xm:sqref></x14:sparkline>"
    "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)
BOX = (
    '<xdr:twoCellAnchor xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:from><xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff>'
    "</xdr:from><xdr:to><xdr:col>15</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="99" name="文本框"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>'
    '<a:prstGeom xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    '<xdr:txBody><a:bodyPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>办公室自用</a:t></a:r></a:p></xdr:txBody></xdr:sp>'
    "<xdr:clientData/></xdr:twoCellAnchor>"
)
# openpyxl would drop sparklines: that is why the package is changed instead.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
PLAIN = measures(etree.Element("worksheet"))
needs_office = pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")


def edited(data: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info)
            change = changes.get(info.filename)
            new.writestr(info, change(text.decode()).encode() if change else text)
    return out.getvalue()


@cache
def rich() -> bytes:
    """A workbook with all that an office may have put into it."""
    book = load_workbook(SAMPLE)
    report = book["年报"]
    report.title = LONG
    sheet = book.create_sheet("其他", 0)
    hidden = book.create_sheet("隐藏")
    hidden.sheet_state = "hidden"
    for row in range(1, 4):
        sheet.cell(row, 1, row * 3)
    sheet["B1"] = "=SUM(A1:A3)"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
    report.add_chart(chart, "M10")
    picture = io.BytesIO()
    Picture.new("RGB", (8, 8), "navy").save(picture, "PNG")
    report.add_image(Image(picture), "M30")
    report["D32"].font, report["D32"].number_format = Font("黑体", 14, bold=True), "0.00"
    report["D33"].comment = Comment("科长：请再核", "科长")
    report["E20"].fill = PatternFill("solid", fgColor="FF00FF00")
    report.column_dimensions["D"].width = 21.5
    report.protection.sheet = True
    book.defined_names["全局"] = DefinedName("全局", attr_text="其他!$A$1")
    report.defined_names["本表"] = DefinedName("本表", attr_text="其他!$A$2")
    report.print_area = "A1:J60"
    book.views, book.active = [BookView()], 1
    out = io.BytesIO()
    book.save(out)
    return edited(out.getvalue(), {"xl/drawings/drawing1.xml": _with_box, "xl/worksheets/sheet1.xml": _with_sparkline})


def _with_box(text: str) -> str:
    return re.sub(r"(?=</(?:xdr:)?wsDr>)", BOX, text)


def _with_sparkline(text: str) -> str:
    return (
        text.replace("<v></v>", "<v>18</v>")
        .replace("<v />", "<v>18</v>")
        .replace("</worksheet>", f"{SPARKLINES}</worksheet>")
    )


def judged(data: bytes) -> list[Report]:
    return judge(extract(data, "年报.xlsx"))


@cache
def copy() -> bytes:
    return annotate(rich(), "年报.xlsx", judged(rich()))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_part(data: bytes, name: str) -> str:
    every = parts(data)
    book = etree.fromstring(every["xl/workbook.xml"])
    links = {e.get("Id"): e.get("Target", "") for e in etree.fromstring(every["xl/_rels/workbook.xml.rels"])}
    (link,) = (e for e in book.iterfind("{*}sheets/{*}sheet") if e.get("name") == name)
    target = links[next(v for k, v in link.attrib.items() if str(k).endswith("}id"))]
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


# ---------------------------------------------------------------- the marks


def test_faulty_cells_are_filled_and_keep_their_look() -> None:
    sheet = load_workbook(io.BytesIO(copy()))[LONG]
    assert [sheet[ref].fill.fgColor.rgb for ref in WRONG] == [f"FF{FILLS['error']}"] * 2
    assert (sheet["D32"].font.name, sheet["D32"].font.sz, sheet["D32"].number_format) == ("黑体", 14, "0.00")
    assert sheet["E20"].fill.fgColor.rgb == "FF00FF00"


def test_comments_tell_the_finding_and_leave_those_of_others() -> None:
    sheet = load_workbook(io.BytesIO(copy()))[LONG]
    first, second = sheet["D32"].comment, sheet["D33"].comment
    assert first is not None and first.author == AUTHOR and first.text.startswith("[错误] A102")
    assert "改法：" in first.text and "依据：" in first.text
    assert second is not None and second.author == "科长"
    assert second.text.startswith("科长：请再核\n\n[错误] A102")


def test_every_comment_has_a_box_large_enough() -> None:
    drawing = next(data.decode() for name, data in parts(copy()).items() if name.endswith(".vml"))
    boxes = dict(re.findall(r":Row>(\d+)</\w+:Row>\s*<\w+:Column>(\d+)<", drawing))
    assert boxes == {"31": "3", "32": "3"}
    heights = [float(h) for h in re.findall(r"height:([\d.]+)p[tx]", drawing)]
    text = marks_of(judged(rich()))[LONG, "D32"].text
    assert min(heights) >= height(text) > 150


def test_the_list_stands_first_and_leads_to_the_cells() -> None:
    book = load_workbook(io.BytesIO(copy()))
    assert book.sheetnames == [LIST, "其他", LONG, "隐藏"]
    sheet = book[LIST]
    texts = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[1:3] for row in texts] == [["错误", "A102 （七）总计不等于各项之和"], ["错误", "A102"]]
    assert all(texts[0][column] for column in (3, 4, 5))
    quoted = LONG.replace("'", "''")
    links = [sheet[f"G{row}"].hyperlink for row in (5, 6)]
    assert [link and link.location for link in links] == [f"'{quoted}'!{ref}" for ref in WRONG]


def test_names_and_the_chosen_sheet_follow_their_sheets() -> None:
    old, new = load_workbook(io.BytesIO(rich())), load_workbook(io.BytesIO(copy()))
    assert new.active is not None and old.active is not None and new.active.title == old.active.title == LONG
    assert dict(new.defined_names) == dict(old.defined_names)
    assert new[LONG].defined_names["本表"].attr_text == "其他!$A$2"
    assert new[LONG].print_area == old[LONG].print_area
    assert not dict(new[LIST].defined_names)


# ---------------------------------------------------------------- and nothing else


def test_parts_without_marks_are_the_same_bytes() -> None:
    old, new = parts(rich()), parts(copy())
    assert set(old) <= set(new)
    report = sheet_part(rich(), LONG)
    folder, _, file = report.rpartition("/")
    marked = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", report}
    marked |= {f"{folder}/_rels/{file}.rels"}
    marked |= {name for name in old if name.endswith(".vml") or "comments" in name}
    assert {name for name in old if old[name] != new[name]} <= marked
    for kept in ("chart1", "drawing1", "image1"):
        assert any(kept in name and name not in marked for name in old)
    assert SPARKLINES.encode() in new[sheet_part(copy(), "其他")]
    assert "办公室自用".encode() in new["xl/drawings/drawing1.xml"]


def test_the_sheet_differs_in_the_style_of_the_marked_cells_only() -> None:
    old, new = (etree.fromstring(parts(data)[sheet_part(data, LONG)]) for data in (rich(), copy()))
    for sheet in (old, new):
        for cell in sheet.iterfind("{*}sheetData/{*}row/{*}c"):
            if cell.get("r") in WRONG:
                cell.attrib.pop("s", "")
    assert etree.tostring(old, method="c14n") == etree.tostring(new, method="c14n")


def test_old_styles_keep_their_numbers() -> None:
    old, new = (etree.fromstring(parts(data)["xl/styles.xml"]) for data in (rich(), copy()))
    for name in ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs"):
        before, after = ([etree.tostring(e, method="c14n") for e in tree.find(f"{{*}}{name}")] for tree in (old, new))  # type: ignore[arg-type]
        assert after[: len(before)] == before
        holder = new.find(f"{{*}}{name}")
        assert holder is not None and holder.get("count", str(len(after))) == str(len(after))


def test_the_copy_is_judged_as_the_original_and_may_be_annotated_again() -> None:
    def told(data: bytes) -> list[tuple[str, list[str]]]:
        return [(r.status, [f.message for f in r.findings]) for r in judged(data)]

    assert told(copy()) == told(rich())
    again = annotate(copy(), "年报.xlsx", judged(copy()))
    assert load_workbook(io.BytesIO(again)).sheetnames[:2] == [f"{LIST}2", LIST]


SAMPLES = [p for p in sorted(ROOT.glob("*/broken/*.xlsx")) if p.name[0] != "F"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_every_broken_sample_stays_sound(path: object) -> None:
    data = (ROOT / str(path)).read_bytes()
    reports = judged(data)
    made = annotate(data, "年报.xlsx", reports)
    book = load_workbook(io.BytesIO(made))
    commented = {(s.title, c.coordinate) for s in book for row in s.iter_rows() for c in row if c.comment}
    assert commented == set(marks_of(reports))
    assert [f.message for r in judged(made) for f in r.findings] == [f.message for r in reports for f in r.findings]


def test_macros_stay() -> None:
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data = edited(rich(), {"[Content_Types].xml": lambda t: re.sub(r"application/[^\"]*sheet\.main\+xml", kind, t)})
    with zipfile.ZipFile(held := io.BytesIO(data), "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf macros")
    made = parts(annotate(held.getvalue(), "年报.xlsm", judged(data)))
    assert made["xl/vbaProject.bin"] == b"\xd0\xcf macros" and kind.encode() in made["[Content_Types].xml"]


def test_cells_that_are_not_there_are_made_in_their_order() -> None:
    book = Workbook()
    book.active.title = "年报"  # type: ignore[union-attr]
    source = load_workbook(SAMPLE)["年报"]
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None and cell.coordinate not in ("J36", "J47"):
                book["年报"][cell.coordinate] = cell.value
    for area in source.merged_cells.ranges:
        book["年报"].merge_cells(str(area))
    out = io.BytesIO()
    book.save(out)
    made = annotate(out.getvalue(), "年报.xlsx", judged(out.getvalue()))
    sheet = etree.fromstring(parts(made)[sheet_part(made, "年报")])
    for line in sheet.iterfind("{*}sheetData/{*}row"):
        columns = [cell.get("r", "") for cell in line]
        assert columns == sorted(columns, key=lambda ref: (len(ref.rstrip("0123456789")), ref.rstrip("0123456789")))


def test_a_clean_workbook_says_so() -> None:
    data = (ROOT / "2021/clean/xlsx-one-sheet.xlsx").read_bytes()
    sheet = load_workbook(io.BytesIO(annotate(data, "年报.xlsx", judged(data))))[LIST]
    assert "通过（没有发现问题）" in str(sheet["A2"].value) and sheet.max_row == 4


def test_drawings_that_are_no_sound_xml_are_taken_as_they_are() -> None:
    drawing = blank_drawing().replace(b"</xml>", b'<v:shape id="_x0000_s1030"><font>x<br></font></v:shape></xml>')
    made = add_boxes(drawing, {"B2": "字" * 100}, PLAIN)
    assert b"<br>" in made and b'id="_x0000_s1031"' in made and made.endswith(b"</xml>")


def test_a_box_grows_by_what_is_added() -> None:
    made = add_boxes(blank_drawing(), {"B2": "短"}, PLAIN)
    anchored = re.sub(rb"(<x:Anchor>)[^<]*", rb"\g<1>1, 2, 3, 4, 5, 6, 7, 8", made)
    grown = grow_boxes(anchored, {"B2": "字" * 100})
    before, after = (float(re.findall(rb"height:([\d.]+)pt", data)[0]) for data in (anchored, grown))
    assert after == before + height("字" * 100)
    assert b"<x:Anchor>1, 2, 3, 4, 7, 6, 12, 8</x:Anchor>" in grown


def test_a_box_stands_beside_its_cell_whatever_the_columns_are() -> None:
    wide = etree.fromstring(
        "<worksheet><cols><col min='3' max='3' width='100'/><col min='4' max='9' hidden='1'/></cols>"
        "<sheetData><row r='1' hidden='1'/><row r='2' ht='200'/></sheetData></worksheet>"
    )
    assert anchor(PLAIN, "B2", 300, 30) == "2, 15, 0, 2, 8, 31, 2, 2"
    assert anchor(measures(wide), "B2", 300, 30) == "2, 15, 0, 2, 2, 415, 1, 42"


@needs_office
def test_libreoffice_opens_the_copy_with_its_marks() -> None:
    program = find_program()
    assert program is not None
    (made,) = run_program(program, [(".xlsx", copy())], "xlsx")
    assert made is not None
    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == [LIST, "其他", LONG, "隐藏"]
    sheet = book[LONG]
    assert [sheet[ref].fill.fgColor.rgb for ref in WRONG] == [f"FF{FILLS['error']}"] * 2
    assert all(sheet[ref].comment and "A102" in sheet[ref].comment.text for ref in WRONG)
    assert len(sheet._charts) == 1 and book["隐藏"].sheet_state == "hidden"  # type: ignore[attr-defined]
    links = [book[LIST][f"G{row}"].hyperlink for row in (5, 6)]
    assert all(link and link.location and link.location.endswith(ref) for link, ref in zip(links, WRONG, strict=True))


def test_the_list_of_a_workbook_of_several_organs_says_whose_each_finding_is() -> None:
    book = load_workbook(ROOT / "2021/addin/organs-sheets.xlsx")
    whose = book.sheetnames[1]
    spot = next(c for row in book[whose].iter_rows(min_row=12) for c in row if isinstance(c.value, int) and c.value > 3)
    spot.value += 5
    held = io.BytesIO()
    book.save(held)
    sheet = load_workbook(io.BytesIO(annotate(held.getvalue(), "年报.xlsx", judged(held.getvalue()))))[LIST]
    assert str(sheet["A2"].value).startswith("共 3 份：通过 2，不通过 1；") and sheet["D5"].value.startswith(
        f"问题（{whose} "
    )
