"""What the page says was not examined: a report of last year that was given is not asked for again."""

from __future__ import annotations

from dataclasses import replace

from tools.golden import reports
from validator.between.links import ALONE
from validator.desk.serve_examined import examined_in
from validator.model import Tally
from validator.report.wording import examined

SOUND = reports()["2021/clean/docx-plain.docx"]


def test_last_years_report_is_asked_for_where_none_was_given() -> None:
    assert any("上年年报" in line for line in examined_in(SOUND, ALONE).left)
    assert any("--previous" in line for line in examined(SOUND))


def test_last_years_report_that_did_not_fit_is_not_asked_for_again() -> None:
    unfit = replace(SOUND, tallies={**SOUND.tallies, "Y001": Tally(failed=1)})
    assert not any("上年年报" in line for line in examined_in(unfit, ALONE).left)
    assert not any("--previous" in line for line in examined(unfit))
