"""index.html: one page that fetches nothing, holds hostile texts as texts, and works in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.hostile import MESSAGE, ORGAN, PATH, hostile
from tools.golden import reports
from validator.audit_outputs import dashboard
from validator.audit_outputs.dashboard_data import printed_forms, records
from validator.audit_outputs.groups import Groups, grouped, listed
from validator.audit_outputs.totals import totals_of
from validator.report.json import Entry, audit_entry
from validator.report.resources import asset
from validator.report.visible import one_line

SCRIPTS = ("dashboard.js", "dashboard_groups.js", "dashboard_report.js", "dashboard_start.js")


def entries() -> Iterator[Entry]:
    yield from map(audit_entry, (*reports().values(), hostile()))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dashboard") / "index.html"
    assert dashboard.write(path, entries(), "../年报", totals_of(entries())) == ()
    return path


def block(root: html.HtmlElement, name: str) -> str:
    (script,) = root.xpath(f"//script[@id='data-{name}']")
    return str(script.text or "")


def test_the_page_fetches_nothing_and_runs_only_its_own_script(page: Path) -> None:
    root = html.document_fromstring(page.read_text(encoding="utf-8"))
    assert not [e.tag for e in root.iter("link", "img", "iframe", "object", "embed", "base")]
    assert not [n for e in root.iter() for n in e.attrib if n in ("src", "href", "action") or n.startswith("on")]
    assert [e.get("id") for e in root.iter("script") if e.get("type") != "application/json"] == [None]
    assert not re.search(r"url\(|@import|http", asset("page.css") + asset("dashboard.css"))
    assert not re.search(
        r"https?:|innerHTML|outerHTML|insertAdjacent|document\.write|eval", "".join(map(asset, SCRIPTS))
    )
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy and "script-src 'sha256-" in policy


def test_what_it_carries_is_what_was_found(page: Path) -> None:
    root = html.document_fromstring(page.read_text(encoding="utf-8"))
    held, found = json.loads(block(root, "reports")), json.loads(block(root, "findings"))
    tables = [json.loads(line) for line in block(root, "tables").split("\n")]
    every = [*reports().values(), hostile()]
    assert len(held) == len(tables) == len(every)
    assert [finding[2] for finding in found] == [finding.rule for report in every for finding in report.findings]
    for report, drawn in zip(every, tables, strict=True):
        assert len(drawn) == sum(table.found for table in report.case.tables)
        shown = sum(figure is not None for _, figures in drawn for figure in figures)
        assert shown == len(report.case.cells)
    ids = {template.get("id") for template in root.iter("template")}
    assert ids == {f"form-{name}" for name in printed_forms()}


def test_a_sum_says_what_its_sides_come_to_where_it_does_not_show_it(page: Path) -> None:
    found = json.loads(block(html.document_fromstring(page.read_text(encoding="utf-8")), "findings"))
    sums = [line for finding in found for line in finding[5]]
    balance = next(line for line in sums if "新收 81 + 上年结转 7" in line)
    assert balance.endswith("（左边 88，右边 142，相差 54）")
    total = next(line for line in sums if "各类申请人之和" in line)
    assert "左边" not in total and "相差" in total


def test_no_text_ends_a_script_or_turns_round(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("</script>") == text.count("<script") == 5
    assert "alert(1)</script>" not in text and not re.search("[\u2028\u2029\u202e]", text)
    held = json.loads(block(html.document_fromstring(text), "reports"))
    assert held[-1][0] == one_line(PATH) and held[-1][2] == one_line(ORGAN)


def test_beyond_its_size_the_worst_are_kept_and_that_is_said(tmp_path: Path) -> None:
    held = records(entries(), 90)
    found = [json.loads(text) for text in held.findings]
    assert len(found) == len(held.reports) == 90
    kept = [json.loads(text)[0] for text in held.reports]
    assert kept == sorted(kept, key=[one_line(entry["path"]) for entry in entries()].index)
    errors = sum(f.severity == "error" for report in (*reports().values(), hostile()) for f in report.findings)
    assert [finding[1] for finding in found].count(0) == min(errors, 90)
    notes = dashboard.write(tmp_path / "a.html", entries(), "", totals_of(entries()), most=90)
    assert "最严重的 90 个" in notes[0] and "90 份" in notes[1]
    assert notes[0] in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_no_report_at_all_makes_a_page(tmp_path: Path) -> None:
    assert dashboard.write(tmp_path / "a.html", [], "", totals_of([])) == ()
    assert "没有问题" in (tmp_path / "a.html").read_text(encoding="utf-8")


# ---------------------------------------------------------------- in a browser


def seen_by_chromium(path: Path, home: Path) -> html.HtmlElement:
    """The page after its script has run."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("Chromium is not installed")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}", "--virtual-time-budget=3000"]
    done = subprocess.run([browser, *options, "--dump-dom", path.as_uri()], capture_output=True, timeout=180)
    return html.document_fromstring(done.stdout.decode())


