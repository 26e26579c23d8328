"""Texts whose tables have lost their borders: rows are counted off, and what cannot be counted stays open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from tools.forge.blemishes import blemished
from tools.forge.figures import Report, sound, values
from tools.forge.layouts import LAYOUTS
from validator.model import Observation
from validator.partition.parts import split_parts
from validator.read import read
from validator.tables.glued import ends_in_figure
from validator.tables.locate import Located, locate
from validator.tables.melt import melt

Figures = Mapping[tuple[str, str, str], Decimal | None]
STYLES = [name for name in LAYOUTS if name.startswith("text-")]
REPORT = sound("stream", "2021", scale="large")

#: How a style ends a cell: what to take out so that one cell is gone.
CELLS = {
    "text-cell-a-line-tabs": r"(?m)^\t([^\n]*)\n",
    "text-cell-a-line-pipes": r"(?m)^([^\n|]*)\|\n",
    "text-pipe-rows": r"(?<=\|)([^|\n]*)\|",
    "text-tab-rows": r"(?<=\t)([^\t\n]*)\t",
    "text-markdown": r"(?<=\|)([^|\n]*)\|",
}
FIGURE = re.compile(r"[\s+-]*\d[\d.]*\s*")


def located(text: str) -> tuple[Located, Figures]:
    part = split_parts(read(text.encode(), "x.txt", "text"), "x.txt")[0]
    found = locate(part.blocks, part.year)
    return found, {cell.key: cell.value for cell in melt(found)[1]}


def truth(report: Report) -> Figures:
    return {(t, r, c): n for t, rows in values(report).items() for r, line in rows.items() for c, n in line.items()}


def written(name: str, report: Report = REPORT) -> str:
    return LAYOUTS[name].render(report).decode()


def seen(found: Located, kind: str) -> list[Observation]:
    return [o for o in found.observations if o.kind == kind]


def wrong(found: Located, figures: Figures, report: Report) -> dict[tuple[str, str, str], object]:
    """Cells read as something else than is printed, of tables about which nothing is said; blank counts as 0."""
    told, due = {o.table for o in found.observations}, truth(report)
    return {
        key: (due.get(key), figures.get(key))
        for key in {*due, *figures}
        if key[0] not in told and (key not in due or key not in figures or (due[key] or 0) != (figures[key] or 0))
    }


# ---------------------------------------------------------------- missing and strange cells


@pytest.mark.parametrize("odd", [[], ["blank_zeros", "slash_rows"]])
@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("name", STYLES)
def test_no_missing_cell_ever_moves_a_figure_silently(name: str, edition: str, odd: list[str]) -> None:
    report = blemished(sound(name, edition), odd)
    text = written(name, report)
    cells = list(re.finditer(CELLS[name], text))
    for cell in Random(name).sample(cells, 60):
        found, figures = located(text[: cell.start()] + text[cell.end() :])
        assert wrong(found, figures, report) == {}, (cell[0], text[: cell.start()].count("\n") + 1)


@pytest.mark.parametrize("name", STYLES)
def test_a_missing_figure_leaves_its_row_open(name: str) -> None:
    text = written(name)
    start = text.index("信访举报投诉类申请")
    cell = next(m for m in re.finditer(CELLS[name], text) if m.start() > start and FIGURE.fullmatch(m[1]))
    found, figures = located(text[: cell.start()] + text[cell.end() :])
    assert found.tables["requests"][1].open_rows == ("not_processed.petition",)
    assert figures == {k: n for k, n in truth(REPORT).items() if k[1] != "not_processed.petition"}
    assert [o.rows for o in seen(found, "row_uncounted")] == [("not_processed.petition",)]


@pytest.mark.parametrize("name", STYLES)
def test_words_in_a_cell_take_its_place(name: str) -> None:
    text = written(name)
    start = text.index("本年新收政府信息公开申请数量")
    cell = next(m for m in re.finditer(CELLS[name], text) if m.start() > start and FIGURE.fullmatch(m[1]))
    found, figures = located(text[: cell.start(1)] + "若干" + text[cell.end(1) :])
    assert figures == {**truth(REPORT), ("requests", "new", "natural_person"): None}
    assert not found.observations


def test_all_blank_tables_are_blank_not_missing() -> None:
    blank = {t: {r: dict.fromkeys(line) for r, line in rows.items()} for t, rows in REPORT.tables.items()}
    report = replace(REPORT, tables=blank)
    for name in STYLES:
        found, figures = located(written(name, report))
        if name == "text-cell-a-line-pipes":  # a bar alone may be a blank cell or a pad
            assert set(figures.values()) == {None} and {o.kind for o in found.observations} <= {"row_uncounted"}
        else:
            assert figures == dict.fromkeys(truth(report)) and not found.observations, name


@pytest.mark.parametrize("name", STYLES)
def test_blank_disputes_beside_filled_tables(name: str) -> None:
    blank = {r: dict.fromkeys(line) for r, line in REPORT.tables["disputes"].items()}
    report = replace(REPORT, tables={**REPORT.tables, "disputes": blank})
    found, figures = located(written(name, report))
    assert figures == truth(report) and not found.observations


# ---------------------------------------------------------------- labels and lines


@pytest.mark.parametrize("name", STYLES)
def test_a_typo_in_a_label_is_matched_by_order_and_said(name: str) -> None:
    text = written(name)
    found, figures = located(text.replace("法律行政法规禁止", "法律行政止"))
    assert figures == truth(REPORT)
    assert [o.rows for o in seen(found, "label_unlike")] == [("denied.prohibited_by_law",)]


@pytest.mark.parametrize("name", STYLES)
def test_a_missing_row_is_said_and_the_others_are_read(name: str) -> None:
    rows = {key: line for key, line in REPORT.tables["requests"].items() if key != "not_processed.repeated"}
    report = replace(REPORT, tables={**REPORT.tables, "requests": rows})
    found, figures = located(written(name, report))
    assert figures == truth(report)
    assert [o.rows for o in seen(found, "rows_missing")] == [("not_processed.repeated",)]


@pytest.mark.parametrize("name", STYLES)
def test_a_missing_column_is_said_and_the_others_are_read(name: str) -> None:
    kept = {r: {c: n for c, n in line.items() if c != "research"} for r, line in REPORT.tables["requests"].items()}
    report = replace(REPORT, tables={**REPORT.tables, "requests": kept})
    found, figures = located(written(name, report))
    assert figures == truth(report)
    assert [o.columns for o in seen(found, "columns_missing")] == [("research",)]


@pytest.mark.parametrize("name", STYLES)
def test_a_lost_heading_over_columns_never_moves_figures_silently(name: str) -> None:
    text = written(name)
    for heading in ("法人或其他组织", "申请人情况"):
        cell = next((m for m in re.finditer(CELLS[name], text) if m[1].strip() == heading), None)
        for put in ("", None):
            if cell is not None:
                new = cell[0].replace(heading, "") if put is None else put
                found, figures = located(text[: cell.start()] + new + text[cell.end() :])
                assert wrong(found, figures, REPORT) == {}


def stream(*rows: str) -> str:
    """A small text: section two's first item, with the rows given."""
    return "\n".join(
        ("第二十条第（一）项 |", "信息内容 |", "本年制发件数 |", "本年废止件数 |", "现行有效件数 |", *rows)
    )


