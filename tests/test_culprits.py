"""The cell that most likely has to change looks otherwise than those that the fault may lie in, wherever cells are marked."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree
from lxml.html import HtmlElement, fromstring
from openpyxl import load_workbook

from tools.golden import ROOT, reports
from validator.audit_outputs.dashboard_data import records
from validator.desk.annotate import annotated
from validator.desk.annotate_words import LEGEND, note
from validator.model import Report
from validator.pipeline import extract, judge
from validator.report import page, terminal, xlsx
from validator.report.culprits import Key, culprits, culprits_told
from validator.report.json import audit_entry, decode, entry
from validator.report.wording import MAYBE_SIGN

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REVIEW = {("disputes", "review", column) for column in ("upheld", "corrected", "other", "pending", "total")}
CLOSING = ("requests", "carried_out", "natural_person")


def two_faults() -> tuple[bytes, list[Report], dict[Key, str]]:
    """A workbook with a mistyped closing, told for certain, and a total of reviews that may be right; cell → its name."""
    data = (ROOT / "2021/clean/xlsx-one-sheet.xlsx").read_bytes()
    (case,) = extract(data, "年报.xlsx")
    names = {cell.key: cell.place.ref or "" for cell in case.cells}
    book = load_workbook(io.BytesIO(data))
    book.worksheets[0][names[CLOSING]] = 71
    book.worksheets[0][names["disputes", "review", "total"]] = 99
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), judge(extract(out.getvalue(), "年报.xlsx")), names


@pytest.mark.parametrize(
    ("name", "rule", "wanted"),
    [
        ("A101-closing.docx", "A101", {CLOSING}),
        ("A201-review-total.docx", "A201", set()),
        ("C101-received.docx", "C101", set()),
        ("V001-see-attachment.xlsx", "V001", {("art20_6", "penalties", "decisions")}),
    ],
)
def test_what_a_rule_can_tell_decides(name: str, rule: str, wanted: set[Key]) -> None:
    (finding,) = [f for f in reports()[f"2021/broken/{name}"].findings if f.rule == rule]
    assert culprits(finding) == wanted


def test_of_several_repairs_the_likeliest_counts() -> None:
    (finding,) = reports()["2021/broken/A103-between-rows.docx"].findings
    others = {(c.table, c.row, c.column) for repair in finding.repairs[1:] for c in repair.changes}
    assert len(culprits(finding)) == 2 and others - culprits(finding)


def test_results_are_read_as_findings_are() -> None:
    for report in reports().values():
        for finding, told in zip(report.findings, entry(report)["findings"], strict=True):
            assert culprits_told(told) == culprits(finding) <= {cell.key for cell in finding.cells}


def test_pages_mark_candidates_with_a_sign_and_a_class_of_their_own() -> None:
    _, judged, _ = two_faults()
    drawn = fromstring(page.render(judged).decode())
    sure, maybe = drawn.xpath("//td[@class='error']"), drawn.xpath("//td[@class='error maybe']")
    assert [td.get("data-row") for td in sure] == ["carried_out"] and _signs(sure[0]) == ("✗", "错误：")
    assert {("disputes", td.get("data-row"), td.get("data-column")) for td in maybe} == REVIEW
    assert all(_signs(td) == (MAYBE_SIGN, "可能有关：") for td in maybe)
    assert f"{MAYBE_SIGN} 可能有关的格" in drawn.xpath("string(//p[@class='legend'])")


def _signs(figure: HtmlElement) -> tuple[str, str]:
    """What the style puts behind and before a figure."""
    return figure[0].get("data-sign"), figure[0].get("data-word")


def test_terminals_draw_candidates_with_a_sign_of_their_own() -> None:
    _, judged, _ = two_faults()
    told = terminal.render(judged, width=160)
    assert "71✗" in told and f"99{MAYBE_SIGN}" in told and "99✗" not in told


def test_workbooks_fill_culprits_and_stripe_candidates() -> None:
    data, judged, names = two_faults()
    book = load_workbook(io.BytesIO(annotated(data, "年报.xlsx", judged, ".xlsx")))
    fills = {key: book.worksheets[1][names[key]].fill.fill_type for key in {CLOSING, *REVIEW}}
    assert fills == {CLOSING: "solid", **dict.fromkeys(REVIEW, "lightUp")}
    first = [c.value for c in book.worksheets[0]["A"]], [c.value for c in book.worksheets[0]["D"]]
    assert LEGEND in str(first[0][2]) and first[1].count("同上（可能有关）") == len(REVIEW) - 1
    drawn = load_workbook(io.BytesIO(xlsx.render(judged)))["表格1"]
    every = [c.fill.fill_type for row in drawn for c in row if c.comment]
    assert (every.count("solid"), every.count("lightUp")) == (1, len(REVIEW))


def test_documents_stripe_candidates_and_say_so() -> None:
    data = (ROOT / "2021/broken/A201-review-total.docx").read_bytes()
    judged = judge(extract(data, "年报.docx"))
    with zipfile.ZipFile(io.BytesIO(annotated(data, "年报.docx", judged, ".docx"))) as package:
        text, comments = package.read("word/document.xml"), package.read("word/comments.xml").decode()
    shades = [shade.get(f"{W}val") for shade in etree.fromstring(text).iter(f"{W}shd")]
    assert shades == ["thinDiagStripe"] * len(REVIEW) and "不一定要改" in comments
    assert "不一定要改" not in note(reports()["2021/broken/A101-closing.docx"].findings[0])


def test_the_page_of_an_audit_is_told_which_marks_are_candidates() -> None:
    _, judged, _ = two_faults()
    found = [decode(text) for text in records(map(audit_entry, judged)).findings]
    marks = {one[2]: sorted(mark[2] for mark in one[8]) for one in found}
    assert marks == {"A101": [0], "A201": [1] * len(REVIEW)}
