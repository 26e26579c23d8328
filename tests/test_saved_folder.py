"""Pages saved beside a folder of their own: frames inside it are followed, nothing else; shells of scripts are told."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from tools.forge import render_html
from tools.forge.story import story
from tools.samples_base import base
from validator.files import extract_files
from validator.model import Case, Report
from validator.pipeline import extract, judge
from validator.read.html_frames import with_frames

PAGE = render_html.plain(story(base("2021")))
TITLE = "云桥市教育局2023年政府信息公开工作年度报告"


def saved(folder: Path, outer: str, inner: str = "年报_files/main.html", content: bytes = PAGE) -> Path:
    """年报.html with `outer` as its body, and `content` at `inner`."""
    (folder / inner).parent.mkdir(parents=True, exist_ok=True)
    (folder / inner).write_bytes(content)
    page = folder / "年报.html"
    page.write_text(f"<html><head><title>{TITLE}</title></head>{outer}</html>", encoding="utf-8")
    return page


def cases(*paths: Path) -> list[Case]:
    return list(extract_files(map(str, paths)))


@pytest.mark.parametrize(
    "outer",
    [
        '<body><p>导航</p><iframe src="./年报_files/main.html"></iframe></body>',
        '<body><iframe src="%E5%B9%B4%E6%8A%A5_files/main.html?x=1#y"></iframe></body>',
        '<frameset cols="20%,80%"><frame src="menu.html"><frame src="年报_files/main.html"></frameset>',
        '<head><link id="shLink" href="年报_files/main.html"></head><frameset><frame src="年报_files/tabs.htm"></frameset>',
    ],
)
def test_a_frame_in_the_pages_own_folder_is_followed(tmp_path: Path, outer: str) -> None:
    (case,) = cases(saved(tmp_path, outer))
    assert all(table.found for table in case.tables) and case.tables
    assert (case.report_year, case.path) == (2023, str(tmp_path / "年报.html"))


@pytest.mark.parametrize("piece", ["<frame src=a ", "<iframe ", "<link id=shLink href=a ", "<frameset ", "<frame src"])
def test_tags_that_are_left_open_take_no_longer_than_others(piece: str) -> None:
    begun = monotonic()
    assert with_frames(piece * 100_000, lambda _: "") == piece * 100_000
    assert monotonic() - begun < 5


def test_a_folder_named_as_office_programs_do(tmp_path: Path) -> None:
    (case,) = cases(
        saved(tmp_path, '<frameset><frame src="年报.files/sheet001.htm"></frameset>', "年报.files/sheet001.htm")
    )
    assert case.tables and all(table.found for table in case.tables)


@pytest.mark.parametrize(
    ("source", "inner"),
    [
        ("other/main.html", "other/main.html"),
        ("年报_files/../main.html", "main.html"),
        ("年报_files/../../main.html", "年报_files/a.html"),
        ("https://www.example.gov.cn/年报_files/main.html", "年报_files/main.html"),
        ("//host/年报_files/main.html", "年报_files/main.html"),
        ("file:///etc/passwd.html", "年报_files/main.html"),
        ("年报_files/main.txt", "年报_files/main.txt"),
        ("年报_files/" + "a" * 5000 + ".html", "年报_files/main.html"),
    ],
)
def test_nothing_outside_the_folder_is_opened(tmp_path: Path, source: str, inner: str) -> None:
    (case,) = cases(saved(tmp_path, f'<body><iframe src="{source}"></iframe></body>', inner))
    assert not any(table.found for table in case.tables)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    page = saved(tmp_path, '<body><iframe src="年报_files/main.html"></iframe></body>', "elsewhere.html")
    (tmp_path / "年报_files").mkdir()
    (tmp_path / "年报_files" / "main.html").symlink_to(tmp_path / "elsewhere.html")
    (case,) = cases(page)
    assert not any(table.found for table in case.tables)


def test_frames_are_followed_one_deep(tmp_path: Path) -> None:
    page = saved(tmp_path, '<body><iframe src="年报_files/a.html"></iframe></body>')
    (tmp_path / "年报_files" / "a.html").write_text('<iframe src="main.html"></iframe>', encoding="utf-8")
    (case,) = cases(page)
    assert not any(table.found for table in case.tables)


def test_what_was_saved_with_a_page_is_no_report_of_its_own(tmp_path: Path) -> None:
    page = saved(tmp_path, '<body><iframe src="年报_files/main.html"></iframe></body>')
    style = tmp_path / "年报_files" / "a.css"
    style.write_text("a{}", encoding="utf-8")
    (case,) = cases(page, tmp_path / "年报_files" / "main.html", style)
    assert [o.number for o in case.observations if o.kind == "page_files"] == [2]
    (alone,) = cases(tmp_path / "年报_files" / "main.html")
    assert all(table.found for table in alone.tables)


# ---------------------------------------------------------------- pages whose text comes by script


def told(body: str) -> Report:
    page = f'<html><head><title>{TITLE}</title><script src="app.js"></script></head><body>{body}</body></html>'
    (report,) = judge(extract(page.encode(), "a.html"))
    return report


@pytest.mark.parametrize(
    "body",
    [
        '<ul><li>首页</li><li>政务公开</li></ul><div id="app"></div>',
        "<noscript>请启用 JavaScript</noscript><app-root></app-root>",
        f'<h1>{TITLE}</h1><div class="x"><div id="article-content"> </div></div><p>主办：云桥市教育局</p>',
    ],
)
def test_a_shell_without_text_is_told_as_such(body: str) -> None:
    report = told(body)
    assert (report.status, [f.rule for f in report.findings if f.severity != "notice"]) == ("incomplete", ["F018"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('<p>一、总体情况</p><p>本年度主动公开信息若干。</p><div id="app"></div>', "failed"),
        ('<p>首页</p><div id="banner-slot"></div>', "incomplete"),
        ('<div id="app"><p>二、主动公开政府信息情况</p></div>', "failed"),
    ],
)
def test_a_page_with_text_or_without_a_place_for_it_lacks_tables(body: str, status: str) -> None:
    report = told(body)
    assert report.status == status and "S001" in {f.rule for f in report.findings}
