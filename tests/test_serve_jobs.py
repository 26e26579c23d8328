"""What the page is answered: cells of a file, verdicts of a session, corrected verdicts, files to download."""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring, parse, tostring
from openpyxl import load_workbook

from tools.golden import ROOT
from validator import limits
from validator.commands.judging import judged as check
from validator.config import Configuration
from validator.desk.serve_crew import Refused
from validator.desk.serve_jobs import annotated, give_up, judged, may_be_report, read, read_old, workbook

DRAFT = ROOT / "2021/broken/A101-closing.docx"
SERIES = ROOT / "2021/series/Y101-opening-of-another-year"
PARTS = ROOT / "2021/parts/R101-one-less"
MEND = {
    "path": "年报.docx",
    "part": 1,
    "table": "requests",
    "row": "carried_out",
    "column": "natural_person",
    "raw": "17",
}


@cache
def cells(path: Path, name: str = "") -> Any:
    return json.loads(read(name or path.name, path.read_bytes()))


def session(**said: Any) -> bytes:
    return json.dumps({"files": [cells(DRAFT, "年报.docx")], **said}).encode()


def reports(body: bytes) -> list[dict[str, Any]]:
    found = judged(body)
    assert isinstance(found, bytes), found
    return json.loads(found)["reports"]


def cell(report: dict[str, Any], row: str, column: str) -> dict[str, Any]:
    return next(c for c in report["cells"] if (c["table"], c["row"], c["column"]) == ("requests", row, column))


def test_a_report_is_drawn_with_its_faulty_cell_marked_explained_and_its_repair() -> None:
    (report,) = reports(session())
    assert (report["status"], report["verdict"], report["counts"]) == ("failed", "不通过", "错误 1 处")
    marked = fromstring(report["html"]).xpath("//td[@class='error']")
    assert [(td.get("data-row"), td.get("data-column")) for td in marked] == [("carried_out", "natural_person")]
    assert [(said.get("data-word"), said.get("data-sign")) for said in marked[0].iter("span")] == [("错误：", "✗")]
    faulty = cell(report, "carried_out", "natural_person")
    assert (faulty["due"], faulty["mend"], faulty["findings"]) == ("17", "r1-f1", ["r1-f1"])
    assert faulty["name"] == "「四、结转下年度继续办理」行「自然人」列" and faulty["where"] == "表2 第28行第4列"
    assert report["repairs"]["r1-f1"][0] == [{k: MEND[k] for k in ("table", "row", "column", "raw")}]
    assert cell(report, "new", "business")["findings"] == []


def test_the_slip_names_file_digest_rules_and_what_was_not_examined() -> None:
    text = fromstring(reports(session())[0]["html"]).text_content()
    for part in (
        sha256(DRAFT.read_bytes()).hexdigest(),
        "规则集",
        "sha256:",
        "表格 6/6 张",
        "与上年是否衔接",
        "与文件一致",
    ):
        assert part in text


def test_a_correction_changes_the_verdict_and_is_said() -> None:
    (report,) = reports(session(edits=[MEND]))
    assert report["status"] == "passed" and "改动 1 处" in report["html"]
    assert (
        report["changes"].splitlines()[0] == "云桥市教育局 2023 年度，年报.docx，改动 1 处："
        and report["changes"].splitlines()[1]
        == "1. 「四、结转下年度继续办理」行「自然人」列（表2 第28行第4列）：71 → 17"
    )
    assert (cell(report, "carried_out", "natural_person")["printed"], "按网页上改过的数字" in report["html"]) == (
        "71",
        True,
    )


@pytest.mark.parametrize(("broken", "verdict"), [(False, "incomplete"), (True, "failed")])
def test_one_pasted_table_is_checked_and_the_others_are_not_called_missing(broken: bool, verdict: str) -> None:
    page = parse(ROOT / "2021/broken/A101-grand-total.html" if broken else ROOT / "2021/clean/html-plain.html")
    table = max(page.getroot().iter("table"), key=lambda found: len(found.xpath(".//tr")))
    head = "<meta charset=utf-8><p>云桥市教育局2023年政府信息公开工作年度报告</p>"
    data = (head + tostring(table, encoding="unicode")).encode()
    (report,) = reports(json.dumps({"files": [json.loads(read("粘贴的表格.html", data, True))]}).encode())
    assert report["status"] == verdict
    text = fromstring(report["html"]).text_content()
    assert "只粘贴了 1 张表：「收到和处理政府信息公开申请情况」，其余 5 张没有核验" in text
    (whole,) = reports(json.dumps({"files": [json.loads(read("年报.html", data))]}).encode())
    assert whole["status"] == "failed" and "缺「第二十条第（一）项」表" in whole["html"]


