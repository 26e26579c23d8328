"""The package of an annotated workbook, where programs write it otherwise than most."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree
from openpyxl import load_workbook
from openpyxl.comments import Comment

from tools.golden import ROOT
from validator.desk.annotate_words import FILLS, Look, marked_paragraph
from validator.desk.annotate_xlsx import annotate
from validator.desk.annotate_xlsx_cells import shade_cells
from validator.desk.annotate_xlsx_styles import Palette
from validator.desk.package_draft import Draft, packed
from validator.model import Case, Finding, Paragraph, Place
from validator.pipeline import extract, judge
from validator.read.package import open_package

SAMPLE = ROOT / "2021/broken/A102-wrong-row.xlsx"
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def marked(data: bytes) -> dict[str, bytes]:
    return members(annotate(data, "年报.xlsx", judge(extract(data, "年报.xlsx"))))


def test_strict_files_stay_strict() -> None:
    parts = members(SAMPLE.read_bytes())
    for name, data in parts.items():
        for usual, strict in STRICT.items():
            data = data.replace(usual, strict)
        parts[name] = data
    made = marked(zipped(parts))
    sheet = next(name for name in made if name.startswith("xl/comments"))
    assert STRICT[next(iter(STRICT))] in made[sheet]
    assert not any(usual in data for usual in STRICT for data in made.values())


def test_threaded_comments_are_left_alone() -> None:
    book = load_workbook(SAMPLE)
    book["年报"]["D32"].comment = Comment("[Threaded comment]", "tc={1}")
    out = io.BytesIO()
    book.save(out)
    parts = members(out.getvalue())
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="D32" id="{{1}}"><text>再核</text></threadedComment></ThreadedComments>'
    ).encode()
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    added = (
        b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        b'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    parts[links] = parts[links].replace(b"</Relationships>", added)
    made = annotate(data := zipped(parts), "年报.xlsx", judge(extract(data, "年报.xlsx")))
    sheet = load_workbook(io.BytesIO(made))["年报"]
    assert sheet["D32"].comment and sheet["D32"].comment.text == "[Threaded comment]"
    assert sheet["D33"].comment and "A102" in sheet["D33"].comment.text
    assert sheet["D32"].fill.fgColor.rgb == f"FF{FILLS['error']}"


def test_cells_and_rows_are_made_in_their_order_and_look_as_the_place_did() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = etree.fromstring(
        f'<worksheet xmlns="{space}"><cols><col min="2" max="3" style="1"/></cols><sheetData>'
        '<row><c/><c/></row><row r="4" s="2" customFormat="1" spans="1:1"><c r="A4"/><c r="D4"/></row></sheetData></worksheet>'
    )
    styles = etree.fromstring(
        f'<styleSheet xmlns="{space}"><fills/><cellXfs><xf/><xf fontId="7"/><xf fontId="8"/></cellXfs></styleSheet>'
    )
    refs = ("B1", "C1", "C2", "B4", "E4", "A9")
    shade_cells(sheet, dict.fromkeys(refs, Look("warning")), Palette(styles))
    rows = [(row.get("r"), [cell.get("r") for cell in row]) for row in sheet.iter("{*}row")]
    assert rows == [(None, [None, None, "C1"]), ("2", ["C2"]), ("4", ["A4", "B4", "D4", "E4"]), ("9", ["A9"])]
    made = styles.findall("{*}cellXfs/{*}xf")
    fonts = {
        cell.get("r") or "B1": made[int(cell.get("s", "0"))].get("fontId")
        for cell in sheet.iter("{*}c")
        if cell.get("s")
    }
    assert fonts == {"B1": None, "C1": "7", "C2": "7", "B4": "8", "E4": "8", "A9": None}
    assert [fill[0].get("patternType") for fill in styles.iterfind("{*}fills/{*}fill")] == ["none", "gray125", "solid"]


def test_a_package_without_changes_is_written_as_it_was() -> None:
    data = SAMPLE.read_bytes()
    made = packed(Draft(open_package(data, "年报.xlsx", "")))
    assert list(members(made).items()) == list(members(data).items())


def test_the_quoted_paragraph_is_found_in_either_script() -> None:
    lines = ("本年收到申請 3 件。", "本年收到申请 4 件。", "無關")
    paragraphs = tuple(Paragraph(line, Place(f"第{n}段")) for n, line in enumerate(lines, 1))
    case = Case("a", 1, None, "docx", None, None, None, None, None, False, paragraphs=paragraphs)

    def found(evidence: str | None) -> str | None:
        one = Finding("C101", "warning", None, "", None, (), (), (), False, evidence, None, "")
        said = marked_paragraph(one, case)
        return said.place.where if said else None

    assert [found(e) for e in ("申请 4 件", "收到申请3件", "2023-01-05", " ", None)] == [
        "第2段",
        "第1段",
        None,
        None,
        None,
    ]
