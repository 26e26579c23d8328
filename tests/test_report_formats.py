"""`check --format html|markdown|xlsx`: every sample is drawn, nothing in a report is obeyed, nothing is fetched."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from tests.hostile import MESSAGE, ORGAN, PATH, RAW, hostile
from tools.golden import reports
from validator.form import Table
from validator.model import Report
from validator.report import markdown, page, xlsx
from validator.report.formats import FORMATS
from validator.report.links import link
from validator.report.page_findings import marks_of
from validator.report.resources import asset
from validator.report.table_html import Mark, table_html
from validator.report.visible import one_line, visible
from validator.schema import editions
from validator.tables.structure import printed_form

FORMS = [table for edition in editions().values() for table in edition.tables]
COLLAPSED = printed_form(editions()["2021"].table("requests"), ["other"])
CLOSING = "2021/broken/A101-closing.docx"


def every() -> list[Report]:
    return list(reports().values())


def parsed(*chosen: Report) -> html.HtmlElement:
    return html.document_fromstring(page.render(chosen).decode())


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_no_report_and_a_hostile_one(name: str) -> None:
    format_ = FORMATS[name]
    assert format_.extension.startswith(".")
    for chosen in ([], [hostile()]):
        data = format_.load().render(chosen)
        assert isinstance(data, bytes) and data
        assert format_.binary == (data[:2] == b"PK")


# ---------------------------------------------------------------- the tables


@pytest.mark.parametrize("form", [*FORMS, COLLAPSED], ids=lambda form: f"{form.key}-{len(form.rows)}")
def test_a_table_is_a_full_rectangle_with_one_cell_a_figure(form: Table) -> None:
    drawn = html.fragment_fromstring(table_html(form, {}, {}))
    taken: Counter[tuple[int, int]] = Counter()
    for number, row in enumerate(drawn.iter("tr")):
        at = 0
        for cell in row:
            while (number, at) in taken:
                at += 1
            down, across = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken.update((r, c) for r in range(number, number + down) for c in range(at, at + across))
    height, width = 1 + max(r for r, _ in taken), 1 + max(c for _, c in taken)
    assert set(taken.values()) == {1} and len(taken) == height * width
    figures = [(cell.get("data-row"), cell.get("data-column")) for cell in drawn.iter("td")]
    assert figures == [(row.key, column.key) for row in form.rows for column in form.columns]
    text = "".join(drawn.itertext())
    assert [
        label for line in (*form.rows, *form.columns) for label in (*line.under, line.label) if label not in text
    ] == []


def test_a_mark_is_told_by_word_and_sign_and_leads_to_its_finding() -> None:
    form = editions()["2021"].table("art20_1")
    spot = ("regulations", "issued")
    drawn = html.fragment_fromstring(table_html(form, {spot: "7"}, {spot: Mark("error", "#f1", 'a"b<c')}))
    (cell,) = drawn.find_class("error")
    assert cell.get("title") == 'a"b<c' and cell.find("a").get("href") == "#f1"
    # A figure that is copied into a spreadsheet stays a number: what is said of it is no text of the cell.
    assert "".join(cell.itertext()) == "7"
    assert [(said.get("data-word"), said.get("data-sign")) for said in cell.iter("a")] == [("错误：", "✗")]
    assert len(drawn.find_class("absent")) == 5


# ---------------------------------------------------------------- html


def test_the_page_shows_every_sample_and_every_link_in_it_leads_somewhere() -> None:
    root = parsed(*every())
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = [element.get("href") for element in root.iter("a")]
    assert all(target.startswith("#") and target[1:] in set(ids) for target in targets)
    assert len(root.find_class("report")) == len(every())
    findings = [element for element in root.iter("li") if "finding" in (element.get("class") or "").split()]
    assert len(findings) == sum(len(report.findings) for report in every())


def test_the_page_fetches_and_runs_nothing() -> None:
    root = parsed(*every()[:20], hostile())
    assert not [e.tag for e in root.iter("script", "link", "img", "iframe", "object", "embed", "form", "base")]
    assert not [name for e in root.iter() for name in e.attrib if name == "src" or name.startswith("on")]
    assert not re.search(r"url\(|@import|http", asset("page.css"))
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy and "script-src" not in policy


def test_the_page_shows_hostile_texts_as_texts() -> None:
    root = parsed(hostile())
    assert one_line(MESSAGE, 4000) in "".join(root.itertext()) and one_line(ORGAN) in "".join(root.itertext())
    assert not re.search("[\u202e\u2028\u2029]", page.render([hostile()]).decode())


def test_faulty_cells_are_marked_and_say_what_is_wrong() -> None:
    report = reports()[CLOSING]
    root = parsed(report)
    (cell,) = [e for e in root.iter("td") if "error" in (e.get("class") or "")]
    assert (cell.get("data-row"), cell.get("data-column")) == ("carried_out", "natural_person")
    assert cell.find("a").get("href") == "#r1-f1" and report.findings[0].message in cell.get("title")
    assert "等式 42 个（成立 40，不成立 2，未判定 0）" in "".join(root.itertext())


def test_a_notice_about_a_whole_table_marks_nothing() -> None:
    report = reports()["2019/real/blank-totals.html"]
    assert {mark.severity for mark in marks_of(report, "r").values()} >= {"error"}
    assert len(marks_of(report, "r")) < 40


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_have_the_contrast_of_wcag_aa() -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", asset("page.css"))) | {"white": "#ffffff"}
    pairs = [(name, f"{name}-pale") for name in ("error", "warning", "notice", "good")]
    pairs += [(ink, back) for ink in ("ink", "soft", "link") for back in ("white", "pale")]
    for ink, back in [*pairs, ("error", "white"), ("warning", "white")]:
        dark, light = sorted((_luminance(colours[ink]), _luminance(colours[back])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, back)


# ---------------------------------------------------------------- markdown


def test_markdown_tells_what_the_page_tells() -> None:
    text = markdown.render([reports()[CLOSING]]).decode()
    for part in ("结论：不通过", "A101", "71 → 17", "依据：国办公开办函〔2021〕30号", "已检查：表格 6/6 张"):
        assert part in text
    assert markdown.render(every())


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("<b>", r"\<b\>"),
        ("[a](http://b)", r"\[a\](http:" + "\u2060//b)"),
        ("1. 甲", r"1\. 甲"),
        ("- 甲", r"\- 甲"),
        ("@某", "@\u2060某"),
        ("a|b_c*d`e#f", r"a\|b\_c\*d\`e\#f"),
        ("甲\n\n# 乙", r"甲 \# 乙"),
        ("合计 1.5，-3", "合计 1.5，-3"),
    ],
)
def test_markdown_shows_text_as_it_is(text: str, due: str) -> None:
    assert markdown.escaped(text) == due


# ---------------------------------------------------------------- xlsx


def test_the_workbook_is_read_back() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render([reports()[CLOSING], hostile()], "../年报")))
    assert book.sheetnames == ["概览", "报告清单", "问题清单", "表格1", "表格2"]
    findings = book["问题清单"]
    assert findings.freeze_panes == "A2" and findings.auto_filter.ref == "A1:L3"
    assert findings["F2"].value == CLOSING and findings["F2"].alignment.wrap_text
    assert findings["G2"].hyperlink.target == f"../%E5%B9%B4%E6%8A%A5/{CLOSING}"
    tables = book["表格1"]
    filled = [c for row in tables.iter_rows() for c in row if c.fill.fgColor.rgb == "FFFDE3E1"]
    assert [c.value for c in filled] == [71] and "应为 17" in filled[0].comment.text
    assert any(c.value == "法人或其他组织" for row in tables.iter_rows() for c in row)
    assert len(tables.merged_cells.ranges) > 15


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render([hostile()])))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert not [c.coordinate for c in cells if c.data_type in ("f", "e")]
    risky = [c for c in cells if isinstance(c.value, str) and c.value[:1] in "=+-@"]
    assert {c.value for c in risky} == {visible(PATH), RAW} and all(c.quotePrefix for c in risky)


def test_libreoffice_opens_the_workbook_and_runs_nothing(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "a.xlsx").write_bytes(xlsx.render([reports()[CLOSING], hostile()]))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", every_sheet]
    done = subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.xlsx"], capture_output=True, timeout=180)
    assert done.returncode == 0
    told = {file.name.removeprefix("a-"): file.read_text(encoding="utf-8") for file in tmp_path.glob("*.csv")}
    assert set(told) == {"概览.csv", "报告清单.csv", "问题清单.csv", "表格1.csv", "表格2.csv"}
    assert RAW.replace('"', '""') in told["表格2.csv"] and "=cmd" in told["问题清单.csv"]


# ---------------------------------------------------------------- links and texts


@pytest.mark.parametrize(
    ("path", "base", "due"),
    [
        ("a b/年报.docx", "", "a%20b/%E5%B9%B4%E6%8A%A5.docx"),
        ("卷.zip!/里面.docx", "..", "../%E5%8D%B7.zip"),
        ("javascript:alert(1)", "", "javascript%3Aalert%281%29"),
        ("a#b?c%d", "", "a%23b%3Fc%25d"),
        ("/srv/a.docx", "", "file:///srv/a.docx"),
    ],
)
def test_links_are_encoded(path: str, base: str, due: str) -> None:
    assert link(path, base) == due


def test_what_would_turn_text_round_is_shown() -> None:
    assert visible("a\u202eb\x07c\ud800d") == "a\ufffdb\ufffdc\ufffdd"
    assert one_line("一\n二\t三  四", 6) == "一 二 三…"
    assert {ORGAN, PATH} & {visible(ORGAN), visible(PATH)} == set()