def read_rows(*rows: str) -> tuple[Located, list[Decimal | None]]:
    found, figures = located(stream(*rows) + "\n三、收到和处理政府信息公开申请情况\n")
    return found, list(figures.values())


def test_pads_behind_rows_are_dropped_only_where_the_count_agrees() -> None:
    assert read_rows("规章 |", "1 |", "2 |", "3 |", "||", "行政规范性文件 |", "4 |", "5 |", "6 |", "||")[1] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
    assert read_rows("规章 |", "1 |", "2 |", "3 |", "行政规范性文件 |", "4 |", "5 |", "6 |||")[1] == [1, 2, 3, 4, 5, 6]
    found, figures = read_rows("规章 |", "1 |", "2 |", "行政规范性文件 |", "4 |", "5 |", "6 |")
    assert figures == [4, 5, 6] and found.tables["art20_1"][1].open_rows == ("regulations",)


def test_rows_may_be_printed_over_lines_and_blanks_keep_their_places() -> None:
    assert read_rows("规章 | 1 |", "|", "| 3 |", "行政规范性文件 | 4 | 5 | 6 |")[1] == [4, 5, 6]
    assert read_rows("规章 | 1 |", "|", "3 |", "行政规范性文件 | 4 | 5 | 6 |")[1] == [1, None, 3, 4, 5, 6]