def test_only_reports_that_a_correction_can_change_are_judged_again() -> None:
    files = [cells(path) for path in sorted(SERIES.iterdir())]
    edit = {**MEND, "path": "2023.docx", "row": "carried_out", "raw": "5"}
    body = {"files": files, "edits": [edit], "touched": [["2023.docx", 1]]}
    assert [r["path"] for r in reports(json.dumps(body).encode())] == ["2023.docx", "2024.xlsx"]


FOLDERS = sorted(path for kind in ("alike", "series") for path in (ROOT / "2021" / kind).iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_what_reports_tell_of_each_other_is_what_check_tells(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    paths = sorted(path.name for path in folder.iterdir())
    wanted = {r.case.path: [f.message for f in r.findings] for r in check(paths, None, Configuration())}
    found = reports(json.dumps({"files": [cells(folder / path, path) for path in paths]}).encode())
    said = {r["path"]: fromstring(r["html"]).xpath("//li[contains(@class, 'finding')]/p[1]") for r in found}
    assert {path: [p.text_content() for p in told] for path, told in said.items()} == wanted
    assert all("雷同" not in line for r in found for line in _slip(r, "没有检查或未判定"))


def test_a_lone_report_was_compared_with_no_other_and_the_slip_says_so() -> None:
    (report,) = reports(session())
    assert any("雷同" in line for line in _slip(report, "没有检查或未判定"))


def _slip(report: dict[str, Any], name: str) -> list[str]:
    rows = fromstring(report["html"]).xpath("//tr[th=$name]/td/div", name=name)
    return [row.text_content() for row in rows]


def test_a_report_that_was_like_the_corrected_one_is_judged_again() -> None:
    folder = ROOT / "2021/alike/F021-two-versions"
    files = [cells(path) for path in sorted(folder.iterdir())]
    first, last = reports(json.dumps({"files": files}).encode())
    assert first["like"] == [[last["path"], 1]] and last["like"] == [[first["path"], 1]]
    edit = {**MEND, "path": first["path"], "row": "new", "raw": "987"}
    lone = json.dumps({"files": files[:1], "edits": [edit], "touched": [[first["path"], 1]]}).encode()
    both = json.dumps({"files": files, "edits": [edit], "touched": [[r["path"], 1] for r in (first, last)]}).encode()
    assert (len(reports(lone)), len(reports(both))) == (1, 2)


def test_last_years_report_and_parts_are_compared_and_named_on_the_slip() -> None:
    before, now = (cells(path) for path in sorted(SERIES.iterdir())[1:])
    (report,) = reports(json.dumps({"files": [now], "previous": [before]}).encode())
    assert "Y101" in report["html"] and "对照：上年年报" in report["html"]
    parts = [cells(path) for path in sorted(PARTS.iterdir()) if path.suffix == ".txt"]
    (whole,) = reports(json.dumps({"files": [cells(PARTS / "汇总.html")], "parts": parts}).encode())
    assert "R101" in whole["html"] and whole["html"].count("对照：单位年报") == 5


def test_parts_are_told_in_one_order_however_they_were_put_in() -> None:
    given = [cells(path) for path in sorted(PARTS.glob("分报*.txt"))]
    whole = PARTS / "汇总.html"
    one, other = (
        reports(json.dumps({"files": [cells(whole)], "parts": parts}).encode())[0]["html"]
        for parts in (given, given[::-1])
    )
    assert len(given) > 1 and one == other


def test_the_workbook_says_that_figures_were_corrected_on_the_page() -> None:
    plain, corrected = workbook(session()), workbook(session(edits=[MEND]))
    assert isinstance(plain, bytes) and isinstance(corrected, bytes)
    texts = [
        " ".join(str(c.value) for sheet in load_workbook(io.BytesIO(data)) for row in sheet for c in row if c.value)
        for data in (plain, corrected)
    ]
    assert "A101" in texts[0] and "文件未改" not in texts[0]
    assert "A101" not in texts[1] and "年报.docx（网页上改了 1 处，文件未改）" in texts[1]
    assert "拟改" not in texts[0] and "拟改（文件未改） 年报.docx：「四、结转下年度继续办理」行" in texts[1]


def test_the_workbook_links_to_no_file_for_nobody_knows_where_it_lies() -> None:
    data = workbook(session())
    assert isinstance(data, bytes)
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet for cell in row]
    assert "打开" not in {cell.value for cell in cells} and "年报.docx" in {cell.value for cell in cells}
    assert {cell.hyperlink.target for cell in cells if cell.hyperlink} == {None}  # within the workbook alone


def test_a_marked_copy_is_of_the_very_file() -> None:
    data = DRAFT.read_bytes()
    found = annotated(session(name="年报.docx", file=b64encode(data).decode()))
    assert not isinstance(found, Refused) and found[0] == "年报（批注）.docx" and found[1] != data
    assert read("年报.docx", found[1]) and isinstance(annotated(session(name="年报.docx", file="")), Refused)


def test_what_was_typed_is_told_in_the_copy_and_the_figures_stay() -> None:
    data = DRAFT.read_bytes()
    found = annotated(session(planned=[MEND], name="年报.docx", file=b64encode(data).decode()))
    assert not isinstance(found, Refused)
    with zipfile.ZipFile(io.BytesIO(found[1])) as package:
        comments = package.read("word/comments.xml").decode()
    assert "拟改：71 → 17" in comments and "应为 17" in comments
    kept = json.loads(read("年报.docx", found[1]))["cases"][0]["cells"]
    assert kept == cells(DRAFT, "年报.docx")["cases"][0]["cells"]


def test_what_was_typed_is_listed_in_a_marked_workbook_though_nothing_is_wrong_there() -> None:
    path = ROOT / "2021/clean/xlsx-one-sheet.xlsx"
    typed = {**MEND, "path": path.name, "raw": "18"}
    body = {
        "files": [cells(path)],
        "planned": [typed],
        "name": path.name,
        "file": b64encode(path.read_bytes()).decode(),
    }
    found = annotated(json.dumps(body).encode())
    assert not isinstance(found, Refused)
    first, report = load_workbook(io.BytesIO(found[1])).worksheets[:2]
    (line,) = [row for row in first.iter_rows(min_row=5, values_only=True) if row[1] == "拟改"]
    assert line[3].startswith("拟改：17 → 18")
    assert "拟改" in first["A3"].value and line[3] in report[line[6].partition("!")[2]].comment.text


def test_a_copy_that_is_drawn_anew_says_that_nothing_typed_is_in_it() -> None:
    path = ROOT / "2021/clean/html-plain.html"
    typed = {**MEND, "path": path.name, "raw": "99"}
    body = {
        "files": [cells(path)],
        "planned": [typed],
        "name": path.name,
        "file": b64encode(path.read_bytes()).decode(),
    }
    found = annotated(json.dumps(body).encode())
    assert not isinstance(found, Refused)
    texts = [str(c.value) for sheet in load_workbook(io.BytesIO(found[1])) for row in sheet for c in row if c.value]
    assert any("拟改的 1 处没有写进来" in text for text in texts)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"{}", b'{"files": [1]}', b'{"files": [{"format": "x", "cases": []}]}', b"\xff"]
)
def test_what_the_page_never_sends_is_refused_in_a_sentence(body: bytes) -> None:
    for job in (judged, workbook, annotated):
        found = job(body)
        assert isinstance(found, Refused) and found.message.endswith("。")


