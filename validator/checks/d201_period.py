"""统计期限有误

查什么：文中写明的统计期限，是不是报告年度的1月1日至12月31日。下载、公示、查阅的期限不算。
为什么：年度报告报告的是上一年度的情况（《条例》第四十九条、第五十条），数据按整年统计。
错例：2023年度报告写“统计期限为2022年1月1日至2022年12月31日”；“2023年1月1日至12月30日”。
正例：2023年度报告写“统计期限为2023年1月1日至2023年12月31日”。
怎么改：改成报告年度的1月1日至12月31日；数据确实不是整年的，按整年重新统计。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity
from validator.prose.dates import Period
from validator.prose.report_year import is_whole_year

CODE = "D201"
TITLE = "统计期限有误"
SEVERITY: Severity = "warning"
ITEM = "统计期限"


def examine(facts: Facts) -> Verdict:
    """Items: statements of the period that the figures cover. That the whole report is of another year is D202's."""
    year = facts.case.report_year
    if year is None or not facts.certain:
        return Verdict()
    stated = facts.periods
    wrong = [p for p in stated if not is_whole_year(p) or (_year(p) != year and _others_agree(year, facts))]
    defects = tuple(_defect(p, year) for p in wrong[:1])
    return Verdict(defects, len(stated) - len(wrong), len(wrong))


def _others_agree(year: int, facts: Facts) -> bool:
    said = {w.year for w in facts.years if w.name in ("title", "prose")}
    return said == {year}


def _year(period: Period) -> int | None:
    return period.first.year if period.first else None


def _defect(period: Period, year: int) -> Defect:
    text = (
        f"统计期限写的是“{period.text}”{at(period.place)}，{year}年度应为{year}年1月1日至{year}年12月31日。请改正；"
        "数据不是按整年统计的，请重新统计。"
    )
    return Defect(text, evidence=period.text, place=period.place, key="period")
