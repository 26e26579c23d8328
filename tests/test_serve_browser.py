"""The page in a real browser: files in, marked tables, corrections, downloads, the keyboard; nothing asked from elsewhere."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.page_driver import Desk, desk_on, ended, needs_browser, started
from tools.golden import ROOT
from validator.read.office_program import find_program

pytestmark = needs_browser
BROKEN, CLEAN, OFFICE = ROOT / "2021/broken", ROOT / "2021/clean", ROOT / "2021/office"
DRAFT = BROKEN / "A101-closing.docx"
WRONG = ("carried_out", "natural_person")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    server = started()
    yield from desk_on(server.link, tmp_path_factory.mktemp("downloads"))
    ended(server)


@pytest.fixture
def desk(page: Desk) -> Desk:
    page.open()
    return page


def verdict(desk: Desk) -> str:
    return str(desk.one(".conclusion").text)


def test_the_faulty_cell_is_marked_by_sign_and_words_and_explained_when_clicked(desk: Desk) -> None:
    assert desk.put(DRAFT) == "结论：不通过。错误 1 处。"
    (faulty,) = desk.all("td.error")
    assert faulty.text == "71" and [said.get_attribute("data-sign") for said in desk.all("td.error [data-sign]")] == [
        "✗"
    ]
    assert faulty.get_attribute("data-row") == WRONG[0]
    faulty.click()
    card = desk.one(".card").text
    for part in (
        "「四、结转下年度继续办理」行「自然人」列",
        "原为 71",
        "建议改为 17",
        "新收 81 + 上年结转 7 ≠ 总计 71 + 结转下年度 71，相差 54",
    ):
        assert part in card
    assert "不是政府信息" not in card and desk.one(".extent").text.startswith("已检查：表格 6/6 张")


def test_a_corrected_value_changes_the_verdict_and_the_file_is_not_touched(desk: Desk) -> None:
    before = DRAFT.read_bytes()
    desk.put(DRAFT)
    desk.cell(*WRONG).click()
    assert desk.does(desk.one(".card .due button").click) == "结论：通过。没有发现问题。"
    assert "edited" in desk.cell(*WRONG).get_attribute("class") and "改动 1 处" in desk.one(".changes").text
    desk.one("#copy").click()
    desk.until("document.getElementById('status').textContent.startsWith('改动清单')")
    assert "（表2 第28行第4列）：71 → 17" in desk.one("#copied").get_attribute("value")
    assert desk.does(desk.one("#restore").click) == "结论：不通过。错误 1 处。"
    assert DRAFT.read_bytes() == before and not desk.one("#copy").is_displayed()


def test_everything_can_be_done_from_the_keyboard(desk: Desk) -> None:
    from selenium.webdriver.common.keys import Keys

    desk.put(DRAFT)
    assert desk.script("return document.activeElement.id") == "result"

    def press(*keys: str) -> None:
        for key in keys:
            desk.driver.switch_to.active_element.send_keys(key)

    for _ in range(40):
        press(Keys.TAB)
        if desk.script("return document.activeElement.closest('[data-table=requests]') !== null"):
            break
    here = "return [document.activeElement.dataset.row, document.activeElement.dataset.column]"
    assert desk.script(here) == list(WRONG), "the first stop in a table is its faulty cell"
    press(Keys.ARROW_UP, Keys.ARROW_RIGHT)
    assert desk.script(here) == ["total", "business"]
    press(Keys.ARROW_DOWN, Keys.HOME)
    assert desk.does(lambda: press("1", "7", Keys.ENTER)) == "结论：通过。没有发现问题。"
    press(Keys.F2)
    assert desk.script("return document.activeElement.tagName") == "INPUT"
    press("9", Keys.ESCAPE)
    assert desk.script("return document.activeElement.textContent").startswith("17")


def test_screen_readers_are_told_what_everything_is(desk: Desk) -> None:
    desk.put(DRAFT)
    assert (
        desk.script(
            "return [...document.querySelectorAll('input, textarea')].filter(i => !i.labels.length && !i.ariaLabel).length"
        )
        == 0
    )
    assert desk.script("return [...document.querySelectorAll('button')].filter(b => !b.textContent.trim()).length") == 0
    described = desk.cell(*WRONG).get_attribute("aria-describedby")
    assert "应为 17" in desk.script("return document.getElementById(arguments[0]).textContent", described)
    assert desk.all("table[role=grid][aria-label]") and desk.one("#status").get_attribute("aria-live") == "polite"
    assert (
        desk.script(
            "return [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, n, all) => all.indexOf(id) !== n)"
        )
        == []
    )


def test_what_is_downloaded_is_the_marked_file_and_the_list(desk: Desk) -> None:
    desk.put(BROKEN / "A102-wrong-row.xlsx")
    marked = desk.downloaded(desk.one("#annotated").click)
    assert marked.name == "A102-wrong-row（批注）.xlsx"
    book = load_workbook(marked)
    assert book.sheetnames[0] == "问题清单" and any(c.comment for sheet in book for row in sheet for c in row)
    listed = load_workbook(desk.downloaded(desk.one("#workbook").click))
    assert "A102" in [c.value for row in listed["问题清单"] for c in row]
    desk.open()
    desk.put(DRAFT)
    with zipfile.ZipFile(io.BytesIO(desk.downloaded(desk.one("#annotated").click).read_bytes())) as package:
        assert "A101" in package.read("word/comments.xml").decode()


def test_tables_can_be_pasted(desk: Desk) -> None:
    from lxml.html import parse, tostring

    tables = parse(str(CLEAN / "html-plain.html")).getroot().xpath("//table")
    pieces = [tostring(table, encoding="unicode") for table in tables]
    paste = """const data = new DataTransfer(); data.setData(arguments[0], arguments[1]);
        document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))"""
    for piece in pieces:
        desk.script(paste, "text/html", f"<html><body><!--StartFragment-->{piece}<!--EndFragment--></body></html>")
    assert len(desk.all("#paste-pieces li")) == len(pieces)
    desk.one("#paste-organ").send_keys("云桥市教育局")
    desk.one("#paste-year").send_keys("2023")
    assert desk.does(desk.one("#paste button.strong").click).startswith("结论：通过")
    assert "云桥市教育局 2023 年度" in desk.one(".verdict h2").text
    desk.open()
    desk.script(paste, "text/html", max(pieces, key=len))
    assert desk.does(desk.one("#paste button.strong").click).startswith("结论：未查完")
    desk.open()
    desk.script(paste, "text/plain", (CLEAN / "text-tab-rows.txt").read_text(encoding="utf-8"))
    assert desk.does(desk.one("#paste button.strong").click).startswith("结论：通过")


def test_an_empty_box_says_what_to_do(desk: Desk) -> None:
    desk.one("#paste-open").click()
    assert not desk.one("#paste-said").is_displayed()
    desk.one("#paste button.strong").click()
    assert "没有内容" in desk.one("#paste-said").text
    assert desk.script("return document.activeElement.id") == "paste-box"
    desk.one("#paste-clear").click()
    assert not desk.one("#paste-said").is_displayed()


def test_a_marked_copy_says_what_was_typed_and_the_page_says_so_beforehand(desk: Desk) -> None:
    desk.put(DRAFT)
    assert not desk.one("#planned").is_displayed()
    desk.cell(*WRONG).click()
    desk.does(desk.one(".card .due button").click)
    assert "拟改" in desk.one("#planned").text
    marked = desk.downloaded(desk.one("#annotated").click)
    desk.until("document.getElementById('status').textContent.includes('改的 1 处只注明')")
    with zipfile.ZipFile(marked) as package:
        assert "拟改：71 → 17" in package.read("word/comments.xml").decode()


def test_last_year_and_parts_are_second_drops(desk: Desk) -> None:
    _, before, now = sorted((ROOT / "2021/series/Y101-opening-of-another-year").iterdir())
    assert desk.put(now).startswith("结论：通过")
    assert desk.put(before, group="previous").startswith("结论：不通过") and "Y101" in desk.one(".findings").text
    desk.open()
    folder = ROOT / "2021/parts/R101-one-less"
    desk.put(folder / "汇总.html")
    assert (
        desk.put(folder, group="parts", folder=True).startswith("结论：不通过") and "R101" in desk.one(".findings").text
    )
    assert desk.does(desk.one("[data-group=parts] .every").click).startswith("结论：通过")


def test_files_are_dropped_where_they_belong_and_folders_are_opened(desk: Desk) -> None:
    drop = """const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(arguments[1])], '年报.docx'));
        const zone = document.querySelector(`.zone[data-group=${arguments[0]}]`);
        zone.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));"""
    said = desk.does(lambda: desk.script(drop, "files", list(DRAFT.read_bytes())))
    assert said.startswith("结论：不通过") and desk.one("[data-group=files] .held").text.startswith("年报.docx")
    desk.does(lambda: desk.script(drop, "previous", list(DRAFT.read_bytes())))
    assert desk.one("[data-group=previous] .held").text.startswith("上年年报/年报.docx")


def test_files_and_folders_are_dropped_by_mouse(desk: Desk, tmp_path: Path) -> None:
    folder = ROOT / "2021/parts/R101-one-less"
    assert desk.drop(folder / "汇总.html").startswith("结论：通过")
    told = desk.drop(folder, over=".zone[data-group=parts]")
    assert told.startswith("结论：不通过") and "R101" in desk.one(".findings").text
    held = [item.text for item in desk.all("[data-group=parts] .held bdi")]
    assert held == sorted(held) and all(name.startswith("R101-one-less/") for name in held)
    desk.open()
    (tmp_path / "空").mkdir()
    assert "没有可以核验的年报" in desk.drop(tmp_path / "空")
    assert not desk.all(".zone.over") and not desk.all(".report")


def test_what_is_dropped_beside_the_zones_is_a_report_to_check(desk: Desk) -> None:
    desk.put(BROKEN / "F002-only-blanks.txt")
    series = ROOT / "2021/series/Y201-year-lost"
    assert desk.drop(series, over=".verdict").startswith("全部 3 份")
    desk.all("#reports button")[-1].click()
    assert "Y201" in desk.one(".findings").text


def test_contradicting_sentences_are_marked_in_the_text(desk: Desk, tmp_path: Path) -> None:
    page = (CLEAN / "html-plain.html").read_text(encoding="utf-8")
    said = "本年新收政府信息公开申请99件。"
    place = (
        page.index("</p>", page.index("总体情况</p>") + len("总体情况</p>"))
        if "总体情况</p>" in page
        else page.index("</h2>") + 5
    )
    (tmp_path / "年报.html").write_text(f"{page[:place]}{said}{page[place:]}", encoding="utf-8")
    desk.put(tmp_path / "年报.html")
    (mark,) = [m for m in desk.all(".mark") if "99件" in m.text]
    assert mark.text.endswith("○") and "○ 可能有关：错在这一句，或在表中" in desk.one(".prose .legend").text
    mark.click()
    anchor = str(mark.get_attribute("href")).partition("#")[2]
    assert "99" in desk.one(f"#{anchor}").text and desk.script("return location.hash") == f"#{anchor}"


def test_junk_and_oversized_files_are_told_in_chinese(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "坏的.docx").write_bytes(b"\0\1\2" * 99)
    assert desk.put(tmp_path / "坏的.docx").startswith("结论：读不出") and "请" in desk.one(".findings").text
    desk.open()
    huge = "Object.defineProperty(File.prototype, 'size', {get() { return 99e6; }})"
    desk.script(huge)
    assert "超过 64 MB" in desk.put(DRAFT) and not desk.all(".verdict")


def test_files_of_every_format_are_read(desk: Desk) -> None:
    clean = (
        "docx-plain.docx",
        "xlsx-one-sheet.xlsx",
        "xls-one-sheet.xls",
        "html-word-export.html",
        "text-tab-rows.txt",
    )
    more = ("text-markdown.md", "csv-gb18030.csv", "csv-tab.tsv")
    office = (
        "writer.pdf",
        "report.zip",
        "letter.eml",
        "report.mht",
        "report.doc",
        "report.wps",
        "report.odt",
        "report.ods",
    )
    old = (".doc", ".wps", ".odt", ".ods")
    files = [CLEAN / name for name in (*clean, *more)]
    files += [OFFICE / name for name in office if find_program() or Path(name).suffix not in old]
    desk.put(*files)
    badges = [button.text for button in desk.all("#reports button")]
    assert len(badges) == len(files) + 1, "the archive holds two"
    assert [text for text in badges if "通过" not in text or "不通过" in text] == []


#: Names that markup, headers, addresses, formulas or the direction of writing could make something else of.
ODD = ("引号\"与'<b>&amp;.docx", "翻转\u202exslx.docx", "百分%20;号=#.docx", "=1+1😀.docx", f"{'长' * 80}.docx")


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be given there")
@pytest.mark.parametrize("name", ODD)
def test_a_name_is_shown_as_it_is_and_its_marked_copy_can_be_downloaded(name: str, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(DRAFT.read_bytes())
    desk.put(tmp_path / name)
    (held,) = [item.text for item in desk.all("[data-group=files] .held bdi")]
    assert held == name.replace("\u202e", "\ufffd") == desk.one(".report .path bdi").text
    assert desk.downloaded(desk.one("#annotated").click).name.endswith("（批注）.docx")


@pytest.mark.skipif(not find_program(), reason="LibreOffice is not installed")
def test_several_old_files_are_converted_together(desk: Desk) -> None:
    desk.addresses()
    desk.put(*(OFFICE / f"report.{kind}" for kind in ("doc", "wps", "odt")), DRAFT)
    asked = [address.rpartition("/")[2].partition("?")[0] for address in desk.addresses()]
    assert asked.count("read-old") == asked.count("read") == 1
    held = [item.text for item in desk.all("[data-group=files] .held bdi")]
    assert held == ["report.doc", "report.wps", "report.odt", DRAFT.name]
    assert len(desk.all("#reports .badge.passed")) == 3


def test_nothing_is_asked_from_elsewhere_and_nothing_is_kept(desk: Desk) -> None:
    desk.addresses()
    desk.complaints()
    desk.open()
    desk.put(DRAFT)
    desk.cell(*WRONG).click()
    asked = desk.addresses()
    assert {f"{desk.home}read?name=A101-closing.docx", f"{desk.home}judge", f"{desk.home}assets/desk.js"} <= asked
    assert [url for url in asked if not url.startswith((desk.home, "blob:", "data:"))] == []
    assert desk.complaints() == []
    kept = "return [localStorage.length, sessionStorage.length, document.cookie]"
    assert desk.script(kept) == [0, 0, ""]


def test_several_reports_are_summed_up_and_each_is_named_once(desk: Desk) -> None:
    told = desk.put(CLEAN / "docx-plain.docx", DRAFT, BROKEN / "F002-only-blanks.txt")
    assert told.startswith("全部 3 份：通过 1，不通过 1，读不出 1。正在看「云桥市教育局")
    assert told.endswith("」：不通过，错误 1 处，提示 1 处。")  # F021: two of one organ and year
    cards = [button.text for button in desk.all("#reports button")]
    assert len(cards) == 3 and [card.count("F002-only-blanks.txt") for card in cards].count(1) == 1


def test_a_marked_copy_beside_others_is_told_and_alone_it_is_checked(desk: Desk, tmp_path: Path) -> None:
    desk.put(DRAFT)
    copy = desk.downloaded(desk.one("#annotated").click)
    desk.open()
    desk.put(DRAFT, copy)
    desk.until("document.querySelector('.report')")
    assert "批注副本或核验结果，没有放入" in desk.one("#problems").text
    assert [item.text for item in desk.all("[data-group=files] .held bdi")] == [DRAFT.name]
    desk.open()
    assert desk.put(copy).startswith("结论：不通过")


def test_a_file_that_is_too_large_is_told_and_nothing_else(desk: Desk) -> None:
    desk.script("document.body.dataset.mostBytes = 1048576 / 512")
    assert desk.put(DRAFT).startswith(f"「{DRAFT.name}」超过")
    assert len(desk.all("#problems p")) == 1