def probed(page: Path, folder: Path, script: str) -> Any:
    """What `script` returns on a copy of the page that lets it run."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text(encoding="utf-8"), count=1)
    probe = f"<script>document.body.dataset.probe = JSON.stringify((() => {{{script}}})());</script></body>"
    (folder / "probe.html").write_text(text.replace("</body>", probe), encoding="utf-8")
    body = seen_by_chromium(folder / "probe.html", folder / "home").find("body")
    assert body is not None
    return json.loads(body.get("data-probe") or "null")


def test_chromium_draws_the_list_under_the_page_s_own_policy(page: Path, tmp_path: Path) -> None:
    root = seen_by_chromium(page, tmp_path / "home")
    assert root.get("data-ready")
    assert len(root.xpath("//table[@id='list']/tbody/tr")) == 100
    sorts = {head.get("data-name"): head.get("aria-sort") for head in root.xpath("//table[@id='list']//th")}
    assert {name for name, sort in sorts.items() if sort != "none"} == {"severity"}
    assert not root.xpath("//img")


_DRIVE = """
const rows = () => list.querySelectorAll("tbody tr").length;
const head = (name) => list.querySelector(`th[data-name=${name}]`);
const out = {};
out.worst = [state.rows[0].severity];
head("severity").querySelector("button").click();
out.sorted = [head("severity").getAttribute("aria-sort"), state.rows[0].severity];
form.elements.rule.value = "A101"; select();
out.rules = [...new Set(state.rows.map((row) => row.rule))];
form.reset(); form.elements.text.value = "a101-closing.docx"; select();
out.found = state.rows.map((row) => row.rule);
list.querySelector("[data-report]").click();
const cell = document.querySelector("#report td.error");
out.open = document.getElementById("report").open;
out.cell = [cell.dataset.row, cell.dataset.column, cell.textContent];
out.figures = document.querySelectorAll("#report td").length;
document.getElementById("close").click();
form.reset(); form.elements.view.value = "reports"; heads(); select();
out.reports = state.rows.length;
out.worst.push(state.rows[0].error === Math.max(...state.rows.map((row) => row.error)));
openReport(REPORTS[REPORTS.length - 1]);
const body = document.getElementById("report-body");
out.hostile = [body.querySelector(".finding bdi").textContent, fileLink({ path: REPORTS[REPORTS.length - 1].path.replace("\ufffd", "") }).getAttribute("href"),
  document.querySelectorAll("img, #report script").length];
form.reset(); form.elements.view.value = "reports"; heads(); select();
out.why = [...list.querySelectorAll("tbody td.c-why")].map((cell) => cell.textContent);
out.whole = document.getElementById("count").textContent;
document.querySelector(".first [data-value=unreadable]").click(); form.elements.view.value = "reports";
form.elements.status.value = "unreadable"; heads(); select();
out.unread = [...list.querySelectorAll("tbody td.c-why")].map((cell) => cell.textContent.slice(0, 2));
out.narrowed = document.getElementById("count").textContent;
out.links = ["a.html", "b\ufffd.zip!/a.html"].map((path) => fileLink({ path }).hasAttribute("href"));
out.labels = [...document.querySelectorAll("input, select")].filter((one) => !one.labels.length).length;
return out;
"""


def test_chromium_sorts_filters_searches_and_opens_a_report(page: Path, tmp_path: Path) -> None:
    out = probed(page, tmp_path, _DRIVE)
    assert out["worst"] == [0, True]  # errors, and the report with most of them, come first
    assert out["sorted"] == ["descending", 2]
    assert out["rules"] == ["A101"] and set(out["found"]) == {"A101"}
    assert out["open"] and out["cell"] == ["carried_out", "natural_person", "错误：71✗"]
    assert out["reports"] == len(reports()) + 1 and out["labels"] == 0
    assert out["links"] == [True, False]
    assert all(out["why"]) and out["whole"].endswith("，这一页是第 1 至 100 个")
    assert set(out["unread"]) == {"F0"} and out["narrowed"] == f"共 {len(out['unread'])} 份报告（结论：读不出）"
    message, href, elements = out["hostile"]
    assert message == one_line(MESSAGE, 700) and elements == 0
    assert href.startswith("../%E5%B9%B4%E6%8A%A5/%3Dcmd")


_GROUPS = """
form.elements.view.value = "groups"; heads(); select();
const out = { rows: state.rows.map((row) => [row.severity, row.rule, row.findings.length, row.reports.size]) };
out.head = [...list.querySelectorAll("thead th")].map((head) => head.dataset.name);
form.elements.severity.value = "error"; select();
out.errors = [...new Set(state.rows.map((row) => row.severity))];
form.elements.severity.value = ""; select();
const fold = list.querySelector("details");
const many = state.rows.find((row) => row.reports.size > 1);
fold.open = true; fold.dispatchEvent(new Event("toggle"));
out.folded = [fold.querySelectorAll("[data-report]").length, many.reports.size];
fold.querySelector("[data-report]").click();
out.open = document.getElementById("report").open;
return out;
"""


def test_like_findings_can_be_looked_at_together(page: Path, tmp_path: Path) -> None:
    out = probed(page, tmp_path, _GROUPS)
    groups = Groups()
    list(grouped(entries(), groups))
    ranks = ["error", "warning", "notice"]
    wanted = [[ranks.index(g.severity), g.rule, g.findings, g.reports] for g in listed(groups)]
    assert sorted(out["rows"]) == sorted(wanted) and len(wanted) < sum(row[2] for row in wanted)
    assert [[*row[:1], -row[2]] for row in out["rows"]] == sorted([*row[:1], -row[2]] for row in out["rows"])
    assert out["head"] == ["severity", "rule", "count", "reports", "message", "path"] and out["errors"] == [0]
    assert out["folded"][0] == out["folded"][1] > 1 and out["open"]
