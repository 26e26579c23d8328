"""Long-form exports, one row a figure, and rows with the organ before them; every organ is invented."""

from __future__ import annotations

from collections.abc import Sequence

from tests.addin_reading import BASE, OTHER, due, judged, named, read, serious
from tools.forge.addin_long import long_form
from tools.forge.addin_pieces import Cells, Piece, book, delimited, pairs, whole
from tools.forge.render_addin import EXPORTS
from validator.cells_file import write_csv
from validator.model import Report
from validator.pipeline import extract


def of_rows(rows: Sequence[Cells]) -> list[Report]:
    return judged(delimited(rows, ",", "utf-8"), "导出.csv")


ROWS = long_form([BASE])


def test_the_order_of_a_long_form_means_nothing() -> None:
    (report,) = of_rows((ROWS[0], *sorted(ROWS[1:], key=lambda row: (row[4], row[3]))))
    assert (read(report), [f.rule for f in report.findings]) == (due(BASE), [])


def test_a_figure_left_out_of_a_long_form_is_a_blank_with_its_value_due() -> None:
    gone = next(row for row in ROWS if "予以公开" in row[3] and row[4] == "自然人")
    (report,) = of_rows([row for row in ROWS if row != gone])
    (finding,) = (f for f in report.findings if f.severity == "error")
    assert [str(change.to) for change in finding.repairs[0].changes] == [gone[5]]


def test_a_figure_said_twice_alike_is_one() -> None:
    (report,) = of_rows((*ROWS, ROWS[40]))
    assert (read(report), report.findings) == (due(BASE), ())


def test_names_left_blank_hold_on() -> None:
    blank = [row if number in (0, 1) else ("", "", *row[2:]) for number, row in enumerate(ROWS)]
    (report,) = of_rows(blank)
    assert (named([report]), read(report)) == ([(BASE.organ, BASE.year)], due(BASE))


def test_section_two_under_one_name() -> None:
    rows = [(*row[:2], "主动公开" if row[2].startswith("第二十条") else row[2], *row[3:]) for row in ROWS]
    (report,) = of_rows(rows)
    assert (read(report), serious(report)) == (due(BASE), [])


def test_what_extract_writes_as_csv_is_read_again() -> None:
    cases = extract(EXPORTS["organs-sheets"].render([BASE, OTHER]), "x.xlsx")
    found = judged(write_csv(cases), "cells.csv")
    assert named(found) == [(BASE.organ, BASE.year), (OTHER.organ, OTHER.year)]
    assert list(map(read, found)) == [due(BASE), due(OTHER)]


def test_a_list_with_a_column_of_organs_is_no_report() -> None:
    pages: dict[str, Sequence[Piece]] = {
        "清单": [("序号", "单位", "问题"), ("1", OTHER.organ, "未填写"), ("2", "云桥市司法局", "未填写")],
        "年报": whole(BASE, pairs),
    }
    (report,) = judged(book(pages), "x.xlsx")
    assert (named([report]), read(report)) == ([(BASE.organ, BASE.year)], due(BASE))
