"""How the page looks: contrast of every word, nothing cut off on a small screen or a phone, a slip that fits on A4."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.page_driver import Desk, desk_on, ended, needs_browser, started
from tools.golden import ROOT
from validator.ruleset import ruleset_digest

pytestmark = needs_browser
DRAFT = ROOT / "2021/broken/A101-closing.docx"
MIXED = (
    DRAFT,
    ROOT / "2021/broken/V101-blank.xls",
    ROOT / "2021/real/split-group.html",
    ROOT / "2021/broken/F001-cut-off.docx",
)

#: WCAG 2.1: contrast of each visible text against what lies behind it; what is below AA, with its ratio.
_PALE = """
const light = (rgb) => { const [r, g, b] = rgb.map((v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
  return .2126 * r + .7152 * g + .0722 * b; };
const parsed = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
const behind = (e) => { for (; e; e = e.parentElement) { const c = parsed(getComputedStyle(e).backgroundColor);
  if (c.length === 3 || c[3] === 1) return c.slice(0, 3); if (c[3] > 0) return null; } return [255, 255, 255]; };
const found = [];
for (const e of document.querySelectorAll("body *")) {
  if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility({visibilityProperty: true})) continue;
  const style = getComputedStyle(e), back = behind(e);
  if (!back) { found.push([e.outerHTML.slice(0, 90), "see-through"]); continue; }
  const [a, b] = [light(parsed(style.color)), light(back)].sort((x, y) => y - x), ratio = (a + .05) / (b + .05);
  const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  if (ratio < (large ? 3 : 4.5)) found.push([e.outerHTML.slice(0, 90), ratio.toFixed(2)]);
}
return found;
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    server = started()
    yield from desk_on(server.link, tmp_path_factory.mktemp("downloads"))
    ended(server)


def screen(desk: Desk, width: int, height: int, phone: bool = False) -> None:
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
    desk.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def pale(desk: Desk) -> Any:
    return desk.script(_PALE)


def test_the_measure_itself_finds_what_is_pale(desk: Desk) -> None:
    desk.open()
    assert pale(desk) == []
    desk.script("document.querySelector('.how').style.color = '#999'")
    assert len(pale(desk)) == 1


def test_every_word_can_be_read_in_every_state(desk: Desk) -> None:
    desk.open()
    desk.one("#paste-open").click()
    desk.put(*MIXED)
    for number in range(len(MIXED)):
        desk.all("#reports button")[number].click()
        desk.script("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        for cell in desk.all("td.error, td.warning, td.notice")[:1]:
            cell.click()
        assert pale(desk) == []
    desk.all("#reports button")[0].click()
    desk.all("td.error")[0].click()
    desk.does(desk.one(".card .due button").click)
    assert desk.all("td.edited") and pale(desk) == []


@pytest.mark.parametrize(("width", "height", "phone"), [(1366, 768, False), (1024, 768, False), (390, 844, True)])
def test_nothing_is_cut_off(desk: Desk, width: int, height: int, phone: bool) -> None:
    screen(desk, width, height, phone)
    try:
        for paths in ((), MIXED):
            desk.open()
            if paths:
                desk.put(*paths)
                desk.all("#reports button")[0].click()
                desk.script("document.querySelector('td.error').focus()")
                card = desk.one(".card").rect
                assert card["x"] >= 0 and card["x"] + card["width"] <= width
                at = desk.script("return document.querySelector('td.error').getBoundingClientRect().toJSON()")
                assert min(at["left"], at["top"]) >= 0 and at["right"] <= width and at["bottom"] <= height
                covered = desk.script(
                    "return document.elementFromPoint(arguments[0], arguments[1]).closest('.card') !== null",
                    at["left"] + 4,
                    at["top"] + 4,
                )
                assert not covered, "the card hides the cell that it speaks of"
            assert desk.script("return document.documentElement.scrollWidth") <= width
    finally:
        desk.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_a_phone_lists_are_shown_in_whole_lines_and_the_card_leaves_the_buttons_free(desk: Desk) -> None:
    screen(desk, 390, 844, True)
    try:
        desk.open()
        desk.put(*MIXED)
        desk.script("document.querySelectorAll('#reports button')[0].click()")
        cut = """const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return [...document.querySelectorAll(arguments[1])].map((e) => e.getBoundingClientRect())
              .filter((r) => r.right > box.right + 1 || (r.top < box.bottom - 1 && r.bottom > box.bottom + 1)).length"""
        assert desk.script(cut, "#reports", "#reports button") == 0
        assert desk.script(cut, ".zone .held", ".zone .held li") == 0
        desk.script("document.querySelector('td.error').focus()")
        assert desk.one(".card").is_displayed()
        desk.script("document.querySelector('#tools').scrollIntoView({block: 'end'})")
        assert desk.until("document.querySelector('.card').checkVisibility() === false")
        desk.script("document.querySelector('td.error').scrollIntoView()")
        assert desk.until("document.querySelector('.card').checkVisibility()")
    finally:
        desk.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_finger_hits_the_buttons(desk: Desk) -> None:
    screen(desk, 390, 844, True)
    try:
        desk.open()
        desk.put(DRAFT)
        small = "return [...document.querySelectorAll('.tools button, .zone .button')].filter((b) => b.checkVisibility() && b.offsetHeight < 32).map((b) => b.outerHTML)"
        assert desk.script(small) == []
    finally:
        desk.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def printed(desk: Desk) -> list[str]:
    """The text of each page of paper."""
    import pypdfium2

    paper = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": True, "preferCSSPageSize": True}
    document = pypdfium2.PdfDocument(b64decode(desk.driver.execute_cdp_cmd("Page.printToPDF", paper)["data"]))
    pages = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return pages


def test_the_printed_slip_fits_on_paper_and_says_what_it_rests_on(desk: Desk) -> None:
    desk.open()
    desk.put(DRAFT)
    pages = printed(desk)
    text = "".join(pages)
    digest, rules = sha256(DRAFT.read_bytes()).hexdigest(), ruleset_digest()
    for part in (
        "核验单",
        "A101-closing.docx",
        digest,
        rules,
        "结论：不通过",
        "没有检查或未判定",
        "与上年是否衔接",
        "核验人、日期",
        "应为17，现为71",
        "○可能有关的格",
    ):
        assert part in text
    for screen_only in ("选择文件", "下载批注文件", "照此改", "点一格看说明"):
        assert screen_only not in text
    assert len(pages) == 2 and "尚未审结" in text


def test_a_slip_of_several_findings_and_changes_takes_two_pages_and_none_is_blank(desk: Desk, tmp_path: Path) -> None:
    desk.open()
    desk.put(with_prose(tmp_path))
    for value in ("9", "一千"):  # the second one is a finding; the card stays open
        desk.cell("licensing", "decisions", "art20_5").click()
        desk.one(".card input").clear()
        desk.one(".card input").send_keys(value)
        desk.does(desk.one(".card form button").click)
    assert len(desk.all(".findings > .finding")) >= 2 and desk.one(".card").is_displayed()
    pages = printed(desk)
    assert len(pages) == 2 and all(len(page) > 200 for page in pages)
    assert "一千" in pages[0] and "99件" in "".join(pages)


def with_prose(folder: Path) -> Path:
    """A report whose text contradicts its table."""
    page = (ROOT / "2021/clean/html-plain.html").read_text(encoding="utf-8")
    at = page.index("</h2>", page.index("总体情况")) + len("</h2>")
    path = folder / "年报.html"
    path.write_text(f"{page[:at]}<p>本年新收政府信息公开申请99件。</p>{page[at:]}", encoding="utf-8")
    return path


def test_everything_that_can_be_used_has_a_name_for_screen_readers(desk: Desk) -> None:
    desk.open()
    desk.one("#paste-open").click()
    assert nameless(desk) == []
    desk.put(*MIXED)
    desk.all("#reports button")[0].click()
    desk.all("td.error")[0].click()
    assert nameless(desk) == []
    desk.script("document.querySelector('#print').textContent = ''")
    assert nameless(desk) == ["button"], "the measure itself finds what has no name"


_USED = {"button", "textbox", "link", "combobox", "radio", "grid", "region", "navigation", "gridcell"}


def nameless(desk: Desk) -> list[str]:
    """Roles of what can be used or gone to, and has no name, as the browser tells them to a screen reader."""
    nodes = desk.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    seen = [node for node in nodes if not node.get("ignored") and node["role"]["value"] in _USED]
    return [node["role"]["value"] for node in seen if not node.get("name", {}).get("value")]
