"""One report written as people copy it: the merged cells of its tables gone, cells parted by whatever, or by nothing."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.test_excerpts import figures, judged, truth
from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from tools.samples_base import YEARS
from validator.pipeline import extract, judge


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
