"""Files made to hurt: noise, bombs, monstrous spans, nesting and figures. No exception leaves the program."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read_samples import SAMPLES, clean, judged
from tools.forge.render_docx import package
from tools.samples_package import repacked
from validator.limits import MAX_DEPTH
from validator.model import Cell
from validator.pipeline import extract


def sound(kind: str) -> tuple[Cell, ...]:
    return extract(clean(kind), SAMPLES[kind])[0].cells


def rules(data: bytes, name: str) -> list[str]:
    return [finding.rule for report in judged(data, name) for finding in report.findings]


@pytest.mark.parametrize("name", [*SAMPLES.values(), "cells.json", "no-extension", "年报.pdf"])
@pytest.mark.parametrize(
    "data", [b"", b"\0", b"\xff" * 99, b"\n\n\n", bytes(range(256)) * 40, b"PK\x03\x04", b"<", b"{"]
)
def test_noise_under_every_name(name: str, data: bytes) -> None:
    statuses = [report.status for report in judged(data, name)]
    assert statuses and "passed" not in statuses


@given(st.binary(max_size=2000), st.sampled_from([*SAMPLES.values(), "cells.json", "x"]))
@settings(max_examples=100, derandomize=True)
def test_arbitrary_bytes(data: bytes, name: str) -> None:
    assert all(report.status != "passed" for report in judged(data, name))


@given(st.text(max_size=2000), st.sampled_from(["x.html", "x.txt", "x.csv", "x.md", "x.json"]))
@settings(max_examples=100, derandomize=True)
def test_arbitrary_text(text: str, name: str) -> None:
    assert all(report.status != "passed" for report in judged(text.encode("utf-8", "surrogatepass"), name))


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("extension", [".html", ".docx", ".xlsx", ".xls", ".json", ".doc", ".pdf", ""])
def test_a_wrong_extension_is_said_or_does_not_matter(kind: str, extension: str) -> None:
    for report in judged(clean(kind), f"report{extension}"):
        assert report.findings or report.case.cells == sound(kind)


def test_a_span_of_100000_by_100000() -> None:
    spans = b'<td colspan="100000" rowspan="100000">'
    for data in (
        clean("html").replace(b"<td>", spans, 1),
        clean("html").replace(b"<td>", spans),
        b"<table>" + (b"<tr>" + spans + b"1</td><td>2</td></tr>") * 200 + b"</table>",
    ):
        judged(data, "x.html")


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(("name", "part"), [("x.docx", "word/document.xml"), ("x.xlsx", "xl/workbook.xml")])
def test_a_zip_bomb_is_over_the_limit(name: str, part: str) -> None:
    assert rules(zipped({part: b" " * 40_000_000}), name) == ["F004"]


def test_many_members_are_over_the_limit() -> None:
    assert rules(zipped({f"word/{n}": b"" for n in range(10_500)}), "x.docx") == ["F004"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈"}">' for n in range(10))
OUTSIDE = '<!ENTITY l9 SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("entities", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_entities_in_a_package_are_refused(entities: str) -> None:
    text = package(["<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"])
    bomb = repacked(
        text, {"word/document.xml": lambda xml: xml.replace("<w:document", f"<!DOCTYPE d [{entities}]><w:document", 1)}
    )
    assert rules(bomb, "x.docx") == ["F001"]


def test_deep_nesting_is_over_the_limit() -> None:
    depth = MAX_DEPTH * 3
    for piece in ("<div>", "<table><tr><td>", "<b>", "<ul><li>"):
        data = f"<html><body>{piece * depth}1".encode()
        assert rules(data, "x.html") in (["F004"], ["D001"])
    inner = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    assert rules(package([inner]), "x.docx") in (["F001"], ["F004"])


def test_long_lines_are_read_in_reasonable_time() -> None:
    for data, name in ((b"1" * 2_000_000, "x.txt"), (b"<td>" * 100_000, "x.html"), ("第二十条" * 200_000, "x.txt")):
        judged(data if isinstance(data, bytes) else data.encode(), name)


@pytest.mark.parametrize("figure", ["9" * 5000, "1e999999999", "NaN", "Infinity", "-0", "１" * 400, "0x10", "1_000"])
def test_monstrous_figures(figure: str) -> None:
    data = clean("html").replace(b"<p>36</p>", f"<p>{figure}</p>".encode(), 1)
    for report in judged(data, "x.html"):
        assert report.status != "passed"
