"""One report written as people copy it: the merged cells of its tables gone, cells parted by whatever, or by nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from tests.test_excerpts import figures, judged, printed, truth
from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from tools.samples_base import YEARS
from validator.pipeline import extract, judge
from validator.schema import editions

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def rows_of(edition: str) -> list[str | list[list[str]]]:
    """The page without its markup: paragraphs, and tables as rows of the cells that begin in them."""
    page = LAYOUTS["html-plain"].render(sound("excerpts", edition, scale="large")).decode()
    pieces = re.findall(r"<table.*?</table>|<h\d[^>]*>.*?</h\d>|<p[^>]*>.*?</p>", page, re.DOTALL)
    return [_rows(piece) if piece.startswith("<table") else _text(piece) for piece in pieces]


def _rows(table: str) -> list[list[str]]:
    rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    return [[_text(cell) for cell in re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL)] for row in rows]


def _text(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup)).strip()


def joined(edition: str, mark: str) -> str:
    return "\n".join(
        piece if isinstance(piece, str) else "\n".join(mark.join(row) for row in piece) for piece in rows_of(edition)
    )


@pytest.mark.parametrize("mark", [" | ", "\t", ",", "，", ";", "  "])
@pytest.mark.parametrize("edition", YEARS)
def test_rows_without_their_merged_cells(edition: str, mark: str) -> None:
    found = judged(joined(edition, mark))
    assert figures(found) == truth(edition)
    assert [f.rule for f in found.findings if f.severity != "notice"] == []


def _marked(rows: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


@pytest.mark.parametrize("edition", YEARS)
def test_tables_of_a_page_that_lost_their_spans(edition: str) -> None:
    marked = [f"<p>{p}</p>" if isinstance(p, str) else f"<table>{_marked(p)}</table>" for p in rows_of(edition)]
    (found,) = judge(extract("".join(marked).encode(), "年报.html"))
    assert figures(found) == truth(edition)
    assert [f.rule for f in found.findings if f.severity != "notice"] == []
    assert found.case.cells[0].place.where == "表1 第3行第2列"


@pytest.mark.parametrize("edition", YEARS)
def test_rows_glued_line_by_line_are_recovered_or_left_open_but_never_wrong(edition: str) -> None:
    found = judged(joined(edition, ""))
    want = truth(edition)
    assert {key: value for key, value in figures(found).items() if want[key] != value} == {}
    assert [f.rule for f in found.findings if f.severity == "error"] == [] and found.status == "incomplete"


def _figure(cell: str) -> bool:
    return re.fullmatch(r"[\d.+-]*", cell) is not None


def _figures_apart(row: list[str]) -> str:
    """规章12 0 3: blanks between the figures only."""
    pairs = zip(["", *row], row, strict=False)
    return "".join((" " if before and _figure(before) and _figure(cell) else "") + cell for before, cell in pairs)


def _label_apart(row: list[str]) -> str:
    """规章 1203: blanks behind the labels only."""
    return "".join(cell if _figure(cell) else f"{cell} " for cell in row)


def _broken(row_ends: str, width: int) -> str:
    return re.sub(rf"(.{{{width}}})", r"\1\n", row_ends)


def _glued(edition: str, spell: Callable[[list[str]], str], end: str, width: int = 0) -> str:
    pieces = [p if isinstance(p, str) else end.join(map(spell, p)) for p in rows_of(edition)]
    return "\n".join(_broken(piece, width) if width else piece for piece in pieces)


_SPELLINGS = {
    "figures-apart": (_figures_apart, "\n", 0),
    "figures-apart-one-line": (_figures_apart, "", 0),
    "hard-blanks": (lambda row: _figures_apart(row).replace(" ", "\u00a0"), "\n", 0),
    "label-apart": (_label_apart, "\n", 0),
    "broken-anywhere": ("".join, "", 40),
    "full-width": (lambda row: "".join(row).translate(FULL_WIDTH), "\n", 0),
}


@pytest.mark.parametrize("spelling", _SPELLINGS)
@pytest.mark.parametrize("edition", YEARS)
def test_glued_tables_are_read_where_one_way_is_left_and_never_wrong(edition: str, spelling: str) -> None:
    found = judged(_glued(edition, *_SPELLINGS[spelling]))
    want = truth(edition)
    assert {key: value for key, value in figures(found).items() if want[key] != value} == {}
    assert {key for key in want if key[0] == "requests"} <= figures(found).keys()
    assert [f.rule for f in found.findings if f.severity == "error"] == []


@pytest.mark.parametrize("edition", YEARS)
def test_blanks_between_all_figures_leave_nothing_open(edition: str) -> None:
    found = judged(_glued(edition, *_SPELLINGS["figures-apart"]))
    assert figures(found) == truth(edition)
    assert {f.rule for f in found.findings} == {"F013"}


def _without_names(text: str, edition: str, groups: tuple[str, ...]) -> str:
    """A cell a line, the lines gone that name the rows of `groups`."""
    rows = editions()[edition].table("requests").rows
    names = {row.label for row in rows if row.key.partition(".")[0] in groups and "." in row.key}
    return "\n".join(line for line in text.splitlines() if line.removesuffix("|").strip() not in names)


@pytest.mark.parametrize("groups", [("denied",), ("denied", "unavailable"), ("unavailable", "not_processed")])
@pytest.mark.parametrize("edition", YEARS)
def test_figures_behind_a_heading_are_dealt_to_its_rows_whose_names_are_lost(
    edition: str, groups: tuple[str, ...]
) -> None:
    text = printed("text-cell-a-line-pipes", edition)
    lost = _without_names(text, edition, groups)
    found = judged(lost)
    assert len(lost) < len(text) and figures(found) == truth(edition)
    assert [f.rule for f in found.findings] == ["S206"]
    assert "没有行名" in found.findings[0].message


def test_a_heading_with_other_figures_than_those_of_its_rows_is_left_alone() -> None:
    text = _without_names(printed("text-cell-a-line-pipes", "2021"), "2021", ("denied",))
    head, tail = text.split("（三）不予公开", 1)
    found = judged(f"{head}（三）不予公开{tail.replace('0 |', '|', 1)}")
    assert not [cell for cell in found.case.cells if cell.row.startswith("denied.")]


def test_blanks_in_some_places_only_are_no_borders_of_cells() -> None:
    """0 1 00 10020 is 0, 1, 0, 0, 1, 0, 0, 2, 0 …: what stands between two blanks need not be one figure."""
    names = "结果维持结果纠正其他结果尚未审结总计"
    table = f"行政复议行政诉讼{names}未经复议直接起诉复议后起诉{names[:4]} {names[4:]}{names}0 1 00 10020 2010 01 "
    title = "云桥市教育局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
    found = judged(f"{title}{table}\n五、存在的主要问题及改进情况\n人手不足。\n")
    assert [int(value or 0) for value in figures(found).values()] == [0, 1, 0, 0, 1, 0, 0, 2, 0, 2, 0, 1, 0, 0, 1]


def test_a_slash_that_leans_the_other_way_is_no_other_name() -> None:
    text = printed("text-pipe-rows", "2019")
    found = judged(text.replace("本年增/减", "本年增\\减"))
    assert "本年增\\减" in text.replace("本年增/减", "本年增\\减") and figures(found) == truth("2019")
    assert [f.rule for f in found.findings] == [f.rule for f in judged(text).findings]
