"""DOCX: what a reader of the finished text sees, in order, and refusal of what cannot be read."""

from __future__ import annotations

import io
import zipfile

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.damage import mutated
from validator import limits
from validator.model import Attachment, Document, Grid, Image, Paragraph, Place, Unreadable
from validator.read import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:r="{TYPES}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
LINK = '<Relationship Id="{}" Type="' + TYPES + '/{}" Target="{}"/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def package(body: str, namespace: str = W, extra: dict[str, str | bytes] | None = None) -> bytes:
    links = LINK.format("i1", "image", "media/a.png") + LINK.format("o1", "package", "embeddings/表.xlsx")
    return zipped(
        {
            "_rels/.rels": RELS.format(LINK.format("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": f'<w:document xmlns:w="{namespace}" {NAMES}><w:body>{body}</w:body></w:document>',
            "word/_rels/document.xml.rels": RELS.format(links),
            **(extra or {}),
        }
    )


def read(body: str, namespace: str = W) -> Document:
    return docx.read(package(body, namespace), "报告.docx")


def p(content: str) -> str:
    return f"<w:p><w:r>{content}</w:r></w:p>"


def t(words: str) -> str:
    return p(f"<w:t>{words}</w:t>")


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def span(count: int) -> str:
    return f'<w:gridSpan w:val="{count}"/>'


def cells(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in grid.cells]


def shape(document: Document) -> list[object]:
    """Texts of paragraphs, rows of texts of grids, names of pictures and files in brackets."""
    out: list[object] = []
    for block in document.blocks:
        match block:
            case Paragraph():
                out.append(block.text)
            case Grid():
                out.append([[c.text for c in block.row(r) if c.row == r] for r in range(len(block.index))])
            case Image():
                out.append(f"[{block.name}]")
            case Attachment():
                out.append(f"<{block.name}>")
    return out


PAIR = tbl(tr(tc(t("a")), tc(t("b"))))
BOX = "<w:txbxContent>{}</w:txbxContent>"
BLIP = '<w:drawing><a:blip r:embed="i1"/></w:drawing>'

SHAPES: dict[str, tuple[str, list[object]]] = {
    "blocks in order": (t("甲") + PAIR + t("乙"), ["甲", [["a", "b"]], "乙"]),
    "blank paragraphs": (t("甲") + p("") + t(" ") + t("乙"), ["甲", "乙"]),
    "marks in text": (p("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:sym/>"), ["a\tb\nc-"]),
    "marks in a cell": (
        tbl(tr(tc(p("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:cr/><w:t>c</w:t>") + t("d")), tc(t("e")))),
        [[["a b\nc\nd", "e"]]],
    ),
    "field codes": (p("<w:instrText>PAGE</w:instrText><w:t>3</w:t>"), ["3"]),
    "hidden text": (p("<w:t>3</w:t>") + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r></w:p>", ["3"]),
    "ruby": (
        p("<w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>y</w:t></w:r></w:rubyBase></w:ruby>"),
        ["y"],
    ),
    "wrapped runs": (
        (
            "<w:p><w:hyperlink><w:r><w:t>1</w:t></w:r></w:hyperlink><w:fldSimple><w:r><w:t>2</w:t></w:r></w:fldSimple>"
            "<w:smartTag><w:r><w:t>3</w:t></w:r></w:smartTag><w:customXml><w:r><w:t>4</w:t></w:r></w:customXml>"
            "<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent><w:r><w:t>5</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        ),
        ["12345"],
    ),
    "wrapped block, row and cell": (
        sdt(tbl(sdt(tr(tc(t("a")), sdt(tc(t("b"))))), f"<w:customXml>{tr(tc(t('c')), tc(t('d')))}</w:customXml>")),
        [[["a", "b"], ["c", "d"]]],
    ),
    "changes in runs": (
        (
            "<w:p><w:ins><w:r><w:t>1</w:t></w:r></w:ins><w:del><w:r><w:delText>2</w:delText></w:r></w:del>"
            "<w:moveFrom><w:r><w:t>3</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>4</w:t></w:r></w:moveTo></w:p>"
        ),
        ["14"],
    ),
    "changes in rows and cells": (
        tbl(
            tr(tc(t("a")), tc(t("b"))),
            tr(tc(t("x")), tc(t("y")), properties="<w:del/>"),
            tr(tc(t("x"), "<w:cellDel/>"), tc(t("c")), tc(t("d")), properties="<w:ins/>"),
        ),
        [[["a", "b"], ["c", "d"]]],
    ),
    "a deleted paragraph end": (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p>" + t("2"),
        ["12"],
    ),
    "a deleted paragraph end in a cell": (
        tbl(tr(tc("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>1</w:t></w:r></w:p>" + t("2")), tc(t("3")))),
        [[["12", "3"]]],
    ),
    "a frame round text": (tbl(tr(tc(t("甲") + t("乙")))), ["甲", "乙"]),
    "a layout table": (tbl(tr(tc(t("左")), tc(PAIR + t("右")))), ["左", [["a", "b"]], "右"]),
    "a frame inside a cell": (tbl(tr(tc(t("1") + tbl(tr(tc(t("2")))) + p("")), tc(t("3")))), [[["1\n2\n", "3"]]]),
    "a text box": (p("<w:t>甲</w:t><w:pict>" + BOX.format(t("框") + PAIR) + "</w:pict>"), ["甲", "框", [["a", "b"]]]),
    "a text box over a table": (
        tbl(tr(tc(p("<w:t>a</w:t><w:pict>" + BOX.format(t("框")) + "</w:pict>")), tc(t("b")))),
        [[["a", "b"]], "框"],
    ),
    "alternatives": (
        p(
            f"<mc:AlternateContent><mc:Choice><w:drawing>{BOX.format(PAIR)}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{BOX.format(PAIR)}</w:pict></mc:Fallback></mc:AlternateContent>"
        ),
        [[["a", "b"]]],
    ),
    "an alternative left blank": (
        p("<mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent>"),
        ["乙"],
    ),
    "pictures": (p(BLIP) + p('<w:pict><v:imagedata r:id="i1"/></w:pict>'), ["[a.png]", "[a.png]"]),
    "a picture in a cell": (tbl(tr(tc(p(BLIP)), tc(t("b")))), [[["", "b"]], "[a.png]"]),
    "an embedded file": (
        p('<w:object><v:imagedata r:id="i1"/><o:OLEObject ProgID="Excel.Sheet.12" r:id="o1"/></w:object>'),
        ["<表.xlsx>"],
    ),
    "an included document": ('<w:altChunk r:id="o1"/>', ["<表.xlsx>"]),
}


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("namespace", [W, STRICT])
def test_blocks(name: str, namespace: str) -> None:
    body, expected = SHAPES[name]
    assert shape(read(body, namespace)) == expected


RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

SPANS: dict[str, tuple[str, list[tuple[int, int, int, int, str]]]] = {
    "across": (
        tbl(tr(tc(t("a"), span(2))), tr(tc(t("b")), tc(t("c"))), widths=(9, 9)),
        [(0, 0, 1, 2, "a"), (1, 0, 1, 1, "b"), (1, 1, 1, 1, "c")],
    ),
    "down": (
        tbl(tr(tc(t("a"), RESTART), tc(t("b"))), tr(tc(t("hidden"), CONTINUE), tc(t("c")))),
        [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")],
    ),
    "a continuation of nothing": (
        tbl(tr(tc(t("a"), CONTINUE), tc(t("b"))), tr(tc(p(""), CONTINUE), tc(t("c")))),
        [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")],
    ),
    "columns skipped before and after": (
        tbl(
            tr(tc(t("a")), tc(t("b")), tc(t("c"))),
            tr(tc(t("d")), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        ),
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (0, 2, 1, 1, "c"), (1, 1, 1, 1, "d")],
    ),
    "a phantom column": (
        tbl(
            tr(tc(t("a"), RESTART), tc(t("b"), span(2)), tc(t("c"))),
            tr(tc(p(""), CONTINUE), tc(t("d")), tc(t("e"), span(2))),
            widths=(1000, 1000, 1, 1000),
        ),
        [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (0, 2, 1, 1, "c"), (1, 1, 1, 1, "d"), (1, 2, 1, 1, "e")],
    ),
    "a hair-wide column with text": (
        tbl(tr(tc(t("a")), tc(t("b")), tc(t("c"))), widths=(1000, 1, 1000)),
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (0, 2, 1, 1, "c")],
    ),
    "a column no cell uses": (
        tbl(tr(tc(t("a"), span(3)), tc(t("b"))), tr(tc(t("c"), span(3)), tc(t("d")))),
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")],
    ),
    "spans that are no numbers": (
        tbl(tr(tc(t("a"), '<w:gridSpan w:val="-3"/>'), tc(t("b"), '<w:gridSpan w:val="x"/>'))),
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")],
    ),
}


@pytest.mark.parametrize("name", SPANS)
def test_spans(name: str) -> None:
    body, expected = SPANS[name]
    (grid,) = read(body).blocks
    assert isinstance(grid, Grid) and cells(grid) == expected


def test_places_and_title() -> None:
    core = '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title> 年度报告 </dc:title></c>'
    found = docx.read(
        package(p(BLIP) + t("甲") + p("") + t("乙") + p(BLIP), extra={"docProps/core.xml": core}), "x.docx"
    )
    assert [b.place.where for b in found.blocks if isinstance(b, Paragraph | Image)] == [
        "文首",
        "第1段",
        "第2段",
        "第2段之后",
    ]
    assert found.meta == {"title": "年度报告"} and found.reader == "docx"


def test_a_damaged_title_is_no_reason_to_stop() -> None:
    assert docx.read(package(t("甲"), extra={"docProps/core.xml": "<c"}), "x.docx").meta == {}


def test_python_docx_table() -> None:
    made = python_docx.Document()
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "角"
    table.cell(2, 2).text = "12"
    out = io.BytesIO()
    made.save(out)
    (grid,) = docx.read(out.getvalue(), "x.docm").blocks
    assert isinstance(grid, Grid)
    assert cells(grid)[0][:4] == (0, 0, 2, 2) and cells(grid)[-1] == (2, 2, 1, 1, "12")


def test_columns_beyond_the_limit_are_cut_and_said() -> None:
    body = tbl(tr(*[tc(t(str(i))) for i in range(limits.MAX_COLUMNS + 5)]))
    document = read(body)
    (grid,) = document.blocks
    assert isinstance(grid, Grid) and grid.width == limits.MAX_COLUMNS
    assert [o.kind for o in document.observations] == ["spans_cut"]


def encrypted_member() -> bytes:
    data = bytearray(package(t("甲")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def nested(depth: int) -> str:
    return "<w:ins>" * depth + t("甲") + "</w:ins>" * depth


REFUSED: dict[str, tuple[bytes, str]] = {
    "no bytes": (b"", "F002"),
    "no content": (package(p("")), "F002"),
    "no zip": (b"PK\x03\x04 broken", "F001"),
    "half a zip": (package(t("甲"))[:300], "F001"),
    "a missing part": (zipped({"_rels/.rels": RELS.format(LINK.format("r", "officeDocument", "a.xml"))}), "F006"),
    "another kind": (zipped({"a.txt": "x"}), "F006"),
    "malformed markup": (package("<w:p>"), "F001"),
    "an entity": (
        zipped(
            {
                "_rels/.rels": RELS.format(LINK.format("r1", "officeDocument", "d.xml")),
                "d.xml": f'<!DOCTYPE d [<!ENTITY e "1">]><w:document xmlns:w="{W}"><w:body>{t("&e;")}</w:body></w:document>',
            }
        ),
        "F001",
    ),
    "a password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "F003"),
    "an encrypted member": (encrypted_member(), "F003"),
    "an old document": (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "F006"),
    "an old workbook": (OLE + bytes(600) + "Workbook".encode("utf-16-le"), "F006"),
    "another compound file": (OLE + bytes(600), "F001"),
    "a swollen member": (package(t("甲"), extra={"x": bytes(4_000_000)}), "F004"),
    "too many members": (zipped({str(i): b"" for i in range(limits.MAX_MEMBERS + 1)}), "F004"),
    "too many bytes": (b"PK" + bytes(limits.MAX_BYTES), "F004"),
    "too deep": (package(nested(300)), "F001"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    data, rule = REFUSED[name]
    with pytest.raises(Unreadable) as caught:
        docx.read(data, "报告.docx")
    assert caught.value.rule == rule
    assert "报告.docx" in caught.value.message and "请" in caught.value.message


def test_deep_nesting_is_read_or_refused() -> None:
    body = t("底")
    for _ in range(60):
        body = tbl(tr(tc(body)))
    assert shape(read(body)) == ["底"]


SMALL = package(t("甲") + tbl(tr(tc(t("a"), RESTART), tc(t("b"), span(2))), tr(tc(p(""), CONTINUE), tc(t("c")))))
LOOSE = io.BytesIO()
with zipfile.ZipFile(io.BytesIO(SMALL)) as _packed, zipfile.ZipFile(LOOSE, "w") as _stored:
    for _info in _packed.infolist():
        _stored.writestr(_info.filename, _packed.read(_info))


@given(st.data(), st.sampled_from([SMALL, LOOSE.getvalue()]))
@settings(max_examples=150)
def test_damaged_files_are_read_or_refused(data: st.DataObject, whole: bytes) -> None:
    try:
        assert isinstance(docx.read(mutated(whole, data), "x.docx"), Document)
    except Unreadable as refused:
        assert refused.rule.startswith("F0")


def r(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


SUPER, SUB = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
STRIKE = "<w:strike/>"
RUNS = {
    "raised behind a figure": (r("159") + r("1", SUPER), "159 [1]", 0),
    "a mark of two runs": (r("159") + r("1", SUPER) + r("2", SUPER), "159 [12]", 0),
    "lowered": (r("159") + r("注", SUB), "159 [注]", 0),
    "whole cell raised": (r("159", SUPER), "159", 0),
    "on the line": (r("15") + r("9", '<w:vertAlign w:val="baseline"/>'), "159", 0),
    "struck out": (r("9", STRIKE) + r("12"), "12", 1),
    "struck out twice": (r("9", "<w:dstrike/>") + r("12") + r("8", STRIKE), "12", 2),
    "one deletion of two runs": (r("9", STRIKE) + r("8", STRIKE) + r("12"), "12", 1),
    "whole cell struck out": (r("9", STRIKE), "", 1),
    "not struck out": (r("9", '<w:strike w:val="0"/>'), "9", 0),
    "struck out and raised": (r("12") + r("9", STRIKE + SUPER), "12", 1),
    "blank struck out": (r("12") + r(" ", STRIKE), "12", 0),
    "struck out and deleted": (f"<w:del>{r('9', STRIKE)}</w:del>" + r("12"), "12", 0),
    "struck out and hidden": (r("9", STRIKE + "<w:vanish/>") + r("12"), "12", 0),
}


@pytest.mark.parametrize(("runs", "text", "struck"), RUNS.values(), ids=RUNS.keys())
def test_raised_and_struck_out_runs(runs: str, text: str, struck: int) -> None:
    document = read(t("x") + tbl(tr(tc(t("a")), tc(f"<w:p>{runs}</w:p>"))))
    (grid,) = [b for b in document.blocks if isinstance(b, Grid)]
    assert [c.text for c in grid.cells] == ["a", text]
    seen = [(o.kind, o.number, o.place.where if o.place else "") for o in document.observations]
    assert seen == ([("struck_text", struck, "表1")] if struck else [])


def test_struck_out_text_is_told_once_with_its_first_place() -> None:
    table = tbl(tr(tc(t("a")), tc(f"<w:p>{r('9', STRIKE)}{r('1')}</w:p>")))
    document = read(t("x") + f"<w:p>{r('收到8件', STRIKE)}{r('收到159')}{r('1', SUPER)}</w:p>" + table)
    assert shape(document)[:2] == ["x", "收到159 [1]"]
    (seen,) = document.observations
    assert (seen.text, seen.number, seen.place) == ("收到8件", 2, Place("第2段"))
