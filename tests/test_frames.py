"""The form as pandera schemas: sound tables pass, and what fails is named by its identity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

import pandas as pd
import pandera.errors
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs

from tools.forge.blemishes import blemished
from tools.forge.faults import FAULTS, TARGETS, NoPlace
from tools.forge.figures import Report, Scale, sound, values
from tools.forge.layouts import LAYOUTS
from tools.forge.slips import SLIPS
from validator.form import Table, identities
from validator.frames import CELLS, cells_frame, schemas_for
from validator.model import Case, Cell, Place
from validator.pipeline import extract
from validator.schema import editions

SCALES: tuple[Scale, ...] = ("small", "large", "zero")
SUMS = [f"{target}-{slip}" for target in TARGETS for slip in SLIPS]


def frame(report: Report, table: Table) -> pd.DataFrame:
    figures = values(report)[table.key]
    lines = [[figures[row][column] for column in table.column_keys] for row in table.row_keys]
    found = pd.DataFrame(lines, index=pd.Index(table.row_keys, name="row"), columns=table.column_keys, dtype=object)
    counts = [c.key for c in table.columns if c.holds != "amount"]
    whole = {c: pd.array([None if v is None else int(v) for v in found[c]], "Int64") for c in counts}
    return found.assign(**whole)


def broken(table: Table, figures: Mapping[str, Mapping[str, Decimal | None]]) -> set[str]:
    """The identities that do not hold, worked out by hand."""
    return {f"{i.rule}@{i.at}" for i in identities(table) if sum(k * (figures[r][c] or 0) for k, r, c in i.terms)}


def failed(report: Report, key: str) -> set[str]:
    """The checks that the exported schema says have failed."""
    table = editions()[report.edition].table(key)
    try:
        schemas_for(report.edition)[key].validate(frame(report, table), lazy=True)
    except pandera.errors.SchemaErrors as error:
        return set(map(str, error.failure_cases["check"]))
    return set()


@pytest.mark.parametrize("odd", [[], ["blank_zeros"], ["thousands", "full_width", "slash_rows"]])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_sound_reports_pass(edition: str, scale: Scale, odd: list[str]) -> None:
    report = blemished(sound(4, edition, scale=scale), odd)
    assert all(failed(report, key) == set() for key in report.tables)


@given(st.sampled_from(SUMS), st.sampled_from(["2019", "2021"]), st.integers(0, 200))
@settings(max_examples=30)
def test_a_schema_fails_exactly_where_an_identity_does(kind: str, edition: str, seed: int) -> None:
    try:
        fault = FAULTS[kind](Random(seed), sound(seed, edition, scale="large"))
    except NoPlace:
        assume(False)
        return
    for key in ("requests", "disputes"):
        found = failed(fault.report, key)
        assert found == broken(editions()[edition].table(key), values(fault.report)[key])
        assert bool(found) == (key == fault.table)


def requests() -> pd.DataFrame:
    return frame(sound(4, "2021"), editions()["2021"].table("requests"))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (requests().drop(index="new"), "all_rows"),
        (requests().rename(index={"new": "nothing"}), "isin"),
        (pd.concat([requests(), requests().iloc[:1]]), "unique"),
        (requests().drop(columns="research"), "column_in_dataframe"),
        (requests().assign(more=1), "column_in_schema"),
        (requests().assign(research=pd.array([-1] * 25, "Int64")), "greater_than_or_equal_to(0)"),
        (requests().assign(research=["一"] * 25), "dtype('Int64')"),
    ],
)
def test_tables_of_another_shape_fail(table: pd.DataFrame, said: str) -> None:
    with pytest.raises(pandera.errors.SchemaErrors) as error:
        schemas_for("2021")["requests"].validate(table, lazy=True)
    assert any(said in str(check) for check in error.value.failure_cases["check"])


def test_amounts_are_exact_decimals_and_changes_may_be_negative() -> None:
    fees, items = schemas_for("2021")["art20_8"], schemas_for("2019")["art20_6"]
    index = pd.Index(["fees"], name="row")
    assert len(fees.validate(pd.DataFrame({"amount": [Decimal("0.1")]}, index=index, dtype=object)))
    for wrong in (0.1, Decimal(-1)):
        with pytest.raises(pandera.errors.SchemaError):
            fees.validate(pd.DataFrame({"amount": [wrong]}, index=index, dtype=object))
    report = sound(4, "2019")
    lines = {row: {**line, "change": "-3"} for row, line in report.tables["art20_6"].items()}
    changed = replace(report, tables={**report.tables, "art20_6": lines})
    assert len(items.validate(frame(changed, editions()["2019"].table("art20_6")))) == 2


def test_an_edition_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        schemas_for("1999")
    assert {key: set(schemas_for(key)) for key in editions()} == {k: set(e.table_keys) for k, e in editions().items()}


# ---------------------------------------------------------------- the long frame


@pytest.mark.parametrize("layout", ["html-plain", "xlsx-formulas-cached", "text-pipe-rows", "html-two-reports"])
def test_the_cells_of_any_report_meet_the_contract(layout: str) -> None:
    odd = blemished(sound(5, "2019"), ["blank_zeros", "slash_rows", "yuan", "word_sign"])
    cases = extract(LAYOUTS[layout].render(odd), f"x{LAYOUTS[layout].extension}")
    found = cells_frame(cases)
    assert list(found.columns) == list(CELLS.columns)
    assert len(found) == sum(len(case.cells) for case in cases) == 198 * len(cases)
    assert set(found["kind"]) >= {"number", "blank", "dash"}
    assert all(isinstance(v, Decimal) for v in found["value"].dropna())


def test_no_cells_are_a_frame_too() -> None:
    assert len(cells_frame([])) == 0
    assert list(cells_frame([]).columns) == list(CELLS.columns)


@pytest.mark.parametrize("change", [{"value": None}, {"kind": "blank"}, {"origin": "guessed"}])
def test_a_broken_contract_raises(change: dict[str, object]) -> None:
    cell = Cell("requests", "new", "total", "1", "number", Decimal(1), Place("表1"))
    case = Case("x", 1, None, "html", "2021", None, None, None, None, True)
    assert len(cells_frame([replace(case, cells=(cell,))])) == 1
    for cells in ((structs.replace(cell, **change),), (cell, cell)):  # type: ignore[arg-type]
        with pytest.raises(pandera.errors.SchemaError):
            cells_frame([replace(case, cells=cells)])
