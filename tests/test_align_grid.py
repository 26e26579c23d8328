"""Tables with markup: every layout melts to the same cells, and what is printed wrongly is said, never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random

import pytest

from tools.forge import render_html
from tools.forge import variants as v
from tools.forge.blemishes import BLEMISHES, blemished
from tools.forge.figures import Report, Scale, sound, values
from tools.forge.layouts import LAYOUTS
from tools.forge.sheet import Box, Sheet
from tools.forge.story import restyled, story
from validator.model import Observation
from validator.partition.parts import split_parts
from validator.pipeline import extract, judge
from validator.read import read
from validator.read.sniff import EXTENSIONS
from validator.schema import editions
from validator.tables.locate import Located, locate
from validator.tables.melt import melt

Figures = Mapping[tuple[str, str, str], Decimal | None]
REPORT = sound("grid", "2021", scale="large")
CELL = re.compile(r"<td[^>]*>.*?</td>", re.DOTALL)


def located(data: bytes, extension: str = ".html") -> tuple[Located, Figures]:
    part = split_parts(read(data, "x", EXTENSIONS[extension]), "x")[0]
    found = locate(part.blocks, part.year)
    return found, {cell.key: cell.value for cell in melt(found)[1]}


def truth(report: Report) -> Figures:
    return {(t, r, c): n for t, rows in values(report).items() for r, line in rows.items() for c, n in line.items()}


@cache
def page(edition: str = "2021") -> str:
    return LAYOUTS["html-plain"].render(REPORT if edition == "2021" else sound("grid", edition)).decode()


def seen(found: Located, kind: str) -> list[Observation]:
    return [o for o in found.observations if o.kind == kind]


def kinds(found: Located) -> set[str]:
    return {o.kind for o in found.observations}


def wrong(figures: Figures, report: Report, told: set[str | None]) -> dict[tuple[str, str, str], object]:
    """Cells read as something else than is printed, of tables about which nothing is said; blank counts as 0."""
    due = truth(report)
    return {
        key: (due.get(key), figures.get(key))
        for key in {*due, *figures}
        if key[0] not in told and (key not in due or key not in figures or (due[key] or 0) != (figures[key] or 0))
    }


# ---------------------------------------------------------------- sound reports


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_melts_to_the_same_cells(name: str, edition: str) -> None:
    scales: tuple[Scale, ...] = ("small", "large", "zero")
    for seed, scale in enumerate(scales):
        chosen = [b for b in BLEMISHES if Random(f"{name}{edition}{seed}{b}").random() < 0.4 * seed]
        report = blemished(sound(seed, edition, scale=scale), chosen, seed)
        found, figures = located(LAYOUTS[name].render(report), LAYOUTS[name].extension)
        assert figures == truth(report), chosen
        assert found.edition is not None and found.edition.key == edition
        assert kinds(found) <= {"heading_as_row", "label_unlike", "spans_differ"}


def test_places_are_those_of_the_source() -> None:
    found, _ = located(page().encode())
    places = {cell.key: cell.place.where for cell in melt(found)[1]}
    assert places["requests", "new", "natural_person"] == "表2 第4行第4列"
    assert places["requests", "carried_out", "total"] == "表2 第28行第10列"
    assert places["disputes", "review", "upheld"] == "表3 第4行第1列"


# ---------------------------------------------------------------- headers


def changed(change: Callable[[Sheet], Sheet], report: Report = REPORT) -> tuple[Located, Figures]:
    return located(render_html.plain(restyled(story(report), change)))


def without_third_row(sheet: Sheet) -> Sheet:
    """Section three with a header of two rows: 申请人情况 is left out."""
    if sheet.tables != ("requests",):
        return sheet
    boxes = [b for b in sheet.boxes if b.text != "申请人情况"]
    header = [replace(b, row=max(b.row - 1, 0), rowspan=max(b.rowspan - (b.row == 0), 1)) for b in boxes if b.row < 3]
    return Sheet(sheet.tables, (*header, *(replace(b, row=b.row - 1) for b in boxes if b.row >= 3)))


def with_title_row(sheet: Sheet) -> Sheet:
    """One more header row above everything."""
    title = Box(0, 0, 1, sheet.width, "（单位：件）", "head")
    return Sheet(sheet.tables, (title, *(replace(b, row=b.row + 1) for b in sheet.boxes)))


def words_over_two_rows(sheet: Sheet) -> Sheet:
    """商业 above 企业, as two cells."""
    if sheet.tables != ("requests",):
        return sheet
    boxes: list[Box] = []
    for box in sheet.boxes:
        below = replace(box, row=box.row + (box.row > 2))
        if box.row == 2 and box.role == "head":
            half = len(box.text) // 2
            boxes += [replace(box, text=box.text[:half]), replace(box, row=3, text=box.text[half:])]
        elif box.role in ("head", "corner") and box.row < 3 and box.below == 3:
            boxes.append(replace(box, rowspan=box.rowspan + 1))
        else:
            boxes.append(below)
    return Sheet(sheet.tables, tuple(boxes))


@pytest.mark.parametrize("change", [without_third_row, with_title_row, words_over_two_rows, v.padded_header])
def test_headers_of_two_to_five_rows(change: Callable[[Sheet], Sheet]) -> None:
    found, figures = changed(change)
    assert figures == truth(REPORT)
    assert kinds(found) <= {"label_unlike"}


@pytest.mark.parametrize("before", ["甲", "栏次", ""])
def test_a_row_that_numbers_the_columns_is_none_of_figures(before: str) -> None:
    numbers = "".join(f"<td>{n}</td>" for n in range(1, 8))
    start = page().rindex("<tr", 0, page().index("一、本年新收"))
    row = f"<tr><td colspan='3'>{before}</td>{numbers}</tr>"
    found, figures = located((page()[:start] + row + page()[start:]).encode())
    assert figures == truth(REPORT) and not found.observations


@pytest.mark.parametrize("before", ["甲", "栏次"])
def test_a_short_row_that_numbers_the_columns_is_known_by_what_stands_before_it(before: str) -> None:
    start = page().rindex("<tr", 0, page().index("规章"))
    row = f"<tr><td>{before}</td><td>1</td><td>2</td><td>3</td></tr>"
    found, figures = located((page()[:start] + row + page()[start:]).encode())
    assert figures == truth(REPORT) and not found.observations


def renamed(old: str, new: str, count: int = 0) -> bytes:
    assert old in page()
    return page().replace(old, new, count or -1).encode()


def test_headers_that_are_cut_short_are_matched_by_order_and_said() -> None:
    old = LAYOUTS["html-plain"].render(report := sound("grid", "2019")).decode()
    text = old.replace("本年新制作数量", "本年新").replace("本年新公开数量", "本年新")
    found, figures = located(text.encode())
    assert figures == truth(report)
    assert [o.columns for o in seen(found, "label_unlike")] == [("created",), ("published",)]


def test_columns_in_another_order_are_read_by_name_and_said() -> None:
    def swapped(sheet: Sheet) -> Sheet:
        if sheet.tables != ("requests",):
            return sheet
        other = {4: 5, 5: 4}
        moves = {
            b: replace(b, column=other.get(b.column, b.column)) for b in sheet.boxes if b.colspan == 1 and b.row > 1
        }
        return replace(sheet, boxes=tuple(moves.get(b, b) for b in sheet.boxes))

    found, figures = changed(swapped)
    assert figures == truth(REPORT)
    assert [o.columns for o in seen(found, "columns_out_of_order")] == [("business",)]


def test_a_table_without_its_header_is_known_by_its_rows() -> None:
    table = re.findall(r"<table.*?</table>", page(), re.DOTALL)[1]
    rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    found, figures = located(page().replace(table, table.replace("".join(f"{r}\n" for r in rows[:3]), "")).encode())
    assert figures == truth(REPORT)
    assert [o.table for o in seen(found, "header_missing")] == ["requests"]


# ---------------------------------------------------------------- rows


def test_an_unknown_label_between_its_neighbours_is_matched_and_said() -> None:
    found, figures = located(renamed("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"))
    assert figures == truth(REPORT)
    (note,) = seen(found, "label_unlike")
    assert (note.rows, note.text) == (("denied.prohibited_by_law",), "2.其他法律行政止公开")


def test_a_label_unlike_any_is_not_matched() -> None:
    found, figures = located(renamed("2.其他法律行政法规禁止公开", "2.补充材料"))
    assert ("requests", "denied.prohibited_by_law", "total") not in figures
    assert [o.rows for o in seen(found, "rows_missing")] == [("denied.prohibited_by_law",)]
    assert [o.text for o in seen(found, "extra_row")] == ["2.补充材料"]


def row_of(label: str) -> str:
    return next(r for r in re.findall(r"<tr>.*?</tr>\n", page(), re.DOTALL) if f">{label}<" in r)


def test_a_missing_row_is_said_and_the_others_are_read() -> None:
    rows = {key: line for key, line in REPORT.tables["requests"].items() if key != "not_processed.repeated"}
    report = replace(REPORT, tables={**REPORT.tables, "requests": rows})
    found, figures = located(LAYOUTS["html-plain"].render(report))
    assert figures == truth(report)
    assert [o.rows for o in seen(found, "rows_missing")] == [("not_processed.repeated",)]


@pytest.mark.parametrize(("rows", "note"), [(("total", "carried_out"), "end"), (("carried_out",), "")])
def test_several_rows_missing_at_the_end_are_told_as_a_table_broken_off(rows: tuple[str, ...], note: str) -> None:
    left = {key: line for key, line in REPORT.tables["requests"].items() if key not in rows}
    found, _ = located(LAYOUTS["html-plain"].render(replace(REPORT, tables={**REPORT.tables, "requests": left})))
    assert [(o.rows, o.note) for o in seen(found, "rows_missing")] == [(rows, note)]


def test_a_row_taken_out_from_under_its_merged_heading_changes_no_figure() -> None:
    found, figures = located(page().replace(row_of("2.重复申请"), "").encode())
    assert [o.rows for o in seen(found, "rows_missing")] == [("not_processed.repeated",)]
    assert wrong(figures, REPORT, set()).keys() == {key for key in truth(REPORT) if key not in figures}


def test_a_missing_column_is_said_and_the_others_are_read() -> None:
    for key, column in (("requests", "research"), ("art20_1", "repealed")):
        kept = {r: {c: n for c, n in line.items() if c != column} for r, line in REPORT.tables[key].items()}
        report = replace(REPORT, tables={**REPORT.tables, key: kept})
        found, figures = located(LAYOUTS["html-plain"].render(report))
        assert figures == truth(report)
        assert [(o.table, o.columns) for o in seen(found, "columns_missing")] == [(key, (column,))]


def test_an_empty_report_is_blank_not_missing() -> None:
    blank = {t: {r: dict.fromkeys(line) for r, line in rows.items()} for t, rows in REPORT.tables.items()}
    found, figures = located(LAYOUTS["html-plain"].render(replace(REPORT, tables=blank)))
    assert figures == dict.fromkeys(truth(REPORT)) and not found.observations


def test_a_row_printed_twice_is_read_once() -> None:
    row = row_of("2.重复申请")
    found, figures = located(page().replace(row, row + row).encode())
    assert figures == truth(REPORT)
    assert [o.rows for o in seen(found, "row_twice")] == [("not_processed.repeated",)]


def test_rows_in_another_order_are_read_by_name_and_said() -> None:
    one, two = row_of("2.重复申请"), row_of("3.要求提供公开出版物")
    found, figures = located(page().replace(one + two, two + one).encode())
    assert figures == truth(REPORT)
    assert [o.rows for o in seen(found, "rows_out_of_order")] == [("not_processed.repeated",)]


def test_an_extra_row_and_a_subtotal_row_are_kept_apart() -> None:
    cells = "".join(f"<td>{n}</td>" for n in range(7))
    extra = f'<tr><td colspan="2">小计</td>{cells}</tr>\n'
    found, figures = located(
        page().replace(row_of("4.无正当理由大量反复申请"), extra + row_of("4.无正当理由大量反复申请")).encode()
    )
    assert figures == truth(REPORT)
    assert [o.text for o in seen(found, "extra_row")] == ["小计"]


def test_a_group_printed_as_its_own_row_is_kept_apart() -> None:
    cells = "".join(f"<td>{n}</td>" for n in range(7))
    row = row_of("1.属于国家秘密")
    extra = f'<tr><td colspan="2">（三）不予公开</td>{cells}</tr>\n'
    found, figures = located(page().replace(row, extra + row).encode())
    assert figures == truth(REPORT)
    assert "extra_row" in kinds(found)


def test_a_subtotal_column_is_kept_apart() -> None:
    def widened(sheet: Sheet) -> Sheet:
        if sheet.tables != ("requests",):
            return sheet
        right = [replace(b, column=9) for b in sheet.boxes if b.column == 9 and b.row > 0]
        moved = [replace(b, column=10) if b in right else b for b in sheet.boxes]
        moved = [replace(b, colspan=8) if b.text == "申请人情况" else b for b in moved]
        moved = [replace(b, colspan=6) if b.text == "法人或其他组织" else b for b in moved]
        total = [Box(r, 9, 1, 1, "99", "figure") for r in range(3, sheet.height)]
        return Sheet(sheet.tables, (*moved, Box(2, 9, 1, 1, "小计", "head"), *total))

    found, figures = changed(widened)
    assert figures == truth(REPORT)
    assert [o.text for o in seen(found, "extra_column")] == ["小计"]


def test_one_row_for_other_processing() -> None:
    report = blemished(REPORT, ["alone_other"])
    found, figures = located(LAYOUTS["html-plain"].render(report))
    assert figures == truth(report)
    assert [o.rows for o in seen(found, "heading_as_row")] == [("other",)]
    assert found.edition is not None and found.edition.key == "2021"


# ---------------------------------------------------------------- cells


def test_a_row_that_the_row_for_other_processing_stands_for_is_told_by_its_name() -> None:
    alone = LAYOUTS["html-plain"].render(blemished(REPORT, ["alone_other"])).decode()
    last = next(row for row in re.findall(r"<tr>.*?</tr>", alone, re.DOTALL) if "结转下年度" in row)
    again = "<tr><td colspan=2>3.其他</td><td>0</td></tr>"
    (report,) = judge(extract(alone.replace(last, f"{last}</table><table>{again}").encode(), "x.html"))
    assert any("「3.其他」" in finding.message for finding in report.findings if finding.rule == "S207")


def test_a_missing_cell_leaves_its_row_open() -> None:
    row = row_of("2.重复申请")
    cells = CELL.findall(row)
    found, figures = located(page().replace(row, row.replace(cells[-1], "", 1)).encode())
    assert found.tables["requests"][1].open_rows == ("not_processed.repeated",)
    assert not any(key[1] == "not_processed.repeated" for key in figures)
    assert [o.number for o in seen(found, "row_width")] == [6]


def told(found: Located) -> set[str | None]:
    return {o.table for o in found.observations}


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("name", ["html-plain", "html-split-table", "html-padded-header", "html-disputes-two-headers"])
@pytest.mark.parametrize("kind", ["deleted", "blank before", "zero before", "repeated"])
def test_no_lost_or_added_cell_ever_changes_a_figure_silently(kind: str, name: str, edition: str) -> None:
    report = blemished(sound(kind, edition, scale="large"), ["blank_zeros"] if name == "html-plain" else [])
    text = LAYOUTS[name].render(report).decode()
    for cell in Random(f"{kind}{name}{edition}").sample(list(CELL.finditer(text)), 40):
        new = {"deleted": "", "blank before": f"<td></td>{cell[0]}", "zero before": f"<td>0</td>{cell[0]}"}
        put = new.get(kind, cell[0] * 2)
        found, figures = located((text[: cell.start()] + put + text[cell.end() :]).encode())
        assert wrong(figures, report, told(found)) == {}, cell[0]


@pytest.mark.parametrize("label", ["法人或其他组织", "申请人情况", "自然人", "结果维持", "尚未审结", "行政诉讼"])
@pytest.mark.parametrize("put", ["", "<td></td>"])
def test_no_lost_header_cell_ever_moves_figures_silently(label: str, put: str) -> None:
    cells = [c for c in CELL.finditer(page()) if f">{label}<" in c[0]]
    assert cells
    for cell in cells:
        found, figures = located((page()[: cell.start()] + put + page()[cell.end() :]).encode())
        assert wrong(figures, REPORT, told(found)) == {}


# ---------------------------------------------------------------- tables


def halves(header: bool) -> bytes:
    """Section three cut in two, the second half with or without the header again."""
    table = re.findall(r"<table.*?</table>", page(), re.DOTALL)[1]
    rows = re.findall(r"<tr>.*?</tr>\n", table, re.DOTALL)
    at = rows.index(row_of("（七）总计")) if row_of("（七）总计") in rows else len(rows) - 2
    again = "".join(rows[:3]) if header else ""
    first, second = "".join(rows[: at + 1]), "".join(rows[at + 1 :])
    cut = f"<table>{first}</table><p>（续）</p><table>{again}{second}</table>"
    return page().replace(table, cut).encode()


@pytest.mark.parametrize("header", [True, False])
def test_a_table_cut_in_two_is_one(header: bool) -> None:
    found, figures = located(halves(header))
    assert figures == truth(REPORT)
    assert not kinds(found) & {"table_twice", "rows_missing", "header_missing"}


def test_a_rival_table_is_said_and_does_not_mix() -> None:
    other = LAYOUTS["html-plain"].render(sound("rival", "2021")).decode()
    for number, key in ((1, "requests"), (2, "disputes")):
        table = re.findall(r"<table.*?</table>", other, re.DOTALL)[number]
        found, figures = located(page().replace("<h2>五、", f"<p>上年</p>{table}<h2>五、").encode())
        assert figures == truth(REPORT)
        assert [o.table for o in seen(found, "table_twice")] == [key]


def test_disputes_as_three_rows_of_five_columns() -> None:
    rows = {"review": "行政复议", "direct_suit": "未经复议直接起诉", "suit_after_review": "复议后起诉"}
    columns = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    head = "".join(f"<td>{c}</td>" for c in ("类别", *columns))
    lines = [
        f"<tr><td>{label}</td>{''.join(f'<td>{n}</td>' for n in REPORT.tables['disputes'][key].values())}</tr>"
        for key, label in rows.items()
    ]
    table = re.findall(r"<table.*?</table>", page(), re.DOTALL)[2]
    found, figures = located(page().replace(table, f"<table><tr>{head}</tr>{''.join(lines)}</table>").encode())
    assert figures == truth(REPORT)
    assert "disputes" not in told(found)


@pytest.mark.parametrize("filled", [True, False])
def test_empty_rows_below_the_figures_of_disputes_are_none(filled: bool) -> None:
    table = re.findall(r"<table.*?</table>", page(), re.DOTALL)[2]
    head, figures = table.removesuffix("</table>").rsplit("<tr", 1)
    empty = "<tr" + re.sub(r">\d+<", "><", figures)
    made = head + ("<tr" + figures if filled else empty) + empty + "</table>"
    found, read_figures = located(page().replace(table, made).encode())
    assert seen(found, "extra_row") == [] and not found.tables["disputes"][1].open_rows
    known = {key: value for key, value in read_figures.items() if key[0] == "disputes"}
    assert known == {key: (value if filled else None) for key, value in truth(REPORT).items() if key[0] == "disputes"}


def test_one_table_of_the_other_edition_is_read_in_its_own_form() -> None:
    old = sound("grid", "2019")
    table = re.search(r"<table.*?</table>", LAYOUTS["html-five-tables"].render(old).decode(), re.DOTALL)
    five = LAYOUTS["html-five-tables"].render(REPORT).decode()
    assert table is not None
    found, figures = located(re.sub(r"<table.*?</table>", lambda _: table[0], five, count=1, flags=re.DOTALL).encode())
    assert found.edition is not None and found.edition.key == "2021"
    assert [(o.table, o.note) for o in seen(found, "table_other_edition")] == [("art20_1", editions()["2019"].name)]
    due = {key: n for key, n in truth(REPORT).items() if key[0] != "art20_1"}
    assert figures == {**due, **{key: n for key, n in truth(old).items() if key[0] == "art20_1"}}


def test_a_whole_report_in_the_older_form_is_read_in_that_form() -> None:
    old = sound("grid", "2019", year=2023)
    found, figures = located(LAYOUTS["html-plain"].render(old))
    assert found.edition is not None and found.edition.key == "2019"
    assert figures == truth(old) and not found.observations


def test_an_extra_table_and_a_missing_one() -> None:
    old, new = (LAYOUTS["html-five-tables"].render(sound("grid", e)).decode() for e in ("2019", "2021"))
    procurement = next(t for t in re.findall(r"<table.*?</table>", old, re.DOTALL) if "政府集中采购" in t)
    fees = next(t for t in re.findall(r"<table.*?</table>", new, re.DOTALL) if "行政事业性收费" in t)
    found, figures = located(new.replace(fees, procurement).encode())
    assert [o.table for o in seen(found, "table_missing")] == ["art20_8"]
    assert len(seen(found, "extra_table")) == 1
    assert not any(key[0].startswith(("art20_8", "art20_9")) for key in figures)
