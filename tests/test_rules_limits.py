"""Where rules stop: what they leave alone, how much of a long list they name, what they tell of half a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from tests.test_rules import BROKEN, a_case, judged, seen, seen_column, text, verdict_on
from validator.model import Observation
from validator.words import TITLES


@pytest.mark.parametrize(
    ("code", "case"),
    [
        (
            "D305",
            {"organ": "某市人民政府", **text(one=(), opening=("做好各项公开工作。",))},
        ),  # D103 tells that it is empty
        ("D305", {"organ": "某市人民政府", **text(titles=(TITLES[0], "", "", "", "", ""))}),  # hardly sectioned
        ("D301", text(opening=("按照国办公开办函〔2021〕30号编制，替代国办公开办函〔2019〕60号。",))),
    ],
)
def test_what_a_rule_leaves_alone(code: str, case: Mapping[str, object]) -> None:
    assert verdict_on(code, a_case(**case)).defects == ()  # type: ignore[arg-type]


def test_of_a_table_that_was_read_in_part_what_is_missing_is_told() -> None:
    gone = seen("rows_missing", "requests", "granted")
    case = a_case(seen=[gone])
    opened = tuple(replace(t, open_rows=("new",)) if t.key == "requests" else t for t in case.tables)
    assert len(verdict_on("S201", replace(case, tables=opened)).defects) == 1
    unread = replace(case, tables=opened, cells=tuple(c for c in case.cells if c.table != "requests"))
    assert (verdict_on("S201", unread).defects, verdict_on("S201", unread).open) == ((), 1)


def test_where_a_text_breaks_off_what_is_missing_before_is_told() -> None:
    cut = seen("cut_off", "requests", text="0", note="end", number=14)
    between, behind = seen("rows_missing", "requests", "granted"), seen("rows_missing", "requests", "carried_out")
    assert len(verdict_on("S201", a_case(seen=[cut, between])).defects) == 1
    assert verdict_on("S201", a_case(seen=[cut, behind])).defects == ()


def test_where_no_place_is_known_it_is_said_which_of_two_tables_was_judged() -> None:
    case = a_case(seen=[seen("table_twice", "requests", number=1)])
    bare = replace(case, tables=tuple(replace(table, place=None) for table in case.tables))
    assert "核对的是数字较全的那一张" in verdict_on("S102", bare).defects[0].message


def test_of_three_results_that_a_government_tells_those_told_pass() -> None:
    verdict = judged(next(broken for broken in BROKEN if broken.code == "D305"))
    assert (verdict.passed, verdict.failed) == (1, 2)


#: What a rule names so many of, and then counts: one observation, by its number.
NAMED_ONES: Mapping[str, Callable[[int], Observation]] = {
    "F008": lambda n: seen("attachment_only", text=f"附件{n}.pdf"),
    "F009": lambda n: seen("hidden_lines", text=f"附表{n}", note="第5行"),
    "F016": lambda n: seen("unproved", text=f"附件{n}", note="压线"),
    "S203": lambda n: seen("extra_row", "requests", text=f"小计{n}"),
    "S204": lambda n: seen_column("extra_column", "requests", text=f"小计{n}"),
    "S206": lambda n: seen("label_unlike", "requests", "granted", text=f"公开{n}", note="予以公开"),
}


@pytest.mark.parametrize("code", NAMED_ONES)
def test_a_long_list_is_cut_and_says_so(code: str) -> None:
    def message(number: int) -> str:
        verdict = verdict_on(code, a_case(seen=[NAMED_ONES[code](n) for n in range(10, 10 + number)]))
        (defect,) = verdict.defects
        return defect.message

    def shown(number: int) -> list[str]:
        told = message(number)
        return [str(n) for n in range(10, 10 + number) if re.search(rf"(?:附件|附表|小计|公开){n}", told)]

    whole = [number for number in range(1, 10) if len(shown(number)) == number]
    most = whole[-1]
    assert 3 <= most <= 6 and whole == list(range(1, most + 1))
    assert "等" not in message(most).replace("等式", "") and "等" in message(most + 1).replace("等式", "")
