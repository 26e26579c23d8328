"""The blank workbook: filled in it passes, and LibreOffice itself turns a cell red where an identity is broken."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import html
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tools.forge.figures import Report, Rows, sound, values
from validator.desk.template_closings import SHEET as LAST_YEAR
from validator.desk.template_closings import closings
from validator.desk.template_formulas import is_sum
from validator.desk.template_xlsx import SHEET, render, table_tops
from validator.form import Edition, Identity, Table, identities
from validator.pipeline import extract, judge
from validator.read.office_program import find_program, run_program
from validator.report.table_grid import WIDTH, drawn
from validator.schema import editions

Key = tuple[str, str, str]

EDITIONS = tuple(editions())
RED = "#ff7c80"
needs_office = pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")


@cache
def blank(edition: str) -> bytes:
    return render(editions()[edition])


def spots(edition: Edition) -> dict[Key, tuple[int, int]]:
    first = table_tops(edition)[0]
    return {
        (form.key, *box.spot): (first[form.key] + box.row, box.column + 1)
        for form in edition.tables
        for box in drawn(form).boxes
        if box.spot
    }


@cache
def report(edition: str) -> Report:
    """Sound, without a fee that the text would have to speak of, or an amount whose unit the form does not say."""
    every = (sound(seed, edition).tables for seed in range(500))
    quiet = (n for n, tables in enumerate(every) if not (_unpaid(tables) or _unclear(tables)))
    return sound(next(quiet), edition)


def _unpaid(tables: Mapping[str, Rows]) -> bool:
    return tables["requests"].get("other.fee_unpaid", {}).get("total", "0") != "0"


def _unclear(tables: Mapping[str, Rows]) -> bool:
    return "art20_9" in tables and tables["art20_9"]["procurement"]["amount"] != "0"


def opened(data: bytes) -> tuple[Workbook, Worksheet, Worksheet]:
    book = load_workbook(io.BytesIO(data))
    first, second = book[SHEET], book[LAST_YEAR]
    assert isinstance(first, Worksheet) and isinstance(second, Worksheet)
    return book, first, second


def filled(edition: str, changes: Mapping[Key, int] | None = None, last_year: Mapping[str, int] | None = None) -> bytes:
    """The template as a clerk fills it in: totals left to themselves unless `changes` overwrites them."""
    book, sheet, second = opened(blank(edition))
    truth, given = values(report(edition)), changes or {}
    sheet["D2"], sheet["L2"] = report(edition).organ, report(edition).year
    for (table, row, column), at in spots(editions()[edition]).items():
        cell = sheet.cell(*at)
        if (table, row, column) in given or not str(cell.value or "").startswith("="):
            value = given.get((table, row, column), truth[table][row][column] or 0)
            cell.value = int(value) if value == int(value) else float(value)
    for ref, closing in (last_year or {}).items():
        second[ref] = closing
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- blank


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_blank_template_is_no_passed_report(edition: str) -> None:
    (found,) = judge(extract(blank(edition), "模板.xlsx"))
    assert (found.status, found.case.edition) == ("failed", edition)
    assert {f.rule for f in found.findings if f.severity == "error"} == {"V106"}
    assert len(found.case.cells) == len(spots(editions()[edition]))
    assert blank(edition) == render(editions()[edition])


@pytest.mark.parametrize("edition", EDITIONS)
def test_labels_are_locked_and_figures_are_not(edition: str) -> None:
    _, sheet, second = opened(blank(edition))
    assert all(s.protection.sheet and s.protection.password is None for s in (sheet, second))
    figures = set(spots(editions()[edition]).values())
    free = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    assert {sheet.cell(*at).coordinate for at in figures} | {"D2", "L2"} <= free
    labels = [c for row in sheet.iter_rows() for c in row if c.value and (c.row, c.column) not in figures]
    assert len(labels) > 50 and all(c.protection.locked for c in labels)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_total_is_a_formula_and_the_closing_is_typed(edition: str) -> None:
    _, sheet, _ = opened(blank(edition))
    form = editions()[edition]
    for (table, row, column), at in spots(form).items():
        total = form.table(table).row(row).sums or form.table(table).column(column).sums
        assert str(sheet.cell(*at).value or "").startswith("=") == total
    assert sheet.cell(*spots(form)["requests", "carried_out", "natural_person"]).value is None


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_may_be_typed_is_said_in_chinese(edition: str) -> None:
    _, sheet, _ = opened(blank(edition))
    form, found = editions()[edition], dict[str, tuple[str, str]]()
    for rule in sheet.data_validations.dataValidation:
        assert rule.prompt and rule.error and re.search("[一-龥]", rule.prompt) and rule.showErrorMessage
        found |= {str(c): (str(rule.type), str(rule.formula1)) for area in rule.sqref.ranges for c in _names(str(area))}
    for (table, _, column), (row, at) in spots(form).items():
        test, least = found[f"{sheet.cell(row, at).coordinate}"]
        holds = form.table(table).column(column).holds
        assert test == ("decimal" if holds == "amount" else "whole")
        assert int(least) == 0 or (holds == "signed" and int(least) < 0)


def _names(area: str) -> list[str]:
    sheet = Workbook().active
    assert isinstance(sheet, Worksheet)
    held = sheet[area]
    rows = held if isinstance(held, tuple) else ((held,),)
    return [cell.coordinate for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


@pytest.mark.parametrize("edition", EDITIONS)
def test_it_prints_on_a4_without_the_checks(edition: str) -> None:
    _, sheet, _ = opened(blank(edition))
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_area == f"'{SHEET}'!$A$1:$O${table_tops(editions()[edition])[1] - 1}"
    assert max(column for _, column in spots(editions()[edition]).values()) == WIDTH


# ---------------------------------------------------------------- filled in, and calculated by LibreOffice


@cache
def calculated(edition: str) -> bytes:
    program = find_program()
    assert program is not None
    (made,) = run_program(program, [(".xlsx", filled(edition))], "xlsx")
    assert made is not None
    return made


@needs_office
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_filled_template_is_clean(edition: str) -> None:
    (found,) = judge(extract(calculated(edition), "年报.xlsx"))
    assert (found.status, found.findings) == ("passed", ())
    assert (found.case.organ, found.case.report_year) == (report(edition).organ, report(edition).year)
    truth = values(report(edition))
    assert {c.key: c.value for c in found.case.cells} == {
        k: truth[k[0]][k[1]][k[2]] for k in spots(editions()[edition])
    }


Red = tuple[set[tuple[int, int]], list[str]]


def red(*books: bytes) -> list[Red]:
    """Of each book the red cells of the first sheet and the texts of all, as LibreOffice calculates and shows them."""
    program = find_program()
    assert program is not None
    with TemporaryDirectory() as place:
        sources = [Path(place) / f"{number}.xlsx" for number in range(len(books))]
        for source, data in zip(sources, books, strict=True):
            source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(place) / 'profile').as_uri()}"
        orders = [profile, "--headless", "--convert-to", "html:HTML (StarCalc)", "--outdir", place, *map(str, sources)]
        subprocess.run([str(program), *orders], check=True, capture_output=True, timeout=300)
        pages = [html.fromstring(source.with_suffix(".html").read_bytes().decode()) for source in sources]
    return [_shown(page.findall(".//table")) for page in pages]


def _shown(tables: list[html.HtmlElement]) -> Red:
    texts = [cell.text_content().strip() for table in tables for cell in table.iter("td") if _is_red(cell)]
    return set(_red_spots(tables[0])), texts


def _is_red(cell: html.HtmlElement) -> bool:
    return str(cell.get("bgcolor", "")).lower() == RED


def _red_spots(table: html.HtmlElement) -> list[tuple[int, int]]:
    taken: set[tuple[int, int]] = set()
    found: list[tuple[int, int]] = []
    for row, line in enumerate(table.iter("tr"), 1):
        column = 1
        for cell in line.iter("td"):
            while (row, column) in taken:
                column += 1
            spans = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
            taken |= {(row + r, column + c) for r in range(spans[0]) for c in range(spans[1])}
            found += [(row, column)] if _is_red(cell) else []
    return found


def target(table: Table, identity: Identity) -> tuple[str, str]:
    """The cell that turns red where an identity breaks: the total that it says, or else the last figure, which is typed."""
    _, row, column = identity.left[0] if is_sum(table, identity) else identity.right[-1]
    return row, column


def broken(edition: str, changes: Mapping[Key, int]) -> list[tuple[Table, Identity, int]]:
    """The identities that `changes` break, and by how much: totals that nobody overwrote add themselves up."""
    found: list[tuple[Table, Identity, int]] = []
    for table in editions()[edition].tables:
        now = {(r, c): int(v or 0) for r, line in values(report(edition))[table.key].items() for c, v in line.items()}
        now |= {(row, column): value for (key, row, column), value in changes.items() if key == table.key}
        for axis in ("rows", "columns"):
            for i in (i for i in identities(table) if i.axis == axis and is_sum(table, i)):
                at = target(table, i)
                corner = axis == "rows" and table.column(at[1]).sums
                if (table.key, *at) not in changes and not corner:
                    now[at] = sum(k * now[r, c] for k, r, c in i.right)
        off = ((i, sum(k * now[r, c] for k, r, c in i.terms)) for i in identities(table))
        found += [(table, i, difference) for i, difference in off if difference]
    return found


def told(table: Table, identity: Identity, difference: int) -> str:
    """What the check below the tables says of it."""
    whose = table.column(identity.at) if identity.axis == "rows" else table.row(identity.at)
    side = "总计" if is_sum(table, identity) else "收件"
    return f"{whose.short} {side}{'多' if difference > 0 else '少'} {abs(difference)}"


@needs_office
@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_red_while_all_is_well(edition: str) -> None:
    assert red(filled(edition), blank(edition)) == [(set(), [])] * 2


@needs_office
@pytest.mark.parametrize("edition", EDITIONS)
def test_each_identity_broken_by_hand_turns_its_cell_red_and_no_other(edition: str) -> None:
    form, truth, at = editions()[edition], values(report(edition)), spots(editions()[edition])
    keys = [(table.key, *target(table, i)) for table in form.tables for i in identities(table)]
    every = [{key: int(truth[key[0]][key[1]][key[2]] or 0) + 5} for key in dict.fromkeys(keys)]
    figures = {spot: key for key, spot in at.items()}
    for changes, (cells, texts) in zip(every, red(*(filled(edition, c) for c in every)), strict=True):
        (key,) = changes
        wrong = broken(edition, changes)
        due = {(table.key, *target(table, i)) for table, i, _ in wrong}
        assert {figures[cell] for cell in cells if cell in figures} == due >= {key}
        checks = [part for text in texts if text.startswith("差额：") for part in text[3:].split("\u3000") if part]
        assert sorted(checks) == sorted(told(*one) for one in wrong)


@needs_office
@pytest.mark.parametrize("edition", EDITIONS)
def test_openings_are_checked_against_last_year(edition: str) -> None:
    form, truth, at = editions()[edition], values(report(edition)), spots(editions()[edition])
    every = list(closings(form))
    opening = [sum(sign * int(truth[c.table][s[0]][s[1]] or 0) for sign, s in c.terms) for c in every]
    refs = [f"B{row}" for row in range(4, 4 + len(every))]
    right, wrong = (dict(zip(refs, (n + more for n in opening), strict=True)) for more in (0, 2))
    sound_one, broken = red(filled(edition, last_year=right), filled(edition, last_year=wrong))
    assert sound_one == (set(), [])
    assert {at["requests", "carried_in", c.key] for c in form.table("requests").columns} <= broken[0]
    assert broken[1].count("-2") == len(every)