def test_header_words_on_two_lines_are_one_column_each() -> None:
    text = written("text-pipe-rows")
    line = next(line for line in text.splitlines() if line.startswith("商业企业") or "| 商业企业" in line)
    halves = line.replace("商业企业", "商业").replace("科研机构", "科研") + "\n企业 | 机构 |"
    found, figures = located(text.replace(line, halves))
    assert figures == truth(REPORT)
    assert not seen(found, "columns_missing")


def test_labels_broken_over_cells_are_joined() -> None:
    text = written("text-cell-a-line-pipes").replace("要求提供公开出版物 |", "要求提供公 |\n开出版物 |")
    assert located(text)[1] == truth(REPORT)


#: How a style writes one cell, and ends a row of them.
ROWS = {
    "text-cell-a-line-tabs": ("\t{}\n", ""),
    "text-cell-a-line-pipes": ("{} |\n", ""),
    "text-pipe-rows": ("{} | ", "\n"),
    "text-tab-rows": ("{}\t", "\n"),
    "text-markdown": ("| {} ", "|\n"),
}


@pytest.mark.parametrize("before", [("甲",), ("甲", "乙"), ("栏次",), ()])
@pytest.mark.parametrize("name", STYLES)
def test_a_row_that_numbers_the_columns_is_none_of_figures(name: str, before: tuple[str, ...]) -> None:
    text, (cell, end) = written(name), ROWS[name]
    numbers = "".join(map(cell.format, (*before, *range(1, 8)))) + end
    first = next(m.start() for m in re.finditer(r"(?m)^.*一、本年新收", text))
    found, figures = located(text[:first] + numbers + text[first:])
    assert figures == truth(REPORT) and not found.observations


@pytest.mark.parametrize(
    "told",
    [
        "行政诉讼共2件，未经复议直接起诉1件，复议后起诉1件。",
        "行政诉讼2件。",
        "行政诉讼2件，均为未经复议直接起诉；行政复议3件。",
        "行政许可486件，行政处罚6件。",
    ],
)
@pytest.mark.parametrize("name", STYLES)
def test_a_sentence_that_begins_with_a_label_is_no_header_of_the_table_below(name: str, told: str) -> None:
    text = written(name)
    first = next(m.end() for m in re.finditer(r"(?m)^.*四、政府信息公开行政复议.*\n", text))
    found, figures = located(f"{text[:first]}\n{told}\n{text[first:]}")
    assert figures == truth(REPORT) and not found.observations


@pytest.mark.parametrize(
    ("text", "ran_together"), [("规章12", True), ("结转总计0", True), ("小计12", False), ("规章", False)]
)
def test_a_label_that_ends_in_its_first_figure(text: str, ran_together: bool) -> None:
    assert ends_in_figure(text) == ran_together


def test_cells_that_ran_together_are_not_read() -> None:
    glued = re.sub(r"[\t\n]", "", written("text-tab-rows"))
    assert located(glued)[1] == {}