def test_sessions_have_bounds() -> None:
    assert isinstance(judged(session(edits=[{**MEND, "raw": "1" * (limits.SERVE_TYPED + 1)}])), Refused)
    assert isinstance(judged(session(edits=[{**MEND, "row": "nobody"}])), Refused)
    many = judged(json.dumps({"files": [cells(DRAFT)] * (limits.SERVE_FILES + 1)}).encode())
    assert isinstance(many, Refused) and "300" in many.message


def test_files_that_cannot_be_read_are_reports_that_say_why() -> None:
    junk = json.loads(read("甲\u202e.docx", b"\0\1\2junk"))
    late = json.loads(give_up("乙.pdf", b"x", "太慢。"))
    found = reports(json.dumps({"files": [junk, late]}).encode())
    assert [r["status"] for r in found] == ["unreadable"] * 2 and "太慢。" in found[1]["html"]
    assert "\u202e" not in found[0]["path"] + found[0]["html"]


def test_an_archive_gives_every_report_in_it() -> None:
    found = json.loads(read("report.zip", (ROOT / "2021/office/report.zip").read_bytes()))["cases"]
    assert len(found) > 1 and all(case["path"].startswith("report.zip!/") for case in found)


def test_text_of_the_file_is_never_markup() -> None:
    text = "<p><img src=x onerror=alert(1)>&lt;script&gt;alert(1)&lt;/script&gt; 收到申请 1 件。</p>"
    page = (ROOT / "2021/clean/html-plain.html").read_text(encoding="utf-8").replace("</body>", f"{text}</body>")
    name = '"><script>alert(2)</script>.html'
    (report,) = reports(json.dumps({"files": [json.loads(read(name, page.encode()))]}).encode())
    drawn = fromstring(report["html"])
    assert not drawn.xpath("//script | //img | //@onerror") and "<script>alert(1)</script>" in drawn.text_content()


