"""Reports whose tables are of both forms, as offices publish that reuse last year's file."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tools.forge.figures import Report as Figures
from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from validator.model import Report
from validator.pipeline import extract, judge

KEYS = ("art20_1", "art20_5", "art20_6", "art20_8", "art20_9", "requests", "disputes")
TWO = KEYS[:5]
OLD, NEW = "2019", "2021"


def figures(edition: str, year: int) -> Figures:
    return sound("mixed", edition, year=year)


def tables(edition: str, year: int) -> dict[str, str]:
    markup = LAYOUTS["html-five-tables"].render(figures(edition, year)).decode()
    keys = [key for key in KEYS if edition == OLD or key != "art20_9"]
    return dict(zip(keys, re.findall(r"<table.*?</table>", markup, re.DOTALL), strict=True))


def mixed(year: int, old: tuple[str, ...], new: tuple[str, ...]) -> Report:
    """A report for `year` with the tables `old` in the form of 2019 and `new` in that of 2021."""
    made = {key: tables(OLD, year)[key] for key in old} | {key: tables(NEW, year)[key] for key in new}
    ordered = [made[key] for key in KEYS if key in made]
    title = f"<h1>云桥市教育局{year}年政府信息公开工作年度报告</h1>"
    (found,) = judge(extract(f"<html><body>{title}{'<p>。</p>'.join(ordered)}</body></html>".encode(), "a.html"))
    return found


def forms(found: Report) -> Mapping[str, str | None]:
    return {table.key: table.edition for table in found.case.tables if table.found}


def serious(found: Report) -> list[tuple[str, str]]:
    return [
        (f.rule, f.message)
        for f in found.findings
        if f.rule in ("D005", "S101", "S102", "S103", "S104", "S201", "S202")
    ]


@pytest.mark.parametrize(
    ("old", "told", "not_told"),
    [
        (("art20_1",), ["第（一）项", "换成2021年版"], ["删去"]),
        (
            ("art20_5", "art20_6"),
            ["第（五）项", "第（六）项", "这几张表换成2021年版"],
            ["第（一）项", "第（八）项", "删去"],
        ),
        (TWO, ["第（一）项", "第（八）项", "删去「第二十条第（九）项」表"], []),
        (TWO[:4], ["第（一）项", "第（八）项"], ["第（九）项"]),
    ],
)
def test_tables_of_last_years_form_are_told_once_and_the_others_are_not(
    old: tuple[str, ...], told: list[str], not_told: list[str]
) -> None:
    new = tuple(key for key in KEYS if key not in old and key != "art20_9")
    found = mixed(2023, old, new)
    ((rule, message),) = serious(found)
    assert rule == "S103" and found.case.edition == NEW
    assert all(word in message for word in told) and not any(word in message for word in not_told)
    assert forms(found) == {key: OLD if key in old else NEW for key in KEYS if key != "art20_9"}


@pytest.mark.parametrize("old", [("art20_1",), ("art20_5", "art20_6"), TWO])
def test_every_table_is_read_in_its_own_form(old: tuple[str, ...]) -> None:
    new = tuple(key for key in KEYS if key not in old and key != "art20_9")
    found = mixed(2023, old, new)
    made = {edition: figures(edition, 2023).tables for edition in (OLD, NEW)}
    for cell in found.case.cells:
        assert cell.raw == made[OLD if cell.table in old else NEW][cell.table][cell.row][cell.column]
    assert {cell.table for cell in found.case.cells} == set(KEYS) - {"art20_9"}


def test_tables_of_the_newer_form_in_an_older_report_name_the_one_that_is_lacking() -> None:
    found = mixed(2020, ("art20_1", "art20_5", "art20_6"), ("art20_8", "requests", "disputes"))
    ((rule, message),) = serious(found)
    assert (rule, found.case.edition) == ("S103", OLD)
    assert "第（八）项" in message and "补上「第二十条第（九）项」表" in message and "第（一）项" not in message


def test_a_whole_report_in_the_older_form_is_told_as_a_whole() -> None:
    found = mixed(2023, (*TWO, "requests", "disputes"), ())
    assert [rule for rule, _ in serious(found)] == ["D005"] and set(forms(found).values()) == {OLD}


def test_mostly_newer_tables_speak_for_another_year() -> None:
    found = mixed(2020, ("art20_9",), ("art20_1", "art20_5", "art20_6", "art20_8", "requests", "disputes"))
    assert [rule for rule, _ in serious(found)] == ["D005", "S104"] and set(forms(found).values()) == {NEW}


def test_of_an_unknown_year_most_tables_decide() -> None:
    markup = "".join(
        tables(NEW, 2023)[key] if key in ("requests", "disputes") else tables(OLD, 2023)[key] for key in KEYS
    )
    (found,) = judge(extract(f"<html><body>{markup}</body></html>".encode(), "a.html"))
    assert found.case.report_year is None and found.case.edition == OLD


def test_the_columns_of_a_table_tell_its_form_whatever_they_are_called() -> None:
    """处理决定数量 is a column of the older form; as the only one it is that of the newer one, its name slightly off."""
    new = {key: table.replace("本年处理决定数量", "处理决定数量") for key, table in tables(NEW, 2023).items()}
    made = [tables(OLD, 2023)["art20_1"], *(new[key] for key in KEYS if key in new and key != "art20_1")]
    title = "<h1>云桥市教育局2023年政府信息公开工作年度报告</h1>"
    (found,) = judge(extract(f"<html><body>{title}{'<p>。</p>'.join(made)}</body></html>".encode(), "a.html"))
    ((rule, message),) = serious(found)
    assert rule == "S103" and "第（一）项" in message and "第（五）项" not in message
    assert forms(found)["art20_5"] == forms(found)["art20_6"] == NEW
