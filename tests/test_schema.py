"""The form is data: the shipped files are sound, and every kind of unsound one is refused with its reason."""

from __future__ import annotations

import re

import pytest

from validator.form import SchemaError, collapsed, identities
from validator.linear import rank, solve
from validator.schema import editions, parse_edition, schema_folder

SMALL = """
edition = "9"
name = "试"
notice = "无"
issued = "2030-01-01"
years = { first = 2030 }
rank = { t = 2 }

[[tables]]
key = "t"
title = "表"
section = 3
basis = "无"
columns = [{ key = "x", label = "甲列" }, { key = "sum", label = "合计", sums = true }]
rows = [{ key = "g.a", label = "甲", under = ["组"] }, { key = "g.b", label = "乙", under = ["组"] }]
groups = [{ key = "g", label = "组", may_stand_alone = true }]
identities = [{ rule = "A1", columns = "sum = x" }]
"""


def test_the_small_form_is_sound() -> None:
    edition = parse_edition(SMALL)
    table = edition.table("t")
    assert (edition.key, edition.table_keys, edition.first, edition.last) == ("9", ("t",), 2030, None)
    assert [i.terms for i in identities(table)] == [
        ((1, "g.a", "sum"), (-1, "g.a", "x")),
        ((1, "g.b", "sum"), (-1, "g.b", "x")),
    ]
    assert edition.governs(2030) and edition.governs(2099) and not edition.governs(2029)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('edition = "9"', "edition = ", "not a form description"),
        ('name = "试"', "", "'name'"),
        ("years = { first = 2030 }", "", "'years'"),
        ("years = { first = 2030 }", "years = 2030", "not a form description"),
        ("rank = { t = 2 }", "", "'rank'"),
        ("rank = { t = 2 }", "rank = { t = 1 }", "t: rank 2 is not the declared 1"),
        ("rank = { t = 2 }", "rank = {}", "t: rank 2 is not the declared None"),
        ('name = "试"', 'name = "试"\ncolour = "red"', "unknown key ['colour']"),
        ("{ first = 2030 }", "{ first = 2030, until = 2040 }", "unknown key ['until']"),
        ("section = 3", "section = 3\nheight = 2", "table t: unknown key ['height']"),
        ('{ key = "x", label = "甲列" }', '{ key = "x", label = "甲列", lable = "" }', "line x: unknown key ['lable']"),
        ("may_stand_alone = true", "alone = true", "group g: unknown key ['alone']"),
        ('columns = "sum = x" }]', 'columns = "sum = x", at = "x" }]', "identity A1: unknown key ['at']"),
        ('columns = "sum = x"', 'columns = "sum = x", rows = "g.a = g.b"', "A1: adds up either rows or columns"),
        (', columns = "sum = x"', "", "A1: adds up either rows or columns"),
        (', label = "甲列" }', " }", "'label'"),
        ('key = "g.b", label = "乙"', 'key = "g.a", label = "乙"', "t.rows: 'g.a' twice"),
        ('key = "sum"', 'key = "x"', "t.columns: 'x' twice"),
        ('label = "乙"', 'label = "甲"', "('组', '甲') twice"),
        ('label = "乙"', 'label = "乙", aliases = ["甲"]', "('组', '甲') twice"),
        ('key = "g", label', 'key = "h", label', "t: group 'h' has no rows"),
        ("sum = x", "sum = y", "t: identity names an unknown line 'y'"),
        ("sum = x", "sum", "t: identity names an unknown line ''"),
        ("sum = x", "sum = sum", "t: A1 at g.a cannot hold for any figures"),
        ("sum = x", "sum + x = x", "t: A1 at g.a cannot hold for any figures"),
        ('{ rule = "A1", columns = "sum = x" }', '{ rule = "A1", rows = "g.a = g.a" }', "cannot hold for any figures"),
        ('"sum = x" }]', '"sum = x" }, { rule = "A2", columns = "x = sum" }]', "t identities"),
        (
            '{ key = "x", label = "甲列" }',
            '{ key = "x", label = "甲列" }, { key = "z", label = "丙列" }',
            "no identity examines",
        ),
        ('identities = [{ rule = "A1", columns = "sum = x" }]', "", "t: a rank is declared but no identity"),
    ],
)
def test_an_unsound_form_is_refused_with_its_reason(old: str, new: str, said: str) -> None:
    assert old in SMALL
    with pytest.raises(SchemaError, match=re.escape(said)):
        parse_edition(SMALL.replace(old, new, 1))


def test_two_tables_may_not_share_a_key() -> None:
    table = SMALL[SMALL.index("[[tables]]") :]
    with pytest.raises(SchemaError, match="tables: 't' twice"):
        parse_edition(SMALL + table)


@pytest.mark.parametrize("key", ["2019", "2021"])
def test_the_shipped_files_load(key: str) -> None:
    edition = parse_edition((schema_folder() / f"{key}.toml").read_text(encoding="utf-8"))
    assert edition.key == key and edition.table_keys == editions()[key].table_keys


@pytest.mark.parametrize(("key", "rows", "count", "independent"), [("2019", 23, 37, 35), ("2021", 25, 39, 37)])
def test_identities_of_the_application_matrix(key: str, rows: int, count: int, independent: int) -> None:
    table = editions()[key].table("requests")
    every = identities(table)
    cells = sorted({(r, c) for i in every for _, r, c in i.terms})
    matrix = [[sum(k for k, r, c in i.terms if (r, c) == cell) for cell in cells] for i in every]
    assert (len(table.rows), len(table.columns), len(every), rank(matrix)) == (rows, 7, count, independent)


def test_disputes_have_three_independent_identities() -> None:
    for edition in editions().values():
        table = edition.table("disputes")
        assert [i.at for i in identities(table)] == list(table.row_keys)


def test_every_year_has_its_edition() -> None:
    governing = {year: [key for key, e in editions().items() if e.governs(year)] for year in range(2018, 2027)}
    assert governing[2018] == []
    assert governing[2020] == ["2019"]
    assert all(governing[year] == ["2021"] for year in range(2021, 2027))


def test_a_group_printed_as_one_row_takes_the_place_of_its_members() -> None:
    table = editions()["2021"].table("requests")
    printed = collapsed(table, ("other",))
    at = table.row_keys.index("other.correction_overdue")
    assert printed.row_keys == (*table.row_keys[:at], "other", *table.row_keys[at + 3 :])
    assert printed.row("other").under == ("三、本年度办理结果",)
    column_sum = next(i for i in identities(printed) if i.rule == "A102" and i.at == "total")
    assert (-1, "other", "total") in column_sum.terms
    assert collapsed(table, ()).row_keys == table.row_keys


def test_lines_are_found_by_key() -> None:
    table = editions()["2021"].table("requests")
    assert table.row("granted").label == "（一）予以公开"
    assert table.row("other").label == "（六）其他处理"
    for missing in ("denied", "nothing"):
        with pytest.raises(KeyError):
            table.row(missing)
    with pytest.raises(KeyError):
        table.column("nothing")
    with pytest.raises(KeyError):
        editions()["2021"].table("art20_9")


def test_solving_needs_exactly_one_solution() -> None:
    assert solve([[1, 1], [1, -1]], [5, 1]) == [3, 2]
    assert solve([[1, 1]], [5]) is None
    assert solve([[1], [1]], [1, 2]) is None
    assert solve([[2]], [1]) == [0.5]
