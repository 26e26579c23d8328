"""Prose against itself: wholes with asides, shares and changes that are wrong within one sentence."""

from __future__ import annotations

import pytest

from tests.test_claims_rules import facts, told
from tests.test_rules import row_of

# ---------------------------------------------------------------- a whole, an aside, its parts

RECEIVED = (
    row_of("requests", "new", natural_person="46", business="8", total="54")
    | row_of("requests", "carried_in", natural_person="3", total="3")
    | row_of("requests", "granted", natural_person="47", business="8", total="55")
    | row_of("requests", "total", natural_person="47", business="8", total="55")
    | row_of("requests", "carried_out", natural_person="2", total="2")
)
KINDS = "其中自然人46件、法人或其他组织8件。"


@pytest.mark.parametrize(
    "said",
    [
        "收到政府信息公开申请45件，上年结转3件，",
        "收到政府信息公开申请45件（含上年结转3件），",
        "收到政府信息公开申请45件，3件为上年结转，",
        "收到政府信息公开申请45件，比上年减少2件，",
    ],
)
def test_an_aside_is_no_whole(said: str) -> None:
    found = [d for code, d in told(facts(said + KINDS)) if code == "C201"]
    assert [d.severity for d in found] == ["error"]
    assert "总数是 45件，各分项之和是 46 + 8 = 54，比总数多 9" in found[0].message


@pytest.mark.parametrize(
    "said",
    [
        "收到政府信息公开申请51件，上年结转3件，" + KINDS,
        "收到政府信息公开申请54件，上年结转3件，其中自然人2件、法人或其他组织1件。",
        "收到政府信息公开申请54件，较上年增加6件，" + KINDS,
    ],
)
def test_parts_may_be_of_the_aside_or_of_both(said: str) -> None:
    assert "C201" not in {code for code, _ in told(facts(said))}


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("收到政府信息公开申请45件，上年结转3件，" + KINDS, "error"),
        ("收到政府信息公开申请64件，" + KINDS, "error"),
        ("收到政府信息公开申请45件，其中自然人40件、法人或其他组织5件。", None),
        ("收到政府信息公开申请45件，其中网上46件、信函8件。", None),
    ],
)
def test_a_number_that_its_own_parts_refute_is_an_error(said: str, severity: str | None) -> None:
    found = [d for code, d in told(facts(said, figures=RECEIVED)) if code == "C101"]
    assert [d.severity for d in found] == [severity]