def test_in_folders_only_what_may_be_a_report_is_read() -> None:
    assert may_be_report("各镇/甲.docx") and not may_be_report("各镇/Thumbs.db") and not may_be_report("各镇/图.png")


def test_old_files_together_are_what_each_is_alone() -> None:
    """Also one that is something else under such a name, and one that cannot be read."""
    held = [ROOT / f"2021/office/report.{kind}" for kind in ("doc", "wps", "odt")]
    sent = [(path.name, path.read_bytes()) for path in held]
    sent += [
        ("网页.doc", (ROOT / "2021/clean/html-plain.html").read_bytes()),
        ("坏.doc", b"\xd0\xcf\x11\xe0" + bytes(600)),
    ]
    body = json.dumps([{"name": name, "file": b64encode(data).decode()} for name, data in sent]).encode()
    found = read_old(body)
    assert isinstance(found, bytes)
    assert json.loads(found) == [json.loads(read(name, data)) for name, data in sent]
    assert isinstance(read_old(b"[1]"), Refused)
    assert isinstance(read_old(b'[{"name": "a.doc", "file": ""}, {"name": "a.doc", "file": "AA=="}]'), Refused)


def test_pasted_figures_without_the_names_of_their_rows_say_what_to_copy() -> None:
    figures = "\n".join("\t".join(str(row * column % 7) for column in range(7)) for row in range(25))
    (report,) = reports(json.dumps({"files": [json.loads(read("粘贴的表格.txt", figures.encode(), True))]}).encode())
    text = fromstring(report["html"]).text_content()
    assert "没有规定表格的行名和列名" in text and "标题里" not in text
    (file,) = reports(json.dumps({"files": [json.loads(read("数.txt", figures.encode()))]}).encode())
    assert "标题里没有" in file["html"] and "粘贴" not in file["html"]


def test_pasted_tables_without_organ_and_year_say_where_to_write_them() -> None:
    rows = load_workbook(ROOT / "2021/clean/xlsx-one-sheet.xlsx").active.iter_rows(min_row=2, values_only=True)
    text = "\n".join("\t".join("" if value is None else str(value) for value in row) for row in rows)
    pasted = json.loads(read("粘贴的表格.txt", text.encode(), True))
    (report,) = reports(json.dumps({"files": [pasted]}).encode())
    told = fromstring(report["html"]).xpath("string(//ol)")
    assert "请在粘贴处上面填写年度" in told and "请在粘贴处上面填写机关全称" in told and "标题里" not in told


def test_no_advice_on_the_page_names_an_option_of_the_command_line() -> None:
    (report,) = reports(session(previous=[cells(DRAFT, "去年.docx")]))
    assert "Y001" in report["html"] and "--" not in fromstring(report["html"]).text_content()
